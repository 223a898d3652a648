"""Where the money is: in officers' hands, at a seller, on its way to a business; and how the books say it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.core import clock
from siap.core.text import Text
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Book, Entry, Line, MonthTotal
from siap.market.models import Channel, SaleLine, SellerOfRecord
from siap.people import queries as people
from siap.people.models import Unit, User


def cash_in_hand(user: User, *, seller: str | None = None) -> int:
    """Cash that a user took and nobody has confirmed yet (rupiah), for one seller's book or all."""
    return book.balance(chart.cash_in_hand(user.pk), book=seller)


def held_for(business: Business, *, seller: str | None = None) -> int:
    """What the sellers of record still hold for a business, less what a share has already claimed (rupiah).

    Of one seller when asked: never more than he owes it.
    """
    free = book.balance(chart.clearing, book=business.book)
    return free if seller is None else min(free, owed_by(business).get(seller, 0))


def owed_by(business: Business) -> dict[str, int]:
    """What each seller of record took for a business and has not handed on yet (rupiah), by the key of his book."""
    rows = MonthTotal.objects.filter(code=chart.clearing.code, account__subject=business.pk, book__kind__in=SELLERS)
    owed = rows.values_list("book__key").annotate(total=Sum(F("credit") - F("debit"))).order_by("book__key")
    return {key: amount for key, amount in owed if amount}


SELLERS = (Book.Kind.SELLER, Book.Kind.BUSINESS)
"""Books in which an account of clearing with a subject is a seller's debt to that business."""


def at_seller(seller: str) -> int:
    """What stands at a seller's bank or treasurer (rupiah)."""
    return book.balance(chart.bank, book=seller)


def at_sellers(sellers: Sequence[Book], names: Mapping[int, str]) -> list[tuple[str, int]]:
    """What stands at each seller's bank or treasurer, by the seller's name (of `seller_names`)."""
    amounts = _standing(chart.bank.code, sellers)
    return [(names[seller.pk], amounts.get((seller.pk, 0), 0)) for seller in sellers]


def owed_to(businesses: "QuerySet[Business]") -> list[tuple[Business, int]]:
    """Businesses that sellers hold money for, most first."""
    by_key = {business.book: business for business in businesses.select_related("unit")}
    rows = [(by_key[key], amount) for key, amount in owed_to_books(by_key).items()]
    return sorted(rows, key=lambda row: (-row[1], row[0].name))


def owed_to_books(keys: Iterable[str]) -> dict[str, int]:
    """What sellers hold for the businesses with these books (rupiah), by the book's key; who is owed nothing is missing."""
    rows = MonthTotal.objects.filter(code=chart.clearing.code, book__key__in=list(keys))
    standing = rows.values_list("book__key", "account__subject").annotate(total=Sum(F("debit") - F("credit")))
    owed: dict[str, int] = {}
    for key, _subject, amount in standing.order_by():
        if amount > 0:
            owed[key] = owed.get(key, 0) + amount
    return owed


@dataclass(frozen=True)
class Holding:
    """Cash of one seller in somebody's hands (rupiah)."""

    user: User
    seller: Book
    amount: int


def holdings(sellers: Iterable[Book], *, of: User | None = None) -> list[Holding]:
    """Whose hands hold how much of these sellers' cash, most first; of one person when asked."""
    books = {seller.pk: seller for seller in sellers}
    amounts = _standing(chart.cash_in_hand(0).code, books)
    users = User.objects.in_bulk({user for _book, user in amounts})
    rows = [Holding(users[user], books[pk], amount) for (pk, user), amount in amounts.items() if amount]
    chosen = [row for row in rows if of is None or row.user == of]
    return sorted(chosen, key=lambda row: (-row.amount, row.user.name))


@dataclass(frozen=True)
class Late:
    """How much of the cash in somebody's hands (rupiah) lies there for longer than a working day, and since when."""

    holding: Holding
    amount: int
    since: date


def late_cash(held: Iterable[Holding], unit: Unit | None) -> list[Late]:
    """Of cash in hands, what was taken before the last working day of a unit, longest first.

    What was handed on is what was taken first; a sale that was taken back counts as never taken.
    """
    limit = people.working_day_before(clock.today(), unit)
    twin = Entry.objects.filter(book=OuterRef("book"), reference=Concat(OuterRef("entry__reference"), Value(UNDONE)))
    taken = Line.objects.filter(~Exists(twin), side=1, account__code=chart.cash_in_hand(0).code)
    late = []
    for one in held:
        own = taken.filter(book=one.seller, account__subject=one.user.pk)
        fresh = own.filter(booked_on__gte=limit).aggregate(total=Sum("amount"))["total"] or 0
        if one.amount > fresh:
            late.append(Late(one, one.amount - fresh, _oldest(own, one.amount)))
    return sorted(late, key=lambda row: (row.since, -row.amount))


def _oldest(taken: "QuerySet[Line]", amount: int) -> date:
    """On which day the oldest of this amount was taken, when the newest is still there."""
    newest = taken.order_by("-booked_on", "-pk").values_list("booked_on", "amount").iterator()
    covered = accumulate(newest, lambda so_far, line: (line[0], so_far[1] + line[1]))
    return next((day for day, total in covered if total >= amount), clock.today())


UNDONE = ":reversed"
"""What stands behind the reference of an entry that takes another back."""


def _standing(code: str, books: Iterable[Book | int]) -> dict[tuple[int, int], int]:
    """What stands on an asset's accounts in these books now, by book id and subject (rupiah)."""
    rows = MonthTotal.objects.filter(code=code, book__in=list(books)).values_list("book", "account__subject")
    return {(pk, subject): amount for pk, subject, amount in rows.annotate(total=Sum(F("debit") - F("credit")))}


# --- Sellers of record -------------------------------------------------------------------------------------------------


def sellers_of(user: User) -> "QuerySet[Book]":
    """The books of the sellers of record in whose channels this user may look."""
    channels = Channel.objects.visible_to(user)
    ruled = SellerOfRecord.objects.filter(channel__in=channels).values("seller")
    return Book.objects.filter(Q(pk__in=channels.values("seller")) | Q(pk__in=ruled)).order_by("key")


def sellers_for(business: Business) -> "QuerySet[Book]":
    """The books of the sellers of record that sold for a business; its own is none of them."""
    lines = SaleLine.objects.filter(business=business)
    return Book.objects.filter(pk__in=lines.values("sale__seller")).exclude(key=business.book).order_by("key")


def seller_names(sellers: Iterable[Book | int]) -> dict[int, str]:
    """What stands on the receipts of these sellers (their books, or the ids of these), by the id of their book."""
    books = list(sellers)
    ruled = SellerOfRecord.objects.filter(seller__in=books).order_by("pk").values_list("seller", "seller_name")
    opened = Channel.objects.filter(seller__in=books).order_by("pk").values_list("seller", "seller_name")
    return dict(ruled) | dict(opened)


# --- What the books say ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """An entry as a person reads it: whose book, which day, and its lines (account, debit, credit in rupiah)."""

    book: str
    booked_on: date
    is_reversal: bool
    lines: tuple[tuple[Text, int, int], ...]


def written(*references: str) -> list[Written]:
    """Every entry these events and their reversals made, in all books, in the order they were written."""
    names = [*references, *(f"{reference}{UNDONE}" for reference in references)]
    entries = list(
        Entry.objects.filter(reference__in=names)
        .select_related("book")
        .prefetch_related("lines__account")
        .order_by("pk")
    )
    called = book_names({entry.book for entry in entries})
    return [
        Written(
            called[entry.book_id],
            entry.booked_on,
            entry.reference.endswith(UNDONE),
            tuple(
                (
                    chart.NAMES[line.account.code],
                    line.amount if line.side > 0 else 0,
                    line.amount if line.side < 0 else 0,
                )
                for line in sorted(entry.lines.all(), key=lambda line: line.pk)
            ),
        )
        for entry in entries
    ]


def book_names(books: Iterable[Book]) -> dict[int, str]:
    """Whose each book is: a business's, a unit's treasurer's, a unit's keeping of savings."""
    keys = {one.pk: one.key.partition(":") for one in books}
    owners = {owner for _kind, _colon, owner in keys.values()}
    businesses = Business.objects.filter(pk__in=[owner for owner in owners if owner.isdecimal()])
    names = {str(one.pk): one.name for one in businesses}
    names |= {unit.code: unit.short_name for unit in Unit.objects.filter(code__in=owners)}
    called = {"seller": _("Bendahara %(owner)s"), "custody": _("Titipan %(owner)s")}
    return {
        pk: called.get(kind, "%(owner)s") % {"owner": names.get(owner, owner)}
        for pk, (kind, _colon, owner) in keys.items()
    }
