"""Tools that last: written off month by month, and taken out of the book when they are gone."""

from django.db.models import Sum

from siap.business.models import Business
from siap.cashbook import postings, queries, rules
from siap.cashbook.facts import EquipmentDepreciated, EquipmentDisposed
from siap.cashbook.models import Depreciation, Equipment
from siap.core import clock
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.ledger.models import Book
from siap.ledger.rules import last_day, month_of
from siap.ledger.services import ReasonMissing
from siap.people.models import User


@verb
def depreciate(business: Business, month: int, *, by: User) -> None:
    """Write the tools of a business off for a month (202611): in order, once it is over. Again changes nothing.

    A tool that was entered late is caught up with. Raises DepreciationNotDue.
    """
    Book.objects.select_for_update().get(key=business.book)
    if Depreciation.objects.filter(business=business, month__gte=month).exists():
        return
    if month != queries.month_to_write_off(business) or month >= month_of(clock.today()):
        raise rules.DepreciationNotDue
    rows = [
        Depreciation(equipment=tool.equipment, business=business, month=month, amount=tool.due(month))
        for tool in queries.tools(business)
        if tool.is_used_in(month)
    ]
    Depreciation.objects.bulk_create(rows)
    amount = sum(row.amount for row in rows)
    reference = f"depreciation:{business.uid}:{month}"
    ledger.post(*postings.depreciated(reference, last_day(month), book=business.book, amount=amount))
    record(EquipmentDepreciated(business=business.pk, month=month, amount=amount))


@verb
def dispose(equipment: Equipment, *, because: str, by: User) -> Equipment:
    """Take a tool out of the book today: broken, sold, lost. What it was still worth is a loss. Again changes nothing.

    Raises ReasonMissing, EquipmentGone (its purchase was taken back).
    """
    Book.objects.select_for_update().get(key=equipment.business.book)
    equipment = Equipment.objects.select_related("business", "note").get(pk=equipment.pk)
    if equipment.gone_on is not None:
        return equipment
    if equipment.note.reversed_at is not None:
        raise rules.EquipmentGone
    if not because.strip():
        raise ReasonMissing
    written_off = equipment.depreciations.aggregate(total=Sum("amount"))["total"] or 0
    equipment.gone_on, equipment.gone_because = clock.today(), because.strip()
    equipment.save(update_fields=["gone_on", "gone_because"])
    ledger.post(
        *postings.equipment_gone(
            equipment.reference,
            equipment.gone_on,
            book=equipment.business.book,
            cost=equipment.cost,
            written_off=written_off,
        )
    )
    record(EquipmentDisposed(equipment=equipment.pk, business=equipment.business_id))
    return equipment
