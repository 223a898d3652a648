"""What the first edition wrote in sellers' clearing without saying for whom (ADR 0020).

Whose it is stands in the other books: an event wrote the same reference in the seller's book and in the business's. A share's
money went from the seller straight to custody; its business is the one that the share itself was written for.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from django.db.models import F, Q, QuerySet, Sum

from siap.ledger import chart
from siap.ledger.models import Account, Book, Line
from siap.market.models import Sale

Debts = Mapping[tuple[str, int], int]
"""Rupiah by the key of a seller's book and the business it is owed to."""

CARRIED = "carry-over:"
_FUNDED, _REVERSED = ":funded", ":reversed"


def first_edition_debts(*, of: str = "") -> Debts:
    """What sellers took for businesses, less what they handed on, in entries that do not say for whom (of references that
    begin with `of`). Empty in an office that began later."""
    books = _sellers()
    found: Counter[tuple[str, int]] = Counter()
    if not books:
        return found
    clearing = Line.objects.filter(account__code=chart.clearing.code, account__subject=0, book__kind__in=_KINDS)
    references = clearing.filter(book__in=books).values("entry__reference")
    events: dict[str, dict[str, int]] = defaultdict(dict)
    rows = clearing.filter(entry__reference__in=references, entry__reference__startswith=of)
    for reference, key, net in _nets(rows):
        events[reference][key] = net
    for reference, nets in events.items():
        if _FUNDED in reference:
            seller = next((key for key in nets if key.startswith("seller:")), None)
            if seller is not None:
                found[seller, _shared_by(reference)] -= nets[seller]
        elif reference.startswith(("sale:", "proceeds:")) and not sum(nets.values()):
            _of_event(reference, nets, found)
    return {pair: amount for pair, amount in found.items() if amount}


_KINDS = (Book.Kind.SELLER, Book.Kind.BUSINESS)


def _sellers() -> set[int]:
    """Books of sellers that have clearing without a subject: a seller's own since the first edition only."""
    unnamed = Account.objects.filter(code=chart.clearing.code, subject=0)
    sold = Q(book__kind=Book.Kind.BUSINESS, book__in=Sale.objects.values("seller"))
    return set(unnamed.filter(Q(book__kind=Book.Kind.SELLER) | sold).values_list("book", flat=True))


def _nets(rows: "QuerySet[Line]") -> list[tuple[str, str, int]]:
    sums = rows.values_list("entry__reference", "book__key").annotate(net=Sum(F("side") * F("amount")))
    return [row for row in sums.order_by("entry__reference", "book__key") if row[2]]


def _of_event(reference: str, nets: Mapping[str, int], found: "Counter[tuple[str, int]]") -> None:
    """In a sale the seller's side is the credit, in a hand-over the debit; a reversal turns them round."""
    by_credit = reference.startswith("sale:") != reference.endswith(_REVERSED)
    seller = next(key for key, net in nets.items() if (net < 0) == by_credit)
    for key, net in nets.items():
        if key != seller:
            found[seller, _business(key)] += net


def _shared_by(reference: str) -> int:
    """The business whose share this money was for."""
    share = reference.partition(_FUNDED)[0]
    rows = Line.objects.filter(entry__reference=share, book__kind=Book.Kind.BUSINESS)
    return _business(rows.values_list("book__key", flat=True)[0])


def _business(key: str) -> int:
    return int(key.partition(":")[2])


def carried_over() -> Debts:
    """What of it has been carried over to accounts that say for whom."""
    rows = Line.objects.filter(account__code=chart.clearing.code, entry__reference__startswith=CARRIED)
    named = rows.exclude(account__subject=0).values_list("book__key", "account__subject")
    sums = named.annotate(owed=-Sum(F("side") * F("amount"))).order_by()
    return {(key, business): owed for key, business, owed in sums if owed}


def debts_to_carry() -> Debts:
    """What is still to be carried over; may be negative, after a sale of the first edition was taken back."""
    owed, done = first_edition_debts(), carried_over()
    left = {pair: owed.get(pair, 0) - done.get(pair, 0) for pair in owed.keys() | done.keys()}
    return {pair: left[pair] for pair in sorted(left) if left[pair]}
