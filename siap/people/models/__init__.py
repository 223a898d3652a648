"""People: who takes part, in which role, and where they are.

A *person* is anyone the programme knows: inmate, client, officer. Where he is and as what is a *placement*, with a
history; who may sign in is a *user*, and what he may do is a *role* with its dates. Names and dates stand clear; register
number, NIK and phone lie encrypted with a blind index for search. Offence, religion and block are never recorded.
"""

from siap.people.models.apart import KeepApart
from siap.people.models.persons import Consent, Identifier, Person, PersonQuerySet, Placement
from siap.people.models.profiles import Profile
from siap.people.models.rosters import Roster, RosterMapping, RosterRow
from siap.people.models.units import Office, Unit, UnitDay
from siap.people.models.users import Role, User

__all__ = [
    "Consent",
    "Identifier",
    "KeepApart",
    "Office",
    "Person",
    "PersonQuerySet",
    "Placement",
    "Profile",
    "Role",
    "Roster",
    "RosterMapping",
    "RosterRow",
    "Unit",
    "UnitDay",
    "User",
]
