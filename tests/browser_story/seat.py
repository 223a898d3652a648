"""Somebody at a screen: signs in, goes where the words lead, types, presses, reads. Everything by the words on the page."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from siap.core import clock
from siap.web.demo.founding import PASSWORD
from tests.browser import PHONE, listen

DESKTOP = {"width": 1280, "height": 900}


class Seat:
    """One person's browser. It hears every complaint of every page."""

    def __init__(self, browser: Browser, url: str, username: str, *, on_phone: bool = False) -> None:
        self.username = username
        self.on_phone = on_phone
        self._context = browser.new_context(
            viewport=PHONE if on_phone else DESKTOP, locale="id-ID", base_url=url, reduced_motion="reduce"
        )
        self._context.set_default_timeout(10_000)
        self.page: Page = self._context.new_page()
        self.complaints = listen(self.page)

    def close(self) -> None:
        """Leave; nothing may have been complained about meanwhile."""
        self._context.close()
        assert not self.complaints, (self.username, self.complaints)

    @property
    def main(self) -> Locator:
        """What the page is about: without menu, bar and foot."""
        return self.page.locator("main")

    def sign_in(self) -> None:
        """Come in through the door; the home page answers."""
        self._context.clear_cookies()
        self.page.goto(reverse("web:sign-in"))
        self.fill({"Nama masuk": self.username, "Sandi": PASSWORD})
        self.press("Masuk")
        assert self.page.url.endswith(reverse("web:home"))

    def enter(self, room: str) -> None:
        """Go to a room by the menu: under the thumb on a phone, on top elsewhere."""
        menu = self.page.get_by_role("navigation", name="Menu ponsel" if self.on_phone else "Menu utama")
        if self.on_phone:
            menu.locator("summary").click()
        self._go(menu.get_by_role("link", name=room, exact=True).last)

    def follow(self, *words: str) -> None:
        """Follow a link after the other, each by its words (or their beginning)."""
        for one in words:
            self._go(self._one("link", one))

    def press(self, words: str) -> None:
        """Press a button that sends something."""
        self._go(self._one("button", words))

    def fill(self, typed: Mapping[str, object]) -> None:
        """Type into fields, each by its label; a day as the calendar gives it."""
        for label, value in typed.items():
            text = value.isoformat() if isinstance(value, date) else str(value)
            self.main.get_by_label(label).first.fill(text)

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Choose from lists, each by its label."""
        for label, option in chosen.items():
            self.main.get_by_label(label).first.select_option(label=option)

    def tick(self, *labels: str) -> None:
        """Tick boxes and pick one of several, by what stands beside them."""
        for label in labels:
            box = self.main.get_by_role("checkbox", name=label).or_(self.main.get_by_role("radio", name=label))
            box.first.check(force=True)  # some are drawn over by their own label

    def sees(self, *words: str) -> None:
        """These words stand on the page."""
        for one in words:
            expect(self.main).to_contain_text(one)

    def misses(self, words: str) -> None:
        """These words do not stand on the page."""
        expect(self.main).not_to_contain_text(words)

    def row(self, words: str) -> Locator:
        """The line of a table in which these words stand."""
        return self.main.get_by_role("row").filter(has_text=words).first

    def _go(self, place: Locator) -> None:
        """Click, and wait until the next page is there."""
        with self.page.expect_navigation() as arriving:
            place.click()
        assert arriving.value.status < 500, self.page.url

    def _one(self, role: str, words: str) -> Locator:
        exact = self.main.get_by_role(role, name=words, exact=True)  # type: ignore[arg-type]
        return exact.first if exact.count() else self.main.get_by_role(role, name=words).first  # type: ignore[arg-type]


@contextmanager
def on_day(day: date, *seats: Seat, hour: int = 9) -> Iterator[None]:
    """A working day: the clock stands on it for everybody, and who works that day signs in."""
    with clock.fixed(clock.at(day, hour)):
        for seat in seats:
            seat.sign_in()
        yield
