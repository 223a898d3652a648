from django.db import migrations


def begin(apps, schema_editor):
    apps.get_model("core", "ChainHead").objects.get_or_create(pk=1, defaults={"count": 0, "digest": "0" * 64})


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
