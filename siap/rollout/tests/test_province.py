"""The province's map: every unit in its town, and none left out."""

from dataclasses import dataclass

from django.urls import reverse

from siap.rollout import province
from siap.rollout.tests import given


@dataclass(frozen=True)
class Here:
    place: str
    is_late: bool = False


def test_units_of_a_town_stand_together_and_an_unknown_town_is_named_beside_the_map():
    found = province.drawn([Here("Palu"), Here("Toli-Toli", True), Here("PALU"), Here("Atlantis")])
    assert [(point.town, len(point.here), point.is_late) for point in found.points] == [
        ("Toli-Toli", 1, True),
        ("Palu", 2, False),
    ]
    assert [one.place for one in found.elsewhere] == ["Atlantis"]


def test_the_view_holds_every_point():
    found = province.drawn([Here(town) for town in province.TOWNS])
    left, top, wide, high = map(int, found.view.split())
    assert all(left < point.x < left + wide and top < point.y < top + high for point in found.points)


def test_the_board_shows_the_map_with_the_stage_in_words(client, world):
    given.at_stage(world, world.palu, "officers")
    client.force_login(world.manager)
    shown = client.get(reverse("rollout:board")).content.decode()
    assert 'role="img" aria-label="Peta Sulawesi Tengah' in shown
    assert f"{world.palu.short_name}</a>: Petugas" in shown
