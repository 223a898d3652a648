"""Where each unit stands, how far what was agreed is, and which activity serves what."""

from siap.rollout.queries.agenda import AHEAD, BEHIND, Entry, agenda
from siap.rollout.queries.promised import ScopeProgress, scope_progress
from siap.rollout.queries.serving import KINDS, Activity, Served, find_activity, in_words, served, tagged
from siap.rollout.queries.stages import (
    TargetProgress,
    UnitStage,
    UnitWay,
    board,
    conditions,
    deposited,
    of_unit,
    stage_of,
    state_revenue_target,
    targets,
    trained,
    turnover,
    ways,
)

__all__ = [
    "AHEAD",
    "BEHIND",
    "KINDS",
    "Activity",
    "Entry",
    "ScopeProgress",
    "Served",
    "TargetProgress",
    "UnitStage",
    "UnitWay",
    "agenda",
    "board",
    "conditions",
    "deposited",
    "find_activity",
    "in_words",
    "of_unit",
    "scope_progress",
    "served",
    "stage_of",
    "state_revenue_target",
    "tagged",
    "targets",
    "trained",
    "turnover",
    "ways",
]
