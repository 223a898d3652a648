"""The pages of this room: people, and who may sign in."""

from siap.people.views.files import consent, number, people, person, register, release, transfer, withdraw
from siap.people.views.signing_in import end_role, give_role, new_user, reset_password, user, users

__all__ = [
    "consent",
    "end_role",
    "give_role",
    "new_user",
    "number",
    "people",
    "person",
    "register",
    "release",
    "reset_password",
    "transfer",
    "user",
    "users",
    "withdraw",
]
