"""An agreement is kept up: completed and renewed, its papers filed, units that join later, and how far its parts are."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import keep_document
from siap.core.verbs import record, verb
from siap.people.models import Unit, User
from siap.programme.facts import (
    AgreementCompleted,
    AgreementPaperFiled,
    FrameworkItemAdded,
    ScopeFollowed,
    UnitTookPart,
)
from siap.programme.models import Agreement, AgreementPaper, AgreementUnit, Framework, ScopeItem
from siap.programme.rules import FRAMEWORKS
from siap.ui import words


class UntilBeforeSigning(Refused):
    """An agreement ends after it was signed."""

    message = _("Perjanjian ditandatangani %(signed_on)s: berlakunya sampai sesudah tanggal itu.")
    field = "until_on"


class BasisMissing(Refused):
    """How work for the cooperative is paid is somebody's answer, not a guess of the system."""

    message = _("Tulis siapa yang menjawab dan dengan surat apa: aturan ini tidak diduga oleh sistem.")
    field = "basis"


class AlreadyTakesPart(Refused):
    """A unit joins once."""

    message = _("%(unit)s sudah ikut sejak %(on)s.")
    field = "unit"


class JoinedBeforeSigning(Refused):
    """A unit joins what is signed."""

    message = _(
        "Perjanjian baru ditandatangani %(signed_on)s. Pilih tanggal itu atau sesudahnya, paling akhir hari ini."
    )
    field = "joined_on"


class RulingInFuture(Refused):
    """What nobody has ruled yet is not ruled."""

    message = _("Tanggal ketetapan ini belum tiba. Simpan setelah ketetapannya terbit.")
    field = "dated_on"


class GoalMissing(Refused):
    """What is counted is counted towards something."""

    message = _("Isi berapa yang hendak dicapai.")
    field = "goal"


@verb
def complete_agreement(
    agreement: Agreement, *, number: str, until_on: date | None, regime: str, basis: str, by: User
) -> Agreement:
    """Complete what an agreement says, or renew it. `regime` is how work for the cooperative, a third party, is paid: a
    term that is asked, never assumed. Said again it changes nothing. Raises UntilBeforeSigning, BasisMissing.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    given = (number.strip(), until_on, regime, basis.strip() if regime else "")
    if given == (agreement.number, agreement.until_on, agreement.cooperative_regime, agreement.cooperative_basis):
        return agreement
    if until_on is not None and until_on <= agreement.signed_on:
        raise UntilBeforeSigning(signed_on=words.day(agreement.signed_on))
    if regime and not given[3]:
        raise BasisMissing
    agreement.number, agreement.until_on, agreement.cooperative_regime, agreement.cooperative_basis = given
    agreement.save(update_fields=["number", "until_on", "cooperative_regime", "cooperative_basis"])
    record(AgreementCompleted(agreement=agreement.pk, until_on=until_on, cooperative_regime=regime))
    return agreement


@verb
def take_part(agreement: Agreement, unit: Unit, *, on: date, by: User) -> AgreementUnit:
    """A unit joins an agreement that is signed. The same day again changes nothing.

    Raises AlreadyTakesPart, JoinedBeforeSigning.
    """
    known = AgreementUnit.objects.filter(agreement=agreement, unit=unit).first()
    if known is not None and known.joined_on == on:
        return known
    if known is not None:
        raise AlreadyTakesPart(unit=unit.short_name, on=words.day(known.joined_on))
    if not agreement.signed_on <= on <= clock.today():
        raise JoinedBeforeSigning(signed_on=words.day(agreement.signed_on))
    joined = AgreementUnit.objects.create(agreement=agreement, unit=unit, joined_on=on)
    record(UnitTookPart(agreement=agreement.pk, unit=unit.pk, on=on))
    return joined


@verb
def file_agreement_paper(
    uid: UUID, agreement: Agreement, *, kind: str, title: str, dated_on: date, content: bytes, by: User
) -> AgreementPaper:
    """File a paper with an agreement. The same uid again changes nothing.

    Raises RulingInFuture, NotADocument, DocumentTooLarge.
    """
    known: AgreementPaper | None = AgreementPaper.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if kind == AgreementPaper.Kind.RULING and dated_on > clock.today():
        raise RulingInFuture
    document = keep_document(content, kind="agreement", title=title.strip(), by=by)
    paper: AgreementPaper = AgreementPaper.objects.create(
        uid=uid, agreement=agreement, kind=kind, title=title.strip(), dated_on=dated_on, document=document, by=by
    )
    record(
        AgreementPaperFiled(
            paper=paper.pk, agreement=agreement.pk, document=document.pk, kind=paper.kind, dated_on=paper.dated_on
        )
    )
    return paper


@verb
def follow_scope(
    item: ScopeItem, *, measure: str, goal: int | None, percent: int | None, due_on: date | None, by: User
) -> ScopeItem:
    """How far a part of the agreement is: counted by a measure towards a goal, or told in percent. Raises GoalMissing."""
    item = ScopeItem.objects.select_for_update().get(pk=item.pk)
    if measure and not goal:
        raise GoalMissing
    told = None if measure else percent
    before = (item.measure, item.goal, item.told_percent, item.due_on)
    item.measure, item.goal, item.told_percent, item.due_on = measure, goal if measure else None, told, due_on
    if before == (item.measure, item.goal, item.told_percent, item.due_on):
        return item
    item.told_on = clock.today() if told is not None else None
    item.save()
    record(ScopeFollowed(item=item.pk, agreement=item.agreement_id, measure=measure, goal=item.goal, told_percent=told))
    return item


@verb
def load_frameworks(*, by: User | None) -> list[Framework]:
    """Enter the confirmed items of the national frameworks; those that are there stay. Gives the new ones."""
    return [
        _entered(code, item)
        for code, told in FRAMEWORKS.items()
        for item in told.items
        if not Framework.objects.filter(code=code, version=told.version, item=item).exists()
    ]


@verb
def add_framework_item(code: str, item: str, *, by: User) -> Framework:
    """Add an item of a framework as the office has it on paper. One that is there changes nothing."""
    known = Framework.objects.filter(code=code, version=FRAMEWORKS[code].version, item=item.strip()).first()
    return known or _entered(code, item.strip())


def _entered(code: str, item: str) -> Framework:
    told = FRAMEWORKS[code]
    made = Framework.objects.create(code=code, version=told.version, title=told.title, item=item)
    record(FrameworkItemAdded(framework=made.pk, code=code, version=told.version))
    return made
