"""What a person plans for the way home, who comes home, what they need, how their business is doing."""

from siap.aftercare.models.cases import Case, CreditRecord, FollowUp, Provision, Referral, Task, VentureState
from siap.aftercare.models.plans import PersonalPlan, PlanGoal, PlanReview, PlanStep, SkillRating

__all__ = [
    "Case",
    "CreditRecord",
    "FollowUp",
    "PersonalPlan",
    "PlanGoal",
    "PlanReview",
    "PlanStep",
    "Provision",
    "Referral",
    "SkillRating",
    "Task",
    "VentureState",
]
