"""What a verb says when it does not do a thing: one sentence a person can act on."""

from siap.core.text import _


class Refused(Exception):
    """A rule said no, and nothing was changed.

    A subclass gives `message` (a translated sentence with named gaps) and, where one input is to blame, its `field`.
    """

    message = _("Ini belum bisa dilakukan.")
    field = ""

    def __init__(self, **gaps: object) -> None:
        super().__init__(gaps)
        self.gaps = gaps

    def __str__(self) -> str:
        return str(self.message) % self.gaps if self.gaps else str(self.message)


class Tampered(Exception):
    """The database contradicts what was recorded. Not a refusal: an alarm."""
