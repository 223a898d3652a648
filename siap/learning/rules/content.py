"""Courses as we ship them: folders of Markdown lessons and a bank of questions, read into plain values. Pure.

A lesson begins with a few `name: value` lines between `---`, then Markdown. Its last section, "Bawa pulang", is the sheet a
participant takes away: it says nothing of where he learned. Questions stand in blocks: see the head of a `soal.txt`.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from siap.learning.rules.banks import QuestionDraft

SHELF = Path(__file__).resolve().parent.parent / "content"
"""Where the courses of the house stand."""
LESSON_HOUR = 45  # minutes
TAKE_AWAY = "## Bawa pulang"


@dataclass(frozen=True)
class LessonDraft:
    """A lesson as it is written: `text` for the facilitator, `take_away` for everybody."""

    position: int
    title: str
    part: str
    lesson_hours: int
    standard: str
    text: str
    take_away: str

    @property
    def minutes(self) -> int:
        """What the minutes of its script add up to."""
        return sum(int(number) for number in re.findall(r"^\| (\d+) \|", self.text, re.MULTILINE))


@dataclass(frozen=True)
class CourseDraft:
    """A course with its lessons and questions."""

    code: str
    version: int
    title: str
    audience: str
    lesson_hours: int
    pass_mark: int
    min_presence: int
    about: str
    lessons: tuple[LessonDraft, ...]
    questions: tuple[QuestionDraft, ...]


def shelf() -> list[CourseDraft]:
    """Every course of the house, officers' first."""
    return sorted((read(folder) for folder in SHELF.iterdir() if folder.is_dir()), key=lambda one: one.audience)


def read(folder: Path) -> CourseDraft:
    """The course in a folder."""
    told = tomllib.loads((folder / "course.toml").read_text(encoding="utf-8"))
    lessons = [_lesson(number, path) for number, path in enumerate(sorted(folder.glob("*.md")), 1)]
    questions = _questions((folder / "soal.txt").read_text(encoding="utf-8"))
    return CourseDraft(**told, lessons=tuple(lessons), questions=tuple(questions))


def _lesson(position: int, path: Path) -> LessonDraft:
    _nothing, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    told = dict(line.split(": ", 1) for line in head.strip().splitlines())
    text, take_away = body.split(TAKE_AWAY, 1)
    return LessonDraft(
        position,
        told["title"],
        told["part"],
        int(told["hours"]),
        told.get("standard", ""),
        text.strip(),
        take_away.strip(),
    )


def _questions(text: str) -> list[QuestionDraft]:
    blocks = re.split(r"\n\s*\n", text)
    return [_question(block.strip().splitlines()) for block in blocks if block.lstrip().startswith("?")]


def _question(lines: list[str]) -> QuestionDraft:
    """`? code lesson [picture]`, the question, the choices (the right one with a plus), and why."""
    _mark, code, lesson, *picture = lines[0].split()
    choices = [line for line in lines if line[:2] in ("- ", "+ ")]
    right = next(place for place, line in enumerate(choices) if line[0] == "+")
    because = next(line[2:] for line in lines if line.startswith("! "))
    return QuestionDraft(
        code, int(lesson), lines[1], tuple(line[2:] for line in choices), right, because, "".join(picture)
    )
