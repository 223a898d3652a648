"""People come home, and what becomes of their businesses."""

from datetime import date, timedelta

from siap.aftercare import queries as coming_home
from siap.aftercare import services as aftercare
from siap.aftercare.models import Case, FollowUp
from siap.business import queries as groups
from siap.business import services as business
from siap.business.models import Business
from siap.cashbook import services as cashbook
from siap.people import services as people
from siap.people.models import Person
from siap.sharing import services as sharing
from siap.sharing.models import Payout
from siap.web.demo import cast
from siap.web.demo.life import Life


def release_somebody(life: Life, day: date) -> None:
    """A member goes home on parole, until there are enough ventures to follow."""
    if len(life.ventures) >= len(cast.VENTURES) or day < life.month_day(5, 1):
        return
    for code in ("LPP", "LPR"):
        shop = life.dice.choice(life.shops_of(code))
        leaver = groups.members_now(shop.business).filter(post="member").select_related("person").first()
        if leaver is not None and len(life.ventures) < len(cast.VENTURES):
            release(life, leaver.person, code, day)


def release(life: Life, person: Person, code: str, day: date) -> None:
    """Released, paid out, received at the Bapas, and a business of his own."""
    head, by = life.head(code), life.officer(code)
    people.release_person(person, "pb", on=day, bapas=life.p.units["BPP"], by=head)
    for payout in Payout.objects.filter(person=person, state="prepared"):
        sharing.approve_payout(payout, by=head)
        sharing.pay_out(payout, channel="bank", evidence="Bukti transfer BRI", by=by)
    case = Case.objects.get(person=person)
    aftercare.take_case(case, by=life.users["hendra"])
    for task in case.tasks.all()[: life.dice.randrange(6, 12)]:
        aftercare.finish_task(task, by=life.users["hendra"])
    name, what = cast.VENTURES[len(life.ventures)]
    venture = business.open_venture(person, name, what, unit=life.p.units["BPP"], by=life.users["hendra"])
    cashbook.note_cash(
        life.uid(), venture, "put_in", 1_500_000, happened_on=day, note="Modal dari titipan", by=life.users["hendra"]
    )
    _give_provisions(life, case, day)
    _take_recipe_along(life, case, venture)
    earned = case.pk * 7 % 12 * 150_000  # some had nothing
    aftercare.tell_earlier_income(case, earned, by=life.users["hendra"])
    life.ventures.append(venture)


def _give_provisions(life: Life, case: Case, day: date) -> None:
    """The group's recipe by agreement, a lent pan, and the cooperative as the first buyer."""
    for kind, what, given_by, terms in (
        ("recipe", "Resep bawang goreng", "Kelompoknya", "Dipakai sendiri, tidak dijual lagi."),
        ("loan", "Wajan 60 cm", "Koperasi Farmtisan Lestari Berjaya", "Dirawat dan dikembalikan utuh."),
        ("buyer", "Titip jual 20 bungkus seminggu", "Koperasi Farmtisan Lestari Berjaya", ""),
    ):
        given = aftercare.Given(
            kind, what, given_by, given_on=day, terms=terms,
            return_due_on=day + timedelta(days=180) if kind == "loan" else None,
        )  # fmt: skip
        aftercare.provide(life.uid(), case, given, by=life.users["hendra"])


def _take_recipe_along(life: Life, case: Case, venture: Business) -> None:
    """Who makes at home what the group made takes its recipe into the own business."""
    recipes = coming_home.recipes_of_his_groups(case.person)
    fitting = next((one for one in recipes if one.of.name.split()[0] in venture.name), None)
    if fitting is not None:
        taken = case.provisions.get(kind="recipe")
        aftercare.hand_recipe_over(taken, fitting, venture, code=f"U{case.pk}", by=life.users["hendra"])


def prepare_those_who_leave_soon(life: Life, today: date) -> None:
    """At the end of the history: one member is expected home in eight weeks, and the first tasks are done."""
    shop = life.dice.choice(life.shops_of("LPP"))
    member = groups.members_now(shop.business).filter(post="treasurer").select_related("person").first()
    if member is None:
        return
    case = aftercare.prepare_homecoming(
        member.person, life.p.units["BPP"], kind="pb", expected_on=today + timedelta(weeks=8), by=life.officer("LPP")
    )
    aftercare.take_case(case, by=life.users["maya"])
    first, second, *_rest = case.tasks.all()
    aftercare.finish_task(first, by=life.users["maya"])
    aftercare.block_task(
        second, owner="family", because="Keluarga pindah ke Poso; alamat barunya dicari.", by=life.users["maya"]
    )


def pay_those_who_left(life: Life, day: date) -> None:
    """A share that comes after somebody went home reaches him too."""
    for payout in Payout.objects.filter(state="prepared", prepared_on__lt=day - timedelta(days=7)).select_related(
        "unit"
    ):
        code = payout.unit.code
        sharing.approve_payout(payout, by=life.head(code))
        sharing.pay_out(payout, channel="bank", evidence="Bukti transfer BRI", by=life.officer(code))


def follow_up(life: Life, day: date) -> None:
    """The probation officer asks how the businesses are doing."""
    for follow_up in FollowUp.objects.filter(due_on=day - timedelta(days=3), done_on=None).select_related("case"):
        number = follow_up.case_id % 9
        answer = "closed" if number == 4 else "paused" if number == 7 else "alive"
        alive = answer == "alive"
        turnover = life.dice.randrange(15, 60) * 100_000 if alive else 0
        found = aftercare.Findings(
            answer, turnover=turnover, profit=turnover * 3 // 10, employed=life.dice.choice((0, 0, 1)) if alive else 0,
            has_permits=alive or None, difficulty="none" if alive else "buyers" if answer == "paused" else "capital",
        )  # fmt: skip
        aftercare.record_follow_up(follow_up, found, by=life.users["hendra"])


def keep_venture_books(life: Life, day: date) -> None:
    """What the ventures sold and spent in the week."""
    if day.weekday() != 4:
        return
    for venture in life.ventures:
        sold = life.dice.randrange(30, 90) * 10_000
        for kind, amount, note in (
            ("sold", sold, "Penjualan minggu ini"),
            ("buy_goods", sold * 6 // 10, "Belanja bahan"),
        ):
            cashbook.note_cash(life.uid(), venture, kind, amount, happened_on=day, note=note, by=life.users["hendra"])
