"""What was promised, to whom, and how money is shared from which day on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.people.models import Unit, User
from siap.programme import queries
from siap.programme.facts import AgreementSigned, TermsAgreed
from siap.programme.models import Agreement, AgreementUnit, Partner, ScopeItem, SharingTerms
from siap.programme.rules import (
    BASES_OF,
    MOST_USABLE_OF_WAGES,
    PREMIUM,
    TRAINING,
    WAGE,
    Terms,
    hourly_minimum,
)
from siap.ui import words


class PartsDoNotAddUp(Refused):
    """A rupiah would be lost or made."""

    message = _("Bagian-bagiannya harus berjumlah 100 %%, bukan %(sum)s %%.")
    field = "members"


class PartsNotOfThisRegime(Refused):
    """Wages and training premiums are paid for work; only a premium divides a result into parts."""

    message = _(
        "Pada premi isi premi anggota; pada upah hanya PNBP, sekian persen dari laba sesudah upah; pada magang tidak ada "
        "bagian. Syarat tidak berlaku untuk premi anggota."
    )
    field = "members"


class BaseNotOfThisRegime(Refused):
    """A result is divided, work and days are paid."""

    message = _("Premi membagi laba atau omzet, upah menghitung tenaga kerja, magang menghitung hari hadir.")
    field = "base"


class RemainderNowhere(Refused):
    """What rounding leaves goes to a part that there always is, and that is not divided again."""

    message = _("Sisa pembulatan hanya dapat masuk ke bagian yang ada, tanpa syarat, dan bukan premi anggota.")
    field = "remainder_to"


class RateMissing(Refused):
    """Wages and training premiums are so much an hour or a day."""

    message = _("Isi berapa rupiah sejam (upah) atau sehari (magang).")
    field = "rate"


class MinimumWageUnknown(Refused):
    """Without it nobody knows what is too little."""

    message = _("Upah minimum %(district)s untuk tanggal itu belum diisi. Isi dulu upah minimumnya.")
    field = "district"


class BelowMinimumWage(Refused):
    """Nobody works for less."""

    message = _("Upah minimum %(district)s %(monthly)s sebulan, jadi paling sedikit %(least)s sejam.")
    field = "rate"


class TooMuchUsable(Refused):
    """A wage is savings, of which a part may be used inside."""

    message = _("Dari upah paling banyak %(most)s %% boleh dipakai selama di dalam.")
    field = "usable_percent"


class BudgetMissing(Refused):
    """A training premium is no part of a result: who pays it?"""

    message = _("Tulis anggaran mana yang membayar uang hadir.")
    field = "budget"


class ConductOutOfRange(Refused):
    """Conduct counts from one percent to all."""

    message = _("Nilai kelakuan paling rendah harus antara 1 %% dan 100 %%.")
    field = "least_conduct"


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
    told: Terms,
    *,
    valid_from: date,
    usable_percent: int = 0,
    state_first: bool = False,
    objection_days: int = 14,
    by: User | None,
    uid: UUID | None = None,
) -> SharingTerms:
    """Add sharing terms from a day on; older terms stay with the shares that were made by them.

    A uid that is known gives those terms. Raises PartsDoNotAddUp, PartsNotOfThisRegime, BaseNotOfThisRegime,
    RemainderNowhere, RateMissing, MinimumWageUnknown, BelowMinimumWage, TooMuchUsable, BudgetMissing, ConductOutOfRange,
    BeforeTheAgreement, NewerTermsStand.
    """
    known = agreement.terms.filter(uid=uid).first() if uid else None
    if known is not None:
        return known
    _check_days(agreement, valid_from)
    _check_parts(told)
    _check_pay(told, usable_percent, valid_from)
    said: dict[str, Any] = {
        "regime": told.regime,
        "base": told.base,
        "weights": told.weights,
        "usable_percent": usable_percent,
        "state_first": state_first,
        "objection_days": objection_days,
        "remainder_to": told.remainder_to,
        "carries_loss": told.carries_loss,
        "rate": told.rate,
        "district": told.district,
        "month_hours": told.month_hours,
        "budget": told.budget.strip(),
        "least_conduct": told.least_conduct,
    }
    terms = SharingTerms.objects.create(
        uid=uid or new_uid(),
        agreement=agreement,
        name=told.name,
        basis=told.basis,
        parts=[{"kind": part.kind, "percent": part.percent, "above": part.above} for part in told.parts],
        valid_from=valid_from,
        approved_by=by,
        **said,
    )
    parts = tuple((part.kind, part.percent, part.above) for part in told.parts)
    record(TermsAgreed(terms=terms.pk, agreement=agreement.pk, valid_from=valid_from, parts=parts, **said))
    return terms


def _check_days(agreement: Agreement, valid_from: date) -> None:
    if valid_from < agreement.signed_on:
        raise BeforeTheAgreement(signed_on=words.day(agreement.signed_on))
    newest = agreement.terms.order_by("-valid_from").first()
    if newest is not None and valid_from < newest.valid_from:
        raise NewerTermsStand(valid_from=words.day(newest.valid_from))


def _check_parts(told: Terms) -> None:
    if told.base not in BASES_OF[told.regime]:
        raise BaseNotOfThisRegime
    if not 1 <= told.least_conduct <= 100:
        raise ConductOutOfRange
    percents = {part.kind: part.percent for part in told.parts}
    if told.regime == PREMIUM:
        if (total := sum(percents.values())) != 100:
            raise PartsDoNotAddUp(sum=total)
        is_right = percents.get("members", 0) > 0 and not any(p.above for p in told.parts if p.kind == "members")
    else:
        is_right = percents.keys() <= ({"state"} if told.regime == WAGE else set()) and sum(percents.values()) <= 100
    if not is_right:
        raise PartsNotOfThisRegime
    always = {part.kind for part in told.parts if not part.above and part.percent} - {"members"}
    if told.remainder_to and (told.regime != PREMIUM or told.remainder_to not in always):
        raise RemainderNowhere


def _check_pay(told: Terms, usable_percent: int, on: date) -> None:
    if told.regime == PREMIUM:
        return
    if told.rate <= 0:
        raise RateMissing
    if told.regime == TRAINING:
        if not told.budget.strip():
            raise BudgetMissing
        return
    if usable_percent > MOST_USABLE_OF_WAGES:
        raise TooMuchUsable(most=MOST_USABLE_OF_WAGES)
    monthly = queries.minimum_wage(told.district, on)
    if monthly is None:
        raise MinimumWageUnknown(district=told.district or "…")
    least = hourly_minimum(monthly, told.month_hours)
    if told.rate < least:
        raise BelowMinimumWage(district=told.district, monthly=rupiah(monthly), least=rupiah(least))
