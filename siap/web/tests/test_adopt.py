"""Another regional office starts from one file: whole, or with a sentence and nothing written."""

import os
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from siap.core import proofs
from siap.people.models import Office, Unit, User
from siap.programme.models import Agreement
from siap.rollout.models import StageMove, Target
from siap.web import adopting
from tests import beginnings

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "kantor-contoh.toml"


@pytest.fixture
def empty(db, settings, tmp_path):
    settings.ZONE = tmp_path / "zone"
    return tmp_path


def told(**changes):
    """The example as a table, with some of its top tables changed."""
    return adopting.Table({**tomllib.loads(EXAMPLE.read_text("utf-8")), **changes}, "kantor.toml")


def test_a_second_office_stands_after_one_command(empty, settings, capsys):
    call_command("adopt", str(EXAMPLE))
    printed = capsys.readouterr().out
    office = Office.objects.get()
    assert office.short_name == "Kanwil Contoh"
    assert settings.ZONE.read_text() == "Asia/Jayapura\n"
    assert sorted(Unit.objects.values_list("code", flat=True)) == ["BKB", "LKB"]
    agreement = Agreement.objects.get()
    assert (agreement.partner.name, agreement.signed_on) == ("Koperasi Sagu Mandiri", date(2026, 3, 2))
    assert agreement.terms.get().state_first
    assert StageMove.objects.count() == 2
    assert Target.objects.get().amount == 3_000_000
    for user in User.objects.all():
        password = next(line.split()[1] for line in printed.splitlines() if line.split()[:1] == [user.username])
        assert user.check_password(password)
    assert not [found.offender for _one, found in proofs.run() if found.offender]


def test_its_people_can_work_at_once(empty, client):
    adopted = adopting.adopt(told())
    head = next(sign for sign in adopted.signs if sign.user.username == "kalapas")
    client.force_login(head.user)
    page = client.get("/hari-ini/").content.decode()
    assert "Lapas Kotabaru" in page
    assert "Palu" not in client.get("/").content.decode()


def test_an_office_is_adopted_once(empty):
    adopting.adopt(told())
    with pytest.raises(adopting.CannotAdopt, match="stands here already"):
        adopting.adopt(told())


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"units": []}, "at least 1"),
        ({"office": {"name": "X"}}, "short_name is missing"),
        ({"users": [{"username": "a", "name": "A", "role": "king"}]}, "must be one of"),
        ({"users": [{"username": "a", "name": "A", "role": "auditor"}]}, "kanwil_manager"),
        ({"colour": "red"}, "colour means nothing here"),
        ({"stages": [{"unit": "XXX", "officers_by": date(2099, 1, 1)}]}, "unit must be one of"),
        ({"targets": [{"unit": "LKB", "year": 1990, "what": "turnover", "amount": 1}]}, "Target"),
    ],
)
def test_a_slip_of_the_pen_gets_a_sentence_and_nothing_is_written(empty, changes, why):
    with pytest.raises(adopting.CannotAdopt, match=why):
        adopting.adopt(told(**changes))
    assert not Office.objects.exists()
    assert not User.objects.exists()


def test_no_toml_and_no_zone_are_said_too(empty, tmp_path):
    broken = tmp_path / "x.toml"
    broken.write_text("[office")
    with pytest.raises(CommandError, match="x.toml"):
        call_command("adopt", str(broken))
    with pytest.raises(adopting.CannotAdopt, match="zone must be one of"):
        adopting.zone_of(told(office={"zone": "WIT"}))


def test_a_backup_keeps_the_zone(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    beginnings.empty_office(first)
    for folder, *words in (
        (first, "adopt", EXAMPLE),
        (first, "backup", tmp_path / "b.tar"),
        (second, "restore", tmp_path / "b.tar"),
    ):
        shutil.copytree(first / "keys", second / "keys") if folder == second else None
        subprocess.run(
            [sys.executable, "-m", "siap", *map(str, words)], check=True, capture_output=True,
            env={**os.environ, "SIAP_DATA": str(folder), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "siap.settings"},
        )  # fmt: skip
    assert (second / "zone").read_text() == "Asia/Jayapura\n"
