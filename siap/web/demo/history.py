"""Twelve months of the programme, lived day by day through the services, with a fixed seed.

Every step is a verb, at its own hour, by the person who would do it. Nothing is written beside the services, so that what
the demo shows is what the system does. The last month is left as a month is found: something waits for everybody.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from siap.aftercare import services as aftercare
from siap.aftercare.models import Case, FollowUp
from siap.business import queries as groups
from siap.business import services as business
from siap.business.models import Business, Membership
from siap.cashbook import services as cashbook
from siap.core import clock
from siap.insight import services as insight
from siap.learning import services as learning
from siap.learning.models import Cohort, Course
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.rules import last_day, month_of, next_month, previous_month
from siap.market import queries as market_queries
from siap.market import services as market
from siap.market.models import Channel, Payment
from siap.people import services as people
from siap.people.models import Person, Unit, User
from siap.programme import services as programme
from siap.programme.models import Participation
from siap.rollout import services as rollout
from siap.sharing import queries as shares
from siap.sharing import services as sharing
from siap.sharing.models import Payout, Share
from siap.stories import services as stories
from siap.web.demo import cast
from siap.web.demo.founding import Programme
from siap.workshop import services as workshop
from siap.workshop.models import Material, Product, Recipe

SEED = 20251106
COOPERATIVE = "Koperasi Farmtisan Lestari Berjaya"
BEGINS = {"LPP": 0, "LPR": 0, "RTP": 2, "BPP": 2, "RTD": 4, "LPG": 7}
"""In which month of the history a unit's officers begin to learn: the programme goes through the units in stages."""
OFFICERS = {
    "LPP": ("budi", "wati"), "LPR": ("ayu", "lapas-pr2"), "RTP": ("rutan-palu", "rutan-palu2"),
    "RTD": ("donggala", "donggala2"), "BPP": ("hendra", "maya"), "LPG": ("joko", "parigi2"),
}  # fmt: skip
HEADS = {
    "LPP": "kalapas", "LPR": "kalapas-pr", "RTP": "karutan-palu", "RTD": "karutan-donggala", "BPP": "kabapas",
    "LPG": "kalapas-parigi",
}  # fmt: skip
TOPICS = ("Mulai dari yang ada", "Mengenal pasar", "Menghitung biaya dan harga", "Buku kas sederhana", "Mutu dan kebersihan")


@dataclass
class Shop:
    """What the history remembers of one group while it lives."""

    plan: cast.Group
    business: Business
    recipes: list[tuple[Product, Recipe, cast.Thing]] = field(default_factory=list)
    materials: dict[str, Material] = field(default_factory=dict)
    on_hand: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    turn: int = 0


class History:
    """The office from `start` to `end`."""

    def __init__(self, programme_: Programme, start: date, end: date) -> None:
        self.p = programme_
        self.start, self.end = start, end
        self.dice = Random(SEED)  # noqa: S311  # nosec B311 (a story, not a secret)
        self.agenda: dict[date, list[Callable[[], None]]] = defaultdict(list)
        self.shops: list[Shop] = []
        self.channels: dict[str, Channel] = {}
        self.names = {sex: iter(names) for sex, names in cast.NAMES.items()}
        self.courses: dict[str, Course] = {}
        self.ventures: list[Business] = []
        self.users = self.p.users

    def live(self) -> None:
        """Every day, one after the other."""
        with clock.fixed(clock.at(self.start, 8)):
            self._begin()
        day = self.start
        while day <= self.end:
            with clock.fixed(clock.at(day, 8)):
                for act in self.agenda.pop(day, []):
                    act()
            with clock.fixed(clock.at(day, 17)):
                self._work(day)
            day += timedelta(days=1)

    # What is planned

    def _begin(self) -> None:
        officers = learning.add_course(
            "PTG", "Kewirausahaan untuk petugas", "officers", lesson_hours=20, issuer=COOPERATIVE, by=self.users["kanwil"]
        )
        participants = learning.add_course(
            "WBP", "Mulai usaha sendiri", "participants", lesson_hours=40, issuer=COOPERATIVE, by=self.users["kanwil"]
        )
        self.courses = {"officers": officers, "participants": participants}
        business.found_cooperative(COOPERATIVE, by=self.users["kanwil"])
        for code, unit in self.p.units.items():
            rollout.set_target(unit, self.end.year, "state_revenue", 6_000_000, by=self.users["kanwil"])
            self._plan_unit(code, unit)
        for position, story in enumerate(cast.STORIES):
            self._on(self._month_day(2 + 2 * position, 20), lambda story=story: self._tell(*story))

    def _month_day(self, month: int, day: int) -> date:
        """A day of the n-th month of the history."""
        when = month_of(self.start)
        for _ in range(month):
            when = next_month(when)
        return max(date(when // 100, when % 100, day), self.start)

    def _on(self, day: date, act: Callable[[], None]) -> None:
        if day <= self.end:
            self.agenda[max(day, self.start)].append(act)

    def _plan_unit(self, code: str, unit: Unit) -> None:
        month = BEGINS[code]
        rollout.move_stage(unit, "preparation", by=self.users["kanwil"], due_on=self._month_day(month + 1, 1))
        is_late = code == "LPG"
        self._on(self._month_day(month, 10), lambda: self._teach_officers(code, unit, only_one=is_late))
        self._on(self._month_day(month, 8), lambda: self._reach(unit, "officers", self._month_day(month + 1, 15)))
        if is_late:
            return
        self._on(self._month_day(month, 27), lambda: self._choose(code, unit))
        self._on(self._month_day(month + 1, 4), lambda: self._teach_participants(code, unit))
        self._on(self._month_day(month + 1, 6), lambda: self._reach(unit, "groups", self._month_day(month + 2, 10)))
        self._on(self._month_day(month + 1, 25), lambda: self._form_groups(code, unit))
        self._on(self._month_day(month + 1, 27), lambda: self._reach(unit, "products", self._month_day(month + 3, 1)))
        self._on(self._month_day(month + 2, 5), lambda: self._open_shop(code, unit))
        self._on(self._month_day(month + 2, 6), lambda: self._reach(unit, "market", self._month_day(month + 15, 1)))
        if code == "LPR":
            self._on(self._month_day(month + 9, 6), lambda: self._reach(unit, "independent", self._month_day(24, 1)))

    def _reach(self, unit: Unit, stage: str, due_on: date) -> None:
        rollout.move_stage(unit, stage, by=self.users["kanwil"], due_on=due_on)

    # Learning and choosing

    def _teach_officers(self, code: str, unit: Unit, *, only_one: bool) -> None:
        officers = [self._person(username) for username in OFFICERS[code]]
        self._teach("officers", unit, officers, hours=4, fail=officers[1:] if only_one else [])

    def _teach_participants(self, code: str, unit: Unit) -> None:
        chosen = Person.objects.filter(participations__unit=unit, participations__state=Participation.State.APPROVED)
        self._teach("participants", unit, list(chosen.order_by("pk")), hours=8, fail=[])

    def _teach(self, audience: str, unit: Unit, pupils: list[Person], *, hours: int, fail: list[Person]) -> None:
        by = self.users[OFFICERS[unit.code][0]]
        cohort = learning.open_cohort(self.courses[audience], unit, by=by)
        for enrolment in learning.enrol_all(cohort, pupils, by=by):
            learning.mark_test(enrolment, "pre", self.dice.randrange(30, 56, 5), by=by)
        for position, topic in enumerate(TOPICS):
            day = clock.today() + timedelta(days=1 + 3 * position)
            self._on(day, lambda topic=topic: self._meet(cohort, topic, hours, by))
        self._on(clock.today() + timedelta(days=15), lambda: self._examine(cohort, fail, by))

    def _meet(self, cohort: Cohort, topic: str, hours: int, by: User) -> None:
        states = ("present",) * 14 + ("sick", "clash")
        attendance = {person: self.dice.choice(states) for person in cohort.enrolments.values_list("person", flat=True)}
        learning.hold_session(
            cohort, uid=self._uid(), held_on=clock.today(), topic=topic, lesson_hours=hours, attendance=attendance, by=by
        )

    def _examine(self, cohort: Cohort, fail: list[Person], by: User) -> None:
        for enrolment in cohort.enrolments.select_related("person").order_by("pk"):
            score = 50 if enrolment.person in fail else self.dice.randrange(65, 100, 5)
            learning.mark_test(enrolment, "post", score, by=by)
        learning.certify(cohort, by=by)

    def _choose(self, code: str, unit: Unit) -> None:
        """A list of people comes in by one decree; clients of the Bapas by their own word."""
        by, head = self.users[OFFICERS[code][0]], self.users[HEADS[code]]
        wanted = sum(group.size for group in cast.GROUPS if group.unit == code)
        crowd = [self._enter(unit) for _ in range(wanted if code == "BPP" else wanted + 2)]
        if code == "BPP":
            for person in crowd:
                programme.accept_client(person, by=by)
            return
        proposals = [programme.propose(person, by=by) for person in crowd]
        for proposal in proposals[:-1]:
            skill = self.dice.choice(("Pernah berdagang", "Biasa memasak", "Terampil tangan", "Belum ada"))
            programme.assess(proposal, interest="Ingin punya usaha sendiri", skill=skill, healthy=True, by=by)
        number = f"W24.{code}.PK.05.10-{self.dice.randrange(100, 999)}"
        programme.decide(proposals[:-2], approve=True, decree=number, tpp_on=clock.today(), by=head)
        programme.decide(
            proposals[-2:-1], approve=False, decree=number, tpp_on=clock.today(), by=head,
            because="Masa pidana tersisa terlalu pendek untuk satu angkatan.",
            review_on=clock.today() + timedelta(days=180),
        )  # fmt: skip

    def _enter(self, unit: Unit) -> Person:
        sex = "f" if unit.code == "LPR" else "m"
        name = next(self.names[sex])
        status = {"BPP": "client", "RTP": "detainee", "RTD": "detainee"}.get(unit.code, "convict")
        status = "convict" if status == "detainee" and self.dice.random() < 0.7 else status
        served = timedelta(days=self.dice.randrange(60, 700))
        release_on = self.end + timedelta(days=self.dice.randrange(20, 900))
        return people.register_person(
            name=name, workshop_name=name.split()[0], sex=sex, born_on=date(1975, 1, 1) + timedelta(days=self.dice.randrange(9000)),
            unit=unit, status=status, register_number=f"B.I {self.dice.randrange(100, 999)}/{self.start.year - 1}",
            since=clock.today() - served, expected_release_on=None if status == "detainee" else release_on,
            food_clearance_until=self.end + timedelta(days=300), invented=True, by=self.users[OFFICERS[unit.code][0]],
        )  # fmt: skip

    # Groups, products, permits

    def _form_groups(self, code: str, unit: Unit) -> None:
        by = self.users[OFFICERS[code][0]]
        free = list(Person.objects.filter(certificates__course=self.courses["participants"]).here(unit).order_by("pk"))
        posts = (Membership.Post.CHAIR, Membership.Post.TREASURER)
        for plan in (group for group in cast.GROUPS if group.unit == code):
            members, free = free[: plan.size], free[plan.size :]
            made = business.form_group(
                unit, plan.name, plan.what,
                [(person, posts[at] if at < 2 else Membership.Post.MEMBER) for at, person in enumerate(members)],
                bridge=by, mentor=self.users["rina"], by=by,
            )  # fmt: skip
            cashbook.note_cash(
                self._uid(), made, "put_in", plan.capital, happened_on=clock.today(), note="Modal awal dari koperasi", by=by
            )
            self.shops.append(Shop(plan, made))

    def _open_shop(self, code: str, unit: Unit) -> None:
        by = self.users[OFFICERS[code][0]]
        seller = f"Bendahara {unit.short_name}"
        self.channels[code] = market.open_channel(unit, f"Bazar {unit.place}", "bazaar", seller_name=seller, by=by)
        for shop in self._shops_of(code):
            self._license(shop, by)
            for thing in shop.plan.things:
                product, recipe = self._develop(shop, thing, by)
                market.set_price(self.channels[code], product, thing.price, valid_from=clock.today(), by=by)
                shop.recipes.append((product, recipe, thing))

    def _license(self, shop: Shop, by: User) -> None:
        workshop.record_permit(
            shop.business, "nib", f"{self.dice.randrange(10**12, 10**13)}", holder=COOPERATIVE, valid_from=clock.today(), by=by
        )

    def _develop(self, shop: Shop, thing: cast.Thing, by: User) -> tuple[Product, Recipe]:
        product = workshop.plan_product(
            shop.business, code=thing.code, name=thing.name, is_food=bool(thing.gram), weight_gram=thing.gram or None,
            shelf_life_days=thing.keeps or None, story=thing.story, by=by,
        )  # fmt: skip
        lines = {self._material(shop, item, by): item.quantity for item in thing.recipe}
        recipe = workshop.write_recipe(product, lines=lines, yields=thing.yields, overhead=15_000, by=by)
        if thing.gram:
            ends = self.end + timedelta(days=45) if thing.code == "KLA" else clock.today() + timedelta(days=5 * 365)
            for kind, number in (
                ("spp_irt", f"P-IRT {self.dice.randrange(2060000000000, 2069999999999)}-{(clock.today().year + 5) % 100:02}"),
                ("halal", f"ID72{self.dice.randrange(10**10, 10**11):011}{clock.today():%m%y}"),
            ):
                workshop.record_permit(
                    shop.business, kind, number, holder=COOPERATIVE, valid_from=clock.today(),
                    valid_until=ends if kind == "halal" else clock.today() + timedelta(days=5 * 365), product=product, by=by,
                )  # fmt: skip
        return workshop.make_ready(product, by=by), recipe

    def _material(self, shop: Shop, item: cast.Ingredient, by: User) -> Material:
        if item.name not in shop.materials:
            shop.materials[item.name] = workshop.add_material(
                shop.business, item.name, item.measure, is_packaging=item.is_packaging, allergen=item.allergen, by=by
            )
        return shop.materials[item.name]

    def _shops_of(self, code: str) -> list[Shop]:
        return [shop for shop in self.shops if shop.plan.unit == code]

    # A working day

    def _work(self, day: date) -> None:
        for code, channel in self.channels.items():
            by = self.users[OFFICERS[code][0]]
            for place, shop in enumerate(self._shops_of(code)):
                if not shop.recipes:
                    continue
                if day.weekday() in (1, 3, 5):
                    self._clock_hours(shop, by)
                if day.weekday() == 1:
                    self._cook(shop, by)
                if day.day == 12 + place:
                    self._visit(shop)
            if day.weekday() in (2, 5, 6):
                self._sell(code, channel, day)
            if day.weekday() == 0 or day == last_day(month_of(day)):
                self._bring_in_money(code, day)
            if day.day == 3:
                self._share_out(code, day)
            if day.day == 20 and day.month % 3 == 0:
                self._pay_the_state(code)
        if day.day == 26:
            self._release_somebody(day)
        if day.day == 14:
            self._pay_those_who_left(day)
        self._follow_up(day)
        self._keep_venture_books(day)
        if day.day == 5 and day > self.start + timedelta(days=40):
            insight.issue_report(None, previous_month(month_of(day)), by=self.users["kanwil"])

    def _clock_hours(self, shop: Shop, by: User) -> None:
        members = groups.members_now(shop.business).values_list("person", flat=True)
        minutes = {person: self.dice.choice((180, 240, 240, 300)) for person in members if self.dice.random() < 0.92}
        if minutes:
            business.record_hours(self._uid(), shop.business, clock.today(), minutes, by=by)

    def _cook(self, shop: Shop, by: User) -> None:
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
                self._uid(), shop.materials[item.name], supplier=self.dice.choice(("Pasar Inpres Manonda", "Toko Sumber Jaya", "Petani Sigi")),
                quantity=item.quantity * rounds, total=item.price * rounds * self.dice.randrange(96, 104) // 100, bought_on=day,
                best_before=day + timedelta(days=item.keeps) if item.keeps else None, by=by,
            )  # fmt: skip
        made = thing.yields * rounds
        lost = self.dice.choice((0, 0, 0, 1, 2)) if made > 20 else 0
        workshop.seal_batch(
            self._uid(), recipe, rounds=rounds, good=made - lost, lost=lost, lost_because="Pecah saat dikemas" if lost else "",
            made_on=clock.today(), by=by,
        )  # fmt: skip
        shop.on_hand[product.pk] += made - lost

    def _sell(self, code: str, channel: Channel, day: date) -> None:
        by = self.users[self.dice.choice(OFFICERS[code])]
        for number in range(self.dice.randrange(2, 6) + (2 if day.weekday() == 6 else 0)):
            lines = []
            for shop in self._shops_of(code):
                for product, _recipe, _thing in shop.recipes:
                    wanted = min(self.dice.choice((0, 0, 1, 1, 2, 3)), shop.on_hand[product.pk])
                    if wanted:
                        lines.append((product, wanted))
                        shop.on_hand[product.pk] -= wanted
            if lines:
                market.ring_up(
                    self._uid(), channel, lines, method="qris" if self.dice.random() < 0.3 else "cash",
                    buyer=self.dice.choice(("", "", "", "Ibu Nur", "Kantor Camat", "Warung Dua Putri")), by=by,
                    sold_at=clock.at(day, 9 + number, self.dice.randrange(60)),
                )  # fmt: skip

    def _bring_in_money(self, code: str, day: date) -> None:
        """Cash goes to the treasurer, QRIS is compared with the statement; the very last day waits for its people."""
        unit, head = self.p.units[code], self.users[HEADS[code]]
        if day >= self.end - timedelta(days=2):
            return
        for username in OFFICERS[code]:
            officer = self.users[username]
            left = market_queries.cash_in_hand(officer)
            if left:
                market.confirm_cash(self._uid(), officer, left, by=head)
        for payment in Payment.objects.filter(sale__unit=unit, state="reported", sale__voided_at=None).select_related("sale"):
            market.verify_payment(payment, evidence=f"Mutasi {day:%d/%m}", by=head)

    # The month is shared

    def _share_out(self, code: str, day: date) -> None:
        """Last month is shared, and only then does the treasurer give every group the rest that he holds for it."""
        by, head = self.users[OFFICERS[code][0]], self.users[HEADS[code]]
        month = previous_month(month_of(day))
        for shop in self._shops_of(code):
            if not shop.recipes or shares.working(shop.business, month, month).problem:
                continue
            share = sharing.prepare_share(self._uid(), shop.business, month, month, by=by)
            if month_of(day) == month_of(self.end) and shop.plan.name == "Bawang Goreng Tadulako":
                continue  # waits for the head
            with clock.fixed(clock.at(day, 18)):
                self._approve(shop, share, by, head)
        for shop in self._shops_of(code):
            money = min(market_queries.held_for(shop.business), market_queries.at_seller(self.p.units[code].seller_book))
            if money > 0:
                market.hand_over_proceeds(self._uid(), shop.business, money, by=by)

    def _approve(self, shop: Shop, share: Share, by: User, head: User) -> None:
        sharing.approve_share(share, by=head)
        sharing.fund_share(share, by=by)
        capital = share.parts.get(kind="capital").amount
        sharing.return_capital(self._uid(), shop.business, capital, by=by)

    def _pay_the_state(self, code: str) -> None:
        unit = self.p.units[code]
        due = shares.state_due(unit)
        if due > 0:
            sharing.deposit_state_revenue(
                self._uid(), unit, due, f"8202{self.dice.randrange(10**10, 10**11)}", f"{self.dice.randrange(16**16):016X}",
                clock.today(), by=self.users[OFFICERS[code][0]],
            )  # fmt: skip

    # Coming home

    def _release_somebody(self, day: date) -> None:
        if len(self.ventures) >= len(cast.VENTURES) or day < self._month_day(5, 1):
            return
        for code in ("LPP", "LPR"):
            shop = self.dice.choice(self._shops_of(code))
            leaver = groups.members_now(shop.business).filter(post="member").select_related("person").first()
            if leaver is not None and len(self.ventures) < len(cast.VENTURES):
                self._release(leaver.person, code, day)

    def _release(self, person: Person, code: str, day: date) -> None:
        head, by = self.users[HEADS[code]], self.users[OFFICERS[code][0]]
        people.release_person(person, "pb", on=day, bapas=self.p.units["BPP"], by=head)
        for payout in Payout.objects.filter(person=person, state="prepared"):
            sharing.approve_payout(payout, by=head)
            sharing.pay_out(payout, channel="bank", evidence="Bukti transfer BRI", by=by)
        case = Case.objects.get(person=person)
        aftercare.take_case(case, by=self.users["hendra"])
        for task in case.tasks.all()[: self.dice.randrange(2, 7)]:
            aftercare.finish_task(task, by=self.users["hendra"])
        name, what = cast.VENTURES[len(self.ventures)]
        venture = business.open_venture(person, name, what, unit=self.p.units["BPP"], by=self.users["hendra"])
        cashbook.note_cash(
            self._uid(), venture, "put_in", 1_500_000, happened_on=day, note="Modal dari titipan", by=self.users["hendra"]
        )
        self.ventures.append(venture)

    def _pay_those_who_left(self, day: date) -> None:
        """A share that comes after somebody went home reaches him too."""
        for payout in Payout.objects.filter(state="prepared", prepared_on__lt=day - timedelta(days=7)).select_related("unit"):
            code = payout.unit.code
            sharing.approve_payout(payout, by=self.users[HEADS[code]])
            sharing.pay_out(payout, channel="bank", evidence="Bukti transfer BRI", by=self.users[OFFICERS[code][0]])

    def _follow_up(self, day: date) -> None:
        for follow_up in FollowUp.objects.filter(due_on=day - timedelta(days=3), done_on=None).select_related("case"):
            number = follow_up.case_id % 9
            answer = "closed" if number == 4 else "paused" if number == 7 else "alive"
            alive = answer == "alive"
            aftercare.record_follow_up(
                follow_up, answer=answer, turnover=self.dice.randrange(15, 60) * 100_000 if alive else 0,
                employed=self.dice.choice((0, 0, 1)) if alive else 0, note="", by=self.users["hendra"],
            )  # fmt: skip

    def _keep_venture_books(self, day: date) -> None:
        if day.weekday() != 4:
            return
        for venture in self.ventures:
            sold = self.dice.randrange(30, 90) * 10_000
            for kind, amount, note in (("sold", sold, "Penjualan minggu ini"), ("money_out", sold * 6 // 10, "Belanja bahan")):
                cashbook.note_cash(self._uid(), venture, kind, amount, happened_on=day, note=note, by=self.users["hendra"])

    # The rest

    def _visit(self, shop: Shop) -> None:
        business.make_visit(
            self._uid(), shop.business, visited_on=clock.today(), found="Produksi berjalan, label perlu dirapikan.",
            agreed="Ganti label dan coba kemasan yang lebih kuat.", due_on=clock.today() + timedelta(days=21), by=self.users["rina"],
        )  # fmt: skip

    def _tell(self, title: str, body: str, code: str | None) -> None:
        unit = self.p.units[code] if code else None
        story = stories.write_story(self._uid(), title, body, unit=unit, by=self.users["humas"])
        stories.publish_story(story, by=self.users["humas2"])

    def _person(self, username: str) -> Person:
        person = self.users[username].person
        assert person is not None
        return person

    def _uid(self) -> UUID:
        """A name that is the same in every run."""
        return UUID(int=self.dice.getrandbits(128), version=4)
