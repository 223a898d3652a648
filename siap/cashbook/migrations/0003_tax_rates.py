"""The rates of the final income tax: dated, with their basis, to be followed by newer ones."""

from datetime import date

from django.db import migrations

RATES = [
    # key, value, basis, valid from
    ("final-income-tax", "0.005", "PP 55/2022", date(2022, 12, 20)),
    ("final-income-tax-free", "500000000", "PP 55/2022", date(2022, 12, 20)),
]


def enter(apps, schema_editor):
    """Both rates, in whatever database is being migrated."""
    rates = apps.get_model("core", "Rate").objects.using(schema_editor.connection.alias)
    for key, value, basis, valid_from in RATES:
        rates.get_or_create(key=key, valid_from=valid_from, defaults={"value": value, "basis": basis})


class Migration(migrations.Migration):
    dependencies = [("cashbook", "0002_owing_counting_equipment"), ("core", "0002_chain_head")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
