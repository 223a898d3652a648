"""What a recall may not be. Pure."""

from siap.core.errors import Refused
from siap.core.text import _


class LevelUnknown(Refused):
    """A recall without its class."""

    message = _("Pilih kelas penarikannya: I, II, atau III.")
    field = "level"


class RecallRunning(Refused):
    """A lot is called back once at a time."""

    message = _("Lot %(lot)s sedang ditarik: lihat penarikan %(number)s.")


class RecallOver(Refused):
    """A closed recall is on file and stays as it is."""

    message = _("Penarikan %(number)s sudah ditutup.")


class TallyWrong(Refused):
    """More came back than somebody still has, or nothing."""

    message = _("Paling banyak %(left)s yang masih ditunggu dari pemegang ini.")
    field = "quantity"


class FindingMissing(Refused):
    """A recall ends with what was found."""

    message = _("Tulis apa yang ditemukan: apa sebabnya.")
    field = "found"


class DrillIsNotSafe(Refused):
    """Nothing is held in a drill, so nothing is let go."""

    message = _("Latihan tidak menahan lot apa pun, jadi tidak ada yang dilepas.")
    field = "is_safe"
