"""The money of a share: it comes into custody, kept capital goes back to the group, and a wrong share is taken back."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock, sql
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger import services as ledger
from siap.ledger.rules import Draft
from siap.ledger.services import ReasonMissing
from siap.market import queries as market
from siap.market import services as market_services
from siap.people.models import User
from siap.programme.rules import TRAINING, WAGE
from siap.sharing import postings, queries, rules
from siap.sharing.facts import CapitalReturned, ShareFunded, ShareReversed
from siap.sharing.models import Share
from siap.sharing.services import purse
from siap.sharing.services.shares import OwnShare, decide, for_the_books, locked, unit_of


class ShareNotApproved(Refused):
    """Only an approved share is funded or taken back."""

    message = _("Bagi hasil ini belum disetujui.")


class ProceedsGone(Refused):
    """The group has its money already: the treasurer would pay with what belongs to others."""

    message = _(
        "Hasil penjualan kelompok ini sudah diserahkan ke kasnya, jadi pada bendahara kurang %(short)s. "
        "Batalkan bagi hasil ini, atau tunggu hasil penjualan berikutnya."
    )


class AlreadyMoved(Refused):
    """Money of the share has gone on: to a member, to the state or back to the group."""

    message = _("Tidak dapat dibatalkan: sebagian uangnya sudah keluar (%(where)s).")


class MoreThanKept(Refused):
    """No more comes back than was kept."""

    message = _("Modal yang disisihkan untuk kelompok ini hanya %(kept)s.")
    field = "amount"


@verb
def fund_share(share: Share, *, by: User) -> Share:
    """Hand the base from the unit's treasurer to the custody of savings; a training premium comes from its budget.

    Once: doing it twice changes nothing. Raises ShareNotApproved, MoneyShort, ProceedsGone.
    """
    share = locked(share)
    if share.state != Share.State.APPROVED:
        raise ShareNotApproved
    if share.funded_on is not None:
        return share
    drafts = _coming_in(share)
    share.funded_on = clock.today()
    share.save(update_fields=["funded_on"])
    ledger.post(*drafts)
    record(ShareFunded(share=share.pk, amount=share.base))
    return share


def _coming_in(share: Share) -> tuple[Draft, ...]:
    """Where the money of a share comes from: every seller gives what it holds for the group, the unit's treasurer first.

    Raises MoneyShort, ProceedsGone.
    """
    unit, reference, today = unit_of(share), f"{share.reference}:funded", clock.today()
    if share.terms.regime == TRAINING:
        return postings.budget_paid(reference, today, unit.custody_book, share.base)
    business = share.business
    for key in sorted({unit.seller_book, *market.owed_by(business)}):
        purse.lock(key)
    short = min(max(-book.balance(chart.clearing, book=business.book), 0), share.base)
    if short and share.terms.regime != WAGE:
        purse.need(share.base, unit.seller_book, purse.TREASURER)
        raise ProceedsGone(short=rupiah(short))
    by_seller = _by_seller(market.owed_by(business), unit.seller_book, share.base - short)
    for key, amount in by_seller:
        purse.need(amount, key, purse.TREASURER if key == unit.seller_book else purse.SELLER)
    if short:
        purse.lock(business.book)
        purse.need(short, business.book, purse.GROUP, chart.cash)
    return postings.share_funded(
        postings.Funding(reference, today, business.pk, business.book, unit.custody_book, by_seller, short)
    )


def _by_seller(owed: Mapping[str, int], treasurer: str, amount: int) -> list[tuple[str, int]]:
    """So much of what the sellers owe a group, taken from one after the other; the treasurer has to give the rest."""
    taken: dict[str, int] = {}
    for key in sorted(owed, key=lambda key: (key != treasurer, key)):
        taken[key] = min(max(owed[key], 0), amount - sum(taken.values()))
    taken[treasurer] = taken.get(treasurer, 0) + amount - sum(taken.values())
    return [(key, part) for key, part in taken.items() if part]


@verb
def return_capital(uid: UUID, business: Business, amount: int, *, by: User) -> None:
    """Give capital that was kept for a group back into its cash (rupiah). The same `uid` again changes nothing.

    Raises OfAnother, MoreThanKept, MoneyShort.
    """
    if business.unit is None:
        raise rules.NotAGroup
    unit, reference = business.unit, f"capital:{uid}"
    purse.lock(unit.custody_book)
    done = book.entries_of(reference)
    if done.exists():
        if not done.filter(book__key=business.book).exists():
            raise sql.OfAnother
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
    share = locked(share)
    if share.state == Share.State.REVERSED:
        return share
    if share.state != Share.State.APPROVED:
        raise ShareNotApproved
    if share.prepared_by_id == by.pk:
        raise OwnShare
    if not because.strip():
        raise ReasonMissing
    purse.lock(unit_of(share).custody_book)
    moved = _moved(share)
    if moved:
        raise AlreadyMoved(where=", ".join(moved))
    ledger.reverse(share.reference, because=because, by=by)
    if share.funded_on is not None:
        ledger.reverse(f"{share.reference}:funded", because=because, by=by)
        market_services.name_debts(by=by)
    decide(share, Share.State.REVERSED, by, because.strip())
    record(ShareReversed(share=share.pk))
    return share


def _moved(share: Share) -> Sequence[str]:
    """Where money of a share has gone on to, in words; nothing when all of it still stands where it was put."""
    figures, where = for_the_books(share), []
    custody = figures.custody_book
    if any(
        book.balance(chart.usable(one.person), book=custody) < one.usable
        or book.balance(chart.held(one.person), book=custody) < one.held
        for one in figures.members
    ):
        where.append(str(_("dibayar kepada anggota")))
    if book.balance(chart.state_revenue_due, book=custody) < figures.state:
        where.append(str(_("disetor ke kas negara")))
    if any(one.share.pk == share.pk and one.state == "billed" for one in queries.state_parts(unit_of(share))):
        where.append(str(_("ditagih ke kas negara")))
    if book.balance(chart.kept_capital(figures.business), book=custody) < figures.kept:
        where.append(str(_("dikembalikan ke kelompok")))
    return where
