"""The server for the tests of shared challenges: installed where that may be, told where it may not."""

import os
import sys
from pathlib import Path

import _postgres
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
    monkeypatch.setattr(_postgres, "_DEBIAN", tmp_path / "lib")
    return notes


if os.name == "posix":

    def test_root_gets_it_where_it_is_missing(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        _postgres.bring()
        assert notes.read_text(encoding="utf-8") == "install -y --no-install-recommends postgresql\n"

    def test_who_may_not_install_is_told_what_fails(
        notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        _postgres.bring()
        assert not notes.exists()
        assert "The tests of challenges on a server fail without PostgreSQL" in capsys.readouterr().out

    def test_where_it_is_nothing_is_done(
        notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        program = tmp_path / "lib" / "15" / "bin" / "initdb"
        program.parent.mkdir(parents=True)
        program.touch()
        _postgres.bring()
        assert not notes.exists()
        assert capsys.readouterr().out == ""
