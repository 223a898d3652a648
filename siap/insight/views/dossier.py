"""The copy of everything that is kept of one person: on the screen, on paper, and for another program."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.services import note_reading
from siap.insight import queries
from siap.people.access import Request, needs
from siap.people.models import Person
from siap.ui.pages import show


@require_safe
@needs("identifier.see")
def dossier(request: Request, uid: UUID) -> HttpResponse:
    """What is kept, in words. Reading it is noted, like every page of a person."""
    person = _person(request, uid, "insight:dossier")
    return show(request, "insight/dossier.html", person=person, chapters=queries.dossier(person), today=clock.today())


@require_safe
@needs("identifier.see")
def dossier_file(request: Request, uid: UUID) -> JsonResponse:
    """The same for another program."""
    person = _person(request, uid, "insight:dossier-file")
    chapters = [
        {"title": one.title, "rows": [dict(zip(one.heads, row, strict=True)) for row in one.rows]}
        for one in queries.dossier(person)
    ]
    response = JsonResponse(
        {"person": person.member_code, "on": clock.today().isoformat(), "chapters": chapters},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    response["Content-Disposition"] = f'attachment; filename="{person.member_code}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


def _person(request: Request, uid: UUID, page: str) -> Person:
    person: Person = get_object_or_404(Person.objects.not_elsewhere(request.user).select_related("profile"), uid=uid)
    note_reading(person.pk, by=request.user, page=page)
    return person
