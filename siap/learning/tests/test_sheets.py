"""Sheets printed, filled in, photographed badly, and read back."""

import io
import math

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFilter

from siap.learning import services
from siap.learning.models import Attendance, Enrolment, Session
from siap.learning.rules import sheets
from siap.learning.tests import given
from siap.ui import paper
from tests.world import TODAY

PPI = 200
MM = PPI / 25.4


def _page(name, *args):
    return reverse(f"learning:{name}", args=args)


@pytest.fixture
def budi(client, world):
    client.force_login(world.budi)
    return client


@pytest.fixture
def printed(monkeypatch):
    """What Typst would print, as a picture: the last sheet that was asked for, page by page."""
    pages = []

    def draw(source, told, _standards):
        drawn = paper._compiler().compile(input=source, format="png", ppi=PPI, sys_inputs={"data": told})
        pages[:] = [Image.open(io.BytesIO(one)).convert("L") for one in (drawn if isinstance(drawn, list) else [drawn])]
        return b"%PDF-"

    monkeypatch.setattr(paper, "_printed", draw)
    return pages


def _fill(image, spot):
    """A bubble blackened by a pen: not quite round, not quite full."""
    x, y, r = spot[0] * MM, spot[1] * MM, sheets.BUBBLE * MM * 0.42
    ImageDraw.Draw(image).ellipse((x - r, y - r * 0.85, x + r * 0.9, y + r), fill=45)


def _photograph(image, *, turn=0.0, skew=0.0, quality=80):
    """A photo from aside: on a table, turned by degrees, its right side further away, grey light, JPEG."""
    wide, high = image.size
    table = Image.new("L", (int(wide * 1.3), int(high * 1.3)), 150)
    table.paste(image, (int(wide * 0.15), int(high * 0.15)))
    if skew:
        w, h = table.size
        away = skew * h
        seen = [(0, 0), (w, away), (w, h - away), (0, h)]  # where the table's corners stand in the picture
        back = sheets._mapping(seen, [(0, 0), (w, 0), (w, h), (0, h)])
        table = table.transform((w, h), Image.Transform.PERSPECTIVE, back, Image.Resampling.BILINEAR, fillcolor=150)
    table = table.rotate(turn, expand=True, fillcolor=150, resample=Image.Resampling.BICUBIC)
    lit = table.filter(ImageFilter.GaussianBlur(0.7)).point(lambda value: int(30 + value * 0.78))
    out = io.BytesIO()
    lit.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _upload(content, name="foto.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


WAYS = [{"turn": 0}, {"turn": 90}, {"turn": 183}, {"turn": -94, "skew": 0.02}, {"turn": 7, "skew": 0.04, "quality": 55}]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_an_answer_sheet_is_read_however_it_is_photographed(world, budi, printed, way):
    test = services.set_test(given.taught(world), "pre", by=world.budi)
    assert budi.get(_page("answer-sheets", test.uid)).status_code == 200
    answers = given.right_answers(test, wrong=6)
    rows = sheets.answer_rows([4] * 20)
    sheet = printed[0]
    for row, answer in zip(rows, answers, strict=True):
        _fill(sheet, row[answer])
    found = sheets.find_sheet(_photograph(sheet, **way), "foto.jpg")
    first = Enrolment.objects.filter(cohort=test.cohort).order_by("pk").first()
    assert found.token == sheets.AnswerToken(test.uid, first.pk)
    assert found.marks(rows) == answers


def test_blanks_and_doubles_are_seen(world, budi, printed):
    test = services.set_test(given.taught(world), "pre", by=world.budi)
    budi.get(_page("answer-sheets", test.uid))
    rows = sheets.answer_rows([4] * 20)
    _fill(printed[0], rows[0][2])
    _fill(printed[0], rows[1][0])
    _fill(printed[0], rows[1][3])
    marks = sheets.find_sheet(_photograph(printed[0], turn=2), "foto.jpg").marks(rows)
    assert marks[:3] == [2, sheets.UNCLEAR, None]
    assert marks[3:] == [None] * 17


def test_photos_of_a_class_fill_the_keying_screen_and_nothing_is_written_yet(world, budi, printed):
    test = services.set_test(given.taught(world), "pre", by=world.budi)
    budi.get(_page("answer-sheets", test.uid))
    people = list(Enrolment.objects.filter(cohort=test.cohort).order_by("pk"))
    rows, photos = sheets.answer_rows([4] * 20), []
    for turn, (sheet, wrong) in enumerate(zip(printed, (0, 5, 20), strict=True)):
        for row, answer in zip(rows, given.right_answers(test, wrong), strict=True):
            _fill(sheet, row[answer])
        photos.append(_upload(_photograph(sheet, turn=90 * turn), f"{turn}.jpg"))
    page = budi.post(_page("read-photos", test.cohort.uid), {"photos": photos})
    form = page.context["form"]
    assert not test.sittings.exists()
    typed = {name: form[name].value() for name in form.people}
    assert budi.post(_page("key-answers", test.uid), typed).status_code == 302
    assert [Enrolment.objects.get(pk=one.pk).pre_test for one in people] == [100, 75, 0]


def test_an_attendance_sheet_photographed_upside_down_becomes_one_meeting(world, budi, printed):
    cohort = given.taught(world)
    assert budi.get(_page("attendance-bubbles", cohort.uid)).status_code == 200
    people = [one.person for one in cohort.enrolments.select_related("person").order_by("pk")]
    states = {people[0].pk: "present", people[1].pk: "court", people[2].pk: "refused"}
    rows = sheets.attendance_rows(3)
    for person, row in zip(people, rows, strict=True):
        _fill(printed[0], row[Attendance.State.values.index(states[person.pk])])
    photo = _photograph(printed[0], turn=180, skew=0.02)
    for _twice in range(2):
        page = budi.post(_page("read-photos", cohort.uid), {"photos": _upload(photo)})
        form = page.context["form"]
        sent = {name: form[name].value() or "" for name in form.fields}
        sent["held_on"] = TODAY.isoformat()
        assert budi.post(_page("hold-session", cohort.uid), sent).status_code == 302
    session = Session.objects.get()
    assert dict(session.attendance.values_list("person", "state")) == states
    assert session.topic == "Mulai dari yang ada"


def test_who_stands_on_a_sheet_without_a_photo_is_pointed_at(world, budi, printed, monkeypatch):
    monkeypatch.setattr(sheets, "ROWS_A_PAGE", 2)
    cohort = given.taught(world)
    budi.get(_page("attendance-bubbles", cohort.uid))
    page = budi.post(_page("read-photos", cohort.uid), {"photos": _upload(_photograph(printed[0]))})
    last = cohort.enrolments.order_by("pk").last()
    assert page.context["unseen"] == {last.person_id: 2}
    assert "Lembar 2 belum difoto" in page.text


@pytest.mark.parametrize(
    "photo",
    [b"", b"bukan foto", _photograph(Image.new("L", (800, 1100), 255))],
    ids=["empty", "text", "white paper"],
)
def test_a_photo_that_says_nothing_is_answered_in_a_sentence(world, budi, photo):
    cohort = given.taught(world)
    page = budi.post(_page("read-photos", cohort.uid), {"photos": _upload(photo)})
    assert page.status_code == 422
    assert "photos" in page.context["form"].errors
    assert not Session.objects.exists()


def test_a_sheet_of_another_class_is_refused(world, budi, printed):
    test = services.set_test(given.taught(world), "pre", by=world.budi)
    budi.get(_page("answer-sheets", test.uid))
    other = services.open_cohort(given.officer_course(), world.palu, by=world.budi)
    budi.get(_page("attendance-bubbles", test.cohort.uid))
    page = budi.post(_page("read-photos", other.uid), {"photos": _upload(_photograph(printed[0]))})
    assert page.status_code == 422
    assert "lembar kelas lain" in page.text


def test_the_code_of_a_sheet_leads_to_its_keying_screen(world, budi, client):
    test = services.set_test(given.taught(world), "pre", by=world.budi)
    enrolment = test.cohort.enrolments.first()
    token = str(sheets.AnswerToken(test.uid, enrolment.pk))
    assert budi.get(_page("sheet", token)).url == _page("key-answers", test.uid)
    attend = sheets.AttendanceToken(test.cohort.uid, test.uid, 0)
    assert sheets.read_token(f"https://contoh.id/x/{attend}/") == attend
    assert budi.get(_page("sheet", str(attend))).url.startswith(_page("hold-session", test.cohort.uid))
    assert budi.get(_page("sheet", "j-x-1")).status_code == 404
    client.force_login(world.joko)
    assert client.get(_page("sheet", token)).status_code == 404


def test_every_bubble_stands_on_the_paper_and_none_on_another():
    spots = [spot for row in sheets.answer_rows([6] * sheets.MOST_QUESTIONS) for spot in row]
    spots += [(sheets.CODE[0] + sheets.CODE[2], sheets.CODE[1] + sheets.CODE[2])]
    assert all(10 < x < 200 and 10 < y < 290 for x, y in spots)
    assert all(math.dist(a, b) > sheets.BUBBLE for place, a in enumerate(spots) for b in spots[:place])
    rows = sheets.attendance_rows(sheets.ROWS_A_PAGE)
    assert all(10 < x < 200 and 10 < y < 280 for row in rows for x, y in row)
