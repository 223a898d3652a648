"""The data annex of an agreement and the impact assessment print from what the system knows."""

from django.urls import reverse

from siap.people.processing import RISKS, USES
from siap.people.views.statements import impact_sheet
from siap.programme.views.keeping import annex_sheet


def test_the_annex_names_controller_and_processor_and_every_use(client, world):
    told = annex_sheet(world.programme.agreement)
    assert ["Pengendali data", "Kantor Wilayah Ditjenpas Sulawesi Tengah"] in told["facts"]
    assert ["Prosesor data", "Koperasi Farmtisan Lestari Berjaya"] in told["facts"]
    assert len(told["sections"][0]["rows"]) == len(USES)
    client.force_login(world.manager)
    page = reverse("programme:data-annex", args=[world.programme.agreement.uid])
    assert client.get(page).content.startswith(b"%PDF")


def test_the_assessment_tells_every_risk_with_its_measure_and_no_name(client, world):
    told = impact_sheet()
    assert len(told["sections"][2]["rows"]) == len(RISKS)
    assert not any(name in str(told) for name in ("Sari Melati", "Dewi Kartika"))
    client.force_login(world.user("auditor"))
    assert client.get(reverse("people:impact-paper")).content.startswith(b"%PDF")
    client.force_login(world.budi)
    assert client.get(reverse("people:impact-paper")).status_code == 403
