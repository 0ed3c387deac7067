"""The browsers for the tests of the review page: installed where that may be, told where it may not."""

import os
import sys
from pathlib import Path

import _browsers
import pytest


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Linux without browsers whose apt-get brings what it is asked for, and notes it."""
    folder = tmp_path / "tools"
    folder.mkdir()
    script = f"""#!/bin/sh
echo "$@" >> '{tmp_path / "notes"}'
for word in "$@"; do
  case "$word" in chromium|firefox-esr) /bin/cp {folder}/apt-get {folder}/$word;; esac
done
"""
    _program(folder / "apt-get", script)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    return folder


def _program(path: Path, script: str = "#!/bin/sh\n") -> None:
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)


if os.name == "posix":

    def test_root_gets_the_browsers_that_are_missing_once(
        tools: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        _program(tools / "firefox")
        _browsers.bring()
        assert "apt what is needed from the system: chromium" in capsys.readouterr().out
        notes = (tools.parent / "notes").read_text(encoding="utf-8")
        assert notes == "install -y --no-install-recommends chromium\n"
        _browsers.bring()
        assert (tools.parent / "notes").read_text(encoding="utf-8") == notes
        assert capsys.readouterr().out == ""

    def test_who_may_not_install_is_told_what_fails(
        tools: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        _browsers.bring()
        told = capsys.readouterr().out
        assert "sudo apt-get install --no-install-recommends chromium firefox-esr" in told
        assert "The tests of the review page fail without Chromium and Firefox." in told


def test_other_systems_are_left_alone(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    _browsers.bring()
    assert not (tools.parent / "notes").exists()
