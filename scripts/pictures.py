"""Makes `docs/pictures` from the real screens of the demo: `.venv/bin/python scripts/pictures.py [DATA]`.

Without DATA (a folder in which `siap demo --no-serve` has run) the demo is loaded into a folder that lives as long as this.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIAP = ROOT / ".venv" / "bin" / "siap"
PASSWORD = "siap-usaha-contoh"  # printed by `siap demo`  # nosec B105
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PHONE, DESK = 360, 1280
PATIENCE = 60
"""Seconds until the server must answer."""


@dataclass(frozen=True)
class Picture:
    """A file, who looks, where he goes, and what is taken: a part of the page, or the screen down to `height`."""

    name: str
    username: str
    go: Callable[[Page], Locator | None]
    width: int = DESK
    height: int = 860


def main() -> None:
    """Load, serve, look, write."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with data() as folder, serving(folder) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, BROWSERS)), None), args=["--no-sandbox"]
        )
        for picture in PICTURE_BOOK:
            path = PICTURES / f"{picture.name}.png"
            path.write_bytes(small(taken(browser, url, picture)))
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
        browser.close()


@contextmanager
def data() -> Iterator[Path]:
    """The folder of the demo: the one that was named, else a new one."""
    if len(sys.argv) > 1:
        yield Path(sys.argv[1])
        return
    with tempfile.TemporaryDirectory(prefix="siap-pictures-") as folder:
        subprocess.run([SIAP, "demo", "--no-serve"], env=surroundings(Path(folder)), check=True)
        yield Path(folder)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The office, at an address of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(
        [SIAP, "serve", "--port", str(port), "--workers", "1"], env=surroundings(folder), stdout=quiet, stderr=quiet
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of an office in this folder."""
    return {**os.environ, "SIAP_DATA": str(folder), "DATABASE_URL": ""}


def wait_for(address: str) -> None:
    """Until somebody answers; raises `TimeoutError`."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # our own address  # nosec B310
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
    raise TimeoutError(address)


def taken(browser: Browser, url: str, picture: Picture) -> bytes:
    """The picture as the browser draws it, sharp enough for a phone's own screen."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=2 if picture.width == PHONE else 1,
        locale="id-ID",
        base_url=url,
        reduced_motion="reduce",
    )
    page = context.new_page()
    if picture.username:
        sign_in(page, picture.username)
    part = picture.go(page)
    page.wait_for_load_state("networkidle")
    image = part.screenshot() if part else page.screenshot()
    context.close()
    return image


def sign_in(page: Page, username: str) -> None:
    """Through the door, as everybody."""
    page.goto("/masuk/")
    page.get_by_label("Nama masuk").fill(username)
    page.get_by_label("Sandi").fill(PASSWORD)
    follow(page, page.locator("main").get_by_role("button", name="Masuk"))


def follow(page: Page, *places: Locator) -> None:
    """Click one after the other, each on the page it is on."""
    for place in places:
        with page.expect_navigation():
            place.first.click()


def small(image: bytes) -> bytes:
    """The same picture in 256 colours: our screens have few, and a third of the bytes is enough."""
    written = io.BytesIO()
    colours = Image.open(io.BytesIO(image)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    colours.save(written, "PNG", optimize=True)
    return written.getvalue()


def front(page: Page) -> None:
    """What the public sees first."""
    page.goto("/")


def home(page: Page) -> None:
    """Where one is after signing in."""


def waiting_share(page: Page) -> None:
    """The share that waits for the head's decision."""
    page.goto("/bagi-hasil/")
    waiting = page.get_by_role("row").filter(has_text="menunggu")
    follow(page, waiting.get_by_role("link"))


def slip(page: Page) -> Locator:
    """A member's slip of the newest share that was decided."""
    page.goto("/bagi-hasil/")
    decided = page.get_by_role("row").filter(has_text="dana ada")
    follow(page, decided.get_by_role("link"), page.get_by_role("link", name="Slip", exact=True))
    return page.locator("article.paper").first


def way_of_a_person(page: Page) -> None:
    """Somebody who came home: every station of his way."""
    page.goto("/pulang/")
    follow(page, page.locator("main table").get_by_role("link"), page.get_by_role("link", name="Jalan orang ini"))


def way_of_a_jar(page: Page) -> None:
    """The lot of the newest sale: what it was made of, and who bought it."""
    page.goto("/pasar/")
    table = page.locator("main table")
    follow(page, table.get_by_role("link"), table.locator("a[href*='jalan-stoples']"))


def till(page: Page) -> None:
    """Three jars rung up on a phone."""
    page.goto("/pasar/")
    follow(page, page.locator("main .tile"))
    more = page.get_by_role("button", name="Tambah")
    for _ in range(3):
        more.first.click()


PICTURE_BOOK = (
    Picture("depan", "", front),
    Picture("kanwil", "kanwil", home),
    Picture("petugas", "budi", home, PHONE, 960),
    Picture("kasir", "budi", till, PHONE, 1560),
    Picture("bagi-hasil", "kalapas", waiting_share),
    Picture("slip", "budi", slip),
    Picture("jalan-orang", "kanwil", way_of_a_person, height=1000),
    Picture("jalan-stoples", "kanwil", way_of_a_jar, height=1120),
)


if __name__ == "__main__":
    main()
