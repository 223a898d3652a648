"""Licences: entered with their proof; where it is made; and what a product was found not to need."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock, ids
from siap.core.errors import Refused
from siap.core.services import keep_document
from siap.core.verbs import record, verb
from siap.ledger.services import ReasonMissing
from siap.people.models import User
from siap.workshop import rules
from siap.workshop.facts import ExemptionAsked, ExemptionDecided, PermitRecorded, PermitWithdrawn, ProductionMoved
from siap.workshop.models import Exemption, Permit, Product, Workplace
from siap.workshop.services.refusals import Wrong, refuse_unless_working

FOR_THE_BUSINESS = frozenset({rules.NIB, rules.HEALTH, rules.BRAND, rules.GS1})
"""Licences that are never of a single product."""


class PermitWrong(Wrong):
    """A permit that cannot be."""


class OwnExemption(Refused):
    """Nobody confirms what he asked for himself."""

    message = _("Anda sendiri yang mengajukan ini. Orang lain harus membaca suratnya dan memutuskan.")


class ExemptionWrong(Wrong):
    """Something that nobody can be let off, or without its letter."""


@verb
def record_permit(
    business: Business,
    kind: str,
    number: str,
    *,
    holder: str,
    valid_from: date,
    valid_until: date | None = None,
    product: Product | None = None,
    document: bytes | None = None,
    address: str = "",
    kbli: str = "",
    is_sehati: bool = False,
    uid: UUID | None = None,
    by: User | None,
) -> Permit:
    """Enter a licence with its proof. NIB, health, brand and GS1 are the business's; the others count for all its products
    unless one is named.

    Raises PermitWrong; NotADocument, DocumentTooLarge for the proof.
    """
    if uid is not None and (known := Permit.objects.filter(uid=uid).first()):
        return known
    _check_permit(business, kind, number, holder, valid_from, valid_until, product)
    number = " ".join(number.split())
    proof = (
        keep_document(document, kind="permit", title=f"{Permit.Kind(kind).label} {number}", by=by) if document else None
    )
    permit = Permit.objects.create(
        uid=uid or ids.new_uid(),
        business=business,
        product=None if kind in FOR_THE_BUSINESS else product,
        kind=kind,
        number=number,
        holder=holder.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        address=address.strip(),
        kbli=", ".join(rules.kbli_codes(kbli)) if kind == rules.NIB else "",
        is_sehati=is_sehati and kind == rules.HALAL,
        proof=proof,
    )
    record(
        PermitRecorded(
            permit=permit.pk,
            business=business.pk,
            product=permit.product_id,
            kind=kind,
            valid_from=valid_from,
            valid_until=valid_until,
        )
    )
    return permit


def _check_permit(
    business: Business,
    kind: str,
    number: str,
    holder: str,
    valid_from: date,
    valid_until: date | None,
    product: Product | None,
) -> None:
    if kind not in Permit.Kind.values:
        raise PermitWrong(_("Jenis izin ini tidak dikenal. Pilih salah satu dari daftarnya."), "kind")
    if not number.strip():
        raise PermitWrong(_("Nomor izinnya perlu diisi."), "number")
    if not holder.strip():
        raise PermitWrong(_("Isi atas nama siapa izin ini."), "holder")
    if valid_until is not None and valid_until <= valid_from:
        raise PermitWrong(_("Izin harus berakhir sesudah mulai berlaku."), "valid_until")
    if product is not None and product.business_id != business.pk:
        raise PermitWrong(_("Produk ini bukan milik usaha ini."), "product")


@verb
def withdraw_permit(permit: Permit, *, on: date, because: str, by: User) -> Permit:
    """Whoever gave a licence took it back or froze it: from a day on the gate does not count it. One that is given again is
    entered anew. Withdrawing twice changes nothing.

    Raises ReasonMissing, PermitWrong.
    """
    permit = Permit.objects.select_for_update().get(pk=permit.pk)
    if permit.withdrawn_on is not None:
        return permit
    if not because.strip():
        raise ReasonMissing
    if not permit.valid_from <= on <= clock.today():
        raise PermitWrong(_("Isi hari surat pencabutannya: sejak izin ini berlaku, paling akhir hari ini."), "on")
    permit.withdrawn_on, permit.withdrawn_because, permit.withdrawn_by = on, because.strip()[:200], by
    permit.save(update_fields=["withdrawn_on", "withdrawn_because", "withdrawn_by"])
    record(PermitWithdrawn(permit=permit.pk, business=permit.business_id, on=on))
    return permit


@verb
def move_production(
    uid: UUID, business: Business, *, address: str, district: str, from_on: date, by: User
) -> Workplace:
    """From a day on the business makes its products at this address. Moving to another district ends every SPP-IRT.

    Raises PermitWrong, DayWrong, BusinessEnded.
    """
    if known := Workplace.objects.filter(uid=uid).first():
        return known
    business = Business.objects.select_for_update(no_key=True).get(pk=business.pk)
    if not address.strip():
        raise PermitWrong(_("Isi alamat tempat produksi."), "address")
    if district not in rules.DISTRICTS:
        raise PermitWrong(_("Pilih kabupaten atau kotanya."), "district")
    refuse_unless_working(business, from_on, "from_on")
    if business.workplaces.filter(from_on__gte=from_on).exists():
        raise PermitWrong(_("Tempat produksi sesudah hari itu sudah dicatat. Isi tanggal yang lebih baru."), "from_on")
    place = Workplace.objects.create(
        uid=uid, business=business, address=address.strip(), district=district, from_on=from_on, by=by
    )
    record(ProductionMoved(workplace=place.pk, business=business.pk, district=district, on=from_on))
    return place


@verb
def ask_exemption(
    uid: UUID, product: Product, requirement: str, *, because: str, document: bytes, by: User
) -> Exemption:
    """Say, with a letter, that a product does not need a requirement. It counts once a second person has confirmed it.

    Raises ExemptionWrong, ReasonMissing; NotADocument, DocumentTooLarge for the letter.
    """
    if known := Exemption.objects.filter(uid=uid).first():
        return known
    if requirement not in rules.REQUIREMENTS:
        raise ExemptionWrong(_("Pilih apa yang tidak diwajibkan."), "requirement")
    if not because.strip():
        raise ReasonMissing
    if not document:
        raise ExemptionWrong(_("Lampirkan suratnya: tanpa surat tidak ada yang dibebaskan."), "document")
    open_ones = product.exemptions.filter(requirement=requirement).exclude(state=Exemption.State.REFUSED)
    if open_ones.exists():
        raise ExemptionWrong(_("Ini sudah pernah diajukan untuk produk ini."), "requirement")
    exemption = Exemption.objects.create(
        uid=uid,
        business_id=product.business_id,
        product=product,
        requirement=requirement,
        because=because.strip()[:200],
        document=keep_document(document, kind="exemption", title=f"{product.code} {requirement}", by=by),
        asked_by=by,
        asked_on=clock.today(),
    )
    record(ExemptionAsked(exemption=exemption.pk, product=product.pk, requirement=requirement))
    return exemption


@verb
def decide_exemption(exemption: Exemption, *, confirm: bool, by: User) -> Exemption:
    """The second person read the letter: it is so, or it is not. Deciding twice changes nothing. Raises OwnExemption."""
    exemption = Exemption.objects.select_for_update().get(pk=exemption.pk)
    if exemption.state != Exemption.State.ASKED:
        return exemption
    if exemption.asked_by_id == by.pk:
        raise OwnExemption
    exemption.state = Exemption.State.CONFIRMED if confirm else Exemption.State.REFUSED
    exemption.decided_by, exemption.decided_on = by, clock.today()
    exemption.save(update_fields=["state", "decided_by", "decided_on"])
    record(
        ExemptionDecided(
            exemption=exemption.pk,
            product=exemption.product_id,
            requirement=exemption.requirement,
            state=exemption.state,
            asked_by=exemption.asked_by_id,
        )
    )
    return exemption
