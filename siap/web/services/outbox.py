"""Keep what a device sends, then do what it says: two transactions, so that nothing is lost between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from siap.core import clock
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.core.verbs import record, verb
from siap.ledger.services import ReasonMissing
from siap.people.models import User
from siap.web import rules
from siap.web.facts import OutboxItemBookedAsNew, OutboxItemDone, OutboxItemSettled
from siap.web.models import OutboxItem
from siap.web.services import deeds

log = structlog.get_logger("siap.outbox")


@dataclass(frozen=True)
class Sent:
    """An item as a device sends it."""

    uid: UUID
    digest: str
    body: str


@dataclass(frozen=True)
class Answer:
    """What the device hears about one item."""

    uid: UUID
    state: str
    says: str = ""


SIGN_IN = "sign-in"
"""The item is another person's: he signs in on this device, then it is taken."""


def receive(items: Sequence[Sent], *, by: User) -> list[Answer]:
    """Keep these items and carry them out, in the order in which the device made them; an answer for each.

    An item that was kept before is not kept again: with the same digest its state is told, with another one it is kept
    beside the first as a conflict. An item of somebody else stays on the device until he signs in.
    """
    own: list[Sent] = []
    others: list[Sent] = []
    for sent in items[: rules.MOST_ITEMS]:
        (own if _is_of(sent, by) else others).append(sent)
    kept = sorted(_keep(own, by), key=lambda item: item.sequence)
    for item in kept:
        if item.state == OutboxItem.State.KEPT:
            _try(item)
    answers = {(item.uid, item.digest): Answer(item.uid, item.state, item.reason) for item in kept}
    return [answers[sent.uid, sent.digest] for sent in own] + [Answer(sent.uid, SIGN_IN) for sent in others]


def _is_of(sent: Sent, user: User) -> bool:
    """Whether this user made it. What nobody can read is kept for whoever sends it."""
    try:
        return rules.read(sent.body).user == user.uid
    except Refused:
        return True


def _keep(items: Sequence[Sent], by: User) -> list[OutboxItem]:
    """Write them down, in a transaction of their own: from here on they cannot be lost."""
    with transaction.atomic():
        first = {item.uid: item for item in _known(items).filter(rival=None)}
        known = {(item.uid, item.digest) for item in _known(items)}
        for sent in items:
            if (sent.uid, sent.digest) in known:
                continue
            row = _row(sent, by, rival=first.get(sent.uid))
            OutboxItem.objects.bulk_create([row], ignore_conflicts=True)  # another tab may have been faster
            first.setdefault(sent.uid, OutboxItem.objects.get(uid=sent.uid, rival=None))
            known.add((sent.uid, sent.digest))
    wanted = {(sent.uid, sent.digest) for sent in items}
    return [item for item in _known(items).select_related("user") if (item.uid, item.digest) in wanted]


def _known(items: Sequence[Sent]) -> "QuerySet[OutboxItem]":
    return OutboxItem.objects.filter(uid__in=[sent.uid for sent in items])


def _row(sent: Sent, by: User, *, rival: OutboxItem | None) -> OutboxItem:
    now = clock.now()
    row = OutboxItem(
        uid=sent.uid, deed_uid=sent.uid, verb="", user=by, unit=by.unit, device=sent.uid, sequence=0, made_at=now,
        happened_at=now, body=sent.body, digest=sent.digest, received_at=now, rival=rival,
    )  # fmt: skip
    try:
        told = rules.read(sent.body)
        if rules.digest_of(sent.body) != sent.digest:
            raise rules.Damaged
    except Refused as refusal:
        row.state, row.reason = OutboxItem.State.WAITING, str(refusal)
    else:
        row.verb, row.device, row.sequence = told.verb, told.device, told.sequence
        row.made_at, row.happened_at = told.made_at, told.happened_at(now)
    if rival is not None:
        row.state, row.reason = OutboxItem.State.CONFLICT, ""
    return row


def _try(item: OutboxItem) -> None:
    """Carry it out, or note why it waits. A mistake of ours makes it wait too: the item is there, and the log knows."""
    try:
        done = carry_out(item, by=item.user)
    except Refused as refusal:
        _wait(item, str(refusal))
    except (DatabaseError, ValueError, TypeError, KeyError, AttributeError) as error:
        log.exception("outbox item failed", item=item.pk, verb=item.verb, error=type(error).__name__)
        _wait(item, str(deeds.Failed()))
    else:
        item.state, item.reason = done.state, done.reason


def _wait(item: OutboxItem, reason: str) -> None:
    item.state, item.reason = OutboxItem.State.WAITING, reason[:400]
    open_rows = OutboxItem.objects.filter(pk=item.pk, state__in=[OutboxItem.State.KEPT, OutboxItem.State.WAITING])
    open_rows.update(state=item.state, reason=item.reason)


@verb
def carry_out(item: OutboxItem, *, by: User) -> OutboxItem:
    """Do what an item says, for the person who made it. What is done or settled already is left alone.

    Raises DeedUnknown, NotAllowed, NotFound, Damaged, and whatever the deed's own verb refuses.
    """
    item = OutboxItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.state not in {OutboxItem.State.KEPT, OutboxItem.State.WAITING}:
        return item
    deeds.do(rules.read(item.body), item.deed_uid, happened_at=item.happened_at, by=by)
    item.state, item.reason = OutboxItem.State.DONE, ""
    item.save(update_fields=["state", "reason"])
    record(OutboxItemDone(item=item.pk, verb=item.verb, deed=item.deed_uid))
    return item


def try_again(item: OutboxItem) -> OutboxItem:
    """Carry out what waited; its reason is written anew when it still cannot be done."""
    _try(item)
    item.refresh_from_db()
    return item


@verb
def settle_item(item: OutboxItem, *, because: str, by: User) -> OutboxItem:
    """Take an item off the list without booking it, with the reason. Raises OwnItem, ReasonMissing, NothingWaits."""
    item = _open(item, by)
    if not because.strip():
        raise ReasonMissing
    item.state, item.settled_by, item.settled_at = OutboxItem.State.SETTLED, by, clock.now()
    item.because = because.strip()[:200]
    item.save(update_fields=["state", "settled_by", "settled_at", "because"])
    record(OutboxItemSettled(item=item.pk, verb=item.verb))
    return item


@verb
def book_as_new(item: OutboxItem, *, by: User) -> OutboxItem:
    """Decide that a conflicting item is a deed of its own; it gets a name of its own and is then carried out like any other.

    Raises OwnItem, NothingWaits.
    """
    item = _open(item, by)
    if item.state != OutboxItem.State.CONFLICT:
        raise rules.NothingWaits
    item.state, item.deed_uid = OutboxItem.State.KEPT, new_uid()
    item.save(update_fields=["state", "deed_uid"])
    record(OutboxItemBookedAsNew(item=item.pk, deed=item.deed_uid))
    return item


def _open(item: OutboxItem, by: User) -> OutboxItem:
    item = OutboxItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.user_id == by.pk:
        raise rules.OwnItem
    if not item.is_open:
        raise rules.NothingWaits
    return item
