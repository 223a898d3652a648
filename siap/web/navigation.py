"""What stands in the top bar: the rooms this person may enter, in street order, and which of them he stands in."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from siap.core.text import Text
from siap.people.models import User


@dataclass(frozen=True)
class Door:
    """One entry: its word, its page, the action it needs (none: everybody has it), and the rooms behind it."""

    label: Text
    route: str
    action: str
    rooms: tuple[str, ...]
    icon: str


@dataclass(frozen=True)
class Item:
    """A door as the page shows it."""

    label: str
    href: str
    here: bool
    icon: str


DOORS = (
    Door(gettext_lazy("Hari ini"), "web:home", "", ("web",), "house"),
    Door(gettext_lazy("Program"), "programme:home", "agreement.see", ("programme", "rollout"), "handshake"),
    Door(gettext_lazy("Orang"), "people:list", "people.see", ("people",), "users"),
    Door(gettext_lazy("Belajar"), "learning:home", "training.see", ("learning",), "graduation-cap"),
    Door(gettext_lazy("Usaha"), "business:list", "business.see", ("business", "workshop"), "store"),
    Door(gettext_lazy("Pasar"), "market:home", "market.see", ("market",), "shopping-basket"),
    Door(gettext_lazy("Bagi hasil"), "sharing:home", "sharing.see", ("sharing",), "hand-coins"),
    Door(gettext_lazy("Pulang"), "aftercare:home", "aftercare.see", ("aftercare",), "door-open"),
    Door(gettext_lazy("Kabar"), "stories:desk", "story.see", ("stories",), "megaphone"),
    Door(gettext_lazy("Laporan"), "insight:dashboard", "report.see", ("insight",), "chart-column"),
    Door(pgettext_lazy("door", "Catatan"), "web:audit", "audit.see", (), "shield-check"),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    """The context of every page: the doors, and where this person works. At most one query, for his roles."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"nav": (), "place": ""}
    doors = tuple(door for door in DOORS if _may_enter(user, door))
    return {"nav": _items(doors, _room(request), get_language()), "place": _place(user)}


@lru_cache(maxsize=512)
def _items(doors: tuple[Door, ...], here: tuple[str, str], language: str | None) -> tuple[Item, ...]:
    """The doors as the page shows them: the same for everybody who may enter the same rooms, in the same language."""
    return tuple(_item(door, here) for door in doors)


def _may_enter(user: User, door: Door) -> bool:
    return not door.action or user.can(door.action)


def _item(door: Door, here: tuple[str, str]) -> Item:
    room, route = here
    return Item(str(door.label), reverse(door.route), route == door.route or room in door.rooms, door.icon)


def _room(request: HttpRequest) -> tuple[str, str]:
    """The room and the route the address leads to; none on an error page. The audit pages have a door of their own."""
    match = request.resolver_match
    if match is None:
        return "", ""
    if match.url_name in {"audit", "fact"} and match.namespace == "web":
        return "", "web:audit"
    return match.namespace, match.view_name


def _place(user: User) -> str:
    """The unit he works in; the Kanwil, or his role where he works in the whole office."""
    if user.unit is not None:
        return user.unit.short_name
    if user.has_role("kanwil_manager") or user.has_role("kanwil_viewer"):
        return _("Kanwil")
    return user.role_name
