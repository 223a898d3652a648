"""Places that a unit wants to fill, and who is proposed for which."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.models import Unit, User
from siap.programme import queries
from siap.programme.facts import VacancyClosed, VacancyOpened
from siap.programme.models import Participation, Vacancy


class NotYourUnit(Refused):
    """A unit fills its own places."""

    message = _("Lowongan hanya dibuka dan ditutup oleh UPT-nya sendiri.")


class VacancyOver(Refused):
    """It was closed."""

    message = _("Lowongan ini sudah ditutup. Pilih yang lain.")
    field = "vacancy"


class OtherUnitsVacancy(Refused):
    """A person is proposed where he is."""

    message = _("Lowongan ini milik UPT lain.")
    field = "vacancy"


class SeatsTaken(Refused):
    """More people than places."""

    message = _("%(title)s tinggal punya %(free)s tempat. Pilih lebih sedikit orang; yang lain tetap menunggu.")
    field = "participations"


@verb
def open_vacancy(uid: UUID, unit: Unit, *, kind: str, title: str, seats: int, by: User) -> Vacancy:
    """Say that a unit has places to fill. A known uid gives that vacancy. Raises NotYourUnit."""
    known: Vacancy | None = Vacancy.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if unit.pk not in by.unit_ids:
        raise NotYourUnit
    made: Vacancy = Vacancy.objects.create(
        uid=uid, unit=unit, kind=kind, title=title, seats=seats, opened_on=clock.today(), opened_by=by
    )
    record(VacancyOpened(vacancy=made.pk, unit=unit.pk, kind=kind, seats=seats))
    return made


@verb
def close_vacancy(vacancy: Vacancy, *, by: User) -> Vacancy:
    """Nobody is proposed for it any more; who waits goes on waiting. Closing twice changes nothing. Raises NotYourUnit."""
    vacancy = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
    if vacancy.unit_id not in by.unit_ids:
        raise NotYourUnit
    if vacancy.closed_on is None:
        vacancy.closed_on = clock.today()
        vacancy.save(update_fields=["closed_on"])
        record(VacancyClosed(vacancy=vacancy.pk, on=vacancy.closed_on))
    return vacancy


def check_vacancy(vacancy: Vacancy | None, unit_id: int) -> None:
    """Raises OtherUnitsVacancy, VacancyOver."""
    if vacancy is None:
        return
    if vacancy.unit_id != unit_id:
        raise OtherUnitsVacancy
    if vacancy.closed_on is not None:
        raise VacancyOver


def check_seats(chosen: list[Participation]) -> None:
    """Whether everybody chosen has a place; the vacancies stay locked, in the order of their ids. Raises SeatsTaken."""
    wanted = [one.vacancy_id for one in chosen if one.vacancy_id is not None]
    for vacancy in Vacancy.objects.select_for_update().filter(pk__in=wanted).order_by("pk"):
        free = queries.free_seats(vacancy)
        if wanted.count(vacancy.pk) > free:
            raise SeatsTaken(title=vacancy.title, free=free)
