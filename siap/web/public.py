"""What anybody may read besides the front page: the impact, open data, and the map of the site for search engines. The figures
move four times a year, so every answer may be kept by a cache on the way for an hour."""

import csv
import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 (we write it, we read none)

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from siap.core.text import Text
from siap.insight import queries as insight
from siap.people.access import open_to_all
from siap.stories.models import Story
from siap.ui.kept import kept_for_strangers
from siap.ui.pages import show
from siap.web.openapi import ADDRESSES
from siap.web.services.keys import A_MINUTE

AN_HOUR = 3600  # seconds
COLUMNS: tuple[tuple[str, Text], ...] = (
    ("triwulan", _("Sampai akhir triwulan ini, sejak program dimulai.")),
    ("kode_upt", _("Kode UPT.")),
    ("upt", _("Nama UPT.")),
    ("kelompok", _("Kelompok usaha yang bekerja pada akhir triwulan.")),
    (
        "lulus_sedikitnya",
        _("Orang yang lulus pelatihan, sekali, dibulatkan ke bawah ke kelipatan lima; kosong di bawah lima."),
    ),
    ("terjual_rupiah", _("Pendapatan usaha dari buku, dibulatkan ke bawah ke seratus ribu rupiah.")),
)


@require_safe
@open_to_all
@cache_control(max_age=AN_HOUR)
@kept_for_strangers(insight.edition)
def impact(request: HttpRequest) -> HttpResponse:
    """The programme in figures up to the last quarter, by unit: no person, no count of a few."""
    return show(request, "web/impact.html", impact=insight.impact())


@require_safe
@open_to_all
@cache_control(max_age=AN_HOUR)
def data(request: HttpRequest) -> HttpResponse:
    """The same figures to take along, with what each column holds."""
    address = request.build_absolute_uri(reverse("web:api-products"))
    return show(request, "web/data.html", columns=COLUMNS, address=address, limit=A_MINUTE, addresses=ADDRESSES)


@require_safe
@open_to_all
@cache_control(max_age=AN_HOUR)
def data_csv(request: HttpRequest) -> HttpResponse:
    """Every quarter and unit as a CSV."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([name for name, _meaning in COLUMNS])
    table.writerows(_rows())
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="siap-usaha-dampak.csv"'
    return response


def _rows() -> Iterator[list[object]]:
    for told in insight.impacts():
        for one in told.units:
            trained = "" if one.trained is None else one.trained
            yield [told.quarter.code, one.unit.code, one.unit.name, one.groups, trained, one.sold]


@require_safe
@open_to_all
def sitemap(request: HttpRequest) -> HttpResponse:
    """Where the public pages are."""
    root = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    pages = [reverse(f"web:{name}") for name in ("front", "impact", "data", "privacy")] + [reverse("stories:news")]
    pages += [reverse("stories:story", args=[uid]) for uid in Story.objects.public().values_list("uid", flat=True)]
    for page in pages:
        SubElement(SubElement(root, "url"), "loc").text = request.build_absolute_uri(page)
    return HttpResponse(tostring(root, encoding="utf-8", xml_declaration=True), content_type="application/xml")
