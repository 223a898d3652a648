"""The paper bridge: sheets that a camera can read, printed and read back."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.learning.forms import PhotosForm
from siap.learning.models import Attendance, Cohort, Enrolment, Test
from siap.learning.rules import sheets
from siap.learning.rules.banks import LETTERS
from siap.learning.views.classes import cohort_of, session_form
from siap.learning.views.testing import answers_form, test_of
from siap.people.access import Request, needs
from siap.ui import paper
from siap.ui.pages import pdf, show


@require_safe
@needs("training.write")
def attendance_bubbles(request: Request, uid: UUID) -> HttpResponse:
    """The attendance of the next meeting as a sheet that a camera can read: one bubble a person, or a signature and none."""
    cohort = cohort_of(request, uid)
    names = [one.person.name_for(request.user) for one in _in_order(cohort)]
    session = new_uid()
    pages = [names[start : start + sheets.ROWS_A_PAGE] for start in range(0, len(names), sheets.ROWS_A_PAGE)]
    if not pages:
        raise Http404
    data = _sheet(_("Daftar hadir"), _how_to_attend(), [
        _page(
            request,
            sheets.AttendanceToken(cohort.uid, session, number),
            under=f"{cohort.course.title} · {cohort.number}",
            who=_("Hari dan tanggal: ……………………………"),
            rows=_attendance_rows(page),
            heads=[(letter, 104.0 + 13.0 * place) for place, letter in enumerate(sheets.STATE_LETTERS)],
            foot=_("Lembar %(page)s dari %(all)s. Foto seluruh lembar, atau pindai kodenya untuk mengisi dengan tangan.")
            % {"page": number + 1, "all": len(pages)},
        )
        for number, page in enumerate(pages)
    ])  # fmt: skip
    return pdf(paper.compile("learning/sheet", data), f"hadir-{cohort.number.replace('/', '-')}.pdf")


def _how_to_attend() -> str:
    return _(
        "Hitamkan satu bulatan tiap orang: H hadir, S sakit, D sidang, L keperluan lain, N tidak perlu ikut, "
        "B sudah pulang atau pindah, T tidak mau."
    )


def _attendance_rows(names: list[str]) -> list[dict[str, Any]]:
    rows = sheets.attendance_rows(len(names))
    return [_row(name, row, sheets.STATE_LETTERS, at=20.0, width=78.0) for name, row in zip(names, rows, strict=True)]


@require_safe
@needs("training.write")
def answer_sheets(request: Request, uid: UUID) -> HttpResponse:
    """One answer sheet for everybody who has not handed the test in."""
    test = test_of(request, uid)
    people = list(test.cohort.enrolments.exclude(sittings__test=test).select_related("person").order_by("pk"))
    if not people:
        raise Http404
    sizes = _sizes(test)
    how = _("Hitamkan satu bulatan tiap soal. Salah? Hapus bersih, atau minta lembar baru.")
    data = _sheet(_("Lembar jawaban"), how, [
        _page(
            request,
            sheets.AnswerToken(test.uid, one.pk),
            under=f"{test.cohort.course.title} · {test.get_kind_display()}",
            who=one.person.name_for(request.user),
            rows=_answer_rows(sizes),
            heads=[],
            foot=_("Tes ini mengukur pelatihannya, bukan menilai orangnya."),
        )
        for one in people
    ])  # fmt: skip
    return pdf(paper.compile("learning/sheet", data), "lembar-jawaban.pdf")


def _sizes(test: Test) -> list[int]:
    choices = test.items.order_by("position").values_list("question__choices", flat=True)
    return [len(one) for one in choices]


def _answer_rows(sizes: list[int]) -> list[dict[str, Any]]:
    rows = sheets.answer_rows(sizes)
    return [
        _row(str(number), row, LETTERS, at=row[0][0] - 16.0, width=10.0, is_number=True)
        for number, row in enumerate(rows, 1)
    ]


def _row(
    label: str, bubbles: list[sheets.Spot], letters: str, *, at: float, width: float, is_number: bool = False
) -> dict[str, Any]:
    return {
        "label": label, "label_at": at, "label_width": width, "is_number": is_number,
        "bubbles": bubbles, "letters": list(letters[: len(bubbles)]),
    }  # fmt: skip


def _page(request: Request, token: sheets.Token, **said: Any) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("learning:sheet", args=[str(token)]))
    return {**said, "qr": segno.make_qr(address, error="m").svg_inline(border=0, omitsize=True)}


def _sheet(title: str, how: str, pages: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": title, "how": how, "pages": pages, "squares": sheets.SQUARES, "square": sheets.SQUARE,
        "code": sheets.CODE, "bubble": sheets.BUBBLE, "first_row": sheets.FIRST_ROW,
        "code_alt": _("Kode QR lembar ini"),
    }  # fmt: skip


def _in_order(cohort: Cohort) -> list[Enrolment]:
    """The people of a class as they stand on its sheets: whoever comes later stands below."""
    return list(cohort.enrolments.select_related("person").order_by("pk"))


@require_safe
@needs("training.write")
def sheet(request: Request, token: str) -> HttpResponse:
    """Where a sheet's code leads: to the screen on which it is keyed in."""
    found = sheets.read_token(token)
    if isinstance(found, sheets.AttendanceToken):
        cohort = cohort_of(request, found.cohort)
        return redirect(f"{reverse('learning:hold-session', args=[cohort.uid])}?sheet={found.session}")
    if isinstance(found, sheets.AnswerToken):
        return redirect("learning:key-answers", test_of(request, found.test).uid)
    raise Http404


@needs("training.write")
def read_photos(request: Request, uid: UUID) -> HttpResponse:
    """Photos of sheets of a class: what they say stands on the keying screen, to be looked at and then sent."""
    cohort = cohort_of(request, uid)
    form = PhotosForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            return _read(request, cohort, _found(form.cleaned_data["photos"]))
        except Refused as refusal:
            form.add_error("photos", str(refusal))
    return show(request, "learning/read_photos.html", form, cohort=cohort)


def _found(photos: Iterable[Any]) -> list[tuple[str, sheets.Sheet]]:
    """Every sheet with the name of its photo. Raises SheetUnreadable."""
    return [(photo.name, sheets.find_sheet(photo.read(), photo.name)) for photo in photos]


def _read(request: Request, cohort: Cohort, found: list[tuple[str, sheets.Sheet]]) -> HttpResponse:
    """The keying screen, filled in. Raises SheetOfOthers."""
    answered = [(name, one) for name, one in found if isinstance(one.token, sheets.AnswerToken)]
    if answered:
        return _read_answers(request, cohort, answered)
    return _read_attendance(request, cohort, found)


def _read_attendance(request: Request, cohort: Cohort, found: list[tuple[str, sheets.Sheet]]) -> HttpResponse:
    people, states = _in_order(cohort), Attendance.State.values
    initial: dict[str, Any] = {}
    unclear: set[int] = set()
    seen: set[int] = set()
    for name, one in found:
        token = one.token
        if not isinstance(token, sheets.AttendanceToken) or token.cohort != cohort.uid:
            raise sheets.SheetOfOthers(name=name)
        initial["uid"] = token.session
        seen.add(token.page)
        page = people[token.page * sheets.ROWS_A_PAGE : (token.page + 1) * sheets.ROWS_A_PAGE]
        for enrolment, mark in zip(page, one.marks(sheets.attendance_rows(len(page))), strict=True):
            if mark == sheets.UNCLEAR:
                unclear.add(enrolment.person_id)
            elif mark is not None:
                initial[f"a_{enrolment.person.uid.hex}"] = states[mark]
    form = session_form(request, cohort, initial=initial)
    unseen = {one.person_id: place // sheets.ROWS_A_PAGE + 1 for place, one in enumerate(people)}
    unseen = {person: number for person, number in unseen.items() if number - 1 not in seen}
    return show(
        request, "learning/hold_session.html", form, cohort=cohort, from_photo=True, unclear=unclear, unseen=unseen,
        sheets_missing=sorted(set(unseen.values())),
    )  # fmt: skip


def _read_answers(request: Request, cohort: Cohort, found: list[tuple[str, sheets.Sheet]]) -> HttpResponse:
    token = found[0][1].token
    assert isinstance(token, sheets.AnswerToken)
    test = get_object_or_404(cohort.tests.select_related("cohort__course", "cohort__unit"), uid=token.test)
    rows, initial = sheets.answer_rows(_sizes(test)), {}
    for name, one in found:
        if not isinstance(one.token, sheets.AnswerToken) or one.token.test != test.uid:
            raise sheets.SheetOfOthers(name=name)
        initial[f"j_{one.token.enrolment}"] = "".join(_letter(mark) for mark in one.marks(rows))
    form = answers_form(request, test, initial=initial)
    return show(request, "learning/key_answers.html", form, test=test, from_photo=True)


def _letter(mark: int | None) -> str:
    return "-" if mark is None else "?" if mark == sheets.UNCLEAR else LETTERS[mark]
