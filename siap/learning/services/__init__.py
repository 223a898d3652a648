"""Courses, classes, tests, certificates, games: open, enrol, meet, mark, certify, revoke, play."""

from siap.learning.services.certifying import certify, reissue, revoke
from siap.learning.services.classes import enrol, enrol_all, hold_session, mark_attendance, open_cohort, set_timetable
from siap.learning.services.courses import add_course, keep_questions, load_course
from siap.learning.services.playing import choices_of, play_week, start_game
from siap.learning.services.testing import (
    answer,
    close_test,
    finish,
    forget_sign,
    key_answers,
    mark_class,
    mark_test,
    set_test,
    sit_down,
)

__all__ = [
    "add_course",
    "answer",
    "certify",
    "choices_of",
    "close_test",
    "enrol",
    "enrol_all",
    "finish",
    "forget_sign",
    "hold_session",
    "keep_questions",
    "key_answers",
    "load_course",
    "mark_attendance",
    "mark_class",
    "mark_test",
    "open_cohort",
    "play_week",
    "reissue",
    "revoke",
    "set_test",
    "set_timetable",
    "sit_down",
    "start_game",
]
