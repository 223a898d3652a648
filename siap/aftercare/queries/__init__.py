"""Who comes home, what is due for them, how their businesses are doing, and what a bank may read of those."""

from siap.aftercare.queries.cases import (
    alive,
    cases,
    coming_home,
    due_follow_ups,
    due_loans,
    due_tasks,
    latest_follow_ups,
    post_to_fill,
    recipes_of_his_groups,
    standing,
    stations,
    taken_along,
    ventures_of,
)
from siap.aftercare.queries.lending import besides, credit_figures, loan_rate, months_of
from siap.aftercare.queries.plans import (
    evidence_for,
    plan_of,
    plans_due,
    ratings_of,
    skills_now,
    sppn_evidence,
    taking_part,
)

__all__ = [
    "alive",
    "cases",
    "coming_home",
    "credit_figures",
    "due_follow_ups",
    "due_loans",
    "due_tasks",
    "evidence_for",
    "latest_follow_ups",
    "loan_rate",
    "besides",
    "months_of",
    "plan_of",
    "plans_due",
    "post_to_fill",
    "ratings_of",
    "recipes_of_his_groups",
    "skills_now",
    "sppn_evidence",
    "standing",
    "stations",
    "taken_along",
    "taking_part",
    "ventures_of",
]
