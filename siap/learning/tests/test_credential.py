"""The credential of a certificate, read by a library that knows nothing of us and without network."""

import base64
import json
import subprocess
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given as examples
from hypothesis import settings, strategies

from scripts.setup import ORACLES
from siap.learning import services
from siap.learning.rules import credentials
from siap.learning.tests import given
from tests import oracles

READER = Path(oracles.__file__).with_name("badges.py")
PYTHON = ORACLES / "bin" / "python"


@pytest.fixture
def certificate(world):
    """Sari's."""
    return given.certified(world, world.sari)[0]


def _page(client, name, *args):
    answer = client.get(reverse(f"learning:{name}", args=args))
    assert answer.status_code == 200
    return answer


def _claims(token):
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def _read(client, certificate, change=lambda token: token):
    """What openbadgeslib says, given what anybody may fetch from us."""
    if not PYTHON.exists():
        oracles.say_missing("openbadgeslib")
        pytest.skip("no openbadgeslib")
    handed = {
        "token": change(_page(client, "credential", certificate.uid).text),
        "key": _page(client, "key").json(),
        "list": _page(client, "revoked", certificate.course.uid).text,
    }
    done = subprocess.run([str(PYTHON), str(READER)], input=json.dumps(handed), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_another_library_verifies_the_credential(client, certificate):
    assert _read(client, certificate) == {"issuer": given.ISSUER, "course": certificate.course.title, "hours": 40.0}


def test_a_certificate_taken_back_is_refused_by_its_list_and_by_no_other_bit(world, client):
    kept, lost = given.certified(world, world.sari, world.dewi)
    services.revoke(lost, because="Tertukar", by=world.budi)
    assert "'revocation' is set" in _read(client, lost)["refused"]
    assert "refused" not in _read(client, kept)


@pytest.mark.parametrize("part", [1, 2], ids=["what is said", "the signature"])
def test_one_bit_changed_is_refused(client, certificate, part):
    def change(token):
        parts = token.split(".")
        raw = bytearray(base64.urlsafe_b64decode(parts[part] + "=" * (-len(parts[part]) % 4)))
        raw[len(raw) // 2] ^= 1
        parts[part] = base64.urlsafe_b64encode(raw).decode().rstrip("=")
        return ".".join(parts)

    assert _read(client, certificate, change)["refused"] == "Invalid signature"


def test_the_credential_says_what_the_paper_says_and_nothing_of_custody(world, client, certificate):
    answer = _page(client, "credential", certificate.uid)
    assert answer["X-Robots-Tag"] == "noindex"
    said = json.dumps(_claims(answer.text), ensure_ascii=False)
    for word in ("Sari Melati", given.ISSUER, certificate.course.title, certificate.number):
        assert word in said
    for word in ("lapas", "rutan", "bapas", "lpp", "binaan", "narapidana", world.sari.member_code.lower()):
        assert word not in said.lower()


def test_issuer_list_and_credential_name_each_other(client, certificate):
    claims = _claims(_page(client, "credential", certificate.uid).text)
    listed = _claims(_page(client, "revoked", certificate.course.uid).text)
    issuer = client.get(claims["issuer"]["id"]).json()
    assert issuer["id"] == claims["iss"] == listed["iss"] == listed["issuer"]
    assert issuer["name"] == given.ISSUER
    assert claims["credentialStatus"]["statusListCredential"] == listed["id"]


def test_a_credential_names_the_office_by_its_own_name_wherever_one_came_in(client, certificate, settings):
    settings.ADDRESS = "https://siapusaha.contoh.id"
    claims = _claims(_page(client, "credential", certificate.uid).text)
    for address in (claims["id"], claims["issuer"]["id"], claims["credentialStatus"]["statusListCredential"]):
        assert address.startswith("https://siapusaha.contoh.id/belajar/")


def test_the_same_certificate_gives_the_same_token_in_any_language(client, certificate):
    first = _page(client, "credential", certificate.uid).text
    client.cookies["django_language"] = "en"
    assert _page(client, "credential", certificate.uid).text == first


def test_an_unknown_certificate_has_no_credential(client, world, certificate):
    assert client.get(reverse("learning:credential", args=[certificate.course.uid])).status_code == 404
    assert client.get(reverse("learning:revoked", args=[certificate.uid])).status_code == 404


def test_whoever_checks_a_certificate_finds_its_credential(client, certificate):
    page = _page(client, "check", certificate.uid)
    assert reverse("learning:credential", args=[certificate.uid]) in page.text


@settings(deadline=None)
@examples(strategies.sets(strategies.integers(0, 300_000), max_size=20))
def test_the_list_has_the_bits_of_its_places_and_grows_with_them(places):
    field = credentials.bits(places)
    assert len(field) * 8 >= credentials.LEAST_BITS
    assert int.from_bytes(field).bit_count() == len(places)
    assert all(field[place // 8] >> 7 - place % 8 & 1 for place in places)
