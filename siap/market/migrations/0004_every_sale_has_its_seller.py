import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("market", "0003_whose_book_took_it_and_since_when")]
    operations = [
        migrations.AlterField(
            model_name="sale",
            name="seller",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.book"
            ),
        ),
        migrations.AlterField(model_name="sale", name="seller_name", field=models.CharField(max_length=120)),
    ]
