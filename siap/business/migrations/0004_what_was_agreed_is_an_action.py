"""What was agreed with a day becomes an action of the group; what had no day, or is too long, stays with what was found."""

from django.db import migrations


def act(apps, schema_editor):
    alias = schema_editor.connection.alias
    visits, actions = (apps.get_model("business", name).objects.using(alias) for name in ("Visit", "VisitAction"))
    for one in visits.exclude(agreed="").iterator():
        if one.due_on is not None:
            actions.create(visit=one, what=one.agreed[:300], owner="group", due_on=one.due_on, done_on=one.done_on)
        if one.due_on is None or len(one.agreed) > 300:
            one.found = f"{one.found}\nDisepakati: {one.agreed}"
            one.save(update_fields=["found"])


class Migration(migrations.Migration):
    dependencies = [("business", "0003_visits_are_planned_and_agree_on_actions")]

    operations = [
        migrations.RunPython(act, migrations.RunPython.noop),
        migrations.RemoveField("visit", "agreed"),
        migrations.RemoveField("visit", "due_on"),
        migrations.RemoveField("visit", "done_on"),
    ]
