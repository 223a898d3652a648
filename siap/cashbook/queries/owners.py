"""Whose statements: those of one business, of a unit with all its books, or of the whole region."""

from dataclasses import dataclass
from uuid import UUID

from siap.business.models import Business
from siap.ledger import queries as book
from siap.ledger.models import Book
from siap.people.models import Office, Unit


@dataclass(frozen=True)
class Owner:
    """One business, a unit, or the region: its name, its books, and the businesses among them."""

    kind: str  # business, unit, region
    name: str
    place: str
    uid: UUID | None
    books: tuple[str, ...]
    businesses: tuple[Business, ...]

    @property
    def business(self) -> Business | None:
        """The business, where it is one alone."""
        return self.businesses[0] if self.kind == "business" else None


def owner_of_business(business: Business) -> Owner:
    """One business."""
    place = business.unit.place if business.unit else ""
    return Owner("business", business.name, place, business.uid, (business.book,), (business,))


def owner_of_unit(unit: Unit, *, with_savings: bool) -> Owner:
    """A unit: the books of its businesses, of its treasurer as seller, and, `with_savings`, of the savings it keeps."""
    businesses = tuple(Business.objects.filter(unit=unit).order_by("name"))
    books = [*(business.book for business in businesses), unit.seller_book]
    if with_savings:
        books.append(unit.custody_book)
    return Owner("unit", unit.name, unit.place, unit.uid, tuple(books), businesses)


def owner_of_region(*, with_savings: bool) -> Owner:
    """Every book of the office; those of the savings only `with_savings`."""
    office = Office.objects.get(pk=1)
    kinds = [Book.Kind.BUSINESS, Book.Kind.SELLER, *([Book.Kind.CUSTODY] if with_savings else [])]
    books = tuple(key for kind in kinds for key in book.book_keys(kind))
    return Owner("region", office.name, office.place, None, books, tuple(Business.objects.order_by("name")))
