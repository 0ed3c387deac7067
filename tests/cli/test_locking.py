import getpass
import io
import sys
from pathlib import Path

import pytest

from learningstories.packs import locking
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "COST", 2)


class Terminal(io.StringIO):
    """Where somebody sits."""

    def isatty(self) -> bool:
        return True


def typed(monkeypatch: pytest.MonkeyPatch, *phrases: str) -> None:
    waiting = iter(phrases)
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda _asked: next(waiting))


def test_a_copy_goes_out_and_comes_back(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, back = tmp_path / "copy.stories", tmp_path / "back.stories"
    typed(monkeypatch, "five words in all", "five words in all")
    assert "nobody can open it" in run("lock", file, "--out", copy).out
    assert run("list", copy, "--json").json["error"]["code"] == "challenge_locked"
    typed(monkeypatch, "four words in all")
    assert run("unlock", copy, "--out", back, "--json").json["error"]["code"] == "passphrase_wrong"
    (tmp_path / "phrase.txt").write_text("five words in all\nand a note\n")
    assert run("unlock", copy, "--out", back, "--passphrase-file", tmp_path / "phrase.txt").status == 0
    assert run("check", back).status == 0
    assert run("unlock", copy, "--out", back, "--json").json["error"]["code"] == "file_exists"


def test_no_passphrase_no_copy(run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "copy.stories"
    typed(monkeypatch, "five words in all", "six words in all")
    assert run("lock", file, "--out", copy, "--json").json["error"]["code"] == "passphrase_unsaid"
    typed(monkeypatch, "short", "short")
    assert run("lock", file, "--out", copy, "--json").json["error"]["code"] == "passphrase_short"
    monkeypatch.setattr(sys, "stdin", io.StringIO("five words in all\n"))
    assert run("lock", file, "--out", copy, "--json").json["error"]["code"] == "passphrase_unsaid"
    assert run("lock", file, "--out", copy, "--passphrase-file", tmp_path / "none", "--json").status == 1
    assert not copy.exists()
