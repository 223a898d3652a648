"""The own business: how it stands, and what a bank may read of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.aftercare import queries, rules
from siap.aftercare.facts import CreditRecordIssued, CreditRecordWithdrawn, VentureStateSet
from siap.aftercare.models import Case, CreditRecord, VentureState
from siap.aftercare.services.cases import ReasonMissing, locked
from siap.business import services as business
from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.facts import canonical
from siap.core.services import next_number
from siap.core.verbs import digest_of, record, verb
from siap.people.models import User
from siap.ui import words


class NotHisVenture(Refused):
    """The business is another person's."""

    message = _("Usaha ini bukan milik orang ini.")


class VentureIsClosed(Refused):
    """What is closed stays closed; a new business is opened as a new one."""

    message = _("Usaha ini sudah ditutup pada %(on)s. Usaha baru dibuka sebagai usaha baru.")


class StateInTheFuture(Refused):
    """What has not happened yet is not written down."""

    message = _("Tanggal ini belum tiba. Catat pada harinya.")
    field = "since"


class StateOutOfOrder(Refused):
    """A newer state is known already."""

    message = _("Sudah ada catatan yang lebih baru, sejak %(since)s.")
    field = "since"


class NotAsked(Refused):
    """The owner alone decides who reads his figures."""

    message = _("Catatan usaha hanya dibuat bila pemiliknya sendiri yang meminta.")
    field = "owner_asked"


class BookIsEmpty(Refused):
    """There is nothing to show yet."""

    message = _("Buku kas usaha ini belum berisi satu bulan penuh. Isi dulu buku kasnya.")


@verb
def set_venture_state(
    case: Case, venture: Business, state: str, *, since: date, because: str, by: User
) -> VentureState:
    """Say how a person's business stands from a day on; closing it closes the business. The same again changes nothing.

    Raises CaseIsClosed, NotHisVenture, VentureIsClosed, ReasonMissing, StateInTheFuture, StateOutOfOrder.
    """
    case = locked(case)
    if venture.owner_id != case.person_id:
        raise NotHisVenture
    last = VentureState.objects.filter(venture=venture).last()
    if last is not None and (last.state, last.because) == (state, because.strip()):
        return last
    if venture.closed_on is not None:
        raise VentureIsClosed(on=words.day(venture.closed_on))
    if not because.strip():
        raise ReasonMissing
    if since > clock.today():
        raise StateInTheFuture
    if last is not None and since < last.since:
        raise StateOutOfOrder(since=words.day(last.since))
    row: VentureState = VentureState.objects.create(
        case=case, venture=venture, state=state, since=since, because=because.strip(), by=by
    )
    record(VentureStateSet(row=row.pk, venture=venture.pk, state=state, since=since))
    if state == VentureState.State.CLOSED:
        business.close_business(venture, because=because, by=by)
    return row


@dataclass(frozen=True)
class Asked:
    """What the owner wishes a bank to read: for whom, what he would borrow (rupiah, months) and for what."""

    for_whom: str
    purpose: str
    amount: int
    months: int


@verb
def issue_credit_record(
    uid: UUID, case: Case, venture: Business, asked: Asked, *, owner_asked: bool, by: User
) -> CreditRecord:
    """Freeze what a bank may read of a business, for 90 days. The same uid again changes nothing.

    Raises CaseIsClosed, NotHisVenture, NotAsked, BookIsEmpty, RateUnknown.
    """
    known: CreditRecord | None = CreditRecord.objects.filter(uid=uid).first()
    if known is not None:
        return known
    case = locked(case)
    if venture.owner_id != case.person_id:
        raise NotHisVenture
    if not owner_asked:
        raise NotAsked
    today = clock.today()
    loan = rules.Loan(asked.amount, asked.months, queries.loan_rate(today))
    figures = queries.credit_figures(venture, loan, purpose=asked.purpose.strip(), on=today)
    if not figures["months"]:
        raise BookIsEmpty
    number = next_number(f"credit-record:{today.year}")
    issued: CreditRecord = CreditRecord.objects.create(
        uid=uid,
        number=f"CU/{today.year}/{number:04}",
        case=case,
        venture=venture,
        for_whom=asked.for_whom.strip(),
        figures=figures,
        digest=digest_of(canonical(figures)),
        issued_on=today,
        valid_until=today + timedelta(days=rules.VALID_DAYS),
        by=by,
    )
    told = CreditRecordIssued(
        record=issued.pk, venture=venture.pk, digest=issued.digest, on=issued.issued_on, valid_until=issued.valid_until
    )
    record(told)
    return issued


@verb
def withdraw_credit_record(issued: CreditRecord, *, by: User) -> CreditRecord:
    """The owner no longer wants it read: the check page says so from now on. Twice changes nothing."""
    issued = CreditRecord.objects.select_for_update().get(pk=issued.pk)
    if issued.withdrawn_on is not None:
        return issued
    issued.withdrawn_on = clock.today()
    issued.save(update_fields=["withdrawn_on"])
    record(CreditRecordWithdrawn(record=issued.pk, venture=issued.venture_id, on=issued.withdrawn_on))
    return issued
