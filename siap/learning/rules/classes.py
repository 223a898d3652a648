"""When a unit may teach, what an absence means, and why a class says no. Pure."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from siap.core.errors import Refused
from siap.core.text import _

FULL_MARK = 100
"""The best mark."""


class OfficersFirst(Refused):
    """A unit teaches participants only when enough of its own officers are certified."""

    message = _(
        "Petugas lebih dahulu: kelas peserta baru bisa dibuka setelah %(needed)s petugas %(unit)s lulus. "
        "Sekarang %(certified)s, jadi kurang %(missing)s lagi."
    )
    field = "course"


class NotInTheAgreement(Refused):
    """Only a unit that takes part in the agreement teaches."""

    message = _("%(unit)s belum ikut perjanjian, jadi belum bisa membuka kelas.")
    field = "unit"


class NotYet(Refused):
    """A day in the future."""

    message = _("Tanggal ini belum tiba.")
    field = "on"


class CodeTaken(Refused):
    """Another course has this code."""

    message = _("Kode %(code)s sudah dipakai oleh pelatihan lain.")
    field = "code"


class MarkImpossible(Refused):
    """Marks go from 0 to 100."""

    message = _("Nilai paling rendah 0 dan paling tinggi 100.")
    field = "score"


class CohortClosed(Refused):
    """A class that was certified stays as it is."""

    message = _("Kelas %(number)s sudah selesai dan tidak bisa diubah lagi.")


class NotApproved(Refused):
    """A participant joins a class only after the head approved him."""

    message = _("%(person)s belum disetujui menjadi peserta program di UPT ini.")
    field = "people"


class FromElsewhere(Refused):
    """A class is for the people of its own unit."""

    message = _("%(person)s tidak berada di %(unit)s, jadi tidak bisa ikut kelas ini.")
    field = "people"


class AlreadyEnrolled(Refused):
    """Once is enough."""

    message = _("%(person)s sudah terdaftar di kelas ini.")
    field = "people"


class NobodyEnrolled(Refused):
    """A class without people cannot meet."""

    message = _("Kelas ini belum punya peserta. Daftarkan peserta lebih dahulu.")


class NotEnrolled(Refused):
    """Attendance is taken of the people of the class."""

    message = _("Daftar hadir ini memuat orang yang tidak terdaftar di kelas. Muat ulang halaman, lalu isi lagi.")


class BeforeOpening(Refused):
    """A class does not meet before it was opened."""

    message = _("Kelas ini baru dibuka pada %(opened_on)s. Pilih tanggal sesudahnya.")
    field = "held_on"


class InTheFuture(Refused):
    """Attendance is taken when people came, not before."""

    message = _("Pertemuan ini belum berlangsung. Daftar hadir diisi pada hari itu atau sesudahnya.")
    field = "held_on"


class LessonHoursImpossible(Refused):
    """A meeting lasts from one to ten lesson hours."""

    message = _("Satu pertemuan berlangsung 1 sampai 10 jam pelajaran.")
    field = "lesson_hours"


class MarksMissing(Refused):
    """Nobody is certified, or passed over, without a mark."""

    message = _("Nilai tes akhir %(missing)s orang belum diisi. Isi dulu nilainya, lalu luluskan kelas ini.")


class ReasonMissing(Refused):
    """Taking a certificate back needs its reason."""

    message = _("Tulis alasannya dalam satu kalimat.")
    field = "because"


def officers_missing(needed: int, certified: int) -> int:
    """How many officers must still be certified before a unit may teach participants."""
    return max(needed - certified, 0)


class AlreadyRevoked(Refused):
    """Only a certificate that counts is issued again."""

    message = _("Sertifikat %(number)s sudah dicabut, jadi tidak bisa diterbitkan ulang.")


class PlayerMissing(Refused):
    """A game needs somebody who plays."""

    message = _("Pilih siapa yang bermain, atau tulis nama kelompoknya.")
    field = "group"


class WeekNotNext(Refused):
    """Weeks are played one after the other."""

    message = _("Minggu itu belum bisa dimainkan. Sekarang giliran minggu %(week)s.")


COUNTS, FORGIVEN, NOT_EXPECTED, AGAINST = "counts", "forgiven", "not_expected", "against"
MEANING = {
    "present": COUNTS,
    "sick": FORGIVEN,
    "court": FORGIVEN,  # a day in court is not an absence
    "clash": FORGIVEN,  # worship, a visit, work that cannot wait
    "not_req": NOT_EXPECTED,
    "released": NOT_EXPECTED,
    "refused": AGAINST,
}
"""What each state of attendance means for the certificate. Only a refusal counts against somebody."""


def share_present(states: Sequence[str]) -> int | None:
    """Percent of the meetings that count to which a person came; None while none counts. Whole percent, rounded."""
    counted = [state for state in states if MEANING[state] in (COUNTS, AGAINST)]
    if not counted:
        return None
    return round(100 * counted.count("present") / len(counted))


def came_enough(states: Sequence[str], min_presence: int) -> bool:
    """Whether somebody came often enough to be certified. Who was never expected is not held back."""
    share = share_present(states)
    return share is None or share >= min_presence


LOOKS_AHEAD = 60
"""Days for which a timetable tells the meetings."""


def meetings_ahead(weekdays: Collection[int], since: date, many: int, rest: Collection[date]) -> Iterator[date]:
    """The next days on which a class meets: so many, on its weekdays (0: Monday), from a day on, never on a day of rest."""
    days = (since + timedelta(days=ahead) for ahead in range(LOOKS_AHEAD))
    meets = (day for day in days if day.weekday() in weekdays and day not in rest)
    for _turn, day in zip(range(many), meets, strict=False):
        yield day
