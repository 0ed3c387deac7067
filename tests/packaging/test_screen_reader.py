"""What the test of the screen reader's side needs: installed where that may be, told where it may not."""

import os
import sys
from pathlib import Path

import _screen_reader
import pytest


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Linux without programs whose apt-get notes what it is asked for."""
    notes, program = tmp_path / "notes", tmp_path / "tools" / "apt-get"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho \"$@\" >> '{notes}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(sys, "platform", "linux")
    return notes


if os.name == "posix":

    def test_root_gets_what_is_missing(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        _screen_reader.bring()
        asked = notes.read_text(encoding="utf-8").split()
        assert asked[:3] == ["install", "-y", "--no-install-recommends"]
        assert {"xvfb", "dbus"} <= set(asked)

    def test_who_may_not_install_is_told_what_is_left_out(
        notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        _screen_reader.bring()
        assert not notes.exists()
        assert "The test of the screen reader's side is left out." in capsys.readouterr().out


def test_other_systems_are_left_alone(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    _screen_reader.bring()
    assert not notes.exists()
