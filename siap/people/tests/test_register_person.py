"""Registering: who comes in, and who does not."""

from datetime import date

import pytest

from siap.core.ids import new_uid
from siap.people import queries, services
from siap.people.models import Identifier, Person, Placement
from tests.world import TODAY, World


def register(world: World, **changes: object) -> Person:
    details = {
        "name": "Umi Contoh", "workshop_name": "Umi", "sex": "f", "born_on": date(1995, 3, 4), "unit": world.palu,
        "status": "convict", "register_number": "B.I 555/2026", "since": TODAY, "by": world.budi,
    }  # fmt: skip
    return services.register_person(**(details | changes))


def test_a_person_stands_in_one_place_with_a_member_code(world):
    umi = register(world, expected_release_on=date(2027, 5, 1))
    here = queries.current_placement(umi)
    assert umi.member_code.startswith("SU-")
    assert (here.unit, here.status, here.from_on) == (world.palu, "convict", TODAY)
    assert here.expected_release_on == date(2027, 5, 1)


def test_a_register_number_is_not_readable_in_the_database(world):
    umi = register(world)
    stored = Identifier.objects.filter(person=umi).extra(select={"raw": "value"}).values_list("raw", "index").get()
    assert "555" not in "".join(stored)
    assert umi.identifiers.get().value == "B.I 555/2026"


def test_sending_the_form_twice_makes_one_person(world):
    uid = new_uid()
    assert register(world, uid=uid) == register(world, uid=uid)
    assert Person.objects.filter(name="Umi Contoh").count() == 1


@pytest.mark.parametrize("spelling", ["B.I 555/2026", "b.i555/2026", " B.I  555 / 2026 "])
def test_a_twin_is_found_however_the_number_is_spelled(world, spelling):
    umi = register(world)
    with pytest.raises(services.AlreadyRegistered) as refusal:
        register(world, name="Umi Lain", register_number=spelling)
    assert umi.member_code in str(refusal.value)
    assert refusal.value.field == "register_number"
    assert not Person.objects.filter(name="Umi Lain").exists()


def test_the_same_number_with_another_birth_date_is_somebody_else(world):
    assert register(world) != register(world, born_on=date(1990, 1, 1))


def test_a_refusal_leaves_no_gap_in_the_member_codes(world):
    first = register(world)
    with pytest.raises(services.AlreadyRegistered):
        register(world)
    second = register(world, register_number="B.I 556/2026")
    assert int(second.member_code[3:]) == int(first.member_code[3:]) + 1


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"born_on": date(2008, 11, 3)}, services.TooYoung, "born_on"),  # eighteen tomorrow
        ({"born_on": date(1900, 1, 1)}, services.BornImpossiblyLongAgo, "born_on"),
        ({"since": date(2026, 11, 3)}, services.DatesOutOfOrder, "since"),
        ({"since": date(1995, 1, 1)}, services.DatesOutOfOrder, "on"),
        ({"expected_release_on": date(2026, 11, 1)}, services.DatesOutOfOrder, "expected_release_on"),
        (
            {"status": "detainee", "expected_release_on": date(2027, 1, 1)},
            services.NoReleaseDate,
            "expected_release_on",
        ),
        ({"status": "officer", "expected_release_on": date(2027, 1, 1)}, services.NoReleaseDate, "expected_release_on"),
        ({"status": "client"}, services.WrongUnit, "status"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(world, changes, refusal, field):
    before = (Person.objects.count(), Placement.objects.count())
    with pytest.raises(refusal) as refused:
        register(world, **changes)
    assert refused.value.field == field
    assert (Person.objects.count(), Placement.objects.count()) == before


def test_an_inmate_is_never_entered_at_a_bapas(world):
    with pytest.raises(services.WrongUnit):
        register(world, unit=world.bapas)


def test_somebody_is_eighteen_on_his_birthday(world):
    assert register(world, born_on=date(2008, 11, 2)).pk


class TestNoteNumber:
    def test_a_new_register_number_ends_the_old_one(self, world):
        services.note_number(world.sari, "register", "B.I 9/2026", by=world.budi)
        numbers = dict(world.sari.identifiers.values_list("until_on", "from_on"))
        assert numbers == {TODAY: date(2025, 3, 1), None: TODAY}

    def test_the_same_number_again_changes_nothing(self, world):
        before = world.sari.identifiers.get()
        assert services.note_number(world.sari, "register", "b.i 101 / 2025", by=world.budi) == before
        assert world.sari.identifiers.count() == 1

    @pytest.mark.parametrize("nik", ["123", "720100000000000A", "72010000000000012"])
    def test_a_nik_has_sixteen_digits(self, world, nik):
        with pytest.raises(services.WrongNumber):
            services.note_number(world.sari, "nik", nik, by=world.budi)
        assert not world.sari.identifiers.filter(kind="nik").exists()
