"""Until when somebody may handle food tells of his health: it lies encrypted, also what was written before."""

from django.db import migrations

from siap.core.fields import EncryptedDateField, encrypt_column


def encrypt_clearances(apps, schema_editor):
    """What stands clear in whatever database is being migrated."""
    encrypt_column(schema_editor.connection, "people_person", "food_clearance_until")


class Migration(migrations.Migration):
    dependencies = [("people", "0005_who_is_forgotten")]
    operations = [
        migrations.AlterField("person", "food_clearance_until", EncryptedDateField(blank=True, null=True)),
        migrations.RunPython(encrypt_clearances, migrations.RunPython.noop),
    ]
