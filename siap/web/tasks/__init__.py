"""*Perlu perhatian*: what waits for whoever looks, collected from all rooms. Each function asks one thing and gives its tasks
only to those who may act on it; what is late comes first, then what waits, then what will be due."""

from siap.web.tasks.money import (
    cash_to_confirm,
    months_to_share,
    objections,
    own_cash,
    payouts,
    shares,
    state_revenue,
    unverified,
)
from siap.web.tasks.people import (
    agreements,
    appeals,
    coming_home,
    officers_first,
    plans,
    stories_to_publish,
    to_assess,
    to_decide,
)
from siap.web.tasks.saying import ago, urgent_first
from siap.web.tasks.stall import outlets, stall_piles
from siap.web.tasks.work import exemptions, hours, permits, stages, visits

__all__ = [
    "ago",
    "agreements",
    "appeals",
    "cash_to_confirm",
    "coming_home",
    "exemptions",
    "hours",
    "months_to_share",
    "objections",
    "officers_first",
    "outlets",
    "own_cash",
    "payouts",
    "permits",
    "plans",
    "shares",
    "stall_piles",
    "stages",
    "state_revenue",
    "stories_to_publish",
    "to_assess",
    "to_decide",
    "unverified",
    "urgent_first",
    "visits",
]
