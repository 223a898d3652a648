"""What people prove: nobody gave himself a role, took one back up, moved a unit to other books, or was said to be dead."""

from django.db.models import Q

from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.people.models import KeepApart, Person, Role, Unit
from siap.people.queries import has_history

_GIVEN = {"role": "pk", "user": "user", "kind": "kind", "unit": "unit", "on": "from_on"}
_ENDED = {"role": "pk", "user": "user", "on": "until_on"}
_DIED = {"person": "pk", "on": "died_on"}
_FORGOTTEN = {"person": "pk", "on": "forgotten_on"}
_APART = {"pair": "pk", "one": "one", "other": "other", "why": "why", "on": "from_on"}
_MERGED = {"twin": "pk", "keep": "same_as"}
_UNIT = {"unit": "pk", "code": "code"}


@proof("roles", _("Setiap peran diberikan"), wants={"people.RoleGiven": _GIVEN})
def roles_were_given(evidence: Evidence) -> Finding:
    """Every role was given by a verb that said so: to that user, in that unit, from that day."""
    return backed_by_facts(Role.objects.all(), "people.RoleGiven", evidence, "role", _GIVEN)


@proof("ended-roles", _("Peran yang berakhir tetap berakhir"), wants={"people.RoleEnded": _ENDED})
def ended_roles_stay_ended(evidence: Evidence) -> Finding:
    """A role ends on the day a verb said, and never begins again."""
    return backed_by_facts(Role.objects.exclude(until_on=None), "people.RoleEnded", evidence, "role", _ENDED)


@proof("deaths", _("Yang meninggal tercatat"), wants={"people.PersonDied": _DIED})
def deaths_were_noted(evidence: Evidence) -> Finding:
    """Who is said to have died was written down by a verb that said so, with that day, and stays so."""
    return backed_by_facts(Person.objects.exclude(died_on=None), "people.PersonDied", evidence, "death", _DIED)


@proof("forgotten", _("Yang dilupakan tidak bernama lagi"), wants={"people.PersonForgotten": _FORGOTTEN})
def forgotten_people_stay_forgotten(evidence: Evidence) -> Finding:
    """Who is forgotten was forgotten by a verb, stays so, and nobody wrote a number or a life back to him."""
    forgotten = Person.objects.exclude(forgotten_on=None)
    told = (
        forgotten.filter(Q(identifiers__isnull=False) | Q(profile__isnull=False)).values_list("pk", flat=True).first()
    )
    if told is not None:
        return Finding(forgotten.count(), f"person {told}: is forgotten, and a number or profile is there")
    return backed_by_facts(forgotten, "people.PersonForgotten", evidence, "forgotten", _FORGOTTEN)


@proof("merged", _("Dua berkas menjadi satu tercatat"), wants={"people.PersonsMerged": _MERGED})
def merged_files_were_merged(evidence: Evidence) -> Finding:
    """Every file that is part of another was put into it by a verb, and nothing in any other room hangs on it."""
    merged = Person.objects.exclude(same_as=None)
    left = next((one for one in merged if has_history(one)), None)
    if left is not None:
        return Finding(merged.count(), f"person {left.pk}: is part of another, and another room knows of him")
    return backed_by_facts(merged, "people.PersonsMerged", evidence, "twin", _MERGED)


@proof("kept-apart", _("Yang perlu dipisahkan dicatat orang"), wants={"people.KeptApart": _APART})
def pairs_were_noted(evidence: Evidence) -> Finding:
    """Every pair that is kept apart was written down by a verb, as it stands, and none was taken away."""
    return backed_by_facts(KeepApart.objects.all(), "people.KeptApart", evidence, "pair", _APART)


@proof("units", _("Setiap UPT memakai bukunya sendiri"), wants={"people.UnitJoined": _UNIT})
def units_keep_their_codes(evidence: Evidence) -> Finding:
    """A unit's code, by which its books are found, is the one it came in with."""
    return backed_by_facts(Unit.objects.all(), "people.UnitJoined", evidence, "unit", _UNIT)
