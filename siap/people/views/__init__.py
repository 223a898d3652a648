"""The pages of this room: people, and who may sign in."""

from siap.people.views.apart import end_apart, keep_apart
from siap.people.views.files import (
    certificate,
    consent,
    died,
    number,
    people,
    person,
    register,
    release,
    transfer,
    withdraw,
)
from siap.people.views.rights import correct, processing
from siap.people.views.rosters import drop_roster, export, roster, rosters, settle_twin, write_roster
from siap.people.views.signing_in import end_role, give_role, new_user, reset_password, user, users
from siap.people.views.twins import merge

__all__ = [
    "certificate",
    "consent",
    "correct",
    "died",
    "drop_roster",
    "end_apart",
    "end_role",
    "export",
    "give_role",
    "keep_apart",
    "merge",
    "new_user",
    "number",
    "people",
    "person",
    "processing",
    "register",
    "release",
    "reset_password",
    "roster",
    "rosters",
    "settle_twin",
    "transfer",
    "user",
    "users",
    "withdraw",
    "write_roster",
]
