"""The fixed cast, all invented: Sari, Dewi, Tono (participants, Lapas Palu), Budi (officer there), Wati (his colleague), the
head of Lapas Palu, Rina (mentor), Hendra (probation officer, Bapas Palu), Joko (officer at Parigi: must see nothing)."""

from dataclasses import dataclass
from datetime import date

from siap.people import services as people
from siap.people.models import Person, Unit, User
from siap.web.demo import founding

TODAY = date(2026, 11, 2)
"""The day on which every test lives (a Monday)."""


@dataclass(frozen=True)
class World:
    """Who there is before anything happened."""

    programme: founding.Programme
    sari: Person
    dewi: Person
    tono: Person

    @property
    def palu(self) -> Unit:
        """Lapas Palu."""
        return self.programme.units["LPP"]

    @property
    def bapas(self) -> Unit:
        """Bapas Palu."""
        return self.programme.units["BPP"]

    def user(self, username: str) -> User:
        """Somebody who signs in, by sign-in name; read anew, so that his roles are as they are."""
        return User.objects.get(username=username)

    @property
    def budi(self) -> User:
        """Officer, Lapas Palu."""
        return self.user("budi")

    @property
    def wati(self) -> User:
        """His colleague."""
        return self.user("wati")

    @property
    def head(self) -> User:
        """Head of Lapas Palu."""
        return self.user("kalapas")

    @property
    def manager(self) -> User:
        """Programme manager of the Kanwil."""
        return self.user("kanwil")

    @property
    def rina(self) -> User:
        """Mentor of the cooperative."""
        return self.user("rina")

    @property
    def hendra(self) -> User:
        """Probation officer, Bapas Palu."""
        return self.user("hendra")

    @property
    def joko(self) -> User:
        """Officer elsewhere: must see nothing of Palu."""
        return self.user("joko")


def begin() -> World:
    """The programme founded, and three people in Lapas Palu."""
    programme = founding.found()
    palu = programme.units["LPP"]

    def enter(name: str, workshop_name: str, sex: str, born_on: date, number: str, release_on: date) -> Person:
        return people.register_person(
            name=name, workshop_name=workshop_name, sex=sex, born_on=born_on, unit=palu, status="convict",
            register_number=number, since=date(2025, 3, 1), expected_release_on=release_on,
            food_clearance_until=date(2027, 6, 30), invented=True, by=None,
        )  # fmt: skip

    return World(
        programme,
        sari=enter("Sari Melati", "Sari", "f", date(1994, 5, 17), "B.I 101/2025", date(2026, 12, 1)),
        dewi=enter("Dewi Kartika", "Dewi", "f", date(1990, 2, 3), "B.I 102/2025", date(2027, 8, 1)),
        tono=enter("Tono", "Tono", "m", date(1986, 9, 30), "B.I 103/2025", date(2028, 1, 15)),
    )
