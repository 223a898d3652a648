"""An October that a group can share, and its shares, by the real services, for this room's tests and those on its right."""

from datetime import date

from siap.business import services as business_services
from siap.business.models import Business
from siap.business.tests import given as business
from siap.cashbook import services as cashbook
from siap.core import clock
from siap.core.ids import new_uid
from siap.market import queries as market_queries
from siap.market import services as market
from siap.market.models import Sale
from siap.market.tests import given as given_market
from siap.people.models import User
from siap.sharing import services
from siap.sharing.models import Payout, Share
from siap.workshop.tests import given as workshop
from tests.world import World

OCTOBER = 202610
BASE = 100_001
"""What there is to share: 400,000 sold, 130,000 its cost, 169,999 spent (rupiah)."""
HOURS = {"sari": 30, "dewi": 20, "tono": 20}


def worked_october(world: World) -> Business:
    """The group at work in October: Sari thirty hours, Dewi and Tono twenty each; nothing sold yet."""
    group = business.group(world)
    with clock.fixed(clock.at(date(2026, 10, 30))):
        for day in range(5, 10):  # a week: Sari six hours a day, the others four
            minutes = {getattr(world, name).pk: hours * 60 // 5 for name, hours in HOURS.items()}
            business_services.record_hours(new_uid(), group, date(2026, 10, day), minutes, by=world.budi)
    return group


def october(world: World, *, method: str = "cash") -> Business:
    """The group's October with ten jars sold and something spent: BASE to be shared. Its money is at the treasurer's."""
    group = worked_october(world)
    sell(world, group, 10, on=date(2026, 10, 12), method=method)
    with clock.fixed(clock.at(date(2026, 10, 20))):
        for kind, amount, note in (("put_in", 200_000, "Modal awal"), ("money_out", 169_999, "Gas dan ongkos")):
            cashbook.note_cash(new_uid(), group, kind, amount, happened_on=date(2026, 10, 20), note=note, by=world.budi)
    return group


def sell(world: World, group: Business, jars: int, *, on: date, method: str = "cash") -> Sale:
    """Make jars and sell them on a day, at 40,000 each for 13,000 of material; cash goes to the treasurer at once."""
    with clock.fixed(clock.at(on)):
        product = workshop.product(world, group)
        workshop.batch(world, product, rounds=-(-jars // workshop.JARS_A_ROUND))
        sale = given_market.sale(world, product, jars, method=method)
        if method == "cash":
            in_hand = market_queries.cash_in_hand(world.budi)
            market.confirm_cash(new_uid(), world.budi, in_hand, by=world.head)
    return sale


def prepared(world: World, group: Business | None = None, *, by: User | None = None) -> Share:
    """October's share, prepared by Budi."""
    return services.prepare_share(new_uid(), group or october(world), OCTOBER, OCTOBER, by=by or world.budi)


def approved(world: World) -> Share:
    """October's share, approved by the head: Sari is owed 21,429, Dewi and Tono 14,286 each, the state 15,000."""
    return services.approve_share(prepared(world), by=world.head)


def shared_month(world: World) -> Share:
    """October's share, approved and with its money in custody: savings can be paid out."""
    return services.fund_share(approved(world), by=world.budi)


def withdrawal(world: World, amount: int = 5_000) -> Payout:
    """Sari asks for money that she may use now; October is shared."""
    shared_month(world)
    return services.ask_withdrawal(new_uid(), world.sari, amount, by=world.budi)
