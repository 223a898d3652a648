"""A real browser: Debian's Chromium on a 360-pixel phone, and a page that forgives no error on its console."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

ONCE = pytest.mark.skipif(
    os.environ.get("SIAP_TEST_DB") == "postgresql", reason="a screen is the same on both databases: once is enough"
)
"""For what is about the screen alone. The main job and the day without network are walked on both."""
PHONE = {"width": 360, "height": 740}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str | None:
    """Where this machine's Chromium is, if it has one."""
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run. Without one the test is skipped loudly, or fails where CI=true."""
    path = chromium()
    if path is None:
        message = "No Chromium on this machine: the browser tests cannot run (apt-get install chromium)."
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread that also uses the ORM
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chrome
        chrome.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh phone. The test fails on a script error, a refused style or script (CSP), or a missing asset."""
    context = browser.new_context(viewport=PHONE, locale="id-ID")
    sheet = context.new_page()
    complaints = listen(sheet)
    yield sheet
    context.close()
    assert not complaints, complaints


def listen(page: Page) -> list[str]:
    """What the page complains about from now on, as it comes."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # An answer 404 or 422 to a page is often what the test wants; a missing asset is caught below.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def check_asset(response: Response) -> None:
        if response.status >= 400 and "/static/" in response.url:
            complaints.append(f"{response.status} {response.url}")

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", check_asset)
    return complaints
