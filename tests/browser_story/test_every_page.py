"""Every page, on a phone and on a desk, by light and by dark: accessible, quiet, and never wider than the screen."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.access.pages import WHO, pages
from tests.browser import ONCE, PHONE, listen
from tests.browser_story.seat import DESKTOP
from tests.whole import Whole

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    ONCE,
]

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
LOOKS = ((PHONE, "light"), (DESKTOP, "dark"))
FIRST_TO_ASK = ("anonymous", "officer", "unit_head", "kanwil_manager")
"""One of those who may open a page is enough; these open most of them."""


def test_every_page_can_be_read_by_everybody(told: Whole, live_server, browser: Browser) -> None:
    faults = [
        fault
        for role, addresses in _who_opens_what(told).items()
        for fault in _faults(browser, live_server.url, _session(told, role), addresses)
    ]
    assert not faults, "\n".join(faults)


def _who_opens_what(told: Whole) -> dict[str, dict[str, str]]:
    """For each role the pages (name, address) that are looked at with its eyes. Papers and pure deeds are no pages."""
    clients = {role: _client(told, role) for role in dict.fromkeys((*FIRST_TO_ASK, *WHO))}
    opened: dict[str, dict[str, str]] = defaultdict(dict)
    for page in pages():
        address = page.address(told)
        for role, client in clients.items():
            answer = client.get(address)
            if answer.status_code == 405:
                break
            if answer.status_code == 200:
                if answer["Content-Type"].startswith("text/html"):
                    opened[role][page.name] = address
                break
    return opened


def _client(told: Whole, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if WHO[role]:
        client.force_login(told.world.user(WHO[role]))
    return client


def _session(told: Whole, role: str) -> str:
    cookie = _client(told, role).cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else ""


def _faults(browser: Browser, url: str, session: str, addresses: dict[str, str]) -> Iterator[str]:
    context = browser.new_context(locale="id-ID", base_url=url, reduced_motion="reduce")
    if session:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])
    sheet = context.new_page()
    complaints = listen(sheet)
    for name, address in addresses.items():
        answer = sheet.goto(address)
        if answer is None or answer.status != 200:
            yield f"{name}: {answer and answer.status}"
            continue
        for size, scheme in LOOKS:
            _show_whole(sheet, size)
            sheet.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            yield from (f"{name}, {scheme}, {size['width']} px: {fault}" for fault in _seen(sheet))
        yield from (f"{name}: {one}" for one in complaints)
        complaints.clear()
    context.close()


def _show_whole(sheet: Page, size: dict[str, int]) -> None:
    """As high as the page is, so that the bar at the bottom of a phone covers nothing that could be scrolled free."""
    high = size["height"]
    for _ in range(2):  # a page may grow with its screen
        sheet.set_viewport_size({"width": size["width"], "height": high})
        high = sheet.evaluate("document.fonts.ready.then(() => document.documentElement.scrollHeight)")
    sheet.set_viewport_size({"width": size["width"], "height": high})


def _seen(sheet: Page) -> Iterator[str]:
    over = sheet.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        yield f"{over} px too wide"
    for broken in Axe().run(sheet, options=WCAG).response["violations"]:
        nodes = [node["html"][:160] for node in broken["nodes"]]
        yield f"{broken['id']} ({len(nodes)}): {nodes[0]}"
