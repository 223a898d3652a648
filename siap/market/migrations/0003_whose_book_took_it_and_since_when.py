from typing import Any

from django.db import migrations


def fill(apps: Any, editor: Any) -> None:
    """A sale keeps the seller its channel had, and the day on which its one payment counted."""
    sale, payment = apps.get_model("market", "Sale"), apps.get_model("market", "Payment")
    came = dict(payment.objects.filter(state="verified").values_list("sale", "verified_on"))
    for one in sale.objects.filter(seller=None).select_related("channel").iterator(chunk_size=500):
        one.seller_id, one.seller_name = one.channel.seller_id, one.channel.seller_name
        one.paid_on = came.get(one.pk)
        one.save(update_fields=["seller", "seller_name", "paid_on"])


class Migration(migrations.Migration):
    dependencies = [("market", "0002_several_payments_and_sellers")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
