"""Somebody who is forgotten: what he was owed and paid stays to the rupiah, the words and papers about it go."""

from siap.core import services as core
from siap.core.verbs import verb
from siap.people.models import User
from siap.sharing.models import Objection, Payout


@verb
def forget_words(person: int, *, by: User | None = None) -> None:
    """Empty objections and the evidence of payouts, and destroy the papers behind them."""
    Objection.objects.filter(slip__person=person).update(words="", answer="")
    payouts = Payout.objects.filter(person=person)
    for payout in payouts.exclude(document=None).select_related("document"):
        assert payout.document is not None
        core.destroy_document(payout.document, by=by)
    payouts.update(evidence="", because="")
