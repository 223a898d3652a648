"""Certificates that a machine reads: Open Badges 3.0 as a signed token, and the list of those taken back.

A token is the credential itself with the claims of a JWT beside it (Open Badges 3.0, §8.2.4.1), signed RS256: the one
algorithm that every reader of badges must know (§8.2.1). The list is a Bitstring Status List (W3C, 1.0). Whoever holds
token, list and key needs no network and nothing of ours to verify.
"""

import base64
import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
LEAST_BITS = 131_072
"""A shorter list would tell whose bit is looked up (Bitstring Status List, §6.1)."""

Document = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """In whose name a course is certified, and where it publishes what a reader needs."""

    address: str
    name: str
    revoked_at: str
    """The address of the list of what was taken back."""

    def profile(self) -> Document:
        """Who it is, as a badge says it."""
        return {"id": self.address, "type": ["Profile"], "name": self.name}


@dataclass(frozen=True, kw_only=True)
class Award:
    """What a certificate says, and no more: no unit, no decree, no custody."""

    address: str
    place: int
    """Its bit in the list."""
    holder: str
    course: str
    title: str
    lesson_hours: int
    number: str
    since: datetime


def credential(award: Award, issuer: Issuer) -> Document:
    """The badge of one certificate. Its words are the paper's, whoever reads it: a signature covers them."""
    moment = int(award.since.timestamp())
    return {
        "@context": CONTEXT,
        "id": award.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.title,
        "issuer": issuer.profile(),
        "validFrom": award.since.isoformat(),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "identityHash": award.holder, "identityType": "name", "hashed": False}
            ],
            "creditsEarned": award.lesson_hours,
            "licenseNumber": award.number,
            "achievement": {
                "id": f"urn:uuid:{award.course}",
                "type": ["Achievement"],
                "achievementType": "Course",
                "name": award.title,
                "description": f"Pelatihan {award.lesson_hours} jam pelajaran, masing-masing 45 menit.",
                "creditsAvailable": award.lesson_hours,
                "criteria": {"narrative": "Mengikuti pelatihan dan lulus penilaian akhirnya."},
            },
        },
        "credentialStatus": {
            "id": f"{issuer.revoked_at}#{award.place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(award.place),
            "statusListCredential": issuer.revoked_at,
        },
        "iss": issuer.address,
        "jti": award.address,
        "nbf": moment,
    }


def status_list(issuer: Issuer, revoked: Iterable[int], now: datetime) -> Document:
    """The list of an issuer: a bit for each certificate, set for those taken back."""
    return {
        "@context": CONTEXT[:1],
        "id": issuer.revoked_at,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.address,
        "validFrom": now.isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{issuer.revoked_at}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + _base64url(gzip.compress(bits(revoked), mtime=0)),
        },
        "iss": issuer.address,
        "sub": f"{issuer.revoked_at}#list",
        "jti": issuer.revoked_at,
        "nbf": int(now.timestamp()),
    }


def bits(places: Iterable[int]) -> bytes:
    """A bit for every place, the first one leftmost; twice as long whenever the last place would not fit."""
    wanted = set(places)
    length = LEAST_BITS
    while wanted and max(wanted) >= length:
        length *= 2
    field = bytearray(length // 8)
    for place in wanted:
        field[place // 8] |= 0x80 >> place % 8
    return bytes(field)


def signed(document: Document, key: RSAPrivateKey, key_address: str) -> str:
    """A document as a token; where its key is published stands in its head."""
    head = {"alg": "RS256", "typ": "JWT", "kid": key_address}
    body = ".".join(_base64url(json.dumps(part, ensure_ascii=False).encode()) for part in (head, document))
    return f"{body}.{_base64url(key.sign(body.encode(), PKCS1v15(), SHA256()))}"


def published(key: RSAPublicKey, key_address: str) -> Document:
    """A key as a JWK (RFC 7517)."""
    numbers = key.public_numbers()
    return {
        "kty": "RSA",
        "use": "sig",
        "alg": "RS256",
        "kid": key_address,
        "n": _base64url(numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8)),
        "e": _base64url(numbers.e.to_bytes((numbers.e.bit_length() + 7) // 8)),
    }


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
