"""A share: prepared by one, approved by another, funded, and when it was wrong taken back."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger import services as ledger
from siap.ledger.models import Book, Entry
from siap.ledger.rules import month_of, next_month
from siap.ledger.services import ReasonMissing
from siap.people.models import Placement, Unit, User
from siap.sharing import postings, queries, rules
from siap.sharing.facts import CapitalReturned, ShareApproved, ShareFunded, SharePrepared, ShareReversed, ShareSentBack
from siap.sharing.models import Part, Share, Slip
from siap.sharing.services import purse
from siap.sharing.services.payouts import close_account


class OwnShare(Refused):
    """Who prepared a share does not decide about it."""

    message = _("Bagi hasil ini Anda siapkan sendiri. Yang memutuskan harus orang lain.")


class ShareNotWaiting(Refused):
    """It was decided already, the other way."""

    message = _("Bagi hasil ini tidak lagi menunggu keputusan: %(state)s.")


class ShareNotApproved(Refused):
    """Only an approved share is funded or taken back."""

    message = _("Bagi hasil ini belum disetujui.")


class FiguresChanged(Refused):
    """The books or the hours say something else now than when the share was prepared."""

    message = _("Angkanya berubah sejak disiapkan: dasar bagi hasil sekarang %(base)s. Kembalikan, lalu siapkan lagi.")


class AlreadyMoved(Refused):
    """Money of the share has gone on: to a member, to the state or back to the group."""

    message = _("Tidak dapat dibatalkan: sebagian uangnya sudah keluar (%(where)s).")


class MoreThanKept(Refused):
    """No more comes back than was kept."""

    message = _("Modal yang disisihkan untuk kelompok ini hanya %(kept)s.")
    field = "amount"


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
    share = Share.objects.create(
        uid=uid,
        business=business,
        first_month=first_month,
        last_month=last_month,
        terms=sheet.terms,
        turnover=sheet.result.turnover,
        cost=sheet.result.cost,
        expenses=sheet.result.expenses,
        other_income=sheet.result.other_income,
        base=sheet.base,
        prepared_by=by,
        prepared_at=clock.now(),
    )
    _write_parts(share, sheet)
    record(
        SharePrepared(
            share=share.pk, business=business.pk, first_month=first_month, last_month=last_month, base=share.base
        )
    )
    return share


def _write_parts(share: Share, sheet: queries.Sheet) -> None:
    Part.objects.bulk_create(
        Part(share=share, position=position, kind=part.kind, percent=part.percent, amount=part.amount)
        for position, part in enumerate(sheet.parts, 1)
    )
    Slip.objects.bulk_create(
        Slip(
            share=share,
            person=line.person,
            minutes=line.minutes,
            weight=line.weight,
            amount=line.amount,
            usable=line.usable,
        )
        for line in sheet.members
    )


@verb
def approve_share(share: Share, *, by: User) -> Share:
    """Put a share into the books, and close its months there: what comes late counts in the next share.

    Approving twice changes nothing. Raises OwnShare, ShareNotWaiting, FiguresChanged.
    """
    share = _locked(share)
    if share.state == Share.State.APPROVED:
        return share
    _check_decision(share, by)
    sheet = queries.working(share.business, share.first_month, share.last_month, apart_from=share)
    if sheet.figures != _figures(share):
        raise FiguresChanged(base=rupiah(sheet.base))
    _decide(share, Share.State.APPROVED, by)
    figures = _for_the_books(share)
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
    _close_months(share, by)
    _close_accounts_of_those_who_left(share)
    return share


def _locked(share: Share) -> Share:
    locked: Share = (
        Share.objects.select_for_update(of=("self",)).select_related("business__unit", "terms").get(pk=share.pk)
    )
    return locked


def _unit(share: Share) -> Unit:
    """The unit of a share's group. A share is only ever of a group, and a group has one."""
    assert share.business.unit is not None
    return share.business.unit


def _check_decision(share: Share, by: User) -> None:
    if share.state != Share.State.PREPARED:
        raise ShareNotWaiting(state=share.get_state_display())
    if share.prepared_by_id == by.pk:
        raise OwnShare


def _decide(share: Share, state: str, by: User, because: str = "") -> None:
    share.state, share.decided_by, share.decided_at, share.because = state, by, clock.now(), because
    share.save(update_fields=["state", "decided_by", "decided_at", "because"])


def _figures(share: Share) -> tuple[object, ...]:
    result = rules.Result(share.turnover, share.cost, share.expenses, share.other_income)
    parts = tuple((part.kind, part.amount) for part in share.parts.all())
    members = tuple(sorted((slip.person_id, slip.weight, slip.amount, slip.usable) for slip in share.slips.all()))
    return result, share.base, parts, members


def _for_the_books(share: Share) -> postings.ShareFigures:
    parts = {part.kind: part.amount for part in share.parts.all()}
    return postings.ShareFigures(
        reference=share.reference,
        on=clock.today(),
        business=share.business_id,
        business_book=share.business.book,
        custody_book=_unit(share).custody_book,
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
    unit = _unit(share)
    here = Placement.objects.filter(until_on=None)
    still_kept = here.filter(unit=unit) | here.exclude(status=Placement.Status.CLIENT)
    gone = share.slips.filter(amount__gt=0).exclude(person__in=still_kept.values("person")).select_related("person")
    for slip in gone:
        close_account(slip.person, unit)


@verb
def send_back(share: Share, *, because: str, by: User) -> Share:
    """Give a share back to whoever prepared it. Raises OwnShare, ShareNotWaiting, ReasonMissing."""
    share = _locked(share)
    if share.state == Share.State.SENT_BACK:
        return share
    _check_decision(share, by)
    if not because.strip():
        raise ReasonMissing
    _decide(share, Share.State.SENT_BACK, by, because.strip())
    record(ShareSentBack(share=share.pk, business=share.business_id))
    return share


@verb
def fund_share(share: Share, *, by: User) -> Share:
    """Hand the base from the unit's treasurer to the custody of savings. Once: doing it twice changes nothing.

    Raises ShareNotApproved, MoneyShort.
    """
    share = _locked(share)
    if share.state != Share.State.APPROVED:
        raise ShareNotApproved
    if share.funded_on is not None:
        return share
    unit, today = _unit(share), clock.today()
    purse.lock(unit.seller_book)
    purse.need(share.base, unit.seller_book, purse.TREASURER)
    share.funded_on = today
    share.save(update_fields=["funded_on"])
    ledger.post(
        *postings.share_funded(f"{share.reference}:funded", today, unit.seller_book, unit.custody_book, share.base)
    )
    record(ShareFunded(share=share.pk, amount=share.base))
    return share


@verb
def return_capital(uid: UUID, business: Business, amount: int, *, by: User) -> None:
    """Give capital that was kept for a group back into its cash (rupiah). The same `uid` again changes nothing.

    Raises MoreThanKept, MoneyShort.
    """
    if business.unit is None:
        raise rules.NotAGroup
    unit, reference = business.unit, f"capital:{uid}"
    purse.lock(unit.custody_book)
    if book.entries_of(reference).exists():
        return
    kept = book.balance(chart.kept_capital(business.pk), book=unit.custody_book)
    if not 0 < amount <= kept:
        raise MoreThanKept(kept=rupiah(kept))
    purse.need(amount, unit.custody_book, purse.CUSTODY)
    on = clock.today()
    ledger.post(*postings.capital_returned(reference, on, business.pk, business.book, unit.custody_book, amount))
    record(CapitalReturned(business=business.pk, unit=unit.pk, amount=amount, on=on))


@verb
def reverse_share(share: Share, *, because: str, by: User) -> Share:
    """Take a share back out of the books, for a reason; its months may then be shared anew. Twice changes nothing.

    Raises ShareNotApproved, OwnShare, ReasonMissing, AlreadyMoved.
    """
    share = _locked(share)
    if share.state == Share.State.REVERSED:
        return share
    if share.state != Share.State.APPROVED:
        raise ShareNotApproved
    if share.prepared_by_id == by.pk:
        raise OwnShare
    if not because.strip():
        raise ReasonMissing
    purse.lock(_unit(share).custody_book)
    moved = _moved(share)
    if moved:
        raise AlreadyMoved(where=", ".join(moved))
    ledger.reverse(share.reference, because=because, by=by)
    if share.funded_on is not None:
        ledger.reverse(f"{share.reference}:funded", because=because, by=by)
    _decide(share, Share.State.REVERSED, by, because.strip())
    record(ShareReversed(share=share.pk, because=because.strip()))
    return share


def _moved(share: Share) -> Sequence[str]:
    """Where money of a share has gone on to, in words; nothing when all of it still stands where it was put."""
    figures, where = _for_the_books(share), []
    custody = figures.custody_book
    if any(
        book.balance(chart.usable(one.person), book=custody) < one.usable
        or book.balance(chart.held(one.person), book=custody) < one.held
        for one in figures.members
    ):
        where.append(str(_("dibayar kepada anggota")))
    if book.balance(chart.state_revenue_due, book=custody) < figures.state:
        where.append(str(_("disetor ke kas negara")))
    if book.balance(chart.kept_capital(figures.business), book=custody) < figures.kept:
        where.append(str(_("dikembalikan ke kelompok")))
    return where
