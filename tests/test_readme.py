"""What the README promises exists: every command, every target, every picture."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

HERE = Path(__file__).resolve().parent.parent
README = (HERE / "README.md").read_text()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))))
def test_every_make_target_is_there_and_would_run(target: str) -> None:
    done = subprocess.run(["make", "--dry-run", target], cwd=HERE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`siap ([a-z]+)", README))))
def test_every_command_is_ours(command: str) -> None:
    assert get_commands()[command].startswith("siap."), command


@pytest.mark.parametrize("option", ["--tls", "--head", "--to"])
def test_every_option_is_taken(option: str) -> None:
    """Each option stands with its command in the README, and in the command's own help."""
    command = next(line for line in README.splitlines() if option in line).split("`siap ")[1].split("`")[0].split()[0]
    source = next(HERE.glob(f"siap/*/management/commands/{command}.py")).read_text()
    assert f'"{option}"' in source
