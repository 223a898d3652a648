"""A shortage keeps its day and its cost. For what was supplied before, the book knows both."""

from django.db import migrations, models
from django.db.models import Q, Sum


def read_from_the_book(apps, schema_editor):
    """The entry of each supplied shortage, also where its sale was taken back since."""
    Line = apps.get_model("ledger", "Line")
    for shortage in apps.get_model("market", "Shortage").objects.filter(state__in=("supplied", "void")):
        lines = Line.objects.filter(entry__reference=f"shortage:{shortage.uid}", side=1)
        for on, cost in lines.values_list("entry__happened_on").annotate(cost=Sum("amount")).order_by():
            shortage.supplied_on, shortage.cost = on, cost
            shortage.save(update_fields=["supplied_on", "cost"])


class Migration(migrations.Migration):
    dependencies = [("market", "0018_vouchers"), ("ledger", "0003_a_line_is_asked_once")]
    operations = [
        migrations.AddField(model_name="shortage", name="cost", field=models.BigIntegerField(default=0)),
        migrations.AddField(model_name="shortage", name="supplied_on", field=models.DateField(blank=True, null=True)),
        migrations.RunPython(read_from_the_book, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="shortage",
            constraint=models.CheckConstraint(
                condition=Q(cost=0) | Q(cost__gt=0, supplied_on__isnull=False), name="what_was_supplied_has_its_day"
            ),
        ),
    ]
