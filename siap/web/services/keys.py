"""Keys for programs that read what is public: made, counted a minute, withdrawn."""

import hashlib
import secrets
from uuid import UUID

from django.db.models import Case, F, Value, When
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.web.facts import ApiKeyMade, ApiKeyWithdrawn
from siap.web.models import ApiKey

A_MINUTE = 60
"""So often may one key ask in a minute."""
KEY_BYTES = 32


class UnknownKey(Refused):
    """No such key, or not any more."""

    message = _("Kunci tidak dikenal atau sudah ditarik.")


class TooOften(Refused):
    """The key asked too often in this minute."""

    message = _("Kunci ini sudah bertanya %(times)s kali dalam menit ini. Coba lagi menit berikutnya.")


@verb
def make_key(uid: UUID, holder: str, *, by: User | None) -> tuple[ApiKey, str]:
    """A key for an institution, and its text: told this once. The same `uid` again gives the key that is there, untold."""
    found = ApiKey.objects.filter(uid=uid).first()
    if found is not None:
        return found, ""
    told = secrets.token_urlsafe(KEY_BYTES)
    key = ApiKey.objects.create(uid=uid, holder=holder, digest=_digest(told), made_on=clock.today())
    record(ApiKeyMade(key=key.pk, digest=key.digest))
    return key, told


@verb
def withdraw_key(key: ApiKey, *, by: User | None) -> ApiKey:
    """It opens nothing from now on. Twice changes nothing."""
    key = ApiKey.objects.select_for_update().get(pk=key.pk)
    if key.withdrawn_on is None:
        key.withdrawn_on = clock.today()
        key.save(update_fields=["withdrawn_on"])
        record(ApiKeyWithdrawn(key=key.pk))
    return key


def admit(told: str) -> None:
    """Count one question of a key: in one statement, so that no two processes count past each other.

    Raises UnknownKey, TooOften.
    """
    minute = int(clock.now().timestamp()) // 60
    keys = ApiKey.objects.filter(digest=_digest(told), withdrawn_on=None)
    counted = Case(When(minute=minute, then=F("asked") + 1), default=Value(1))
    if not keys.exclude(minute=minute, asked__gte=A_MINUTE).update(asked=counted, minute=minute):
        raise TooOften(times=A_MINUTE) if keys.exists() else UnknownKey


def _digest(told: str) -> str:
    """A key is 256 random bits: a plain digest cannot be guessed back."""
    return hashlib.sha256(told.encode()).hexdigest()
