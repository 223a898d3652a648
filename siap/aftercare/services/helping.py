"""What a person takes along, and who else is asked to help."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.aftercare import queries
from siap.aftercare.facts import LoanReturned, ProvisionGiven, RecipeHandedOver, ReferralAnswered, Referred
from siap.aftercare.models import Case, Provision, Referral
from siap.aftercare.services.cases import locked
from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.workshop import services as workshop
from siap.workshop.models import Product, Recipe


class NotYetGiven(Refused):
    """What has not happened yet is not written down."""

    message = _("Tanggal ini belum tiba. Catat pada harinya.")
    field = "given_on"


class ReturnDayMissing(Refused):
    """A loan comes back, after it was given."""

    message = _("Pinjaman alat perlu tanggal kembali, sesudah tanggal diberikan.")
    field = "return_due_on"


class AmountMissing(Refused):
    """A grant is some money."""

    message = _("Tulis jumlah bantuannya.")
    field = "amount"


class NothingToReturn(Refused):
    """Only a loan comes back."""

    message = _("Ini bukan pinjaman: tidak ada yang dikembalikan.")


class NotARecipe(Refused):
    """Only a recipe is copied."""

    message = _("Bekal ini bukan resep.")


class NotHisGroup(Refused):
    """The recipe is of a group in which he never was."""

    message = _("Resep ini bukan milik kelompok yang pernah diikutinya.")
    field = "recipe"


class NotHisOwn(Refused):
    """The business is another person's, or closed."""

    message = _("Pilih usahanya sendiri yang masih jalan.")
    field = "venture"


class AnswerEmpty(Refused):
    """What was answered?"""

    message = _("Tulis jawabannya dalam satu kalimat.")
    field = "answer"


@dataclass(frozen=True)
class Given:
    """What goes along: of which kind, what, from whom, on which terms, since when. Rupiah for a grant."""

    kind: str
    what: str
    given_by: str
    given_on: date
    terms: str = ""
    amount: int | None = None
    return_due_on: date | None = None


@verb
def provide(uid: UUID, case: Case, given: Given, *, by: User) -> Provision:
    """Write down what a person takes along. The same uid again changes nothing.

    Raises CaseIsClosed, NotYetGiven, ReturnDayMissing, AmountMissing.
    """
    known: Provision | None = Provision.objects.filter(uid=uid).first()
    if known is not None:
        return known
    locked(case)
    if given.given_on > clock.today():
        raise NotYetGiven
    is_loan, is_grant = given.kind == Provision.Kind.LOAN, given.kind == Provision.Kind.GRANT
    if is_loan and (given.return_due_on is None or given.return_due_on <= given.given_on):
        raise ReturnDayMissing
    if is_grant and not given.amount:
        raise AmountMissing
    provision: Provision = Provision.objects.create(
        uid=uid,
        case=case,
        kind=given.kind,
        what=given.what.strip(),
        given_by=given.given_by.strip(),
        terms=given.terms.strip(),
        amount=given.amount if is_grant else None,
        given_on=given.given_on,
        return_due_on=given.return_due_on if is_loan else None,
        by=by,
    )
    record(
        ProvisionGiven(
            provision=provision.pk, case=case.pk, kind=provision.kind, amount=provision.amount,
            given_on=provision.given_on, return_due_on=provision.return_due_on,
        )
    )  # fmt: skip
    return provision


@verb
def return_loan(provision: Provision, *, note: str, by: User) -> Provision:
    """A lent tool came back, in which state. Twice changes nothing. Raises NothingToReturn."""
    provision = Provision.objects.select_for_update().get(pk=provision.pk)
    if provision.kind != Provision.Kind.LOAN:
        raise NothingToReturn
    if provision.returned_on is not None:
        return provision
    provision.returned_on, provision.return_note = clock.today(), note.strip()
    provision.save(update_fields=["returned_on", "return_note"])
    record(LoanReturned(provision=provision.pk, case=provision.case_id, on=provision.returned_on))
    return provision


@verb
def hand_recipe_over(provision: Provision, recipe: Recipe, venture: Business, *, code: str, by: User) -> Product:
    """What the group agreed to: its recipe becomes a product of the person's own business. The product bears the provision's
    uid, so twice changes nothing.

    Raises NotARecipe, NotHisGroup, CaseIsClosed, NotHisOwn and what workshop.copy_recipe raises.
    """
    provision = Provision.objects.select_related("case").get(pk=provision.pk)
    case = locked(provision.case)
    if provision.kind != Provision.Kind.RECIPE:
        raise NotARecipe
    known: Product | None = Product.objects.filter(uid=provision.uid).first()
    if known is not None:
        return known
    if recipe not in queries.recipes_of_his_groups(case.person):
        raise NotHisGroup
    if venture.owner_id != case.person_id or venture.closed_on is not None:
        raise NotHisOwn
    product = workshop.copy_recipe(provision.uid, recipe, venture, code=code, by=by)
    record(RecipeHandedOver(provision=provision.pk, case=case.pk, recipe=recipe.pk, product=product.pk))
    return product


@verb
def refer(uid: UUID, case: Case, *, to: str, place: str, asks_for: str, by: User) -> Referral:
    """Number a letter that asks somebody else to help. The same uid again changes nothing. Raises CaseIsClosed."""
    known: Referral | None = Referral.objects.filter(uid=uid).first()
    if known is not None:
        return known
    case = locked(case)
    today = clock.today()
    number = next_number(f"referral:{case.unit_id}:{today.year}")
    referral: Referral = Referral.objects.create(
        uid=uid,
        number=f"RJK/{case.unit.code}/{today.year}/{number:03}",
        case=case,
        to=to.strip(),
        place=place.strip(),
        asks_for=asks_for.strip(),
        sent_on=today,
        by=by,
    )
    record(Referred(referral=referral.pk, case=case.pk, number=referral.number, on=today))
    return referral


@verb
def answer_referral(referral: Referral, answer: str, *, by: User) -> Referral:
    """Write down what was answered. Twice changes nothing. Raises AnswerEmpty."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if referral.answered_on is not None:
        return referral
    if not answer.strip():
        raise AnswerEmpty
    referral.answered_on, referral.answer = clock.today(), answer.strip()
    referral.save(update_fields=["answered_on", "answer"])
    record(ReferralAnswered(referral=referral.pk, case=referral.case_id, on=referral.answered_on))
    return referral
