"""A code takes something off an order in a shop on the web."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from siap.core import clock
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.market import queries, rules
from siap.market.facts import VoucherEnded, VoucherIssued
from siap.market.models import Channel, Voucher
from siap.market.services.refusals import NotOnTheWeb
from siap.market.services.selling import Priced
from siap.people.models import User
from siap.workshop import queries as stock


@verb
def issue_voucher(
    uid: UUID,
    channel: Channel,
    code: str,
    off: int,
    *,
    most: int,
    from_on: date,
    until_on: date,
    by: User,
    least: int = 0,
    below_cost_because: str = "",
) -> Voucher:
    """Whoever types this code in a shop on the web pays so many rupiah less, from a day to a day, in so many orders (`most`) of
    at least so many rupiah. Below cost only with a reason. The same `uid` again changes nothing.

    Raises NotOnTheWeb, VoucherCodeWrong, VoucherDaysWrong, VoucherOffWrong, VoucherUsesWrong.
    """
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    known: Voucher | None = Voucher.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if channel.kind != Channel.Kind.ONLINE:
        raise NotOnTheWeb(name=channel.name)
    kept = rules.readable(code)
    if not kept or Voucher.objects.filter(channel=channel, code=kept).exists():
        raise rules.VoucherCodeWrong
    if not clock.today() <= from_on <= until_on:
        raise rules.VoucherDaysWrong
    if not 0 < off <= rules.MOST_A_PIECE or least < 0:
        raise rules.VoucherOffWrong
    if not 0 < most <= rules.MOST_USES:
        raise rules.VoucherUsesWrong
    made: Voucher = Voucher.objects.create(
        uid=uid, channel=channel, code=kept, off=off, least=least, most=most, from_on=from_on, until_on=until_on,
        below_cost_because=below_cost_because.strip()[:200],
    )  # fmt: skip
    record(
        VoucherIssued(
            voucher=made.pk, channel=channel.pk, off=off, least=least, most=most, from_on=from_on, until_on=until_on
        )
    )
    return made


@verb
def end_voucher(made: Voucher, *, by: User) -> Voucher:
    """Today is the last day of a voucher; one that has not begun ends with its first. Twice changes nothing."""
    made = Voucher.objects.select_for_update().get(pk=made.pk)
    last = max(made.from_on, clock.today())
    if made.until_on > last:
        made.until_on = last
        made.save(update_fields=["until_on"])
        record(VoucherEnded(voucher=made.pk, until_on=last))
    return made


def redeem(channel: Channel, code: str, priced: Sequence[Priced]) -> tuple[Voucher, list[Priced]]:
    """The voucher of a code, and these goods with what it takes off them. The channel is locked: two never use it up at once.

    Raises VoucherUnknown, VoucherUsedUp, VoucherTooLittle, VoucherWorthless.
    """
    today, total = clock.today(), sum(one.amount for one in priced)
    open_ones = queries.vouchers_of(channel).filter(from_on__lte=today, until_on__gte=today)
    voucher = open_ones.filter(code=rules.readable(code)).first()
    if voucher is None:
        raise rules.VoucherUnknown
    if voucher.used >= voucher.most:
        raise rules.VoucherUsedUp
    if total < voucher.least:
        raise rules.VoucherTooLittle(least=rupiah(voucher.least))
    goods = {one.product.pk: rules.Goods(one.pieces, one.amount, _cost(one)) for one in priced}
    off = rules.taken_off_by(voucher.off, goods, below_cost=bool(voucher.below_cost_because))
    if not off:
        raise rules.VoucherWorthless
    return voucher, [replace(one, less=one.less + off.get(one.product.pk, 0)) for one in priced]


def _cost(priced: Priced) -> int:
    """What pieces cost to make by their recipe (rupiah); nothing where there is none."""
    recipe = stock.recipe_now(priced.product)
    return stock.recipe_cost(recipe).each * priced.pieces if recipe is not None else 0
