"""The gate of every page. A page without it answers nobody: a test walks over all urls and says so."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from siap.people.models import User

P = ParamSpec("P")


class Request(HttpRequest):
    """A request by somebody who is signed in."""

    user: User


View = Callable[Concatenate[Request, P], HttpResponseBase]


def needs(action: str) -> Callable[[View[P]], View[P]]:
    """Only for those who may do `action` (see rules.ACTIONS); anybody else gets 403."""

    def gate(view: View[P]) -> View[P]:
        @wraps(view)
        def gated(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.can(action):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        gated.needs = action  # type: ignore[attr-defined]
        return cast(View[P], gated)

    return gate


def for_everyone_signed_in(view: View[P]) -> View[P]:
    """A page that every signed-in person has (home, password)."""
    view.needs = "signed in"  # type: ignore[attr-defined]
    return view


def open_to_all(view: Callable[..., Any]) -> Callable[..., Any]:
    """A public page: no sign-in, no person, no custody."""
    view.needs = "open"  # type: ignore[attr-defined]
    return login_not_required(view)
