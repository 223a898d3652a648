"""A slip reaches its owner's hand."""

from siap.core import clock
from siap.core.errors import Refused
from siap.core.text import _
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.sharing.facts import SlipReceived
from siap.sharing.models import Share, Slip


class SlipNotValid(Refused):
    """Only the slip of an approved share is handed over."""

    message = _("Slip ini belum berlaku, jadi belum dapat diserahkan.")


@verb
def receive_slip(slip: Slip, *, by: User) -> Slip:
    """A member has put his thumb-print on his slip; `by` handed it to him. Twice changes nothing. Raises SlipNotValid."""
    slip = Slip.objects.select_for_update(of=("self",)).select_related("share").get(pk=slip.pk)
    if slip.received_at is not None:
        return slip
    if slip.share.state != Share.State.APPROVED:
        raise SlipNotValid
    slip.received_at, slip.handed_by = clock.now(), by
    slip.save(update_fields=["received_at", "handed_by"])
    record(SlipReceived(slip=slip.pk, person=slip.person_id))
    return slip
