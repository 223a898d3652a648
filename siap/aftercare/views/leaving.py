"""*Buku Pulang*: one booklet for somebody who goes home, in plain words. It is carried into life: no office stands on it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.aftercare import queries
from siap.aftercare.models import Case, Provision
from siap.aftercare.views.cases import case_of
from siap.core.services import note_reading
from siap.learning.models import Certificate
from siap.people.access import Request, needs
from siap.sharing import queries as sharing
from siap.ui import paper, words
from siap.ui.pages import pdf


@require_safe
@needs("savings.see")
def booklet(request: Request, uid: UUID) -> HttpResponse:
    """The booklet of one person, as things stand today. Reading it is noted."""
    found = case_of(request, uid)
    note_reading(found.person_id, by=request.user, page="aftercare:booklet")
    return pdf(paper.compile("aftercare/booklet", booklet_sheet(found)), "buku-pulang.pdf")


def booklet_sheet(case: Case) -> dict[str, Any]:
    """What the booklet says. Savings without the unit that kept them; papers without where they were earned."""
    person = case.person
    lines = sharing.savings_lines(person)
    provisions = list(case.provisions.all())
    certificates = Certificate.objects.filter(person=person, revoked_on=None).select_related("course")
    open_tasks = [task for task in case.tasks.all() if not task.is_settled]
    ventures = list(queries.ventures_of(person))
    return {
        "title": _("Buku Pulang"),
        "name": person.name,
        "opening": _(
            "Buku ini milikmu. Isinya: uangmu, apa yang sudah kaupelajari, apa yang kaubawa, dan apa yang masih perlu diurus."
        ),
        "money_title": _("Uangku"),
        "money_heads": [_("Tanggal"), _("Apa"), _("Jumlah"), _("Sisa")],
        "money": [[words.day(line.on), _plain(line), line.amount, line.balance] for line in lines],
        "money_left": lines[-1].balance if lines else 0,
        "money_says": _("Tersimpan sekarang"),
        "money_none": _("Belum ada uang yang tersimpan."),
        "learnt_title": _("Yang sudah kupelajari"),
        "learnt": [
            _("%(course)s, %(hours)s jam pelajaran. Sertifikat %(number)s.")
            % {"course": one.course.title, "hours": one.course.lesson_hours, "number": one.number}
            for one in certificates.order_by("issued_on")
        ],
        "learnt_none": _("Belum ada sertifikat. Bertanyalah kepada pendamping tentang kelas berikutnya."),
        "taken_title": _("Yang kubawa"),
        "taken": [_taken(one) for one in provisions],
        "taken_none": _("Belum ada yang dicatat."),
        "business_title": _("Usahaku"),
        "business": [f"{one.name}: {one.what}" for one in ventures if one.closed_on is None],
        "business_none": _("Belum dibuka. Pendamping membantu membukanya, dengan buku kas sendiri."),
        "left_title": _("Yang masih perlu diurus"),
        "left_heads": [_("Apa"), _("Siapa"), _("Sebelum")],
        "left": [[str(one.need.label), one.get_owner_display(), words.day(one.due_on)] for one in open_tasks],
        "left_none": _("Semua sudah beres."),
        "ways_title": _("Ke mana bertanya"),
        "ways": [
            [_("Pendamping"), case.officer.name if case.officer else "…………………………"],
            [_("Telepon"), "…………………………"],
            [_("Pembeli pertama"), _first(provisions, Provision.Kind.BUYER)],
            [_("Koperasi"), _("Boleh menjadi anggota: modal, pasar, dan teman seusaha ada di sana.")],
        ],
    }  # fmt: skip


def _plain(line: sharing.SavingsLine) -> str:
    """What a line of the savings was, without the place that kept it."""
    if line.payout is not None:
        return _("Dibayarkan kepadaku")
    return _("Bagian dari hasil kerja") if line.slip is not None else _("Pindah buku")


def _taken(one: Provision) -> str:
    said = f"{one.get_kind_display()}: {one.what} ({one.given_by})"
    if one.terms:
        said = f"{said}. {one.terms}"
    if one.return_due_on and not one.returned_on:
        return f"{said}. {_('Dikembalikan paling lambat %(on)s.') % {'on': words.day(one.return_due_on)}}"
    return said


def _first(provisions: list[Provision], kind: str) -> str:
    return next((one.what for one in provisions if one.kind == kind), "…………………………")
