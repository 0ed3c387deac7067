"""A copy behind a passphrase comes back whole with it, and not at all without it or after harm."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.domain.errors import (
    ChallengeLocked,
    ExpectedError,
    FileExists,
    LockedCopyDamaged,
    MadeByNewerVersion,
    NotAChallenge,
    PassphraseShort,
    PassphraseWrong,
)
from learningstories.packs import locking
from learningstories.packs.packs import PackFiles
from learningstories.services.locked_copies import locked_name, open_locked, save_locked, unlocked_name
from learningstories.services.opened_kind import LOCKED_HEAD
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.storage.backups import BackupShelf

PHRASE = "correct horse Battery"
PACKS = PackFiles()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is quickly made: how hard that is, one test tells."""
    monkeypatch.setattr(locking, "COST", 2)


@pytest.fixture
def shelf(tmp_path: Path, clock: Any) -> BackupShelf:
    return BackupShelf(tmp_path / "Backups", clock)


@pytest.fixture
def locked(
    challenge: OpenChallenge, add_story: Callable[..., Any], shelf: BackupShelf, tmp_path: Path
) -> Path:
    add_story(challenge.workspace, "A zebra of words. " * 90, title="The zebra")
    with challenge.workspace.change("Keep a file") as unit:
        unit.blobs.put(os.urandom(3 * 2**20))
    target = tmp_path / "copy.stories"
    save_locked(shelf, PACKS, challenge.path, target, PHRASE, Control())
    return target


def unlock(shelf: BackupShelf, path: Path, phrase: str = PHRASE) -> Path:
    target = path.with_name("back.stories")
    target.unlink(missing_ok=True)
    open_locked(shelf, PACKS, path, target, phrase, Control())
    return target


def test_it_comes_back_whole_and_shows_nothing_before(
    locked: Path, shelf: BackupShelf, open_challenge: Callable[..., OpenChallenge], tmp_path: Path
) -> None:
    assert b"zebra" not in locked.read_bytes()
    with pytest.raises(ChallengeLocked):
        open_challenge(locked)
    back = open_challenge(unlock(shelf, locked))
    assert back.check() == []
    with back.workspace.read() as unit:
        assert unit.story(1).title == "The zebra"
    with pytest.raises(FileExists):
        open_locked(shelf, PACKS, locked, back.path, PHRASE, Control())
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("phrase", ["correct horse battery", "", "x" * 5000])
def test_another_passphrase_opens_nothing(locked: Path, shelf: BackupShelf, phrase: str) -> None:
    with pytest.raises(PassphraseWrong):
        unlock(shelf, locked, phrase)
    assert not locked.with_name("back.stories").exists()


def test_a_passphrase_that_is_guessed_is_refused(
    challenge: OpenChallenge, shelf: BackupShelf, tmp_path: Path
) -> None:
    with pytest.raises(PassphraseShort):
        save_locked(shelf, PACKS, challenge.path, tmp_path / "x.stories", "short    ", Control())


def test_what_was_cut_put_elsewhere_or_added_is_found(locked: Path, shelf: BackupShelf) -> None:
    whole = locked.read_bytes()
    piece = locking.PIECE + 16
    first = len(whole) % piece or piece
    start = len(whole) - (len(whole) - len(_head(whole)))
    one, two = whole[start : start + piece], whole[start + piece : start + 2 * piece]
    harmed = {
        "cut within a piece": whole[:-first],
        "cut between pieces": whole[: start + 2 * piece],
        "without any piece": whole[:start],
        "in another order": whole[:start] + two + one + whole[start + 2 * piece :],
        "with more at its end": whole + b"more",
        "with a bit turned": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
    }
    for how, data in harmed.items():
        locked.write_bytes(data)
        with pytest.raises(LockedCopyDamaged):
            unlock(shelf, locked)
        assert not locked.with_name("back.stories").exists(), how


def _head(whole: bytes) -> bytes:
    at = len(LOCKED_HEAD) + 2
    return whole[: at + 4 + int.from_bytes(whole[at : at + 4])]


def _with_facts(path: Path, **changed: Any) -> None:
    whole = path.read_bytes()
    head = _head(whole)
    at = len(LOCKED_HEAD) + 2
    told = json.dumps({**json.loads(head[at + 4 :]), **changed}).encode()
    path.write_bytes(head[:at] + len(told).to_bytes(4) + told + whole[len(head) :])


def test_a_key_that_would_keep_the_computer_busy_is_not_made(
    locked: Path, shelf: BackupShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert locking.COST >= 2**17
    for cost in (2**30, 2**19, 0, -4, 3, "2", 2.0, None):
        _with_facts(locked, cost=cost)
        with pytest.raises(LockedCopyDamaged):
            unlock(shelf, locked)
    _with_facts(locked, cost=2, kdf="argon9")
    with pytest.raises(MadeByNewerVersion):
        unlock(shelf, locked)


def test_what_is_no_challenge_inside_is_refused(shelf: BackupShelf, tmp_path: Path) -> None:
    plain, path = tmp_path / "plain", tmp_path / "copy.stories"
    plain.write_bytes(b"anything else")
    path.write_bytes(b"".join(locking.lock(plain, PHRASE, Control())))
    with pytest.raises(NotAChallenge):
        unlock(shelf, path)
    path.write_bytes(LOCKED_HEAD + b"2\nand so on")
    with pytest.raises(MadeByNewerVersion):
        unlock(shelf, path)


@given(data=st.binary(max_size=200), at=st.integers(0, 400), keep=st.booleans())
@settings(max_examples=60)
def test_whatever_is_in_the_file_is_told_in_a_sentence(
    locked: Path,
    shelf: BackupShelf,
    data: bytes,
    at: int,
    keep: bool,
) -> None:
    whole = locked.read_bytes()[:2000]
    altered = locked.with_name("altered.stories")
    altered.write_bytes(whole[:at] + data + whole[at:] if keep else whole[:at] + data)
    with pytest.raises(ExpectedError):
        list(locking.unlock(altered, PHRASE, Control()))


def test_names_are_offered_that_are_free(tmp_path: Path) -> None:
    locked = locked_name(tmp_path / "Spring.stories")
    assert locked.name == "Spring (locked).stories"
    assert unlocked_name(locked).name == "Spring.stories"
    (tmp_path / "Spring.stories").touch()
    assert unlocked_name(locked).name == "Spring (2).stories"
