"""Keys live in a folder of their own, outside the database and outside every backup.

A key that is missing is made on first use, readable by its owner only. Copy the folder to a safe place: without it
encrypted fields cannot be read, and chain heads cannot be signed by the same hand.
"""

import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key


def _kept(path: Path, make: bytes) -> bytes:
    """The bytes of `path`; when it is not there yet, `make` is put there, and whoever came first wins.

    The file appears whole (a link to a finished draft), because a second process may read it at any moment.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent) as draft, suppress(FileExistsError):  # 0600 from the first moment
            draft.write(make)
            draft.flush()
            os.link(draft.name, path)
    return path.read_bytes()


@cache
def secret(folder: Path, name: str) -> str:
    """A random secret of 64 hexadecimal digits, kept in `folder/name.key`."""
    return _kept(folder / f"{name}.key", secrets.token_hex(32).encode()).decode().strip()


def current(folder: Path, series: str, first: str) -> str:
    """The id of the key of a series that new text is put under: `first` until another was begun."""
    try:
        return (folder / f"{series}.current").read_text().strip()
    except FileNotFoundError:
        return first


def begin(folder: Path, series: str, key_id: str) -> None:
    """From now on, in every process, new text of a series goes under this key. The key is there before anybody is told."""
    secret(folder, f"{series}-{key_id}")
    with NamedTemporaryFile(dir=folder, delete=False) as draft:
        draft.write(key_id.encode())
        draft.flush()
        os.fsync(draft.fileno())
    os.replace(draft.name, folder / f"{series}.current")


@cache
def signer(folder: Path) -> Ed25519PrivateKey:
    """The office's signing key for chain heads."""
    made = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(_kept(folder / "sign.key", made.hex().encode()).decode()))


@cache
def credential_signer(folder: Path) -> RSAPrivateKey:
    """The key under certificates that machines read: RSA, because that is the one kind every reader of badges must know.

    One of its own, so that what readers ask of it never touches the key of the chain.
    """
    path = folder / "credential.key"
    made = b""
    if not path.exists():  # making one takes a moment
        key = generate_private_key(65537, 2048)
        made = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    kept = load_pem_private_key(_kept(path, made), None)
    assert isinstance(kept, RSAPrivateKey)
    return kept
