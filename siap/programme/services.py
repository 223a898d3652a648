"""What is agreed, and who is taken in."""

from collections.abc import Mapping, Sequence
from datetime import date

from siap.core.verbs import record, verb
from siap.people.models import Unit, User
from siap.programme.facts import AgreementSigned, TermsAgreed
from siap.programme.models import Agreement, AgreementUnit, Partner, ScopeItem, SharingTerms
from siap.programme.rules import BuiltIn


@verb
def sign_agreement(
    *,
    title: str,
    partner: Mapping[str, str],
    signed_on: date,
    place: str,
    for_office: str,
    for_partner: str,
    scope: Sequence[tuple[str, str]],
    units: Mapping[Unit, date],
    by: User | None,
    number: str = "",
    until_on: date | None = None,
) -> Agreement:
    """Enter a signed agreement: partner (name, chair, place), scope (title, deliverable), units with their first day."""
    other, _new = Partner.objects.get_or_create(name=partner["name"], defaults=dict(partner))
    agreement = Agreement.objects.create(
        number=number,
        title=title,
        partner=other,
        signed_on=signed_on,
        signed_at_place=place,
        signed_for_office=for_office,
        signed_for_partner=for_partner,
        until_on=until_on,
    )
    ScopeItem.objects.bulk_create(
        ScopeItem(agreement=agreement, position=position, title=item, deliverable=deliverable)
        for position, (item, deliverable) in enumerate(scope, 1)
    )
    AgreementUnit.objects.bulk_create(
        AgreementUnit(agreement=agreement, unit=unit, joined_on=joined_on) for unit, joined_on in units.items()
    )
    record(AgreementSigned(agreement=agreement.pk, on=signed_on, units=tuple(unit.pk for unit in units)))
    return agreement


@verb
def agree_terms(
    agreement: Agreement,
    start: BuiltIn,
    *,
    valid_from: date,
    usable_percent: int = 0,
    state_first: bool = False,
    by: User | None,
) -> SharingTerms:
    """Add sharing terms from a day on; older terms stay with the shares that were made by them."""
    terms = SharingTerms.objects.create(
        agreement=agreement,
        name=start.name,
        basis=start.basis,
        regime=start.regime,
        base=start.base,
        parts=[{"kind": kind, "percent": percent} for kind, percent in start.parts],
        weights=start.weights,
        usable_percent=usable_percent,
        state_first=state_first,
        valid_from=valid_from,
        approved_by=by,
    )
    record(TermsAgreed(terms=terms.pk, agreement=agreement.pk, valid_from=valid_from))
    return terms
