"""What more than one verb of the workshop refuses."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.text import Text
from siap.people.models import Person, Placement
from siap.ui import words
from siap.workshop import rules


class Wrong(Refused):
    """Something that was typed cannot be; the sentence says what, beside its field."""

    def __init__(self, says: Text, field: str = "", **gaps: object) -> None:
        super().__init__(**gaps)
        self.says, self.field = says, field

    def __str__(self) -> str:
        return str(self.says) % self.gaps if self.gaps else str(self.says)


class DayWrong(Refused):
    """A day lies in the future, or before the business was formed."""

    message = _("%(day)s tidak mungkin: isi tanggal dari %(since)s sampai %(until)s.")

    def __init__(self, field: str, day: date, since: date) -> None:
        super().__init__(day=words.day(day), since=words.day(since), until=words.day(clock.today()))
        self.field = field


class BusinessEnded(Refused):
    """The business was closed."""

    message = _("%(business)s sudah ditutup.")


def refuse_unless_working(business: Business, day: date, field: str) -> None:
    """A business buys and makes from the day it was formed until it ended, and never tomorrow.

    Raises DayWrong beside `field`, or BusinessEnded.
    """
    if not business.formed_on <= day <= clock.today():
        raise DayWrong(field, day, business.formed_on)
    if business.closed_on is not None and business.closed_on < day:
        raise BusinessEnded(business=business.name)


class NamesSomebody(Refused):
    """A text that strangers read names somebody who works for the business from inside."""

    message = _(
        "Di sini tertulis “%(name)s”, nama anggota usaha ini. Label dan cerita dibaca siapa saja: jangan menyebut orang."
    )

    def __init__(self, name: str, field: str) -> None:
        super().__init__(name=name)
        self.field = field


def refuse_names(business: Business, told: Mapping[str, str]) -> None:
    """Nothing that the public reads names a person in custody who is or was a member. Raises NamesSomebody beside the field."""
    inside = Person.objects.filter(
        memberships__business=business,
        placements__until_on=None,
        placements__status__in=(Placement.Status.CONVICT, Placement.Status.DETAINEE),
    )
    names = [name for both in inside.values_list("name", "workshop_name").distinct() for name in both]
    for field, text in told.items():
        if (name := rules.named(text, names)) is not None:
            raise NamesSomebody(name, field)
