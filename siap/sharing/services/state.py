"""The state's part: paid with a billing code, proved by an NTPN."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.people.models import Unit, User
from siap.sharing import postings, queries
from siap.sharing.facts import StateRevenueDeposited
from siap.sharing.models import StateDeposit
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

    message = _("PNBP yang terutang hanya %(due)s.")
    field = "amount"


class NotYetPaid(Refused):
    """A deposit lies in the past."""

    message = _("Tanggal setor tidak boleh setelah hari ini.")
    field = "paid_on"


@verb
def deposit_state_revenue(
    uid: UUID, unit: Unit, amount: int, billing_code: str, ntpn: str, paid_on: date, *, by: User
) -> StateDeposit:
    """Write down that a unit paid the state (rupiah). The same `uid` again changes nothing.

    Raises NtpnWrong, NtpnUsed, BillingCodeWrong, NotYetPaid, MoreThanDue, MoneyShort.
    """
    purse.lock(unit.custody_book)
    known = StateDeposit.objects.filter(uid=uid).first()
    if known is not None:
        return known
    ntpn, billing_code = "".join(ntpn.split()).upper(), "".join(billing_code.split())
    _check_proof(ntpn, billing_code, paid_on)
    due = queries.state_due(unit)
    if not 0 < amount <= due:
        raise MoreThanDue(due=rupiah(due))
    purse.need(amount, unit.custody_book, purse.CUSTODY)
    deposit: StateDeposit = StateDeposit.objects.create(
        uid=uid, unit=unit, amount=amount, billing_code=billing_code, ntpn=ntpn, paid_on=paid_on, by=by
    )
    ledger.post(*postings.state_revenue_deposited(deposit.reference, paid_on, unit.custody_book, amount))
    record(StateRevenueDeposited(deposit=deposit.pk, unit=unit.pk, amount=amount, ntpn=ntpn, on=paid_on))
    return deposit


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
