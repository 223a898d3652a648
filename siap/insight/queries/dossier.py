"""Everything that is kept of one person, for himself: the copy that the law lets him ask for (UU 27/2022, the right to a copy).

Chapters in the order of a life here. Other people are not in it, and nothing of the offence, because that is nowhere here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Sum, Value
from django.utils.translation import gettext as _

from siap.aftercare import queries as aftercare
from siap.aftercare.models import FollowUp, PersonalPlan, PlanReview, PlanStep, Provision, Referral, Task
from siap.business.models import Business, Conduct, Membership, WorkedTime
from siap.core import clock
from siap.core.models import ReadLog
from siap.core.money import rupiah
from siap.learning.models import Attendance, Certificate, Enrolment
from siap.people.models import Person
from siap.people.rules import RELEASES
from siap.sharing import queries as sharing
from siap.sharing.models import Objection, Payout, Slip
from siap.ui import words


@dataclass(frozen=True)
class Chapter:
    """One part of the copy: its title, what its columns are, its rows in words."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def dossier(person: Person) -> list[Chapter]:
    """Every chapter that has something in it."""
    return [chapter for write in _CHAPTERS for chapter in write(person) if chapter.rows]


def _chapter(title: str, heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> Chapter:
    return Chapter(title, tuple(heads), tuple(tuple(_told(cell) for cell in row) for row in rows))


def _told(value: Any) -> str:
    if isinstance(value, date):
        return words.day(value)
    return "" if value is None else str(value)


def _who(person: Person) -> Iterable[Chapter]:
    profile = getattr(person, "profile", None)
    yield _chapter(_("Siapa"), (_("Apa"), _("Yang tercatat")), [
        (_("Nama"), person.name), (_("Nama panggilan"), person.workshop_name), (_("Kode anggota"), person.member_code),
        (_("Jenis kelamin"), person.get_sex_display()), (_("Tanggal lahir"), person.born_on),
        (_("Sehat untuk mengolah makanan"), person.food_clearance_until),
        (_("Pendidikan"), profile.education if profile else ""),
        (_("Pekerjaan sebelumnya"), profile.past_work if profile else ""),
    ])  # fmt: skip
    yield _chapter(_("Nomor"), (_("Jenis"), _("Nomor"), _("Mulai"), _("Sampai")), [
        (one.get_kind_display(), one.value, one.from_on, one.until_on) for one in person.identifiers.order_by("from_on", "pk")
    ])  # fmt: skip
    places = person.placements.select_related("unit").order_by("from_on", "pk")
    yield _chapter(_("Di mana"), (_("UPT"), _("Status"), _("Mulai"), _("Sampai"), _("Perkiraan bebas")), [
        (one.unit.name, one.get_status_display(), one.from_on, _until(one), one.expected_release_on) for one in places
    ])  # fmt: skip
    yield _chapter(_("Persetujuan"), (_("Untuk apa"), _("Naskah"), _("Diberikan"), _("Ditarik")), [
        (one.get_kind_display(), one.text_version, one.given_on, one.withdrawn_on)
        for one in person.consents.order_by("given_on", "pk")
    ])  # fmt: skip


def _until(place: Any) -> str:
    ended = RELEASES.get(place.ended_by)
    return f"{words.day(place.until_on)} ({ended})" if ended and place.until_on else _told(place.until_on)


def _taking_part(person: Person) -> Iterable[Chapter]:
    taken = person.participations.select_related("unit", "assessment", "appeal").order_by("proposed_on", "pk")
    yield _chapter(_("Keikutsertaan"), (_("UPT"), _("Diusulkan"), _("Diputuskan"), _("Keadaan"), _("SK"), _("Alasan")), [
        (
            one.unit.name, one.proposed_on, one.decided_on, one.get_state_display(), one.decree,
            ". ".join(filter(None, (one.get_ended_by_display(), one.because))),
        )
        for one in taken
    ])  # fmt: skip
    yield _chapter(_("Asesmen"), (_("Tanggal"), _("Minat"), _("Keterampilan"), _("Catatan")), [
        (one.assessment.assessed_on, one.assessment.interest, one.assessment.skill, one.assessment.note)
        for one in taken if hasattr(one, "assessment")
    ])  # fmt: skip
    yield _chapter(_("Banding"), (_("Tanggal"), _("Yang dikatakan orangnya"), _("Jawaban")), [
        (one.appeal.raised_on, one.appeal.words, one.appeal.answer) for one in taken if hasattr(one, "appeal")
    ])  # fmt: skip


def _learning(person: Person) -> Iterable[Chapter]:
    classes = Enrolment.objects.filter(person=person).select_related("cohort__course").order_by("enrolled_on", "pk")
    yield _chapter(_("Belajar"), (_("Pelatihan"), _("Mulai"), _("Tes awal"), _("Tes akhir")), [
        (one.cohort.course.title, one.enrolled_on, one.pre_test, one.post_test) for one in classes
    ])  # fmt: skip
    came = Attendance.objects.filter(person=person).select_related("session").order_by("session__held_on", "pk")
    yield _chapter(_("Daftar hadir"), (_("Tanggal"), _("Materi"), _("Hadir")), [
        (one.session.held_on, one.session.topic, one.get_state_display()) for one in came
    ])  # fmt: skip
    yield _chapter(_("Sertifikat"), (_("Nomor"), _("Pelatihan"), _("Terbit"), _("Dicabut")), [
        (one.number, one.course.title, one.issued_on, one.revoked_on)
        for one in Certificate.objects.filter(person=person).select_related("course").order_by("issued_on", "pk")
    ])  # fmt: skip


def _working(person: Person) -> Iterable[Chapter]:
    groups = Membership.objects.filter(person=person).select_related("business").order_by("from_on", "pk")
    yield _chapter(_("Kelompok"), (_("Kelompok"), _("Jabatan"), _("Mulai"), _("Sampai")), [
        (one.business.name, one.get_post_display(), one.from_on, one.until_on) for one in groups
    ])  # fmt: skip
    months = (
        WorkedTime.objects.filter(person=person, sheet__replaced_at=None)
        .values_list("sheet__worked_on__year", "sheet__worked_on__month")
        .annotate(minutes=Sum("minutes"), days=Count("sheet__worked_on", distinct=True))
        .order_by("sheet__worked_on__year", "sheet__worked_on__month")
    )
    yield _chapter(_("Jam kerja"), (_("Bulan"), _("Hari"), _("Jam")), [
        (_month(year * 100 + month), days, words.hours(minutes)) for year, month, minutes, days in months
    ])  # fmt: skip
    yield _chapter(_("Nilai kelakuan"), (_("Mulai"), _("Persen"), _("Bukti")), [
        (one.from_on, one.percent, one.evidence) for one in Conduct.objects.filter(person=person).order_by("from_on", "pk")
    ])  # fmt: skip
    own = Business.objects.filter(owner=person).order_by("formed_on", "pk")
    yield _chapter(_("Usaha mandiri"), (_("Nama"), _("Usaha"), _("Dibuka"), _("Ditutup")), [
        (one.name, one.what, one.formed_on, one.closed_on) for one in own
    ])  # fmt: skip


def _money(person: Person) -> Iterable[Chapter]:
    slips = Slip.objects.filter(person=person).select_related("share__business").order_by("share__first_month", "pk")
    yield _chapter(_("Bagi hasil"), (_("Kelompok"), _("Bulan"), _("Bagian"), _("Dapat dipakai")), [
        (one.share.business.name, _month(one.share.last_month), rupiah(one.amount), rupiah(one.usable))
        for one in slips
    ])  # fmt: skip
    yield _chapter(_("Titipan"), (_("Tanggal"), _("Apa"), _("Jumlah"), _("Sisa")), [
        (one.on, one.words, rupiah(one.amount), rupiah(one.balance)) for one in sharing.savings_lines(person)
    ])  # fmt: skip
    payouts = Payout.objects.filter(person=person).order_by("prepared_on", "pk")
    yield _chapter(_("Pembayaran"), (_("Untuk apa"), _("Jumlah"), _("Keadaan"), _("Dibayar"), _("Lewat"), _("Bukti")), [
        (one.get_kind_display(), rupiah(one.amount), one.get_state_display(), one.paid_on, one.get_channel_display(),
         one.evidence)
        for one in payouts
    ])  # fmt: skip
    objections = Objection.objects.filter(slip__person=person).order_by("raised_on", "pk")
    yield _chapter(_("Keberatan"), (_("Tanggal"), _("Isi"), _("Dijawab"), _("Jawaban")), [
        (one.raised_on, one.words, one.answered_on, one.answer) for one in objections
    ])  # fmt: skip


def _month(month: int) -> str:
    return words.month(date(*divmod(month, 100), 1))


def _coming_home(person: Person) -> Iterable[Chapter]:
    tasks = Task.objects.filter(case__person=person).select_related("case").order_by("case", "position")
    cases = dict.fromkeys(one.case for one in tasks)  # a case is opened with its tasks
    yield _chapter(_("Pendampingan"), (_("Dibuka"), _("Bebas"), _("Ditutup"), _("Penghasilan sebelum masuk")), [
        (one.opened_on, one.released_on, one.closed_on, "" if one.income_before is None else rupiah(one.income_before))
        for one in cases
    ])  # fmt: skip
    yield _chapter(_("Persiapan pulang"), (_("Tugas"), _("Sebelum"), _("Selesai"), _("Terhalang"), _("Tidak perlu")), [
        (one.need.label, one.due_on, one.done_on, one.blocked_because, one.needless_because) for one in tasks
    ])  # fmt: skip
    visits = FollowUp.objects.filter(case__person=person).exclude(done_on=None).order_by("done_on", "pk")
    yield _chapter(_("Kunjungan sesudah pulang"), (_("Tanggal"), _("Keadaan"), _("Omzet"), _("Bantuan"), _("Catatan")), [
        (one.done_on, one.get_answer_display(), "" if one.turnover is None else rupiah(one.turnover), one.help_given, one.note)
        for one in visits
    ])  # fmt: skip
    given = Provision.objects.filter(case__person=person)
    yield _chapter(_("Bekal"), (_("Jenis"), _("Apa"), _("Dari"), _("Tanggal"), _("Kembali")), [
        (one.get_kind_display(), one.what, one.given_by, one.given_on, one.returned_on) for one in given
    ])  # fmt: skip
    letters = Referral.objects.filter(case__person=person)
    yield _chapter(_("Rujukan"), (_("Kepada"), _("Meminta"), _("Dikirim"), _("Jawaban")), [
        (one.to, one.asks_for, one.sent_on, one.answer) for one in letters
    ])  # fmt: skip


def _planning(person: Person) -> Iterable[Chapter]:
    """Steps, reviews and a reason for no plan are one table, asked in one question."""
    steps = PlanStep.objects.filter(goal__plan__person=person)
    reviews = PlanReview.objects.filter(plan__person=person).annotate(goal=Value(_("Tinjauan")), done=F("reviewed_on"))
    exempt = PersonalPlan.objects.filter(person=person).exclude(exempt_because="")
    exempt = exempt.annotate(goal=Value(_("Tanpa rencana")), done=F("made_on"))
    rows = steps.order_by().values_list("goal__what", "what", "due_on", "done_on").union(
        reviews.order_by().values_list("goal", "note", "reviewed_on", "done"),
        exempt.order_by().values_list("goal", "exempt_because", "made_on", "done"),
    )  # fmt: skip
    told = sorted(rows, key=lambda row: (row[2], row[0], row[1]))
    yield _chapter(_("Rencana pribadi"), (_("Sasaran"), _("Langkah"), _("Sebelum"), _("Selesai")), told)
    yield _chapter(_("Kecakapan"), (_("Tanggal"), _("Kecakapan"), _("Tingkat"), _("Bukti")), [
        (one.rating.rated_on, one.rating.get_skill_display(), one.rating.get_level_display(), one.what)
        for one in reversed(aftercare.ratings_of(person))
    ])  # fmt: skip


def _read(person: Person) -> Iterable[Chapter]:
    """Who opened it is the office's own affair; that it was opened, and how often, is his."""
    read = ReadLog.objects.filter(person=person.pk).aggregate(
        n=Count("pk"), by=Count("by", distinct=True), last=Max("at")
    )
    yield _chapter(_("Dibaca"), (_("Berapa kali"), _("Oleh berapa orang"), _("Terakhir")), [
        (read["n"], read["by"], clock.day_of(read["last"])) for _one in range(bool(read["n"]))
    ])  # fmt: skip


_CHAPTERS: tuple[Callable[[Person], Iterable[Chapter]], ...] = (
    _who, _taking_part, _learning, _working, _planning, _money, _coming_home, _read,
)  # fmt: skip
