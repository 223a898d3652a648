"""TLS inside an office that has no public name: an authority of its own, which its devices are told to trust once.

Service worker, camera and secure cookies need TLS. The authority can vouch only for private networks and the names it
was made for (name constraints), so that a stolen key cannot pretend to be anybody's bank.
"""

import ipaddress
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from siap.core import clock

AUTHORITY_DAYS = 3650
SERVER_DAYS = 390  # phones refuse certificates that live longer than 398 days
RENEW_DAYS = 30
PRIVATE_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8")


@dataclass(frozen=True)
class Certificate:
    """A certificate chain and its key, as PEM files."""

    chain: Path
    key: Path


@dataclass(frozen=True)
class Authority:
    """The office's own authority. `file` is what a device is given to trust."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    file: Path

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in the pairs that phones and Windows show."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def local_names(host: str) -> list[str]:
    """What people in the office may type, best first: the given host or this machine's address, then its names."""
    first = _network_address() if host in ("0.0.0.0", "::", "") else host  # nosec B104 (compared, not bound)
    name = socket.gethostname().lower()
    return list(dict.fromkeys([first, name, f"{name}.local", "localhost", "127.0.0.1"]))


def _network_address() -> str:
    """This machine's address in its network. A datagram socket is connected, but nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def authority(folder: Path, names: Sequence[str]) -> Authority:
    """The authority kept in `folder`, made on first use. It may vouch for private networks and these names only."""
    file, key_file = folder / "authority.crt", folder / "authority.key"
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = ec.generate_private_key(ec.SECP256R1())
        _write_key(key_file, key)
        file.write_bytes(_authority_certificate(key, names).public_bytes(Encoding.PEM))
    return Authority(x509.load_pem_x509_certificate(file.read_bytes()), _read_key(key_file), file)


def server_certificate(issuer: Authority, names: Sequence[str]) -> Certificate:
    """A certificate for these names, issued anew when they change or it ends within `RENEW_DAYS`."""
    folder = issuer.file.parent
    kept = Certificate(folder / "server.crt", folder / "server.key")
    if not _is_good(kept, issuer, names):
        key = ec.generate_private_key(ec.SECP256R1())
        _write_key(kept.key, key)
        issued = _server_certificate(issuer, key.public_key(), names)
        kept.chain.write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in (issued, issuer.certificate)))
    return kept


def _is_good(kept: Certificate, issuer: Authority, names: Sequence[str]) -> bool:
    if not kept.chain.exists():
        return False
    certificate = x509.load_pem_x509_certificate(kept.chain.read_bytes())
    covered = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    lives = certificate.not_valid_after_utc - clock.now() > timedelta(days=RENEW_DAYS)
    return lives and certificate.issuer == issuer.certificate.subject and list(covered) == _general_names(names)


def _authority_certificate(key: ec.EllipticCurvePrivateKey, names: Sequence[str]) -> x509.Certificate:
    """Its name carries a random number: a device may know an older authority of the same office."""
    name = _name(f"Siap Usaha {os.urandom(3).hex()}")
    networks = [x509.IPAddress(ipaddress.ip_network(network)) for network in PRIVATE_NETWORKS]
    words = [one for one in _general_names(names) if isinstance(one, x509.DNSName)]
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        _builder(name, name, key.public_key(), AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints([*words, *networks], None), critical=True)
        .sign(key, hashes.SHA256())
    )


def _server_certificate(issuer: Authority, key: ec.EllipticCurvePublicKey, names: Sequence[str]) -> x509.Certificate:
    own = issuer.key.public_key()
    return (
        _builder(_name(names[0]), issuer.certificate.subject, key, SERVER_DAYS)
        .add_extension(x509.SubjectAlternativeName(_general_names(names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own), critical=False)
        .sign(issuer.key, hashes.SHA256())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, days: int
) -> x509.CertificateBuilder:
    now = clock.now()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # a device's clock may be behind
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _general_names(names: Sequence[str]) -> list[x509.GeneralName]:
    """Addresses as addresses, words as words: browsers look for them in different places."""
    return [_general_name(name) for name in names]


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def _read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key
