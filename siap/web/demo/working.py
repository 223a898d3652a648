"""A working day: hours, a batch, a bazaar, money brought in."""

from datetime import date, timedelta

from siap.business import queries as groups
from siap.business import services as business
from siap.business.models import Business
from siap.core import clock
from siap.insight import rules as figures
from siap.insight import services as insight
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.rules import last_day, month_of, previous_month
from siap.market import queries as market_queries
from siap.market import services as market
from siap.market.models import Channel
from siap.people.models import User
from siap.programme.models import Framework
from siap.rollout import services as rollout
from siap.web.demo import cast, dividing, kitchen, returning
from siap.web.demo.life import OFFICERS, Life, Shop
from siap.workshop import services as workshop

SUPPLIERS = ("Pasar Inpres Manonda", "Toko Sumber Jaya", "Petani Sigi")


def visit(life: Life, shop: Shop) -> None:
    """The mentor is with a group: what was agreed last time is done, something new is agreed, and when to come again."""
    for before in groups.open_actions(Business.objects.filter(pk=shop.business.pk)):
        business.finish_visit_action(before, by=life.users["rina"])
    found, what, owner = life.dice.choice(cast.VISITS)
    planned = shop.business.visits.filter(visited_on=None).first()
    agreed = business.Agreed(what, owner, clock.today() + timedelta(days=21))
    made = business.make_visit(
        planned.uid if planned else life.uid(), shop.business, visited_on=clock.today(), found=found, agreed=[agreed],
        by=life.users["rina"],
    )  # fmt: skip
    rollout.tag_activity("visit", made.pk, Framework.objects.filter(code="akselerasi"), by=life.users["rina"])
    business.plan_visit(
        life.uid(), shop.business, on=clock.today() + timedelta(days=28),
        agenda="Lihat hasil tindak lanjut, buku kas, dan stok.", by=life.users["rina"],
    )  # fmt: skip


def work(life: Life, day: date) -> None:
    """What a working day brings in every unit that sells."""
    for code, channel in life.channels.items():
        by = life.officer(code)
        for place, shop in enumerate(life.shops_of(code)):
            if not shop.recipes:
                continue
            if day.weekday() in (1, 3, 5):
                clock_hours(life, shop, by)
            if day.weekday() == 1:
                cook(life, shop, by)
            if day.day == 12 + place:
                visit(life, shop)
        if day.weekday() in (2, 5, 6):
            sell(life, code, channel, day)
        if day.weekday() == 0 or day == last_day(month_of(day)):
            bring_in_money(life, code, day)
        if day.day == 3:
            dividing.share_out(life, code, day)
        if day.day == 20 and day.month % 3 == 0:
            dividing.pay_the_state(life, code)
    if day.day == 26:
        returning.release_somebody(life, day)
    if day.day == 14:
        returning.pay_those_who_left(life, day)
    returning.follow_up(life, day)
    returning.keep_venture_books(life, day)
    if day.day == 5 and day > life.start + timedelta(days=40):
        report_what_is_over(life, previous_month(month_of(day)))


def report_what_is_over(life: Life, month: int) -> None:
    """On the fifth the Kanwil issues the month's report, and that of the quarter and the year that ended with it; the head
    of Lapas Palu issues his own."""
    for span in figures.SPANS:
        if figures.Period.around(month, span).month == month:
            insight.issue_report(None, month, span=span, by=life.users["kanwil"])
    insight.issue_report(life.p.units["LPP"], month, by=life.head("LPP"))


def clock_hours(life: Life, shop: Shop, by: User) -> None:
    """The day's sheet of hours."""
    members = groups.members_now(shop.business).values_list("person", flat=True)
    minutes = {person: life.dice.choice((180, 240, 240, 300)) for person in members if life.dice.random() < 0.92}
    if minutes:
        business.record_hours(life.uid(), shop.business, clock.today(), minutes, by=by)


def cook(life: Life, shop: Shop, by: User) -> None:
    """One batch a week, of the group's products in turn; what it takes is bought the same morning."""
    shop.turn += 1
    product, recipe, thing = shop.recipes[shop.turn % len(shop.recipes)]
    if shop.on_hand[product.pk] > 3 * thing.yields:
        return
    price = sum(item.price for item in thing.recipe)
    rounds = min(2, book.balance(chart.cash, book=shop.business.book) // price)
    if rounds < 1:
        return
    for item in thing.recipe:
        day = clock.today()
        workshop.buy_material(
            life.uid(), shop.materials[item.name], supplier=life.dice.choice(SUPPLIERS),
            quantity=item.quantity * rounds, total=item.price * rounds * life.dice.randrange(96, 104) // 100, bought_on=day,
            best_before=day + timedelta(days=item.keeps) if item.keeps else None, by=by,
        )  # fmt: skip
    made = thing.yields * rounds
    lost = life.dice.choice((0, 0, 0, 1, 2)) if made > 20 else 0
    batch = workshop.seal_batch(
        life.uid(), recipe, rounds=rounds, good=made - lost, lost=lost, lost_because="Pecah saat dikemas" if lost else "",
        made_on=clock.today(), by=by,
    )  # fmt: skip
    kitchen.check(batch, by)
    shop.on_hand[product.pk] += made - lost


def sell(life: Life, code: str, channel: Channel, day: date) -> None:
    """A few buyers come to the bazaar."""
    by = life.users[life.dice.choice(OFFICERS[code])]
    for number in range(life.dice.randrange(2, 6) + (2 if day.weekday() == 6 else 0)):
        lines = []
        for shop in life.shops_of(code):
            for product, _recipe, _thing in shop.recipes:
                wanted = min(life.dice.choice((0, 0, 1, 1, 2, 3)), shop.on_hand[product.pk])
                if wanted:
                    lines.append((product, wanted))
                    shop.on_hand[product.pk] -= wanted
        if lines:
            market.ring_up(
                life.uid(), channel, lines, method="qris" if life.dice.random() < 0.3 else "cash",
                buyer=life.dice.choice(("", "", "", "Ibu Nur", "Kantor Camat", "Warung Dua Putri")), by=by,
                sold_at=clock.at(day, 9 + number, life.dice.randrange(60)),
            )  # fmt: skip


def bring_in_money(life: Life, code: str, day: date) -> None:
    """Cash goes to the treasurer, QRIS is compared with the statement; the very last day waits for its people."""
    unit, head = life.p.units[code], life.head(code)
    if day >= life.end - timedelta(days=2):
        return
    for username in OFFICERS[code]:
        officer = life.users[username]
        left = market_queries.cash_in_hand(officer)
        if left:
            market.confirm_cash(life.uid(), officer, left, by=head)
    for payment in market_queries.unverified(unit):
        market.verify_payment(payment, evidence=f"Mutasi {day:%d/%m}", by=head)
