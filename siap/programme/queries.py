"""What the agreement says."""

from datetime import date

from siap.people.models import Unit
from siap.programme.models import Agreement, SharingTerms


def agreement_of(unit: Unit) -> Agreement | None:
    """The agreement a unit takes part in."""
    return Agreement.objects.filter(units=unit).select_related("partner").order_by("-signed_on").first()


def terms_for(unit: Unit, on: date) -> SharingTerms | None:
    """The sharing terms valid for a unit on a day."""
    rows = SharingTerms.objects.filter(agreement__units=unit, valid_from__lte=on)
    return rows.order_by("-valid_from", "-pk").first()
