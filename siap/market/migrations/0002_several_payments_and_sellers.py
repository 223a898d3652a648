import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_BOOK = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "ledger.book"}


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
        ("market", "0001_initial"),
        ("workshop", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SellerOfRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seller_name", models.CharField(max_length=120)),
                ("valid_from", models.DateField()),
                ("basis", models.CharField(max_length=200)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sellers", to="market.channel"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workshop.product",
                    ),
                ),
                ("seller", models.ForeignKey(**_BOOK)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("channel", "product", "valid_from"), name="one_seller_a_day"),
                    models.UniqueConstraint(
                        condition=models.Q(("product", None)),
                        fields=("channel", "valid_from"),
                        name="one_seller_of_all_a_day",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="payment", name="nobody_verifies_his_own_qris"),
        migrations.AddField(
            model_name="offer",
            name="below_cost_because",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(model_name="sale", name="extra", field=models.BigIntegerField(default=0)),
        migrations.AddField(model_name="sale", name="paid_on", field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name="sale", name="seller", field=models.ForeignKey(**{**_BOOK, "null": True})),
        migrations.AddField(
            model_name="sale", name="seller_name", field=models.CharField(default="", max_length=120)
        ),
        migrations.AlterField(
            model_name="payment",
            name="method",
            field=models.CharField(
                choices=[("cash", "Tunai"), ("qris", "QRIS"), ("transfer", "Transfer bank")], max_length=8
            ),
        ),
        migrations.AlterField(
            model_name="payment",
            name="sale",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="market.sale"
            ),
        ),
        migrations.AlterField(
            model_name="payment",
            name="taken_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="sale",
            constraint=models.CheckConstraint(
                condition=models.Q(("extra__gte", 0)), name="sale_extra_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="sale",
            constraint=models.CheckConstraint(
                condition=models.Q(("paid_on", None), ("paid_on__gte", models.F("sold_on")), _connector="OR"),
                name="sold_then_paid",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="a_payment_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("method", "cash"),
                    ("verified_by", None),
                    models.Q(("verified_by", models.F("taken_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_verifies_his_own",
            ),
        ),
    ]
