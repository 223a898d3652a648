"""A person is moved: what his old unit keeps for him, the new one keeps from now on, and the money follows."""

from datetime import date

from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.people.models import Person, Unit, User
from siap.people.rules import BAPAS
from siap.sharing import postings, queries
from siap.sharing.facts import HandOverSent, SavingsHandedOver
from siap.sharing.models import HandOver
from siap.sharing.services import purse
from siap.sharing.services.payouts import give_up, open_payouts


@verb
def hand_over(person: Person, source: Unit, target: Unit, *, on: date, by: User | None = None) -> HandOver | None:
    """Let `target` owe a person what `source` owes him; an open withdrawal there is given up, to be asked for anew.

    Nothing owed, nothing happens. What a Bapas keeps for a client, and a closing that waits already, stay with the source.
    """
    withdrawal, closing = open_payouts(person, source)
    purse.lock(source.custody_book)
    owed = queries.savings(person, unit=source)
    if owed.total <= 0 or target.kind == BAPAS or closing is not None:
        return None
    if withdrawal is not None:
        give_up(withdrawal, _("Pindah UPT: ajukan lagi di tempat yang baru."))
    handed: HandOver = HandOver.objects.create(
        person=person, source=source, target=target, usable=owed.usable, held=owed.held, on=on
    )
    figures = postings.MemberFigures(person.pk, owed.usable, owed.held)
    ledger.post(*postings.handed_over(handed.reference, on, source.custody_book, target.custody_book, figures))
    record(
        SavingsHandedOver(
            hand_over=handed.pk, person=person.pk, source=source.pk, target=target.pk, usable=owed.usable, held=owed.held,
            on=on,
        )
    )  # fmt: skip
    return handed


@verb
def send_hand_over(handed: HandOver, *, by: User) -> HandOver:
    """Send the money of a hand-over from one custody to the other. Sending twice changes nothing. Raises MoneyShort."""
    handed = HandOver.objects.select_for_update(of=("self",)).select_related("source", "target").get(pk=handed.pk)
    if handed.sent_on is not None:
        return handed
    source, target, today = handed.source.custody_book, handed.target.custody_book, clock.today()
    purse.lock(source)
    purse.need(handed.amount, source, purse.CUSTODY)
    handed.sent_on, handed.sent_by = today, by
    handed.save(update_fields=["sent_on", "sent_by"])
    ledger.post(*postings.hand_over_sent(f"{handed.reference}:sent", today, source, target, handed.amount))
    record(HandOverSent(hand_over=handed.pk, amount=handed.amount, on=today))
    return handed
