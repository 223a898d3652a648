"""The hygiene list, the level that its findings make, and the gate that hangs on it."""

import pytest
from django.test import Client
from django.urls import reverse

from siap.business.tests import given as business
from siap.core import proofs
from siap.core.ids import new_uid
from siap.workshop import queries, rules, services
from siap.workshop.models import HygieneAudit
from siap.workshop.tests import given
from tests.world import TODAY, World


@pytest.mark.parametrize(
    ("findings", "level"),
    [((0, 0, 0, 0), 1), ((1, 1, 0, 0), 1), ((0, 2, 0, 0), 2), ((1, 3, 0, 0), 2), ((0, 4, 0, 0), 3), ((0, 0, 1, 0), 3),
     ((0, 0, 4, 0), 3), ((0, 0, 5, 0), 4), ((0, 0, 0, 1), 4)],
)  # fmt: skip
def test_the_findings_make_a_level(findings: tuple[int, int, int, int], level: int) -> None:
    assert rules.Findings(*findings).level == level
    assert rules.passes_hygiene(level) == (level <= 2)


def test_a_bad_place_closes_the_gate_until_it_is_better(client: Client, world: World) -> None:
    product = given.product(world, business.group(world))
    critical = next(p.number for group in rules.HYGIENE for p in group.points if p.weight == "KR")
    letter = next(group.letter for group in rules.HYGIENE if any(p.number == critical for p in group.points))
    page = reverse("workshop:hygiene", args=[product.business.uid])
    client.force_login(world.joko)
    assert client.post(page).status_code == 404
    client.force_login(world.budi)
    sent = {"uid": new_uid(), "audited_on": TODAY, f"group_{letter}": [critical], "to_do": "Ganti wajan"}
    for _ in range(2):
        client.post(page, sent)
    assert HygieneAudit.objects.get().level == 4
    assert "level IV" in " ".join(queries.gate(product, TODAY).lacks)
    assert "Ganti wajan" in client.get(page).content.decode()
    services.audit_hygiene(new_uid(), product.business, [], audited_on=TODAY, by=world.budi)
    assert queries.gate(product, TODAY).is_open
    assert not [found.offender for one, found in proofs.run() if one.key == "hygiene" and found.offender]
