"""What the law asks from a day on, and which business codes were given another number: dated, with their basis."""

from datetime import date

from django.db import migrations

RATES = [
    # key, value, basis, valid from
    ("halal-obligation", "pangan usaha mikro dan kecil", "UU 33/2014, PP 42/2024", date(2026, 10, 18)),
    ("kbli:10391", "10307", "KBLI 2025 (tempe); tanggal berlaku menunggu ketetapan kantor", date(2026, 1, 1)),
    ("kbli:10392", "10308", "KBLI 2025 (tahu); tanggal berlaku menunggu ketetapan kantor", date(2026, 1, 1)),
]


def enter(apps, schema_editor):
    """All of them, in whatever database is being migrated."""
    rates = apps.get_model("core", "Rate").objects.using(schema_editor.connection.alias)
    for key, value, basis, valid_from in RATES:
        rates.get_or_create(key=key, valid_from=valid_from, defaults={"value": value, "basis": basis})


class Migration(migrations.Migration):
    dependencies = [("workshop", "0003_permits_labels_quality"), ("core", "0002_chain_head")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
