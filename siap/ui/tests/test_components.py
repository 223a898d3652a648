"""What the components say and do not say: words beside colours, nothing inline, nothing leaking in from the page."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from siap.ui import charts
from siap.ui.tasks import Task
from siap.ui.tests.conftest import Render
from siap.ui.way import Station

SIAP = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted(SIAP.glob("*/templates/**/*.html"))
STATIC = SIAP / "ui" / "static" / "ui"

WAY = [
    Station("Petugas", "done", on=date(2026, 3, 2), href="/tahap/1"),
    Station("Kelompok", "here", note="satu lagi"),
    Station("Produk", "bad"),
    Station("Pasar", "ahead"),
]


class Item(NamedTuple):
    """A door as `web` hands it to the frame."""

    label: str
    href: str
    here: bool
    icon: str


def test_a_way_says_each_state_in_a_word(render: Render) -> None:
    html = render('<c-way :stations="way" label="Jalan Lapas Palu" />', way=WAY)
    heard = re.findall(r'<span class="only-heard">\((.*?)\)</span>', html)
    assert heard == ["selesai", "sekarang di sini", "terhambat", "belum"]
    assert 'aria-label="Jalan Lapas Palu"' in html
    assert html.count('aria-current="step"') == 1


def test_a_station_opens_its_step_only_where_it_has_one(render: Render) -> None:
    html = render('<c-way :stations="way" />', way=WAY)
    assert html.count("<a ") == html.count("</a>") == 1
    assert 'href="/tahap/1"' in html
    assert "2 Mar 2026" in html
    assert "satu lagi" in html


def test_a_way_in_a_table_is_small(render: Render) -> None:
    assert 'class="way small"' in render('<c-way :stations="way" small />', way=WAY)
    assert 'class="way"' in render('<c-way :stations="way" />', way=WAY)


def test_a_station_or_task_of_an_unknown_kind_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="finished"):
        Station("Petugas", "finished")
    with pytest.raises(ValueError, match="urgent"):
        Task("urgent", "Lewat", "Cek suhu", "/")


def test_tasks_say_what_since_when_and_where(render: Render) -> None:
    html = render('<c-tasks :tasks="tasks" />', tasks=[Task("bad", "Lewat", "Cek <suhu>", "/produksi/1", "9 hari")])
    assert 'class="badge bad">Lewat<' in html
    assert "Cek &lt;suhu&gt;" in html
    assert "9 hari" in html
    assert 'href="/produksi/1"' in html


def test_no_tasks_is_good_news(render: Render) -> None:
    assert "Semua sudah beres" in render('<c-tasks :tasks="tasks" />', tasks=[])


def test_a_component_takes_nothing_from_the_page_by_accident(render: Render) -> None:
    leaking = dict.fromkeys(("title", "href", "link", "label", "note", "kind", "icon", "action", "id", "to"), "BOCOR")
    pieces = (
        "<c-card>isi</c-card>",
        "<c-sum>1</c-sum>",
        '<c-way :stations="way" />',
        "<c-tile>isi</c-tile>",
        "<c-empty>isi</c-empty>",
        "<c-button>isi</c-button>",
        "<c-post>isi</c-post>",
        "<c-badge>isi</c-badge>",
    )
    for piece in pieces:
        assert "BOCOR" not in render(piece, way=WAY, **leaking), piece


def test_a_card_leads_on_only_where_it_has_somewhere_to_lead(render: Render) -> None:
    assert "Lihat semua" in render('<c-card title="Penjualan" href="/pasar">isi</c-card>')
    assert "<a" not in render('<c-card title="Penjualan">isi</c-card>')
    assert "<h2>Toko &amp; Roa</h2>" in render('<c-card title="{{ name }}">isi</c-card>', name="Toko & Roa")


def test_bars_stand_under_short_labels_and_lie_beside_long_ones(render: Render) -> None:
    months = [("Sep", 41, "Rp41 jt"), ("Okt", 0, "Rp0"), ("Nov", 82, "Rp82 jt")]
    assert charts.chart(months).stands
    assert not charts.chart([("Lapas Perempuan", 1, "Rp1")]).stands
    html = render('<c-bars :rows="rows" label="Terjual" />', rows=months)
    assert html.count('class="bar"') == 3
    assert html.count("Rp82 jt") == 3  # when pointed at, when read aloud, in the table
    assert "Rp41 jt" in render('<c-bars :rows="rows" label="Terjual" />', rows=[("Lapas Perempuan", 41, "Rp41 jt")])


def test_bars_are_as_tall_as_their_share_and_never_below_the_ground() -> None:
    tall = [bar.tall for bar in charts.chart([("A", 50, ""), ("B", 100, ""), ("C", -20, ""), ("D", 0, "")]).bars]
    assert tall == ["50.00%", "100.00%", "0.00%", "0.00%"]
    assert [bar.tall for bar in charts.chart([("A", 0, "")]).bars] == ["0.00%"]
    assert charts.chart([]).bars == ()
    assert [bar.tall for bar in charts.chart([("A", 50, "50 %")], 100).bars] == ["50.00%"]


@pytest.mark.parametrize("name", ["400", "403", "404", "500"])
def test_a_page_that_stops_someone_shows_the_way_home_without_needing_anything(render: Render, name: str) -> None:
    html = render('{% include "' + name + '.html" %}')
    assert 'class="button primary" href="/front"' in html
    assert "<h1>" in html
    assert html.count('<main id="main"') == 1


def test_the_frame_marks_where_one_is_and_signs_out_by_post(render: Render) -> None:
    nav = (Item("Hari ini", "/", True, "house"), Item("Pasar", "/pasar", False, "store"))
    user = {"is_authenticated": True, "name": "Budi"}
    html = render('{% extends "base.html" %}{% block main %}isi{% endblock %}', nav=nav, user=user, place="Lapas Palu")
    assert html.count('aria-current="page"') == 2  # once in the top bar, once in the phone's menu
    assert html.count('<form method="post" action="/sign-out"') == 2
    assert "Lapas Palu" in html
    assert html.index('class="skip"') < html.index("<header")


def test_paper_carries_no_menu(render: Render) -> None:
    sheet = '<c-paper title="Slip" foot="Rantai 3f9a">isi</c-paper>'
    page = '{% extends "print.html" %}{% block paper %}' + sheet + "{% endblock %}"
    html = render(page, nav=(Item("Pasar", "/pasar", False, "store"),))
    assert "Pasar" not in html
    assert "Rantai 3f9a" in html


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SIAP)))
def test_no_template_writes_script_or_style_inline(template: Path) -> None:
    text = template.read_text()
    assert not re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)", text)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SIAP)))
def test_every_icon_a_template_names_is_in_the_sprite(template: Path) -> None:
    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "sprite.svg").read_text()))
    named = re.findall(r"""\{% icon ["']([^"']+)["']|<c-[a-z]+[^>]*?\sicon="([a-z0-9-]+)\"""", template.read_text())
    assert {one or other for one, other in named} <= drawn


def test_every_file_the_styles_name_is_there() -> None:
    for sheet in STATIC.glob("*.css"):
        for name in re.findall(r'url\("([^"]+)"\)', sheet.read_text()):
            assert (STATIC / name).is_file(), name
