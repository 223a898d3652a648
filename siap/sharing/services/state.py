"""The state's part: paid with a billing code, proved by an NTPN."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock, sql
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.core.services import keep_document
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.people.models import Unit, User
from siap.sharing import postings, queries
from siap.sharing.facts import StateRevenueBilled, StateRevenueDeposited
from siap.sharing.models import StateBilling, StateDeposit
from siap.sharing.rules import is_billing_code, is_ntpn
from siap.sharing.services import purse


class NtpnWrong(Refused):
    """An NTPN has sixteen characters."""

    message = _("NTPN terdiri dari 16 huruf besar dan angka. Salin lagi dari bukti setor.")
    field = "ntpn"


class NtpnUsed(Refused):
    """An NTPN proves one deposit."""

    message = _("NTPN ini sudah dipakai untuk setoran %(amount)s pada %(on)s.")
    field = "ntpn"


class BillingCodeWrong(Refused):
    """A billing code is digits."""

    message = _("Kode billing SIMPONI hanya angka, biasanya 15.")
    field = "billing_code"


class MoreThanDue(Refused):
    """Not more than is due."""

    message = _("PNBP yang terutang dan belum ditagih hanya %(due)s.")
    field = "amount"


class NotYetPaid(Refused):
    """A deposit lies in the past."""

    message = _("Tanggal setor tidak boleh setelah hari ini.")
    field = "paid_on"


class NothingToBill(Refused):
    """Every rupiah is billed already, or none is due."""

    message = _("Tidak ada PNBP yang belum ditagih.")


class BillingCodeUsed(Refused):
    """A code pays one billing."""

    message = _("Kode billing ini sudah dipakai.")
    field = "code"


class DueInThePast(Refused):
    """A billing is paid after it was made."""

    message = _("Jatuh temponya tidak boleh sebelum hari ini.")
    field = "due_on"


class BillingWantsAnotherAmount(Refused):
    """A billing is paid as it stands, once."""

    message = _(
        "Kode billing ini menagih %(amount)s. Yang disetor harus sama, sekali saja, dan selama kodenya berlaku."
    )
    field = "amount"


@verb
def bill_state_revenue(uid: UUID, unit: Unit, code: str, due_on: date, *, by: User) -> StateBilling:
    """Bundle the state's parts of all shares that stand and are in no billing under one code, to be paid by a day.

    The same `uid` again changes nothing. Raises OfAnother, BillingCodeWrong, BillingCodeUsed, DueInThePast, NothingToBill.
    """
    purse.lock(unit.custody_book)
    known = sql.find(StateBilling, uid, unit_id=unit.pk)
    if known is not None:
        return known
    code = "".join(code.split())
    if not is_billing_code(code):
        raise BillingCodeWrong
    if StateBilling.objects.filter(code=code).exists():
        raise BillingCodeUsed
    if due_on < clock.today():
        raise DueInThePast
    bundle = queries.unbilled(unit)
    if not bundle:
        raise NothingToBill
    amount = sum(one.due for one in bundle)
    billing: StateBilling = StateBilling.objects.create(
        uid=uid, unit=unit, code=code, amount=amount, made_on=clock.today(), due_on=due_on, by=by
    )
    billing.parts.set([one.part for one in bundle])
    record(StateRevenueBilled(billing=billing.pk, unit=unit.pk, code=code, amount=amount, due_on=due_on))
    return billing


@verb
def deposit_state_revenue(
    uid: UUID,
    unit: Unit,
    amount: int,
    billing_code: str,
    ntpn: str,
    paid_on: date,
    *,
    document: bytes | None = None,
    by: User,
) -> StateDeposit:
    """Write down that a unit paid the state (rupiah), by a billing when the code is of one. The same `uid` changes nothing.

    Raises OfAnother, NtpnWrong, NtpnUsed, BillingCodeWrong, NotYetPaid, BillingWantsAnotherAmount, MoreThanDue,
    MoneyShort, NotADocument.
    """
    purse.lock(unit.custody_book)
    known = sql.find(StateDeposit, uid, unit_id=unit.pk)
    if known is not None:
        return known
    ntpn, billing_code = "".join(ntpn.split()).upper(), "".join(billing_code.split())
    _check_proof(ntpn, billing_code, paid_on)
    billing = _billing(unit, billing_code, amount)
    due = queries.state_due(unit) - (queries.billed(unit) if billing is None else 0)
    if not 0 < amount <= due:
        raise MoreThanDue(due=rupiah(due))
    purse.need(amount, unit.custody_book, purse.CUSTODY)
    kept = keep_document(document, kind="state_deposit", by=by) if document is not None else None
    deposit: StateDeposit = StateDeposit.objects.create(
        uid=uid, unit=unit, amount=amount, billing_code=billing_code, billing=billing, ntpn=ntpn, paid_on=paid_on,
        document=kept, by=by,
    )  # fmt: skip
    ledger.post(*postings.state_revenue_deposited(deposit.reference, paid_on, unit.custody_book, amount))
    record(StateRevenueDeposited(deposit=deposit.pk, unit=unit.pk, amount=amount, ntpn=ntpn, on=paid_on))
    return deposit


def _billing(unit: Unit, code: str, amount: int) -> StateBilling | None:
    """The billing of that code, if it is one of ours. Raises BillingWantsAnotherAmount."""
    billing: StateBilling | None = StateBilling.objects.filter(unit=unit, code=code).first()
    if billing is None:
        return None
    mine = set(billing.parts.values_list("pk", flat=True))
    still_due = [one for one in queries.state_parts(unit) if one.part.pk in mine and not one.paid and one.left]
    newest = all(one.part.billings.order_by("-pk").values_list("pk", flat=True)[0] == billing.pk for one in still_due)
    if billing.amount != amount or len(still_due) != len(mine) or not newest:
        raise BillingWantsAnotherAmount(amount=rupiah(billing.amount))
    return billing


def _check_proof(ntpn: str, billing_code: str, paid_on: date) -> None:
    if not is_ntpn(ntpn):
        raise NtpnWrong
    if not is_billing_code(billing_code):
        raise BillingCodeWrong
    if paid_on > clock.today():
        raise NotYetPaid
    before = StateDeposit.objects.filter(ntpn=ntpn).first()
    if before is not None:
        raise NtpnUsed(amount=rupiah(before.amount), on=before.paid_on)
