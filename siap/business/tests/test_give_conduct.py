"""Pieces beside the hours, an excused day, and conduct with its paper."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from siap.business import queries, rules, services
from siap.business.models import Conduct, HoursSheet
from siap.business.tests import given
from siap.core import proofs
from siap.core.ids import new_uid
from siap.programme import rules as terms
from siap.programme import services as programme
from tests.world import TODAY

MONDAY = date(2026, 10, 5)


def weigh(world, weights="merit", **said):
    return programme.agree_terms(
        world.programme.agreement,
        replace(terms.KARYA_NARAPIDANA, weights=weights, **said),
        valid_from=date(2026, 1, 1),
        by=world.manager,
    )


@pytest.fixture
def group(world):
    return given.group(world)


def holds():
    return [finding.offender for _one, finding in proofs.run() if finding.offender] == []


def judge(world, group, percent=90, *, on=MONDAY, evidence="BA 12/2026", uid=None):
    return services.give_conduct(
        uid or new_uid(), group, world.sari, percent, from_on=on, evidence=evidence, by=world.budi
    )


class TestPieces:
    def record(self, world, group, **said):
        return services.record_hours(
            new_uid(), group, MONDAY, {world.sari.pk: 450, world.dewi.pk: 60}, by=world.budi, **said
        )

    def test_they_stand_beside_the_hours_and_are_proved(self, world, group):
        self.record(world, group, pieces={world.sari.pk: 40}, excused=[world.tono.pk])
        work = queries.work_between(group, MONDAY, MONDAY)
        assert work[world.sari.pk] == queries.Work(minutes=450, days=1, present=1, pieces=40)
        assert work[world.tono.pk] == queries.Work(minutes=0, days=0, present=1, pieces=0)
        assert holds()

    def test_a_stroke_in_the_database_is_found(self, world, group):
        sheet = self.record(world, group, pieces={world.sari.pk: 40})
        sheet.times.filter(person=world.sari).update(pieces=41)
        assert not holds()

    @pytest.mark.parametrize(
        ("pieces", "refusal"), [({"tono": 1}, rules.PiecesWithoutHours), ({"sari": 10_001}, rules.TooManyPieces)]
    )
    def test_what_cannot_be_is_a_sentence_and_nothing_is_written(self, world, group, pieces, refusal):
        with pytest.raises(refusal):
            self.record(world, group, pieces={getattr(world, name).pk: made for name, made in pieces.items()})
        assert not HoursSheet.objects.exists()

    def test_an_excuse_of_somebody_who_worked_is_none(self, world, group):
        sheet = self.record(world, group, excused=[world.sari.pk])
        assert not sheet.times.get(person=world.sari).is_excused

    def test_a_correction_keeps_its_trace_with_the_pieces(self, world, group):
        sheet = self.record(world, group, pieces={world.sari.pk: 40})
        services.correct_hours(
            new_uid(), sheet, {world.sari.pk: 450}, pieces={world.sari.pk: 44}, because="Salah baca", by=world.budi
        )
        assert queries.work_between(group, MONDAY, MONDAY)[world.sari.pk].pieces == 44
        assert sheet.times.get(person=world.sari).pieces == 40
        assert holds()


class TestKeyingIn:
    def field(self, person):
        return f"h_{MONDAY.isoformat()}_{person.uid.hex}"

    def test_hours_and_pieces_in_one_cell_and_an_i_for_the_excused(self, world, group, client):
        weigh(world)
        client.force_login(world.budi)
        page = f"{reverse('business:hours-week', args=[group.uid])}?week=2026-10-05"
        assert "7,5/40" in client.get(page).text
        client.post(page, {"uid": new_uid(), self.field(world.sari): "7,5/40", self.field(world.tono): "i"})
        sheet = HoursSheet.objects.get()
        assert list(sheet.times.order_by("person").values_list("minutes", "pieces", "is_excused")) == [
            (450, 40, False), (0, 0, True),
        ]  # fmt: skip
        correct = client.get(reverse("business:correct", args=[sheet.uid])).text
        assert 'value="7:30/40"' in correct
        assert 'value="i"' in correct
        assert "izin" in client.get(reverse("business:sheet", args=[sheet.uid])).text

    @pytest.mark.parametrize(
        ("typed", "says"),
        [("7,5/x", "angka"), ("/40", "jam kerjanya kosong"), ("8/20000", "10.000"), ("13/4", "paling banyak 12 jam")],
    )
    def test_a_wrong_cell_is_answered_and_nothing_typed_is_lost(self, world, group, client, typed, says):
        weigh(world, "pieces")
        client.force_login(world.budi)
        page = f"{reverse('business:hours-day', args=[group.uid])}?day=2026-10-05"
        answer = client.post(page, {"uid": new_uid(), self.field(world.sari): typed})
        assert answer.status_code == 422
        assert says in answer.text
        assert f'value="{typed}"' in answer.text
        assert not HoursSheet.objects.exists()

    def test_where_pieces_do_not_count_nobody_is_asked_for_them(self, world, group, client):
        client.force_login(world.budi)
        page = f"{reverse('business:hours-day', args=[group.uid])}?day=2026-10-05"
        assert "7,5/40" not in client.get(page).text
        assert client.post(page, {"uid": new_uid(), self.field(world.sari): "i"}).status_code == 422

    def test_the_paper_asks_for_what_the_screen_asks(self, world, group, client):
        weigh(world, "pieces")
        client.force_login(world.budi)
        paper = client.get(f"{reverse('business:hours-print', args=[group.uid])}?week=2026-10-05").text
        assert "7,5/40" in paper
        assert '<span class="of">/</span>' in paper


class TestConduct:
    def test_it_counts_from_its_day_on_and_the_old_one_stays(self, world, group):
        weigh(world)
        judge(world, group)
        judge(world, group, 100, on=TODAY, evidence="")
        assert queries.conduct_on(group, date(2026, 10, 31))[world.sari.pk].percent == 90
        assert queries.conduct_on(group, TODAY)[world.sari.pk].percent == 100
        assert queries.conduct_on(group, date(2026, 10, 4)) == {}
        assert Conduct.objects.count() == 2
        assert holds()

    def test_sent_twice_it_is_there_once(self, world, group):
        weigh(world)
        uid = new_uid()
        assert judge(world, group, uid=uid) == judge(world, group, uid=uid)

    @pytest.mark.parametrize(
        ("said", "refusal"),
        [
            ({"percent": 79}, rules.ConductOutOfRange),
            ({"percent": 101}, rules.ConductOutOfRange),
            ({"evidence": " "}, rules.EvidenceMissing),
            ({"on": date(2026, 11, 3)}, rules.InTheFuture),
            ({"on": date(2026, 8, 31)}, rules.NotAMember),
        ],
    )
    def test_what_is_not_fair_is_refused(self, world, group, said, refusal):
        weigh(world)
        with pytest.raises(refusal):
            judge(world, group, **said)
        assert not Conduct.objects.exists()

    def test_where_the_terms_do_not_weigh_it_there_is_none(self, world, group):
        with pytest.raises(rules.ConductNotWeighed):
            judge(world, group)

    def test_a_percentage_changed_by_hand_is_found(self, world, group):
        weigh(world)
        judge(world, group)
        Conduct.objects.update(percent=100)
        assert not holds()

    def test_the_screen_asks_that_it_is_for_no_forbidden_reason(self, world, group, client):
        weigh(world)
        client.force_login(world.budi)
        page = reverse("business:give-conduct", args=[group.uid, world.sari.uid])
        told = {"uid": new_uid(), "percent": "90", "from_on": "05/10/2026", "evidence": "BA 12/2026"}
        refused = client.post(page, told)
        assert refused.status_code == 422
        assert "tidak pernah menurunkan" in refused.text
        client.post(page, {**told, "fair": "on"})
        assert Conduct.objects.get().percent == 90
        listed = client.get(reverse("business:conduct", args=[group.uid])).text
        assert "90 %" in listed
        assert "BA 12/2026" in listed

    def test_the_cooperative_never_sees_it(self, world, group, client):
        client.force_login(world.rina)
        assert client.get(reverse("business:conduct", args=[group.uid])).status_code == 403
