"""A share: prepared by one, and approved or sent back by another."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock, sql
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.ledger.services import ReasonMissing
from siap.people.models import Person, Placement, Unit, User
from siap.programme.rules import TRAINING, WAGE
from siap.sharing import postings, queries, rules
from siap.sharing.facts import ShareApproved, SharePrepared, ShareSentBack
from siap.sharing.models import Part, Share, Slip
from siap.sharing.services import purse
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

    Raises OfAnother, and the sheet's own problem (MonthNotOver, MonthShared, NothingVerified, NothingToShare, NobodyEntitled, …).
    """
    business = Business.objects.select_for_update(of=("self",)).select_related("unit").get(pk=business.pk)
    known = sql.find(Share, uid, business_id=business.pk)
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
    sql.insert(Share, [share])
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
    sql.insert(Part, parts)
    sql.insert(Slip, slips)


@verb
def approve_share(share: Share, *, by: User) -> Share:
    """Put a share into the books, and close its months there: what comes late counts in the next share.

    Approving twice changes nothing. Raises OwnShare, ShareNotWaiting, FiguresChanged.
    """
    share = locked(share)
    if share.state == Share.State.APPROVED:
        return share
    _check_decision(share, by)
    purse.lock(share.business.book)  # or what is written between the sheet and the closing is in no share
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
        ledger.close_through(figures.business_book, share.last_month, by=by)
    _follow_those_who_left(share)
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


_PLACED = "SELECT person_id, unit_id, status FROM people_placement WHERE until_on IS NULL AND person_id IN ({})"


def _follow_those_who_left(share: Share) -> None:
    """A part that comes after somebody left the unit is not saved there: who was moved finds it at the unit that keeps him
    now, and who is in nobody's custody any more is paid out."""
    unit = unit_of(share)
    people = sorted(slip.person_id for slip in share.slips.all() if slip.amount)
    places = {person: (where, status) for person, where, status in sql.select(_PLACED, people)} if people else {}
    for pk in people:
        where, status = places.get(pk, (0, Placement.Status.CLIENT))  # who is nowhere is as free as a client
        if where == unit.pk:
            continue
        person = Person.objects.get(pk=pk)
        if status == Placement.Status.CLIENT:
            close_account(person, unit)
        else:
            hand_over(person, unit, Unit.objects.get(pk=where), on=clock.today())


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
