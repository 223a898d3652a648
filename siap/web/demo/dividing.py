"""Last month is shared, and the state gets its part."""

from datetime import date

from siap.business import queries as groups
from siap.core import clock
from siap.ledger.rules import month_of, previous_month
from siap.market import queries as market_queries
from siap.market import services as market
from siap.people.models import User
from siap.sharing import queries as shares
from siap.sharing import services as sharing
from siap.sharing.models import Share
from siap.web.demo.life import Life, Shop


def share_out(life: Life, code: str, day: date) -> None:
    """Last month is shared, and only then does the treasurer give every group the rest that he holds for it."""
    by, head = life.officer(code), life.head(code)
    month = previous_month(month_of(day))
    for shop in life.shops_of(code):
        if not shop.recipes or shares.working(shop.business, month, month).problem:
            continue
        share = sharing.prepare_share(life.uid(), shop.business, month, month, by=by)
        if month_of(day) == month_of(life.end) and shop.plan.name == "Bawang Goreng Tadulako":
            continue  # waits for the head
        with clock.fixed(clock.at(day, 18)):
            approve(life, shop, share, by, head)
    for shop in life.shops_of(code):
        money = min(market_queries.held_for(shop.business), market_queries.at_seller(life.p.units[code].seller_book))
        if money > 0:
            market.hand_over_proceeds(life.uid(), shop.business, money, by=by)


def approve(life: Life, shop: Shop, share: Share, by: User, head: User) -> None:
    """The head approves; the money moves to custody; the capital goes back to the group."""
    sharing.approve_share(share, by=head)
    sharing.fund_share(share, by=by)
    capital = share.parts.get(kind="capital").amount
    sharing.return_capital(life.uid(), shop.business, capital, by=by)
    if shop.plan.name in ("Bawang Goreng Tadulako", "Tenun Wakarla"):
        _pay_inside(life, share, by, head)


def _pay_inside(life: Life, share: Share, by: User, head: User) -> None:
    """Somebody needs soap and a phone call: half of what he may use, on his card."""
    inside = groups.members_now(share.business).values("person")
    slip = share.slips.filter(person__in=inside).select_related("person").order_by("-usable", "pk")[0]
    amount = slip.usable // 2_000 * 1_000
    if amount:
        asked = sharing.ask_withdrawal(life.uid(), slip.person, amount, by=by)
        sharing.approve_payout(asked, by=head)
        sharing.pay_out(asked, channel="card", evidence=f"E-Pas {clock.today():%d%m%y}", by=by)


def pay_the_state(life: Life, code: str) -> None:
    """What is due to the state is paid, with its NTPN."""
    unit = life.p.units[code]
    due = shares.state_due(unit)
    if due > 0:
        sharing.deposit_state_revenue(
            life.uid(), unit, due, f"8202{life.dice.randrange(10**10, 10**11)}", f"{life.dice.randrange(16**16):016X}",
            clock.today(), by=life.officer(code),
        )  # fmt: skip
