"""The whole story at once: everything that a page can be about exists, in Lapas Palu and at Bapas Palu, by the real services.

Sari goes home on parole on 1 November; Dewi is the treasurer and signs in at the shared screen; October is shared;
something waits everywhere, so that every page has something to show.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from siap.aftercare import services as aftercare
from siap.aftercare.models import Case
from siap.business import services as business
from siap.cashbook import services as cashbook
from siap.cashbook.models import CashNote, Counterparty
from siap.core import clock
from siap.core.ids import new_uid
from siap.core.models import FactRecord, Waiting
from siap.insight import services as insight
from siap.learning import services as learning
from siap.learning.models import Cohort, Course, Session
from siap.learning.rules import content, warung
from siap.learning.tests import given as given_learning
from siap.market import services as market
from siap.market.models import Arrival
from siap.market.tests import given as given_market
from siap.people import services as people
from siap.people.models import Person, User
from siap.programme import services as programme
from siap.programme.models import Decree, Participation
from siap.rollout import services as rollout
from siap.sharing import services as sharing
from siap.sharing.models import Payout
from siap.sharing.tests import given as given_sharing
from siap.stories import services as stories
from siap.stories.tests import given as given_stories
from siap.web import services as door
from siap.web.demo import founding
from siap.web.models import OutboxItem
from siap.web.rules import digest_of
from siap.workshop import services as workshop
from siap.workshop.models import Batch, Lot, Material, Permit, Product, Purchase
from siap.workshop.tests import given as given_workshop
from tests.world import TODAY, World

HOME_ON = date(2026, 11, 1)


@dataclass
class Whole:
    """One of everything, by name."""

    world: World
    things: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.things[name]


def tell(world: World) -> Whole:
    """Live the story and keep one of everything."""
    told = Whole(world)
    things = told.things
    share = given_sharing.shared_month(world)
    group = share.business
    things |= {"share": share, "group": group, "slip": share.slips.get(person=world.dewi), "unit": world.palu}
    _workshop(told, group)
    _market(told)
    _learning(told)
    _people(told)
    _money(told)
    _home(told)
    _public(told)
    return told


def _workshop(told: Whole, group: Any) -> None:
    product = Product.objects.get(business=group)
    given_workshop.batch(told.world, product, rounds=2)
    told.things |= given_workshop.developed(told.world, product)
    told.things |= {
        "product": product,
        "material": Material.objects.filter(business=group).first(),
        "permit": Permit.objects.filter(business=group).first(),
        "exemption": workshop.ask_exemption(
            new_uid(), product, "halal", because="Surat dinas", document=b"%PDF-1.7 surat", by=told.world.budi
        ),
        "purchase": Purchase.objects.filter(business=group).first(),
        "batch": Batch.objects.filter(product=product).first(),
        "lot": Lot.objects.filter(product=product).order_by("pk").first(),
        "checked_lot": given_workshop.checked(told.world, product),
    }


def _market(told: Whole) -> None:
    product = told["product"]
    sale = given_market.sale(told.world, product, 3, method="qris", buyer="Ibu Nur")
    cash = given_market.sale(told.world, product, 1)
    told.things |= {"sale": sale, "cash_sale": cash, "payment": sale.payment, "channel": sale.channel}
    _stall(told, product)


def _stall(told: Whole, product: Any) -> None:
    """A drawer, a phone's sale beyond the stock at another price, an item that waits, goods at a gallery."""
    world, channel = told.world, told["channel"]
    outlet = market.open_outlet(
        new_uid(), world.palu, "Galeri UMKM", address="Jl. Diponegoro 3", fee_percent=10, by=world.budi
    )
    market.set_price(outlet.channel, product, 45_000, valid_from=TODAY, by=world.budi)
    note = market.bring_goods(new_uid(), outlet, [(product, 2)], by=world.budi)
    market.visit_outlet(new_uid(), outlet, sold=[(product, 1)], by=world.budi)
    late = market.replay_sale(
        new_uid(), channel, [market.Taken(product, 200, 39_000)], paid=[("qris", 200 * 39_000)], sold_at=clock.now(),
        by=world.budi,
    )  # fmt: skip
    void = {"verb": "void", "user": str(world.budi.uid), "device": str(new_uid()), "sequence": 1, "skew": 0,
            "made_at": int(clock.now().timestamp() * 1000), "payload": {"sale": str(new_uid()), "because": "Salah"}}  # fmt: skip
    body = json.dumps(void)
    door.receive([door.Sent(new_uid(), digest_of(body), body)], by=world.budi)
    workshop_again = given_workshop.batch(world, product, rounds=2)
    drill = market.start_recall(
        new_uid(), told["lot"], level=3, because="Latihan tahunan", is_drill=True, by=world.budi
    )
    order = given_market.order(world, product, 1)
    market.take_statement(order.seller, "BRI", b"Tanggal,Keterangan,Kredit\n2026-11-24,TRF,17500\n", by=world.wati)
    elsewhere = given_market.marketplace(world)
    market.read_report(elsewhere, given_market.REPORT, by=world.budi)
    told.things |= {
        "platform": elsewhere,
        "arrival": Arrival.objects.get(),
        "shift": market.open_shift(new_uid(), channel, 50_000, by=world.budi),
        "shortage": late.shortages.get(),
        "flag": late.flags.get(),
        "item": OutboxItem.objects.get(),
        "outlet": outlet,
        "event": market.plan_event(
            new_uid(),
            channel,
            "Bazar Desember",
            place="Taman GOR",
            from_on=TODAY,
            until_on=TODAY,
            target=500_000,
            by=world.budi,
        ),
        "order": order,
        "quote": market.ask_quote(
            new_uid(),
            order.channel,
            [(product, 500)],
            buyer="SD Contoh",
            phone="081234567890",
            how="pickup",
            method="cash",
            wanted_on=TODAY,
        ),
        "review": given_market.review(world, product),
        "round": given_market.order_round(world, product),
        "online": order.channel,
        "consignment": note,
        "late_batch": workshop_again,
        "recall": drill,
        "complaint": market.complain(
            new_uid(), told["lot"], kind="spoilt", words="Baunya tengik", phone="081234567890"
        ),
        "recall_holder": drill.holders.order_by("pk")[0],
    }


def _learning(told: Whole) -> None:
    world = told.world
    eko = people.register_person(
        name="Eko Purnomo", workshop_name="Eko", sex="m", born_on=date(1991, 1, 1), unit=world.palu, status="convict",
        register_number="B.I 104/2025", since=date(2025, 3, 1), expected_release_on=date(2027, 12, 1), invented=True,
        by=world.budi,
    )  # fmt: skip
    programme.decide(
        [
            programme.assess(
                programme.propose(eko, by=world.budi), interest="Memasak", skill="Koki", healthy=True, by=world.budi
            )
        ],
        approve=True, decree="SK-2", tpp_on=TODAY, by=world.head,
    )  # fmt: skip
    cohort: Cohort = learning.open_cohort(given_learning.participant_course(), world.palu, by=world.budi)
    learning.enrol(cohort, eko, by=world.budi)
    session: Session = learning.hold_session(
        cohort,
        uid=new_uid(),
        held_on=TODAY,
        topic="Mulai",
        lesson_hours=4,
        attendance={eko.pk: "present"},
        by=world.budi,
    )
    learning.load_course(
        next(one for one in content.shelf() if one.code == "MUS-40"), issuer=given_learning.ISSUER, by=world.manager
    )
    learning.keep_questions(cohort.course, content.shelf()[1].questions[:20], by=world.manager)
    test = learning.set_test(cohort, "pre", by=world.budi)
    game = learning.start_game(cohort, group="Kelompok Satu", by=world.budi)
    learning.play_week(game, 1, warung.Choice(8, 8, 10_000), by=world.budi)
    told.things |= {"cohort": cohort, "session": session, "pupil": eko, "certificate": world.tono.certificates.get()}
    told.things |= {"course": Course.objects.get(code="MUS-40"), "test": test, "game": game}


def _people(told: Whole) -> None:
    world = told.world
    fajar: Person = people.register_person(
        name="Fajar Nugraha", workshop_name="Fajar", sex="m", born_on=date(1993, 1, 1), unit=world.palu,
        status="convict", register_number="B.I 105/2025", since=date(2025, 3, 1),
        expected_release_on=date(2028, 1, 1), invented=True, by=world.budi,
    )  # fmt: skip
    people.give_consent(world.tono, "story", text_version="2026-1", by=world.budi)
    told.things |= _asked_again(world, told["pupil"])
    treasurer: User = people.add_user("dewi", "Dewi", founding.PASSWORD, person=world.dewi)
    people.give_role(treasurer, "treasurer", world.palu)
    wati = world.wati
    told.things |= {
        "person": world.tono,
        "user": wati,
        "cashier": world.budi,
        "role": wati.roles.get(),
        "participation": programme.propose(fajar, by=world.budi),
        "roster": people.read_roster(
            world.palu, b"Nama;No Register;JK;Tgl Lahir\nUmi Contoh;B.I 9/2026;P;04/03/1995", by=world.budi
        ),
        "participation_open": Participation.objects.get(person=told["pupil"]),
        "agreement": world.programme.agreement,
        "agreement_paper": programme.file_agreement_paper(
            new_uid(),
            world.programme.agreement,
            kind="annex",
            title="Lampiran data",
            dated_on=TODAY,
            content=b"%PDF-1.7 lampiran",
            by=world.manager,
        ),
        "decree": programme.file_decree(
            Decree.objects.get(unit=world.palu, number="SK-2"), b"%PDF-1.7 surat keputusan", by=world.budi
        ),
    }


def _asked_again(world: World, pupil: Person) -> dict[str, Any]:
    """A vacancy, a refusal with its appeal, something that changed, and two people who are kept apart."""
    vacancy = programme.open_vacancy(new_uid(), world.palu, kind="group", title="Kue kering", seats=2, by=world.budi)
    gita: Person = people.register_person(
        name="Gita Lestari", workshop_name="Gita", sex="f", born_on=date(1992, 1, 1), unit=world.palu, status="convict",
        since=date(2025, 3, 1), invented=True, by=world.budi,
    )  # fmt: skip
    seen = programme.assess(
        programme.propose(gita, vacancy=vacancy, by=world.budi),
        interest="Kue",
        skill="Belum",
        healthy=False,
        by=world.budi,
    )
    (refused,) = programme.decide(
        [seen], approve=False, decree="SK-3", tpp_on=TODAY, because="Sakit", review_on=date(2027, 1, 4), by=world.head
    )
    return {
        "vacancy": vacancy,
        "refused": refused,
        "appeal": programme.raise_appeal(new_uid(), refused, words_said="Saya sudah sembuh.", by=world.budi),
        "change": programme.note_change(Participation.objects.get(person=pupil), "health", by=world.budi),
        "pair": people.keep_apart(new_uid(), gita, world.tono, why="conflict", by=world.budi),
    }


def _money(told: Whole) -> None:
    world, group = told.world, told["group"]
    note: CashNote = cashbook.note_cash(
        new_uid(), group, "money_in", 25_000, happened_on=TODAY, note="Sumbangan plastik", by=world.budi
    )
    tool = cashbook.note_cash(
        new_uid(), group, "buy_tool", 5_000, happened_on=TODAY, note="Saringan minyak", by=world.budi
    )
    objection = sharing.raise_objection(
        new_uid(), told["slip"], words="Jam saya hari Rabu tidak terhitung.", by=world.budi
    )
    withdrawal = sharing.ask_withdrawal(new_uid(), world.dewi, 2_000, by=world.budi)
    deposit = sharing.deposit_state_revenue(
        new_uid(),
        world.palu,
        5_000,
        "820261102000123",
        "A1B2C3D4E5F6G7H8",
        TODAY,
        document=b"%PDF-1.7 NTPN",
        by=world.budi,
    )
    rutan = world.programme.units["RTP"]
    there = sharing.hand_over(world.tono, world.palu, rutan, on=TODAY)  # and back again: he stayed after all
    sharing.hand_over(world.tono, rutan, world.palu, on=TODAY)
    told.things |= {"deposit": deposit, "hand_over": there}
    visit = business.make_visit(
        new_uid(),
        group,
        visited_on=TODAY,
        found="Rapi.",
        agreed=[business.Agreed("Label baru.", "group", date(2026, 11, 20))],
        photo=given_stories.photo(),
        by=world.rina,
    )
    ahead = business.plan_visit(new_uid(), group, on=date(2026, 11, 20), agenda="Stok.", by=world.rina)
    sheet = group.hours_sheets.order_by("pk").first()
    told.things |= {"note": note, "objection": objection, "payout": withdrawal, "visit": visit, "sheet": sheet}
    told.things |= {
        "calendar_link": rollout.make_calendar_link(by=world.budi),
        "unit_days": people.note_unit_days(
            new_uid(),
            world.palu,
            "holiday",
            "Natal",
            from_on=date(2026, 12, 25),
            until_on=date(2026, 12, 25),
            by=world.budi,
        ),
    }
    told.things |= {"visit_planned": ahead, "visit_action": visit.actions.get()}
    told.things |= {"equipment": tool.equipment, "counterparty": Counterparty.objects.filter(business=group).first()}


def _home(told: Whole) -> None:
    world = told.world
    with clock.fixed(clock.at(HOME_ON)):
        people.release_person(world.sari, "pb", on=HOME_ON, bapas=world.bapas, by=world.head)
    closing = Payout.objects.get(person=world.sari)
    sharing.approve_payout(closing, by=world.head)
    sharing.pay_out(closing, channel="bank", evidence="Bukti transfer", document=b"%PDF-1.7 bukti", by=world.budi)
    case: Case = aftercare.take_case(Case.objects.get(person=world.sari), by=world.hendra)
    begun = date(2026, 10, 1)
    venture = business.open_venture(
        world.sari, "Bawang Sari", "Bawang goreng", unit=world.bapas, on=begun, by=world.hendra
    )
    lent = aftercare.Given(
        "loan", "Wajan", "Koperasi", given_on=HOME_ON, return_due_on=date(2027, 5, 1), terms="Dirawat."
    )
    for kind, amount in (("put_in", 500_000), ("sold", 900_000), ("money_out", 400_000)):
        cashbook.note_cash(new_uid(), venture, kind, amount, happened_on=begun, note="Oktober", by=world.hendra)
    steps = [aftercare.Step("Kelas memasak", "unit", date(2027, 1, 5))]
    goal = aftercare.set_goal(new_uid(), world.dewi, aftercare.Goal("Punya kios", steps), by=world.budi)
    batch = Batch.objects.filter(product=told["product"]).order_by("-made_on").first()
    aftercare.rate_skill(
        new_uid(), world.dewi, skill="recipe", level=3, evidence=aftercare.Evidence(batch=batch), by=world.budi
    )
    asked = aftercare.Asked("BRI Unit Palu Timur", "Wajan besar", 2_000_000, 12)
    told.things |= {
        "provision": aftercare.provide(new_uid(), case, lent, by=world.hendra),
        "taken_recipe": aftercare.provide(
            new_uid(), case, aftercare.Given("recipe", "Resep bawang", "Kelompok", TODAY), by=world.hendra
        ),
        "referral": aftercare.refer(
            new_uid(), case, to="Dinas Koperasi", place="Sigi", asks_for="Alat produksi", by=world.hendra
        ),
        "credit_record": aftercare.issue_credit_record(
            new_uid(), case, venture, asked, owner_asked=True, by=world.hendra
        ),
        "coming_home": world.dewi,
        "planner": world.dewi,
        "plan_step": goal.steps.get(),
        "leaver": world.sari,
        "dead": _dead(world),
        "closing": closing,
        "case": case,
        "task": case.tasks.first(),
        "follow_up": case.follow_ups.first(),
        "venture": venture,
    }


def _dead(world: World) -> Person:
    """Galih, who died in Lapas Palu."""
    galih: Person = people.register_person(
        name="Galih Wijaya", workshop_name="Galih", sex="m", born_on=date(1970, 1, 1), unit=world.palu,
        status="convict", since=date(2025, 3, 1), invented=True, by=world.budi,
    )  # fmt: skip
    return people.note_death(galih, on=TODAY, certificate=b"%PDF-1.7 surat", by=world.head)


def _public(told: Whole) -> None:
    world = told.world
    rollout.move_stage(world.palu, "preparation", by=world.manager)
    writer, other = world.user("humas"), world.user("humas2")
    picture = stories.Picture(given_stories.photo(), "Stoples bawang goreng di atas meja.")
    draft = stories.write_story(new_uid(), "Konsep kabar", "Isi.", picture=picture, by=writer)
    published = stories.publish_story(
        stories.write_story(new_uid(), "Kabar pertama", "Isi.", unit=world.palu, picture=picture, by=writer), by=other
    )
    report = insight.issue_report(world.palu, 202610, by=world.manager)
    waiting = Waiting.objects.create(room="sharing", fact="x.Y", reason="Belum bisa.", since=clock.now())
    told.things |= {
        "draft": draft,
        "story": published,
        "report": report,
        "waiting": waiting,
        "api_key": door.make_key(new_uid(), "BPS Kota Palu", by=world.manager)[0],
        "fact": FactRecord.objects.order_by("-pk").first(),
    }
