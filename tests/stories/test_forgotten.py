"""One person forgotten: the time is over, and nothing in the whole house tells any more who she was, while every sum stays."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum

from siap.aftercare import services as aftercare
from siap.business import services as business
from siap.core import clock, guards, proofs
from siap.core.ids import new_uid
from siap.ledger.models import Line
from siap.people import services as people
from siap.people.models import Person
from siap.sharing.models import Payout
from siap.stories import services as stories
from siap.stories.tests import given as given_stories
from tests.whole import HOME_ON, TODAY, Whole

pytestmark = pytest.mark.django_db

LATER = date(2038, 11, 2)
WORDS = ("Sari Melati", "B.I 101/2025", "Bawang Sari", "TENTANGNYA", '"Sari"', "1994-05-17", "7271015705940001")
"""Who she was, what her number and her business were called; TENTANGNYA stands wherever somebody wrote about her."""


def everything() -> Iterator[tuple[str, str]]:
    """(table, row) of the whole database, encrypted texts in clear."""
    for model in apps.get_models(include_auto_created=True):
        columns = [field.attname for field in model._meta.concrete_fields]
        for row in model._base_manager.values_list(*columns).iterator():
            yield model._meta.db_table, json.dumps(row, default=str, ensure_ascii=False)


def tables_that_tell() -> set[str]:
    """Where a word about her stands."""
    return {table for table, row in everything() if any(word in row for word in WORDS)}


def sums() -> list[tuple[str, int, int]]:
    """The whole book: every account's lines."""
    return list(
        Line.objects.values_list("account__code", "side").annotate(s=Sum("amount")).order_by("account__code", "side")
    )


def files() -> list[bytes]:
    """What every kept file holds."""
    return [path.read_bytes() for path in Path(settings.DATA, "files").rglob("*") if path.is_file()]


def nothing_open(told: Whole) -> Person:
    """Sari's guidance, case, loan and business closed, with words about her wherever somebody can write some."""
    world, sari, case = told.world, told.world.sari, told["case"]
    people.note_number(sari, "nik", "7271015705940001", by=None)
    people.give_consent(sari, "story", text_version="2026-1", by=world.hendra)
    people.give_consent(sari, "photo", text_version="2026-1", by=world.hendra)
    picture = stories.Picture(given_stories.photo(), "TENTANGNYA")
    story = stories.write_story(
        new_uid(), "TENTANGNYA", "TENTANGNYA", people=[sari], picture=picture, by=world.user("humas")
    )
    stories.publish_story(story, by=world.user("humas2"))
    sari.participations.update(because="TENTANGNYA")
    guards.drop(connection)  # a payout that was paid keeps its evidence
    Payout.objects.filter(person=sari).update(evidence="TENTANGNYA")
    guards.install(connection)
    case.tasks.update(blocked_because="TENTANGNYA")
    case.follow_ups.update(note="TENTANGNYA")
    aftercare.set_venture_state(case, told["venture"], "paused", since=TODAY, because="TENTANGNYA", by=world.hendra)
    aftercare.return_loan(told["provision"], note="TENTANGNYA", by=world.hendra)
    business.close_business(told["venture"], because="TENTANGNYA", by=world.hendra)
    aftercare.close_case(case, because="TENTANGNYA", by=world.hendra)
    people.release_person(sari, "free", on=TODAY, by=world.hendra)
    return sari


def test_after_the_time_to_keep_nothing_tells_who_it_was(
    told: Whole, django_capture_on_commit_callbacks: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    world = told.world
    sari = nothing_open(told)
    before, papers = sums(), len(files())
    assert len(tables_that_tell()) >= 12  # or this test proves nothing
    with pytest.raises(people.KeptLonger, match="2 Nov 2036"):
        aftercare.forget_person(sari, by=world.manager)

    with clock.fixed(clock.at(LATER)), django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        forgotten = aftercare.forget_person(sari, by=world.manager)
        assert aftercare.forget_person(sari, by=world.manager).forgotten_on == LATER

    assert (forgotten.name, forgotten.workshop_name) == (sari.member_code, sari.member_code)
    assert tables_that_tell() == set()
    assert len(files()) < papers
    assert sums() == before
    assert [(one.key, finding.offender) for one, finding in proofs.run() if finding.offender] == []
    sari.identifiers.create(kind="nik", value="1", index="1", from_on=HOME_ON)
    with pytest.raises(SystemExit):
        call_command("verify")
    assert "is forgotten, and a number or profile is there" in capsys.readouterr().out
