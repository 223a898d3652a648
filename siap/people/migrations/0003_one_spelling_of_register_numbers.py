from django.db import migrations

from siap.core.fields import blind_index
from siap.people.custody import register_key


def index_anew(apps, schema_editor):
    """Register numbers are found in whatever spelling: their blind index is made of the one spelling."""
    identifiers = apps.get_model("people", "Identifier").objects.using(schema_editor.connection.alias)
    rows = identifiers.filter(kind="register").only("pk", "value", "index")
    changed = []
    for one in rows.iterator(chunk_size=500):
        one.index = blind_index(register_key(one.value))
        changed.append(one)
    identifiers.bulk_update(changed, ["index"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_rosters_profiles_milestones")]
    operations = [migrations.RunPython(index_anew, migrations.RunPython.noop)]
