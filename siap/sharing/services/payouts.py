"""Money leaves a person's savings: asked for or due at release, approved by another, paid by a recorded channel."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock, sql
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.core.services import keep_document
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.ledger.services import ReasonMissing
from siap.people import queries as people
from siap.people.models import Person, Unit, User
from siap.sharing import postings, queries
from siap.sharing.facts import PayoutApproved, PayoutPaid, PayoutPrepared, PayoutRefused
from siap.sharing.models import Payout
from siap.sharing.services import purse


class AboveUsable(Refused):
    """Nobody withdraws more than he may use now."""

    message = _("Yang dapat dipakai sekarang hanya %(usable)s. Selebihnya disimpan sampai bebas.")
    field = "amount"


class AlreadyAsked(Refused):
    """One withdrawal at a time."""

    message = _("Masih ada penarikan %(amount)s yang belum selesai. Selesaikan dulu yang itu.")
    field = "amount"


class ClosingPrepared(Refused):
    """A part asked for while the whole is on its way: the whole could then not be paid."""

    message = _("Seluruh titipannya, %(amount)s, sudah disiapkan untuk dibayar. Bayarkan yang itu.")
    field = "amount"


class OwnPayout(Refused):
    """Who asked for a payout does not approve it."""

    message = _("Pembayaran ini Anda siapkan sendiri. Yang menyetujui harus orang lain.")


class PayoutNotOpen(Refused):
    """It is in another state."""

    message = _("Pembayaran ini tidak dapat diubah lagi: %(state)s.")


class NotApprovedYet(Refused):
    """Nothing is paid before it is approved."""

    message = _("Pembayaran ini belum disetujui kepala UPT.")


class CashInside(Refused):
    """Cash is not supposed to circulate inside."""

    message = _("Uang tunai hanya diserahkan saat bebas. Pilih kartu, buku tabungan, bank, atau keluarga.")
    field = "channel"


class ChannelUnknown(Refused):
    """It is paid by a channel that we know."""

    message = _("Pilih cara pembayarannya.")
    field = "channel"


class EvidenceMissing(Refused):
    """A payment is proved."""

    message = _("Tulis buktinya: nomor transaksi, atau nomor surat permintaan tertulis.")
    field = "evidence"


class RequestMissing(Refused):
    """A family is paid only on the person's own written request."""

    message = _("Keluarga hanya dibayar atas permintaan tertulis orangnya: lampirkan foto atau PDF suratnya.")
    field = "document"


class HeirsOnly(Refused):
    """What somebody who died is owed goes to his heirs."""

    message = _("Orangnya sudah meninggal: titipannya diserahkan kepada ahli waris. Pilih keluarga atau ahli waris.")
    field = "channel"


class HeirsUnproved(Refused):
    """Who the heirs are, a letter says."""

    message = _("Lampirkan foto atau PDF surat keterangan ahli waris.")
    field = "document"


class NotSaved(Refused):
    """Nobody is paid more than he is owed."""

    message = _("Titipan orang ini sekarang hanya %(saved)s, kurang dari %(wanted)s.")


class StateFirst(Refused):
    """By these terms members are paid after the state (Madiun held December until then)."""

    message = _("Menurut ketentuan, PNBP disetor dulu: masih terutang %(due)s.")


@verb
def ask_withdrawal(uid: UUID, person: Person, amount: int, *, by: User, unit: Unit | None = None) -> Payout:
    """Ask for money (rupiah) that a person may use now, from the unit that keeps it. The same `uid` changes nothing.

    Raises OfAnother, AboveUsable, AlreadyAsked, ClosingPrepared.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    known = sql.find(Payout, uid, person_id=person.pk)
    if known is not None:
        return known
    unit = unit or _keeper(person)
    usable = queries.savings(person, unit=unit).usable if unit is not None else 0
    if unit is None or not 0 < amount <= usable:
        raise AboveUsable(usable=rupiah(usable))
    waiting, closing = open_payouts(person, unit)
    if closing is not None:
        raise ClosingPrepared(amount=rupiah(closing.amount))
    if waiting is not None:
        raise AlreadyAsked(amount=rupiah(waiting.amount))
    return _prepare(person, unit, Payout.Kind.WITHDRAWAL, amount, by=by, uid=uid)


def _keeper(person: Person) -> Unit | None:
    """The unit that keeps a person's money: where he is, else the one that owes him most."""
    here = people.current_placement(person)
    kept = [unit for unit, _owed in queries.keepers(person)]
    if here is not None and here.unit in kept:
        return here.unit
    return kept[0] if kept else None


def _open(person: Person, unit: Unit, kind: str) -> Payout | None:
    rows = Payout.objects.select_for_update(of=("self",)).order_by("pk")
    open_states = (Payout.State.PREPARED, Payout.State.APPROVED)
    found: Payout | None = rows.filter(person=person, unit=unit, kind=kind, state__in=open_states).first()
    return found


def _prepare(
    person: Person,
    unit: Unit,
    kind: str,
    amount: int,
    *,
    by: User | None,
    uid: UUID | None = None,
    on: date | None = None,
) -> Payout:
    payout = Payout(person=person, unit=unit, kind=kind, amount=amount, prepared_on=on or clock.today(), prepared_by=by)
    payout.uid = uid or payout.uid
    payout.save()
    record(PayoutPrepared(payout=payout.pk, person=person.pk, kind=kind, amount=amount))
    return payout


def open_payouts(person: Person, unit: Unit) -> tuple[Payout | None, Payout | None]:
    """A withdrawal and a closing that were prepared and are not paid yet, locked: who is just paying one out comes first."""
    return _open(person, unit, Payout.Kind.WITHDRAWAL), _open(person, unit, Payout.Kind.CLOSING)


@verb
def prepare_closing(person: Person, *, on: date, by: User | None = None) -> list[Payout]:
    """Prepare the payout of everything that is owed to a person who left on a day; one for each unit that keeps some.

    Of somebody who died it is his heirs'.
    """
    closed = (close_account(person, unit, on=on, by=by) for unit, _owed in queries.keepers(person))
    return [payout for payout in closed if payout is not None]


@verb
def close_outside(person: Person, *, on: date, by: User | None = None) -> list[Payout]:
    """Prepare the payout of everything, when somebody who left the programme is in nobody's custody.

    An inmate goes on using what he may use; the rest waits for his release, whatever he takes part in.
    """
    return [] if queries.is_inside(person) else prepare_closing(person, on=on, by=by)


def close_account(person: Person, unit: Unit, *, on: date | None = None, by: User | None = None) -> Payout | None:
    """The payout of everything a unit owes a person. An open withdrawal gives way to it; what is approved already stays
    as it is, and what came later follows in a closing of its own (see `pay_out`).
    """
    withdrawal, closing = open_payouts(person, unit)
    purse.lock(unit.custody_book)
    owed = queries.savings(person, unit=unit).total
    if owed <= 0:
        return None
    if withdrawal is not None:
        give_up(withdrawal, str(_("Diganti penutupan titipan.")))
    if closing is None:
        return _prepare(person, unit, Payout.Kind.CLOSING, owed, on=on, by=by)
    if closing.state == Payout.State.PREPARED and closing.amount != owed:
        closing.amount = owed
        closing.save(update_fields=["amount"])
        record(PayoutPrepared(payout=closing.pk, person=person.pk, kind=closing.kind, amount=owed))
    return closing


@verb
def approve_payout(payout: Payout, *, by: User) -> Payout:
    """Let a payout be paid. Approving twice changes nothing. Raises OwnPayout, PayoutNotOpen."""
    payout = _locked(payout)
    if payout.state in (Payout.State.APPROVED, Payout.State.PAID):
        return payout
    if payout.state != Payout.State.PREPARED:
        raise PayoutNotOpen(state=payout.get_state_display())
    if payout.prepared_by_id == by.pk:
        raise OwnPayout
    payout.state, payout.approved_by = Payout.State.APPROVED, by
    payout.save(update_fields=["state", "approved_by"])
    record(PayoutApproved(payout=payout.pk, person=payout.person_id))
    return payout


@verb
def refuse_payout(payout: Payout, *, because: str, by: User) -> Payout:
    """Do not pay it, for a reason. Refusing twice changes nothing. Raises OwnPayout, PayoutNotOpen, ReasonMissing."""
    payout = _locked(payout)
    if payout.state == Payout.State.REFUSED:
        return payout
    if payout.state == Payout.State.PAID:
        raise PayoutNotOpen(state=payout.get_state_display())
    if payout.prepared_by_id == by.pk:
        raise OwnPayout
    if not because.strip():
        raise ReasonMissing
    give_up(payout, because.strip())
    return payout


def give_up(payout: Payout, because: str) -> None:
    """It is not paid: somebody refused it, or something larger takes its place."""
    payout.state, payout.because = Payout.State.REFUSED, because
    payout.save(update_fields=["state", "because"])
    record(PayoutRefused(payout=payout.pk, person=payout.person_id))


def _locked(payout: Payout) -> Payout:
    locked: Payout = Payout.objects.select_for_update(of=("self",)).select_related("person", "unit").get(pk=payout.pk)
    return locked


@verb
def pay_out(payout: Payout, *, channel: str, evidence: str, document: bytes | None = None, by: User) -> Payout:
    """Pay an approved payout: first from what may be used, then from what was held. Paying twice changes nothing.

    `document` is the paper behind it: the receipt, the person's written request that his family be paid, or the letter
    that names his heirs. Raises NotApprovedYet, PayoutNotOpen, ChannelUnknown, CashInside, HeirsOnly, HeirsUnproved,
    EvidenceMissing, RequestMissing, NotADocument, StateFirst, NotSaved, MoneyShort.
    """
    payout = _locked(payout)
    if payout.state == Payout.State.PAID:
        return payout
    _check_payable(payout, channel, evidence, document)
    custody, person = payout.unit.custody_book, payout.person_id
    purse.lock(custody)
    saved = queries.savings(payout.person, unit=payout.unit)
    usable = min(payout.amount, saved.usable)
    held = payout.amount - usable
    _check_state_first(payout, saved)
    if held > (saved.held if payout.kind == Payout.Kind.CLOSING else 0):
        raise NotSaved(saved=rupiah(saved.total), wanted=rupiah(payout.amount))
    purse.need(payout.amount, custody, purse.CUSTODY)
    payout.state, payout.channel, payout.evidence = Payout.State.PAID, channel, evidence.strip()
    payout.paid_on, payout.paid_by = clock.today(), by
    if document is not None:
        payout.document = keep_document(document, kind="payout", by=by)
    payout.save(update_fields=["state", "channel", "evidence", "document", "paid_on", "paid_by"])
    ledger.post(*postings.paid_out(payout.reference, payout.paid_on, custody, person, usable=usable, held=held))
    record(PayoutPaid(payout=payout.pk, person=person, amount=payout.amount, channel=channel, on=payout.paid_on))
    if payout.kind == Payout.Kind.CLOSING:
        close_account(payout.person, payout.unit)
    return payout


def _check_payable(payout: Payout, channel: str, evidence: str, document: bytes | None) -> None:
    if payout.state == Payout.State.PREPARED:
        raise NotApprovedYet
    if payout.state != Payout.State.APPROVED:
        raise PayoutNotOpen(state=payout.get_state_display())
    _check_channel(payout, channel)
    if not evidence.strip():
        raise EvidenceMissing
    if channel == Payout.Channel.FAMILY and not document:
        raise HeirsUnproved if payout.person.died_on is not None else RequestMissing


def _check_state_first(payout: Payout, saved: queries.Savings) -> None:
    """What a share gave him whose own terms pay the state first waits for that share's state part, and nothing else does."""
    waiting = queries.waits_for_state(payout.person, payout.unit)
    inside = payout.kind == Payout.Kind.WITHDRAWAL
    free = saved.usable - waiting.usable if inside else saved.total - waiting.total
    if waiting.due and payout.amount > free:
        raise StateFirst(due=rupiah(waiting.due))


def _check_channel(payout: Payout, channel: str) -> None:
    if channel not in Payout.Channel.values:
        raise ChannelUnknown
    if payout.person.died_on is not None and channel != Payout.Channel.FAMILY:
        raise HeirsOnly
    if channel == Payout.Channel.HAND and payout.kind != Payout.Kind.CLOSING:
        raise CashInside
