"""The end of keeping: a person whose time is over is forgotten, when nothing of him is open any more."""

from django.utils.translation import gettext_lazy as _

from siap.aftercare.models import (
    Case,
    CreditRecord,
    FollowUp,
    PersonalPlan,
    PlanGoal,
    PlanReview,
    PlanStep,
    Provision,
    Referral,
    Task,
    VentureState,
)
from siap.business.models import Business
from siap.business.services.forgetting import UNTOLD
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.core.verbs import verb
from siap.people import services as people
from siap.people.models import Person, User
from siap.sharing import queries as sharing


class StillOwed(Refused):
    """Money is kept for him."""

    message = _("Titipannya masih %(amount)s. Bayarkan dulu kepada orangnya atau ahli warisnya.")


class StillAccompanied(Refused):
    """His case is open."""

    message = _("Pendampingannya masih terbuka. Tutup dulu.")


class StillLent(Refused):
    """He has something that comes back."""

    message = _("Masih ada pinjaman yang belum kembali. Catat dulu pengembaliannya.")


class StillInBusiness(Refused):
    """His own business is in our books."""

    message = _("Usahanya, %(name)s, masih terbuka di sini. Tutup dulu bukunya.")


@verb
def forget_person(person: Person, *, by: User) -> Person:
    """Forget a person for good. Twice changes nothing.

    Raises StillOwed, StillAccompanied, StillLent, StillInBusiness and what people.forget_person raises.
    """
    owed = sharing.savings(person).total
    if owed:
        raise StillOwed(amount=rupiah(owed))
    if Case.objects.filter(person=person, closed_on=None).exists():
        raise StillAccompanied
    if Provision.objects.filter(case__person=person, kind=Provision.Kind.LOAN, returned_on=None).exists():
        raise StillLent
    venture = Business.objects.filter(owner=person, closed_on=None).first()
    if venture is not None:
        raise StillInBusiness(name=venture.name)
    return people.forget_person(person, by=by)


@verb
def forget_words(person: int, *, by: User | None = None) -> None:
    """Empty what was written about a person after he left. Days, answers and sums stay."""
    Case.objects.filter(person=person).update(closed_because="", income_before=None)
    Task.objects.filter(case__person=person).update(blocked_because="", needless_because="")
    FollowUp.objects.filter(case__person=person).update(help_given="", note="")
    Provision.objects.filter(case__person=person).update(what="", given_by="", terms="", return_note="")
    Referral.objects.filter(case__person=person).update(to="", place="", asks_for="", answer="")
    VentureState.objects.filter(case__person=person).update(because=UNTOLD)
    CreditRecord.objects.filter(case__person=person).update(figures={}, for_whom="")
    PersonalPlan.objects.filter(person=person).exclude(exempt_because="").update(exempt_because=UNTOLD)
    PlanGoal.objects.filter(plan__person=person).update(what="")
    PlanStep.objects.filter(goal__plan__person=person).update(what="")
    PlanReview.objects.filter(plan__person=person).update(note="")
