"""What the door proves: what devices sent was done as the facts say, and stands as it came."""

from siap.core.proofs import CHUNK, Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.market.models import Sale
from siap.web import rules
from siap.web.models import ApiKey, OutboxItem

_DONE = {"item": "pk", "verb": "verb", "deed": "deed_uid"}
_SETTLED = {"item": "pk", "verb": "verb", "by": "settled_by"}


@proof("outbox", _("Kiriman perangkat utuh"), wants={"web.OutboxItemDone": _DONE, "web.OutboxItemSettled": _SETTLED})
def outbox_is_whole(evidence: Evidence) -> Finding:
    """Every item is what its digest says (or waits because it came damaged); what is done or settled was said to be; and every
    sale that was done is there."""
    done = backed_by_facts(
        OutboxItem.objects.filter(state=OutboxItem.State.DONE), "web.OutboxItemDone", evidence, "outbox item", _DONE
    )
    if done.offender:
        return done
    settled = backed_by_facts(
        OutboxItem.objects.filter(state=OutboxItem.State.SETTLED),
        "web.OutboxItemSettled", evidence, "outbox item", _SETTLED,
    )  # fmt: skip
    if settled.offender:
        return settled
    count = 0
    for pk, body, digest, state in OutboxItem.objects.values_list("pk", "body", "digest", "state").iterator(CHUNK):
        count += 1
        if state == OutboxItem.State.DONE and rules.digest_of(body) != digest:
            return Finding(count, f"outbox item {pk}: done, but not what its digest says")
    sold = OutboxItem.objects.filter(state=OutboxItem.State.DONE, verb="sale")
    gone = sold.exclude(deed_uid__in=Sale.objects.values("uid")).order_by("pk").first()
    return Finding(count, f"outbox item {gone.pk}: its sale is not there" if gone else "")


_MADE = {"key": "pk", "digest": "digest"}
_WITHDRAWN = {"key": "pk"}


@proof(
    "api-keys", _("Kunci API diberikan dan ditarik"), wants={"web.ApiKeyMade": _MADE, "web.ApiKeyWithdrawn": _WITHDRAWN}
)
def keys_were_made(evidence: Evidence) -> Finding:
    """Every key was made as a fact says, and is withdrawn where a fact says so."""
    made = backed_by_facts(ApiKey.objects.all(), "web.ApiKeyMade", evidence, "api key", _MADE)
    if made.offender:
        return made
    gone = ApiKey.objects.exclude(withdrawn_on=None)
    return backed_by_facts(gone, "web.ApiKeyWithdrawn", evidence, "withdrawn api key", _WITHDRAWN)
