"""What was promised, to whom, and how money is shared from which day on."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.core.verbs import record, verb
from siap.people.models import Unit, User
from siap.programme.facts import AgreementSigned, TermsAgreed
from siap.programme.models import Agreement, AgreementUnit, Partner, ScopeItem, SharingTerms
from siap.programme.rules import BuiltIn
from siap.ui import words


class PartsDoNotAddUp(Refused):
    """A rupiah would be lost or made."""

    message = _("Bagian-bagiannya harus berjumlah 100 %%, bukan %(sum)s %%.")
    field = "start"


class BeforeTheAgreement(Refused):
    """Nothing is shared by an agreement that is not signed."""

    message = _("Perjanjian baru ditandatangani %(signed_on)s. Pilih tanggal itu atau sesudahnya.")
    field = "valid_from"


class NewerTermsStand(Refused):
    """Terms are added at the end: nobody changes by what a past month was shared."""

    message = _("Sudah ada ketentuan yang berlaku mulai %(valid_from)s. Yang baru tidak boleh mulai sebelumnya.")
    field = "valid_from"


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
    uid: UUID | None = None,
) -> SharingTerms:
    """Add sharing terms from a day on; older terms stay with the shares that were made by them.

    A uid that is known gives those terms. Raises PartsDoNotAddUp, BeforeTheAgreement, NewerTermsStand.
    """
    known = agreement.terms.filter(uid=uid).first() if uid else None
    if known is not None:
        return known
    _check_terms(agreement, start, valid_from)
    terms = SharingTerms.objects.create(
        uid=uid or new_uid(),
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
    record(
        TermsAgreed(
            terms=terms.pk,
            agreement=agreement.pk,
            valid_from=valid_from,
            regime=start.regime,
            base=start.base,
            parts=start.parts,
            weights=start.weights,
            usable_percent=usable_percent,
            state_first=state_first,
        )
    )
    return terms


def _check_terms(agreement: Agreement, start: BuiltIn, valid_from: date) -> None:
    total = sum(percent for _kind, percent in start.parts)
    if total != 100:
        raise PartsDoNotAddUp(sum=total)
    if valid_from < agreement.signed_on:
        raise BeforeTheAgreement(signed_on=words.day(agreement.signed_on))
    newest = agreement.terms.order_by("-valid_from").first()
    if newest is not None and valid_from < newest.valid_from:
        raise NewerTermsStand(valid_from=words.day(newest.valid_from))
