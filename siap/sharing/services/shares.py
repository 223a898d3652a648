"""A share: prepared by one, and approved or sent back by another."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock, rows
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.ledger.models import Book, Entry
from siap.ledger.rules import month_of, next_month
from siap.ledger.services import ReasonMissing
from siap.people.models import Placement, Unit, User
from siap.programme.rules import TRAINING, WAGE
from siap.sharing import postings, queries, rules
from siap.sharing.facts import ShareApproved, SharePrepared, ShareSentBack
from siap.sharing.models import Part, Share, Slip
from siap.sharing.services.handing_over import hand_over
from siap.sharing.services.payouts import close_account


class OwnShare(Refused):
    """Who prepared a share does not decide about it."""

    message = _("Bagi hasil ini Anda siapkan sendiri. Yang memutuskan harus orang lain.")


class ShareNotWaiting(Refused):
    """It was decided already, the other way."""

    message = _("Bagi hasil ini tidak lagi menunggu keputusan: %(state)s.")


class FiguresChanged(Refused):
    """The books or the hours say something else now than when the share was prepared."""

    message = _("Angkanya berubah sejak disiapkan: dasar bagi hasil sekarang %(base)s. Kembalikan, lalu siapkan lagi.")


@verb
def prepare_share(uid: UUID, business: Business, first_month: int, last_month: int, *, by: User) -> Share:
    """Work out a share and lay it before the head. The same `uid` again changes nothing.

    Raises the sheet's own problem (MonthNotOver, MonthShared, NothingVerified, NothingToShare, NobodyEntitled, …).
    """
    business = Business.objects.select_for_update(of=("self",)).select_related("unit").get(pk=business.pk)
    known = Share.objects.filter(uid=uid).first()
    if known is not None:
        return known
    sheet = queries.working(business, first_month, last_month)
    if sheet.problem is not None:
        raise sheet.problem
    assert sheet.terms is not None
    share = Share(
        uid=uid,
        business=business,
        first_month=first_month,
        last_month=last_month,
        terms=sheet.terms,
        turnover=sheet.result.turnover,
        cost=sheet.result.cost,
        expenses=sheet.result.expenses,
        other_income=sheet.result.other_income,
        carried_loss=sheet.carried_loss,
        rate=sheet.rate,
        base=sheet.base,
        prepared_by=by,
        prepared_at=clock.now(),
    )
    rows.insert(Share, [share])
    _write_parts(share, sheet)
    record(
        SharePrepared(
            share=share.pk, business=business.pk, first_month=first_month, last_month=last_month, base=share.base
        )
    )
    return share


def _write_parts(share: Share, sheet: queries.Sheet) -> None:
    parts = [
        Part(share=share, position=position, kind=part.kind, percent=part.percent, amount=part.amount)
        for position, part in enumerate(sheet.parts, 1)
    ]
    slips = [
        Slip(
            share=share,
            person=line.person,
            minutes=line.did.minutes,
            present=line.did.present,
            pieces=line.did.pieces,
            conduct=line.did.conduct,
            weight=line.weight,
            amount=line.amount,
            usable=line.usable,
        )
        for line in sheet.members
    ]
    rows.insert(Part, parts)
    rows.insert(Slip, slips)


@verb
def approve_share(share: Share, *, by: User) -> Share:
    """Put a share into the books, and close its months there: what comes late counts in the next share.

    Approving twice changes nothing. Raises OwnShare, ShareNotWaiting, FiguresChanged.
    """
    share = locked(share)
    if share.state == Share.State.APPROVED:
        return share
    _check_decision(share, by)
    sheet = queries.working(share.business, share.first_month, share.last_month, apart_from=share)
    if sheet.figures != _figures(share):
        raise FiguresChanged(base=rupiah(sheet.base))
    decide(share, Share.State.APPROVED, by)
    figures = for_the_books(share)
    ledger.post(*postings.share_approved(figures))
    record(
        ShareApproved(
            share=share.pk,
            business=share.business_id,
            base=share.base,
            parts=tuple((part.kind, part.amount) for part in share.parts.all()),
            members=tuple((slip.person_id, slip.amount, slip.usable) for slip in share.slips.all()),
        )
    )
    if not figures.from_budget:
        _close_months(share, by)
    _close_accounts_of_those_who_left(share)
    _hand_over_those_who_moved(share)
    return share


def locked(share: Share) -> Share:
    """A share as it is now, locked until the verb ends."""
    shares = Share.objects.select_for_update(of=("self",)).select_related("business__unit", "terms")
    locked: Share = shares.prefetch_related("parts", "slips").get(pk=share.pk)
    return locked


def unit_of(share: Share) -> Unit:
    """The unit of a share's group. A share is only ever of a group, and a group has one."""
    assert share.business.unit is not None
    return share.business.unit


def _check_decision(share: Share, by: User) -> None:
    if share.state != Share.State.PREPARED:
        raise ShareNotWaiting(state=share.get_state_display())
    if share.prepared_by_id == by.pk:
        raise OwnShare


def decide(share: Share, state: str, by: User, because: str = "") -> None:
    """Write down who decided what about a share, and when."""
    share.state, share.decided_by, share.decided_at, share.because = state, by, clock.now(), because
    share.save(update_fields=["state", "decided_by", "decided_at", "because"])


def _figures(share: Share) -> tuple[object, ...]:
    result = rules.Result(share.turnover, share.cost, share.expenses, share.other_income)
    parts = tuple((part.kind, part.amount) for part in share.parts.all())
    members = tuple(sorted((slip.person_id, slip.weight, slip.amount, slip.usable) for slip in share.slips.all()))
    return result, share.carried_loss, share.base, share.rate, parts, members


def for_the_books(share: Share) -> postings.ShareFigures:
    """A share as the postings need it."""
    parts = {part.kind: part.amount for part in share.parts.all()}
    regime = share.terms.regime
    return postings.ShareFigures(
        reference=share.reference,
        on=clock.today(),
        worked_until=share.until,
        wages=parts["members"] if regime == WAGE else 0,
        from_budget=regime == TRAINING,
        business=share.business_id,
        business_book=share.business.book,
        custody_book=unit_of(share).custody_book,
        base=share.base,
        state=parts.get("state", 0),
        kept=parts.get("capital", 0) + parts.get("programme", 0),
        members=[postings.MemberFigures(slip.person_id, slip.usable, slip.held) for slip in share.slips.all()],
    )


def _close_months(share: Share, by: User) -> None:
    """Close the group's book through the last month shared, in order."""
    shared = Book.objects.get(key=share.business.book)
    first = Entry.objects.filter(book=shared).order_by("booked_on").values_list("booked_on", flat=True)[0]
    month = next_month(shared.closed_through) if shared.closed_through else month_of(first)
    while month <= share.last_month:
        ledger.close_month(shared, month, by=by)
        month = next_month(month)


def _close_accounts_of_those_who_left(share: Share) -> None:
    """A part that comes after somebody left the unit for good is paid out to him, not saved."""
    unit = unit_of(share)
    here = Placement.objects.filter(until_on=None)
    still_kept = here.filter(unit=unit) | here.exclude(status=Placement.Status.CLIENT)
    gone = share.slips.filter(amount__gt=0).exclude(person__in=still_kept.values("person")).select_related("person")
    for slip in gone:
        close_account(slip.person, unit)


def _hand_over_those_who_moved(share: Share) -> None:
    """A part that comes after somebody was moved to another unit follows him there."""
    unit = unit_of(share)
    people = share.slips.filter(amount__gt=0).values("person")
    moved = (
        Placement.objects.filter(person__in=people, until_on=None).exclude(unit=unit).select_related("person", "unit")
    )
    for place in moved.exclude(status=Placement.Status.CLIENT).order_by("person"):
        hand_over(place.person, unit, place.unit, on=clock.today())


@verb
def send_back(share: Share, *, because: str, by: User) -> Share:
    """Give a share back to whoever prepared it. Raises OwnShare, ShareNotWaiting, ReasonMissing."""
    share = locked(share)
    if share.state == Share.State.SENT_BACK:
        return share
    _check_decision(share, by)
    if not because.strip():
        raise ReasonMissing
    decide(share, Share.State.SENT_BACK, by, because.strip())
    record(ShareSentBack(share=share.pk, business=share.business_id))
    return share
