"""The office's own authority: devices that trust it can verify the server, and it cannot vouch for strangers."""

import ipaddress
import ssl
import stat
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from siap.core import clock
from siap.web import tls, trust

NAMES = ["kanwil.local", "localhost", "192.168.1.20"]


def verify(authority, certificate, name):
    try:
        subject = x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        subject = x509.DNSName(name)
    leaf = x509.load_pem_x509_certificate(certificate.chain.read_bytes())
    policy = PolicyBuilder().store(Store([authority.certificate])).time(clock.now().replace(tzinfo=None))
    policy.build_server_verifier(subject).verify(leaf, [])


@pytest.mark.parametrize("name", NAMES)
def test_a_device_that_trusts_the_authority_accepts_the_server_under_each_name(tmp_path, name):
    authority = tls.authority(tmp_path, NAMES)
    verify(authority, tls.server_certificate(authority, NAMES), name)


def test_the_authority_cannot_vouch_for_a_bank(tmp_path):
    authority = tls.authority(tmp_path, NAMES)
    certificate = tls.server_certificate(authority, ["bank.example"])
    with pytest.raises(VerificationError):
        verify(authority, certificate, "bank.example")


def test_the_server_can_load_what_was_made(tmp_path):
    certificate = tls.server_certificate(tls.authority(tmp_path, NAMES), NAMES)
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate.chain, certificate.key)
    assert certificate.key.read_text().startswith("-----BEGIN PRIVATE KEY-----")  # PKCS#8, the only form granian reads


def test_keys_are_readable_by_their_owner_only(tmp_path):
    tls.server_certificate(tls.authority(tmp_path / "tls", NAMES), NAMES)
    modes = {stat.S_IMODE(key.stat().st_mode) for key in (tmp_path / "tls").glob("*.key")}
    assert modes == {0o600}


def test_the_authority_is_made_once_and_the_certificate_only_when_it_must_be(tmp_path):
    first = tls.authority(tmp_path, NAMES)
    chain = tls.server_certificate(first, NAMES).chain.read_bytes()
    again = tls.authority(tmp_path, NAMES)
    assert again.fingerprint == first.fingerprint
    assert tls.server_certificate(again, NAMES).chain.read_bytes() == chain
    assert tls.server_certificate(again, [*NAMES, "10.0.0.7"]).chain.read_bytes() != chain


def test_a_certificate_near_its_end_is_renewed(tmp_path):
    authority = tls.authority(tmp_path, NAMES)
    chain = tls.server_certificate(authority, NAMES).chain.read_bytes()
    with clock.fixed(clock.now() + timedelta(days=tls.SERVER_DAYS - tls.RENEW_DAYS + 1)):
        assert tls.server_certificate(authority, NAMES).chain.read_bytes() != chain


def test_this_machine_knows_what_people_may_type():
    assert "localhost" in tls.local_names("0.0.0.0")
    assert ipaddress.ip_address(tls.local_names("0.0.0.0")[0]).packed != bytes(4)
    assert tls.local_names("192.168.1.20")[0] == "192.168.1.20"


def test_the_trust_sheet_shows_address_and_fingerprint(tmp_path):
    authority = tls.authority(tmp_path, NAMES)
    path = trust.write_sheet(authority, "https://kanwil.local:8443/")
    assert path.read_bytes().startswith(b"%PDF-")
    told = dict(trust.sheet(authority, "https://kanwil.local:8443/")["facts"])
    assert told["Alamat"] == "https://kanwil.local:8443/"
    assert trust.in_two_lines(authority.fingerprint) in told.values()
