"""Why a group, a sheet of hours or a visit says no, and the days of a week. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from siap.core.errors import Refused
from siap.core.text import Text, _

LEAST_MEMBERS = 2


class NameTaken(Refused):
    """Two businesses of a unit do not share a name."""

    message = _("Nama “%(name)s” sudah dipakai di UPT ini. Pilih nama lain.")
    field = "name"


class TooFewMembers(Refused):
    """One person is no group."""

    message = _("Satu kelompok usaha paling sedikit 2 orang.")
    field = "members"


class MemberTwice(Refused):
    """A person stands in the list twice."""

    message = _("%(person)s tercatat dua kali dalam daftar anggota.")
    field = "members"


class PostTaken(Refused):
    """One chair and one treasurer at a time."""

    message = _("Satu kelompok hanya punya satu ketua dan satu bendahara.")
    field = "post"


class NotApproved(Refused):
    """Only approved participants of the unit join a group."""

    message = _("%(person)s belum menjadi peserta yang disetujui di UPT ini.")
    field = "members"


class NotCertified(Refused):
    """First the training, then the group."""

    message = _("%(person)s belum lulus pelatihan, jadi belum bisa masuk kelompok usaha.")
    field = "members"


class AlreadyInGroup(Refused):
    """A person works in one group at a time."""

    message = _("%(person)s masih menjadi anggota kelompok %(group)s. Akhiri dulu keanggotaannya di sana.")
    field = "members"


class BridgeFromElsewhere(Refused):
    """The officer who stands by a group works in its unit."""

    message = _("Petugas penghubung harus bertugas di UPT kelompok ini.")
    field = "bridge"


class InTheFuture(Refused):
    """A day that has not come."""

    message = _("Tanggal ini belum tiba.")
    field = "on"


class BeforeForming(Refused):
    """Nothing of a business lies before the day it was formed."""

    message = _("Usaha ini baru dibentuk pada %(formed_on)s. Pilih tanggal itu atau sesudahnya.")
    field = "on"


class BeforeJoining(Refused):
    """Nobody leaves before he joined."""

    message = _("Tanggal keluar tidak boleh sebelum tanggal masuk, %(from_on)s.")
    field = "on"


class BusinessClosed(Refused):
    """A closed business stays as it is."""

    message = _("%(name)s sudah ditutup.")


class NotAGroup(Refused):
    """Members and hours belong to groups."""

    message = _("%(name)s bukan kelompok usaha, jadi tidak punya anggota.")


class DayInTheFuture(Refused):
    """Hours are written down when they were worked."""

    message = _("%(day)s belum tiba. Jam kerja dicatat setelah orang bekerja.")
    field = "worked_on"


class DayBeforeForming(Refused):
    """The group did not exist yet."""

    message = _("Pada %(day)s kelompok ini belum dibentuk (dibentuk %(formed_on)s).")
    field = "worked_on"


class SheetExists(Refused):
    """One sheet a group and day; a mistake is corrected, not written beside it. `sheet` is the uid of the one there is."""

    message = _("Lembar jam kerja %(day)s sudah ada. Bila ada yang keliru, perbaiki lembar itu.")
    field = "worked_on"


class NotAMember(Refused):
    """Hours are those of members."""

    message = _("%(person)s bukan anggota kelompok ini pada %(day)s.")


class TooLong(Refused):
    """Nobody works longer than twelve hours, or less than nothing."""

    message = _("Jam kerja %(person)s pada %(day)s tidak mungkin: paling lama 12 jam sehari.")


class TooManyPieces(Refused):
    """A slip of the finger."""

    message = _("Barang jadi %(person)s pada %(day)s tidak mungkin: paling banyak 10.000 sehari.")


class PiecesWithoutHours(Refused):
    """Who made something was there."""

    message = _("%(person)s membuat barang pada %(day)s, tetapi jam kerjanya kosong. Isi jamnya.")


class ConductNotWeighed(Refused):
    """Only some terms look at it."""

    message = _("Menurut ketentuan yang berlaku, kelakuan tidak dihitung dalam bagi hasil.")


class ConductOutOfRange(Refused):
    """It shades a share, it does not take it away."""

    message = _("Nilai kelakuan paling rendah %(least)s %% menurut ketentuan, dan paling tinggi 100 %%.")
    field = "percent"


class EvidenceMissing(Refused):
    """Money is not taken from somebody without a paper."""

    message = _("Tulis buktinya, misalnya nomor berita acara.")
    field = "evidence"


class NobodyWorked(Refused):
    """A sheet without hours says nothing."""

    message = _("Belum ada jam kerja yang diisi.")


class AlreadyCorrected(Refused):
    """Only the sheet that counts is corrected."""

    message = _("Lembar ini sudah diganti dengan lembar lain. Perbaiki lembar yang berlaku.")


class ReasonMissing(Refused):
    """A correction, or an end, needs its reason."""

    message = _("Tulis alasannya dalam satu kalimat.")
    field = "because"


OWNERS: list[tuple[str, Text]] = [
    ("bridge", _("Petugas penghubung")),
    ("mentor", _("Pendamping koperasi")),
    ("group", _("Kelompok itu sendiri")),
    ("unit", _("Kepala UPT")),
]
"""Who sees to what was agreed on a visit."""
MOST_ACTIONS = 3
"""A visit that agrees on more is not followed up."""


@dataclass(frozen=True)
class Agreed:
    """One thing agreed on a visit: what, who sees to it (a key of OWNERS), until when."""

    what: str
    owner: str
    due_on: date


class VisitInThePast(Refused):
    """A visit is planned for today or a later day."""

    message = _("Hari ini sudah lewat. Kunjungan yang sudah berlangsung dicatat, bukan direncanakan.")
    field = "planned_on"


class VisitInTheFuture(Refused):
    """A visit is written down after it was made."""

    message = _("Kunjungan ini belum berlangsung.")
    field = "visited_on"


class VisitBeforeForming(Refused):
    """There was nobody to visit yet."""

    message = _("Usaha ini baru dibentuk pada %(formed_on)s.")
    field = "visited_on"


class DueBeforeVisit(Refused):
    """What was agreed is due after the visit."""

    message = _("Tenggatnya tidak boleh sebelum hari kunjungan.")
    field = "due_1"


def week_of(day: date) -> list[date]:
    """The seven days of the week a day lies in, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(7)]
