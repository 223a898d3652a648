"""What learning knows when it is asked: who is certified and may join, what tests say."""

from siap.learning.queries.classes import (
    Readiness,
    certified_officers,
    certified_participants,
    eligible,
    gain,
    is_certified,
    passing,
    presence,
    readiness,
    revoked_certificates,
    states_of,
    training_body,
    unmarked,
    valid_certificates,
)
from siap.learning.queries.testing import ItemFigures, class_gain, items_of_class, items_of_course, waiting_for

__all__ = [
    "ItemFigures",
    "Readiness",
    "certified_officers",
    "certified_participants",
    "class_gain",
    "eligible",
    "gain",
    "is_certified",
    "items_of_class",
    "items_of_course",
    "passing",
    "presence",
    "readiness",
    "revoked_certificates",
    "states_of",
    "training_body",
    "unmarked",
    "valid_certificates",
    "waiting_for",
]
