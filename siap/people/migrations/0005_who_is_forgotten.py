"""Who is forgotten, and after how many years: dated, with its basis, to be followed by other figures."""

from datetime import date

from django.db import migrations, models

KEPT = ("person-retention-years", "10", "UU 27/2022 dan masa simpan catatan uang sepuluh tahun", date(2025, 11, 6))


def enter(apps, schema_editor):
    """The rate, in whatever database is being migrated."""
    key, value, basis, valid_from = KEPT
    rates = apps.get_model("core", "Rate").objects.using(schema_editor.connection.alias)
    rates.get_or_create(key=key, valid_from=valid_from, defaults={"value": value, "basis": basis})


class Migration(migrations.Migration):
    dependencies = [("core", "0002_chain_head"), ("people", "0004_who_died")]
    operations = [
        migrations.AddField("person", "forgotten_on", models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=models.Q(forgotten_on=None)
                | models.Q(
                    name=models.F("member_code"), workshop_name=models.F("member_code"), death_certificate=None,
                    food_clearance_until=None,
                ),
                name="who_is_forgotten_has_no_name",
            ),
        ),
        migrations.RunPython(enter, migrations.RunPython.noop),
    ]
