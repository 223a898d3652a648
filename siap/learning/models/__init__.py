"""Courses and their questions, classes, tests, certificates, games. Officers first: see rules."""

from siap.learning.models.certificates import Certificate
from siap.learning.models.classes import Attendance, Cohort, CohortQuerySet, Enrolment, Session
from siap.learning.models.courses import Audience, Course, Lesson, Question
from siap.learning.models.games import Game, GameWeek
from siap.learning.models.testing import Answer, Sitting, Test, TestItem

__all__ = [
    "Answer",
    "Attendance",
    "Audience",
    "Certificate",
    "Cohort",
    "CohortQuerySet",
    "Course",
    "Enrolment",
    "Game",
    "GameWeek",
    "Lesson",
    "Question",
    "Session",
    "Sitting",
    "Test",
    "TestItem",
]
