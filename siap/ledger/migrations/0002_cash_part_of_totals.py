"""The direct cash flow is read from month totals too (ADR 0012): what stands in entries that moved money is counted once
more beside each total. For an office that has books already it is counted from their lines here."""

from django.db import migrations, models

MONEY = "'1110', '1111', '1120'"  # chart.CASH as it was then
MONTH = {"sqlite": "CAST(strftime('%Y%m', l.booked_on) AS INTEGER)", "postgresql": "to_char(l.booked_on, 'YYYYMM')::int"}
COUNT = """
UPDATE ledger_monthtotal SET cash_debit = counted.debit, cash_credit = counted.credit
FROM (
    SELECT l.account_id, {month} AS month,
           SUM(CASE WHEN l.side = 1 THEN l.amount ELSE 0 END) AS debit,
           SUM(CASE WHEN l.side = -1 THEN l.amount ELSE 0 END) AS credit
    FROM ledger_line l
    WHERE l.entry_id IN (SELECT c.entry_id FROM ledger_line c JOIN ledger_account a ON a.id = c.account_id
                         WHERE a.code IN ({money}))
    GROUP BY 1, 2
) counted
WHERE counted.account_id = ledger_monthtotal.account_id AND counted.month = ledger_monthtotal.month
"""


def count(apps, schema_editor):
    """Count it for the books there are."""
    schema_editor.execute(COUNT.format(month=MONTH[schema_editor.connection.vendor], money=MONEY))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RemoveIndex(model_name="monthtotal", name="total_covering"),
        migrations.AddField(model_name="monthtotal", name="cash_credit", field=models.BigIntegerField(default=0)),
        migrations.AddField(model_name="monthtotal", name="cash_debit", field=models.BigIntegerField(default=0)),
        migrations.AddIndex(
            model_name="monthtotal",
            index=models.Index(
                fields=["book", "code", "month"],
                include=("account", "debit", "credit", "cash_debit", "cash_credit"),
                name="total_covers",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthtotal",
            constraint=models.CheckConstraint(
                condition=models.Q(cash_debit__lte=models.F("debit"), cash_credit__lte=models.F("credit")),
                name="cash_part_of_total",
            ),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
