"""The home page of each role: what should I do now? A sentence that tells the state, at most four sums, one way, and what
waits for whoever looks. One function a role; somebody in several roles gets the first of them in this order."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from siap.people import rules as roles
from siap.people.models import User
from siap.web.home import office, unit
from siap.web.home.parts import Home

HOMES: dict[str, Callable[[User], Home]] = {
    roles.KANWIL_MANAGER: office.kanwil,
    roles.KANWIL_VIEWER: office.kanwil,
    roles.UNIT_HEAD: unit.unit_head,
    roles.OFFICER: unit.officer,
    roles.PROBATION_OFFICER: unit.probation_officer,
    roles.COOPERATIVE_MANAGER: office.cooperative,
    roles.MENTOR: office.mentor,
    roles.PUBLIC_RELATIONS: office.public_relations,
    roles.AUDITOR: office.auditor,
}


def home_of(user: User) -> Home:
    """The home page of whoever is signed in."""
    for role, make in HOMES.items():
        if user.has_role(role):
            return make(user)
    return Home(
        _("Selamat datang, %(name)s.") % {"name": user.name},
        _("Anda belum punya peran yang berlaku hari ini. Minta pengelola program di Kanwil menetapkannya."),
    )


__all__ = ["HOMES", "Home", "home_of"]
