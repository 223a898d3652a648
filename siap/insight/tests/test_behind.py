"""Every figure of the dictionary, recomputed by walking through all rows with plain Python: not by the queries that the
dashboard uses. The rows behind a figure add up to it."""

from datetime import date

from django.urls import reverse

from siap.aftercare.models import FollowUp
from siap.business.models import Business, HoursSheet, Visit
from siap.core import clock
from siap.insight import queries, rules
from siap.insight.queries import Scope
from siap.learning.models import Certificate
from siap.ledger.models import Line
from siap.people.models import Person, Placement
from siap.programme.models import Participation
from siap.rollout.models import Target
from siap.sharing.models import Share, StateDeposit
from siap.workshop.models import Product


def _of(unit, found):
    return unit is None or found == unit


def _taking_part(unit, until):
    return {
        one.person
        for one in Participation.objects.all()
        if _of(unit, one.unit) and one.decided_on and one.decided_on <= until
        and (one.state == "approved" or (one.state == "ended" and one.ended_on > until))
    }  # fmt: skip


def _certified(audience, until):
    return {
        one.person
        for one in Certificate.objects.all()
        if one.course.audience == audience and one.issued_on <= until
        and (one.revoked_on is None or one.revoked_on > until)
    }  # fmt: skip


def _worked(since, until):
    sheets = [sheet for sheet in HoursSheet.objects.all() if sheet.replaced_at is None]
    days = [sheet for sheet in sheets if since <= sheet.worked_on <= until]
    return {time.person for sheet in days for time in sheet.times.all() if time.minutes}


def _lines(unit, since, until, start):
    """Credits less debits of the accounts whose code starts so, in the books of businesses."""
    own = {one.book for one in Business.objects.all() if _of(unit, one.unit)}
    found = 0
    for line in Line.objects.select_related("account", "book"):
        in_time = since <= line.booked_on <= until
        if in_time and line.book.key in own and line.account.code[0] in start:
            found -= line.side * line.amount
    return found


def _answers(unit, until):
    cases = {}
    for one in FollowUp.objects.order_by("month"):
        if one.done_on and one.done_on <= until and (unit is None or unit in {one.case.unit, one.case.released_from}):
            cases[one.case_id] = one.answer
    return [answer for answer in cases.values() if answer != "lost"]


def _by_hand(unit, since, until):
    year = [date(until.year, 1, 1), until]
    people = _taking_part(unit, until)
    working = people & _worked(since, until)
    officers = {
        one.person
        for one in Placement.objects.filter(status="officer")
        if _of(unit, one.unit) and one.from_on <= until and (one.until_on is None or one.until_on > until)
    }
    open_then = [
        one for one in Business.objects.all()
        if _of(unit, one.unit) and one.formed_on <= until and (one.closed_on is None or one.closed_on > until)
    ]  # fmt: skip
    slips = [
        slip
        for share in Share.objects.all()
        if share.state == "approved" and _of(unit, share.business.unit)
        and since <= clock.day_of(share.decided_at) <= until
        for slip in share.slips.all()
    ]  # fmt: skip
    deposits = [one for one in StateDeposit.objects.all() if _of(unit, one.unit)]
    turnover, cost = _lines(unit, since, until, "4"), -_lines(unit, since, until, "5")
    expenses = -_lines(unit, since, until, "68")
    due = [
        line for line in Line.objects.select_related("account", "book")
        if line.account.code == "2310" and line.booked_on <= until
        and (unit is None or line.book.key == unit.custody_book)
    ]  # fmt: skip
    return {
        "participants": len(people),
        "women": sum(one.sex == "f" for one in people),
        "certified": len(people & _certified("participants", until)),
        "working": len(working),
        "working_percent": len(working) * 100 // len(people) if people else 0,
        "officers": len(officers & _certified("officers", until)),
        "groups": sum(one.kind == "group" for one in open_then),
        "ventures": sum(one.kind == "venture" for one in open_then),
        "products": sum(
            one.stage in Product.FOR_SALE and _of(unit, one.business.unit) for one in Product.objects.all()
        ),
        "visits": sum(
            since <= one.visited_on <= until and _of(unit, one.business.unit)
            for one in Visit.objects.exclude(visited_on=None)
        ),
        "ventures_asked": len(_answers(unit, until)),
        "ventures_alive": _answers(unit, until).count("alive"),
        "turnover": turnover,
        "cost": cost,
        "expenses": expenses,
        "result": turnover - cost - expenses,
        "shared": sum(slip.amount for slip in slips),
        "people_shared": len({slip.person for slip in slips if slip.amount}),
        "deposited": sum(one.amount for one in deposits if since <= one.paid_on <= until),
        "deposited_year": sum(one.amount for one in deposits if year[0] <= one.paid_on <= year[1]),
        "target_year": sum(
            one.amount for one in Target.objects.all()
            if one.year == until.year and one.what == "state_revenue" and _of(unit, one.unit)
        ),
        "due": -sum(line.side * line.amount for line in due),
    }  # fmt: skip


def test_every_figure_agrees_with_the_rows_of_the_database_and_with_the_rows_behind_it(told):
    world = told.world
    scopes = [
        Scope(unit, month, span)
        for unit in (None, world.palu, world.bapas, world.programme.units["LPG"])
        for month, span in ((202610, "month"), (202611, "month"), (202612, "quarter"))
    ]
    seen = set()
    for scope in scopes:
        found, by_hand = queries.figures(scope), _by_hand(scope.unit, scope.since, scope.until)
        assert found == by_hand, scope
        for key, value in found.items():
            rows = queries.rows_behind(scope, key)
            amounts = [row.amount for row in rows]
            assert (rules.percent(*amounts) if key == "working_percent" else sum(amounts)) == value, (scope, key)
            seen |= {key} if value else set()
    assert seen >= set(rules.FIGURES) - {"ventures_asked", "ventures_alive", "target_year"}, (
        "a figure that was always 0"
    )


def test_a_number_opens_to_its_rows_and_to_its_definition(client, told):
    client.force_login(told.world.manager)
    page = client.get(reverse("insight:dashboard"), {"bulan": "2026-10"}).content.decode()
    behind = reverse("insight:behind", args=["turnover"])
    assert f"{behind}?bulan=2026-10" in page
    rows = client.get(behind, {"bulan": "2026-10"}).content.decode()
    assert reverse("cashbook:book", args=[told["group"].uid]) in rows
    assert f"{reverse('insight:dictionary')}#turnover" in rows
    assert 'id="turnover"' in client.get(reverse("insight:dictionary")).content.decode()


def test_every_figure_has_its_page(client, told):
    client.force_login(told.world.head)
    for key in rules.FIGURES:
        page = reverse("insight:behind-unit", args=[told.world.palu.uid, key])
        assert client.get(page, {"bulan": "2026-T4"}).status_code == 200, key
    assert client.get(reverse("insight:behind-unit", args=[told.world.palu.uid, "nonsense"])).status_code == 404


def test_who_may_not_see_people_sees_them_counted(client, told):
    client.force_login(told.world.rina)
    page = client.get(reverse("insight:behind", args=["participants"]), {"bulan": "2026-10"}).content.decode()
    assert told.world.palu.name in page
    for person in Person.objects.all():
        assert person.member_code not in page
        assert person.name not in page


def test_joko_sees_no_rows_of_palu(client, told):
    client.force_login(told.world.joko)
    assert client.get(reverse("insight:behind-unit", args=[told.world.palu.uid, "turnover"])).status_code == 404
    assert client.get(reverse("insight:behind", args=["turnover"])).status_code == 404
