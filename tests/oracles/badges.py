"""Run by openbadgeslib's own Python, without network: does it believe this credential, under this key and this list?

Reads `{"token", "key", "list"}` as JSON from its input and writes what it read, or why it refuses, as JSON.
"""

import json
import sys

from jwt import PyJWK
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier


def main() -> None:
    """Verify what was handed in."""
    given = json.load(sys.stdin)
    verifier = OB3Verifier(pubkey_pem=PyJWK(given["key"]).key)
    try:
        read = verifier.verify(given["token"], check_status=True, download=lambda _address: given["list"].encode())
        course = read.achievement
        answer = {"issuer": read.issuer.name, "course": course.name, "hours": course.credits_available}
    except OB3VerificationError as refused:
        answer = {"refused": str(refused)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
