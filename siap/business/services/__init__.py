"""The verbs of groups, ventures and the cooperative: form and join, hours, visits."""

from siap.business.rules import Agreed
from siap.business.services.forming import (
    close_business,
    end_membership_of,
    form_group,
    found_cooperative,
    join_group,
    leave_group,
    open_venture,
)
from siap.business.services.hours import correct_hours, record_hours, record_week
from siap.business.services.judging import give_conduct
from siap.business.services.visiting import call_off_visit, finish_visit_action, make_visit, plan_visit

__all__ = [
    "Agreed",
    "call_off_visit",
    "close_business",
    "correct_hours",
    "end_membership_of",
    "finish_visit_action",
    "form_group",
    "found_cooperative",
    "give_conduct",
    "join_group",
    "leave_group",
    "make_visit",
    "open_venture",
    "plan_visit",
    "record_hours",
    "record_week",
]
