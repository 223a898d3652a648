"""What `make` says on a machine that lacks something it may not install."""

import pytest

from scripts import setup


@pytest.fixture(autouse=True)
def _an_ordinary_user_without_a_browser(monkeypatch):
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)


def test_a_missing_venv_is_a_sentence_with_the_way_out(monkeypatch):
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        setup.provide_venv()


def test_a_missing_browser_is_said_loudly(monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    setup.provide_browser()
    assert "NO CHROMIUM" in capsys.readouterr().err


def test_a_missing_browser_is_a_failure_for_a_machine(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="NO CHROMIUM"):
        setup.provide_browser()


@pytest.mark.parametrize(
    ("provide", "word"),
    [("provide_bookkeepers", "NO HLEDGER"), ("provide_python_oracles", "NO BEANCOUNT"), ("provide_spark", "NO SPARK")],
)
def test_a_missing_oracle_is_said_loudly_and_is_a_failure_for_a_machine(monkeypatch, capsys, tmp_path, provide, word):
    monkeypatch.setattr(setup, "ORACLES", tmp_path / "oracles")
    monkeypatch.setattr(setup, "SPARK", tmp_path / "spark")
    monkeypatch.setattr(setup.sys, "executable", "false")
    monkeypatch.delenv("CI", raising=False)
    getattr(setup, provide)()
    assert word in capsys.readouterr().err
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match=word):
        getattr(setup, provide)()


def test_nothing_is_installed_twice(monkeypatch, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "siap").touch()
    (tmp_path / "lock").write_text("django==5.2")
    (tmp_path / "stamp").write_text(setup.hashlib.sha256(b"django==5.2").hexdigest())
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp")
    ran = []
    monkeypatch.setattr(setup, "run", lambda *command: ran.append(command))
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "bin" / "siap")
    setup.install()
    assert ran == []
    (tmp_path / "lock").write_text("django==5.2.1")
    setup.install()
    assert len(ran) == 2
