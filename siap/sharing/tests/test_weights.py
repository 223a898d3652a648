"""Divided by what each made, or by presence × output × conduct: to the last rupiah, and in a sentence anybody can check."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as cases
from hypothesis import strategies as st

from siap.business import services as business
from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.programme import rules as terms
from siap.programme import services as programme
from siap.sharing import queries, rules, services
from siap.sharing.queries.lines import Did
from siap.sharing.services import shares
from siap.sharing.tests import given

PIECES = {"sari": 30, "dewi": 20, "tono": 0}


def agree(world, weights):
    told = replace(terms.KARYA_NARAPIDANA, weights=weights)
    return programme.agree_terms(world.programme.agreement, told, valid_from=date(2026, 1, 1), by=world.manager)


def october(world, pieces=PIECES, excused=()):
    """The given October, its sheets corrected to say what each made every day."""
    group = given.october(world)
    for sheet in group.hours_sheets.filter(replaced_at=None):
        minutes = {one.person_id: one.minutes for one in sheet.times.all()}
        away = [getattr(world, name).pk for name in excused]
        business.correct_hours(
            new_uid(), sheet, {pk: 0 if pk in away else length for pk, length in minutes.items()},
            pieces={getattr(world, name).pk: made for name, made in pieces.items()}, excused=away, because="Barangnya",
            by=world.budi,
        )  # fmt: skip
    return group


def sheet_of(group):
    return queries.working(group, given.OCTOBER, given.OCTOBER)


def amounts(sheet):
    return {line.person.workshop_name: line.amount for line in sheet.members}


class TestPieces:
    def test_the_part_follows_what_each_made(self, world):
        """50,001 by 150 and 100 pieces; who made nothing gets nothing and is named."""
        agree(world, "pieces")
        sheet = sheet_of(october(world))
        assert amounts(sheet) == {"Sari": 30_001, "Dewi": 20_000, "Tono": 0}
        assert sheet.members[0].why == "Membuat 150 barang baik dari 250 barang seluruh anggota: 60 %."
        assert any("tidak punya barang jadi" in said for said in sheet.warnings)

    def test_the_slip_says_so(self, world):
        agree(world, "pieces")
        group = october(world)
        share = services.prepare_share(new_uid(), group, given.OCTOBER, given.OCTOBER, by=world.budi)
        services.approve_share(share, by=world.head)
        slip = share.slips.get(person=world.dewi)
        assert (slip.pieces, slip.weight, slip.amount) == (100, 100, 20_000)
        parts = {part.kind: part for part in share.parts.all()}
        assert queries.explain(slip, parts, 250, 3, "Dewi").work == (
            "Anda membuat 100 barang baik. Semua anggota bersama membuat 250 barang baik. Anda mendapat 40 % dari Rp50.001."
        )
        assert [f.offender for _one, f in proofs.run() if f.offender] == []

    def test_nobody_s_pieces_are_a_sentence_and_nothing_is_written(self, world):
        agree(world, "pieces")
        group = given.october(world)
        with pytest.raises(rules.NobodyMade):
            services.prepare_share(new_uid(), group, given.OCTOBER, given.OCTOBER, by=world.budi)
        assert not group.shares.exists()


class TestMerit:
    def judge(self, world, group, name, percent):
        with clock.fixed(clock.at(date(2026, 10, 31))):
            business.give_conduct(
                new_uid(),
                group,
                getattr(world, name),
                percent,
                from_on=date(2026, 10, 20),
                evidence="BA 1",
                by=world.budi,
            )

    def test_presence_output_and_conduct_are_multiplied(self, world):
        """Sari 5 days × 150 × 80, Dewi 5 × 100 × 100: 60,000 to 50,000 of 50,001."""
        agree(world, "merit")
        group = october(world)
        self.judge(world, group, "sari", 80)
        sheet = sheet_of(group)
        assert amounts(sheet) == {"Sari": 27_273, "Dewi": 22_728, "Tono": 0}
        assert (
            sheet.members[0].why
            == "Hadir 5 hari × 150 barang baik × kelakuan 80 %: 54,5 % dari hitungan semua anggota."
        )

    def test_an_excused_day_is_a_day_present(self, world):
        agree(world, "merit")
        group = october(world, {"sari": 30, "dewi": 20, "tono": 0}, excused=["tono"])
        did = {line.person.workshop_name: line.did for line in sheet_of(group).members}
        assert did["Tono"] == Did(minutes=0, present=5, pieces=0, conduct=100)

    def test_conduct_given_after_the_sheet_was_prepared_stops_its_approval(self, world):
        agree(world, "merit")
        group = october(world)
        share = services.prepare_share(new_uid(), group, given.OCTOBER, given.OCTOBER, by=world.budi)
        self.judge(world, group, "sari", 80)
        with pytest.raises(shares.FiguresChanged):
            services.approve_share(share, by=world.head)

    def test_the_slip_says_all_three(self, world):
        agree(world, "merit")
        group = october(world)
        self.judge(world, group, "sari", 80)
        share = services.prepare_share(new_uid(), group, given.OCTOBER, given.OCTOBER, by=world.budi)
        slip = share.slips.get(person=world.sari)
        said = queries.explain(slip, {part.kind: part for part in share.parts.all()}, 110_000, 3, "Sari").work
        assert "Anda hadir 5 hari (izin dihitung hadir), membuat 150 barang baik, dan nilai kelakuan Anda 80 %." in said


did = st.builds(Did, st.integers(0, 9_000), st.integers(0, 31), st.integers(0, 10_000), st.integers(80, 100))
people = st.dictionaries(st.sampled_from("abcdef"), did, min_size=1)
base = st.integers(0, 10**12)


def divided(amount, done):
    return terms.split(amount, {who: one.merit for who, one in done.items()})


@cases(base, people.filter(lambda all_of_them: any(one.merit for one in all_of_them.values())), st.data())
def test_doing_more_never_gives_less_money(amount, done, data):
    """A day more, a piece more, a percent more: his own part does not fall, whatever the others did."""
    who = data.draw(st.sampled_from(sorted(done)))
    more = {
        "present": done[who].present + data.draw(st.integers(0, 5)),
        "pieces": done[who].pieces + data.draw(st.integers(0, 500)),
        "conduct": min(100, done[who].conduct + data.draw(st.integers(0, 20))),
    }
    assert divided(amount, {**done, who: replace(done[who], **more)})[who] >= divided(amount, done)[who]


@cases(base, people.filter(lambda all_of_them: any(one.merit for one in all_of_them.values())), st.randoms())
def test_the_order_of_the_members_does_not_matter(amount, done, random):
    shuffled = list(done.items())
    random.shuffle(shuffled)
    assert divided(amount, dict(shuffled)) == divided(amount, done)


@cases(base, base, st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 10_000), min_size=1))
def test_by_pieces_two_months_alike_shared_apart_or_together_differ_by_rounding_alone(first, second, pieces):
    apart = {who: terms.split(first, pieces)[who] + terms.split(second, pieces)[who] for who in pieces}
    together = terms.split(first + second, {who: 2 * made for who, made in pieces.items()})
    assert all(abs(apart[who] - together[who]) <= 2 for who in pieces)
    assert sum(apart.values()) == sum(together.values())
