"""How templates of every room show a person, and ask what the reader may do."""

from functools import cache
from uuid import UUID

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from siap.people.models import Person, User

register = template.Library()


@register.simple_tag(takes_context=True)
def named(context: Context, person: Person | None, link: bool = False) -> str | SafeString:
    """The name this reader may see: in full for those who may see people, else the workshop name with the member code.

    `{% named person True %}` links it to the person's page, for those who may open it.
    """
    if person is None:
        return "–"
    user = _reader(context)
    if user is None:
        return f"{person.workshop_name} · {person.member_code}"
    if link and user.can("people.see"):
        return format_html('<a href="{}">{}</a>', _page_of(person), person.name_for(user))
    return person.name_for(user)


_NOBODY = UUID(int=0)


@cache
def _pattern() -> str:
    return reverse("people:person", args=[_NOBODY])


def _page_of(person: Person) -> str:
    """The person's page. Lists are long, and `reverse` costs as much as the rest of a row, so it is asked once."""
    return _pattern().replace(str(_NOBODY), str(person.uid))


def _reader(context: Context) -> User | None:
    user = getattr(context.get("request"), "user", None)
    return user if isinstance(user, User) else None


@register.filter
def can(user: object, action: str) -> bool:
    """`{% if user|can:"share.approve" %}`: whether a role of this reader allows it. Nobody signed in may nothing."""
    return isinstance(user, User) and user.can(action)
