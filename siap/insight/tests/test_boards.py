"""The boards: every figure recounted in plain Python from all rows, opened by its own reader, hidden from others."""

from datetime import date, timedelta

from django.urls import reverse

from siap.aftercare.models import Case, FollowUp, Provision, Task
from siap.business.models import Business, Membership, Visit, VisitAction
from siap.core import clock
from siap.insight import queries, rules
from siap.insight.rules import boards
from siap.ledger.models import Line
from siap.market.models import ConsignmentLine, Payment
from siap.people.models import Person
from siap.programme.models import Agreement
from siap.workshop.models import Permit, Product

OCTOBER = rules.Period(202610)
LATER = clock.at(date(2028, 3, 1))  # by then a few things are late


def _subjects(told):
    agreement = Agreement.objects.get()
    return {
        "bapas": (told.world.hendra, told.world.bapas.uid, None),
        "koperasi": (told.world.user("koperasi"), agreement.uid, list(Business.objects.all())),
        "pendamping": (told.world.rina, told.world.rina.uid, list(Business.objects.filter(mentor=told.world.rina))),
        "kelompok": (told.world.budi, told["group"].uid, [told["group"]]),
    }


def _lines(businesses, start):
    own = {one.book for one in businesses}
    return -sum(
        line.side * line.amount
        for line in Line.objects.select_related("account", "book")
        if line.book.key in own and line.account.code[0] in start and f"{line.booked_on:%Y%m}" == "202610"
    )


def _clearing(businesses):
    own, standing = {one.book for one in businesses}, {}
    for line in Line.objects.select_related("account", "book"):
        if line.account.code == "9110" and line.book.key in own:
            key = (line.book.key, line.account.subject)
            standing[key] = standing.get(key, 0) + line.side * line.amount
    return standing


def _by_hand(told, businesses):
    today, bapas = clock.today(), told.world.bapas
    own = businesses if businesses is not None else list(Business.objects.filter(unit=bapas))
    still = [one for one in own if one.closed_on is None]
    formed = [
        one for one in own if one.formed_on <= date(2026, 10, 31) and (not one.closed_on or one.closed_on.year > 2026)
    ]
    cases = [one for one in Case.objects.all() if one.unit == bapas and one.closed_on is None]
    answers = {}
    for one in FollowUp.objects.order_by("month"):
        if one.done_on and one.done_on <= date(2026, 10, 31) and bapas in {one.case.unit, one.case.released_from}:
            answers[one.case_id] = one.answer
    answers = [one for one in answers.values() if one != "lost"]
    visits = [one for one in Visit.objects.all() if one.business in own and one.visited_on]
    lapsed = [
        one for one in Permit.objects.all() if one.business in still and one.valid_until and one.valid_until < today
    ]
    return {
        "accompanied": sum(one.released_on is not None for one in cases),
        "homecomings": sum(one.released_on is None for one in cases),
        "ventures_asked": len(answers),
        "ventures_alive": answers.count("alive"),
        "ventures": sum(one.kind == "venture" for one in formed),
        "groups": sum(one.kind == "group" for one in formed),
        "turnover": _lines(own, "4"),
        "result": _lines(own, "4568"),
        "members": sum(one.business in own and one.until_on is None for one in Membership.objects.all()),
        "owed": sum(amount for amount in _clearing(own).values() if amount > 0),
        "unsure": sum(one.amount for one in Payment.objects.all() if one.state == "reported" and not one.sale.voided_at),
        "on_shelves": sum(one.quantity for one in ConsignmentLine.objects.all()),
        "products": sum(one.business in own and one.stage in Product.FOR_SALE for one in Product.objects.all()),
        "visits": sum(f"{one.visited_on:%Y%m}" == "202610" for one in visits),
        "shared": 0,
        "follow_ups_late": sum(
            one.case in cases and not one.done_on and one.due_on < today for one in FollowUp.objects.all()
        ),
        "tasks_late": sum(one.case in cases and not one.done_on and one.due_on < today for one in Task.objects.all()),
        "loans_late": sum(
            one.kind == "loan" and not one.returned_on and one.return_due_on < today for one in Provision.objects.all()
        ),
        "promises_late": sum(
            one.visit.business in still and not one.done_on and one.due_on < today for one in VisitAction.objects.all()
        ),
        "unvisited": sum(
            not any(v.business == one and v.visited_on >= today - timedelta(days=30) for v in visits)
            for one in still if one.formed_on < today - timedelta(days=30)
        ),
        "permits_late": len(lapsed),
    }  # fmt: skip


def test_every_figure_of_every_board_agrees_with_the_rows_of_the_database(told):
    seen = set()
    with clock.fixed(LATER):
        for board, (viewer, uid, businesses) in _subjects(told).items():
            subject = queries.board_subject(viewer, board, uid, OCTOBER)
            by_hand = _by_hand(told, businesses)
            for one in queries.on_board(board, subject.scope, viewer):
                assert one.value == by_hand[one.figure.key], (board, one.figure.key)
                assert sum(row.amount for row in one.rows) == one.value or one.figure.key == "result"
                seen |= {one.figure.key} if one.value else set()
    assert seen >= {"accompanied", "turnover", "result", "members", "groups", "products", "tasks_late", "loans_late"}


def test_a_board_is_seen_at_once_and_every_number_opens(told, client, django_assert_max_num_queries):
    with clock.fixed(LATER):
        for board, (viewer, uid, _businesses) in _subjects(told).items():
            client.force_login(viewer)
            page = reverse("insight:board", args=[board, uid])
            home = client.get(reverse("web:home")).content.decode()
            assert page in home or board == "kelompok"
            with django_assert_max_num_queries(15):
                assert client.get(page).status_code == 200
            shown = client.get(page, {"bulan": "2026-10"}).content.decode()
            for key in rules.BOARDS[board].keys:
                behind = f"{page}{key}/"
                assert f"{behind}?bulan=2026-10" in shown, key
                opened = client.get(behind, {"bulan": "2026-10"})
                assert opened.status_code == 200
                assert str(boards.BOARD_FIGURES[key].meaning) in opened.content.decode()
            assert client.get(f"{page}nonsense/").status_code == 404


def test_joko_finds_no_board_and_the_mentor_sees_no_person_on_one(told, client):
    subjects = _subjects(told)
    client.force_login(told.world.joko)
    for board, (_viewer, uid, _businesses) in subjects.items():
        assert client.get(reverse("insight:board", args=[board, uid])).status_code == 404, board
        assert client.get(reverse("insight:behind-board", args=[board, uid, "turnover"])).status_code == 404
    assert client.get(reverse("insight:board", args=["nonsense", told["group"].uid])).status_code == 404
    client.force_login(told.world.rina)
    assert client.get(reverse("insight:board", args=["bapas", told.world.bapas.uid])).status_code == 404
    members = reverse("insight:behind-board", args=["kelompok", told["group"].uid, "members"])
    seen = [reverse("insight:board", args=[board, subjects[board][1]]) for board in ("pendamping", "kelompok")]
    shown = "".join(client.get(page).content.decode() for page in (*seen, members))
    people = Person.objects.exclude(placements__status="officer")
    assert not [one for one in people if one.name in shown or one.member_code in shown]


def test_every_figure_of_a_board_is_in_the_dictionary(client, world):
    client.force_login(world.rina)
    page = client.get(reverse("insight:dictionary")).content.decode()
    for board in rules.BOARDS.values():
        for figure in board.figures:
            assert f'id="{figure.key}"' in page
