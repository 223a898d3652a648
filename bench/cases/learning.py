"""How fast a class is certified on paper and for machines, and how fast its game runs without a screen."""

from collections.abc import Iterator

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_least, at_most


def measure(office: Office, size: Size) -> Iterator[Figure]:
    """Certificates each on a paper of its own; games on one core."""
    signing, printing = office.step("certify", size.certificates)
    yield at_most(
        10, f"{size.certificates:,} certificates signed and rendered", signing + printing, "s",
        f"a credential signed RS256 {signing:.1f} s, a PDF/A-2a with its QR each {printing:.1f} s; a process, one core",
    )  # fmt: skip
    rate = office.step("play_games", size.games)
    yield at_least(1_000, "games of Warung Mandiri", rate, "games/s", "twelve weeks with their book, without a screen")
