"""The interest of the state's micro loan: dated, with its basis, to be followed by newer ones."""

from datetime import date

from django.db import migrations

RATES = [
    # key, value, basis, valid from
    ("kur-interest-flat", "0.06", "KUR 2026, 6 % flat setahun", date(2026, 1, 1)),
]


def enter(apps, schema_editor):
    """The rate, in whatever database is being migrated."""
    rates = apps.get_model("core", "Rate").objects.using(schema_editor.connection.alias)
    for key, value, basis, valid_from in RATES:
        rates.get_or_create(key=key, valid_from=valid_from, defaults={"value": value, "basis": basis})


class Migration(migrations.Migration):
    dependencies = [("aftercare", "0002_coming_home"), ("core", "0002_chain_head")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
