"""The office opens its system, and its units come in."""

from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.people.facts import OfficeFounded, UnitJoined
from siap.people.models import Office, Unit, User


@verb
def found_office(name: str, short_name: str, place: str, *, head: str = "", by: User | None = None) -> Office:
    """Open the system of an office. Founding it twice changes nothing."""
    office, is_new = Office.objects.get_or_create(
        pk=1, defaults={"name": name, "short_name": short_name, "place": place, "head": head}
    )
    if is_new:
        record(OfficeFounded(office=short_name))
    return office


@verb
def add_unit(
    code: str, name: str, short_name: str, kind: str, place: str, *, head: str = "", by: User | None = None
) -> Unit:
    """Enter a unit, with the books of its treasurer and of the savings that it keeps."""
    unit, is_new = Unit.objects.get_or_create(
        code=code, defaults={"name": name, "short_name": short_name, "kind": kind, "place": place, "head": head}
    )
    if is_new:
        ledger.open_book(unit.seller_book, "seller", by=by)
        ledger.open_book(unit.custody_book, "custody", by=by)
        record(UnitJoined(unit=unit.pk, code=code))
    return unit
