"""Whatever was done before somebody is removed: nothing of them is left, and the file is sound."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from learningstories.domain.errors import ExpectedError, NothingToUndo, UndoBlocked
from learningstories.services import reviewing, shortlisting, stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.person_removal import remove_person
from learningstories.services.reviewing import NewReviewer
from learningstories.services.shortlist_facts import shortlist_facts

_ANNA, _QUENTIN = "zebrowski@example.org", "xylander@example.org"
_WORDS = {_ANNA: (b"zebrowski", b"quagga"), _QUENTIN: (b"xylander", b"xylophone")}
_STEPS = st.lists(
    st.sampled_from(("add", "edit", "rate", "choose", "exclude", "undo", "redo", "move", "lock", "reword")),
    min_size=6,
    max_size=18,
)


@pytest.fixture
def fresh(
    new_challenge: Callable[..., OpenChallenge], add_story: Callable[..., Any], clock: Any, tmp_path: Path
) -> Callable[[list[str]], OpenChallenge]:
    """A challenge in which some steps were done."""

    def make(steps: list[str]) -> OpenChallenge:
        one = new_challenge(tmp_path / f"{uuid4().hex}.stories")
        people = [("Quentin Xylander", _QUENTIN), ("Grace Hopper", "grace@example.org")]
        reviewing.add_reviewers(one.workspace, [NewReviewer(name=name, email=mail) for name, mail in people])
        _add(one, add_story, 0)
        for place, step in enumerate(steps):
            clock.on(minutes=10)
            _do(one, add_story, step, place)
        return one

    return make


@given(steps=_STEPS, who=st.sampled_from([_ANNA, _QUENTIN]), keep=st.booleans())
@example(steps=["redo", "exclude", "edit", "undo", "undo", "undo"], who=_ANNA, keep=False)
@settings(max_examples=3)
def test_nothing_is_left_and_the_file_is_sound(
    fresh: Callable[[list[str]], OpenChallenge], steps: list[str], who: str, *, keep: bool
) -> None:
    one = fresh(steps)
    remove_person(one, who, keep_readings=keep)
    assert one.check() == []
    with suppress(UndoBlocked, NothingToUndo):
        while one.workspace.undo():
            assert one.check() == []
    with suppress(UndoBlocked, NothingToUndo):
        while one.workspace.redo():
            pass
    assert one.check() == []
    one.close()
    left = one.path.read_bytes().lower()
    assert [word for word in _WORDS[who] if word in left] == []


def _add(one: OpenChallenge, add_story: Callable[..., Any], place: int) -> None:
    """One story of hers, and one of somebody else."""
    anna = {"author": "Anna Zebrowski", "email": _ANNA, "title": f"Quagga {place}"}
    add_story(one.workspace, f"Quagga number {place} was here.", **anna)
    diaz = {"author": "Bo Diaz", "email": "bo@example.org", "title": f"Bread {place}"}
    add_story(one.workspace, f"Bread {place}", **diaz)


def _do(one: OpenChallenge, add_story: Callable[..., Any], step: str, place: int) -> None:
    workspace, number = one.workspace, place % 4 + 1
    mail = (_QUENTIN, "grace@example.org")[place % 2]
    why = "xylophone practice" if mail == _QUENTIN else "it is good"
    words = {"title": f"The quagga {place}", "markdown": f"Quagga {place} again"}
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: _add(one, add_story, place),
        "edit": lambda: stories.edit(workspace, number, markdown=f"Other words {place}"),
        "reword": lambda: stories.edit(workspace, 1, **words),
        "rate": lambda: reviewing.answer(workspace, mail, number, value=place % 5 + 1, why=why),
        "choose": lambda: shortlisting.add(workspace, [number]),
        "exclude": lambda: shortlisting.exclude(workspace, number, "as Anna Zebrowski wished"),
        "move": lambda: shortlisting.move(workspace, number, 1),
        "lock": lambda: shortlisting.lock(workspace, lambda unit: shortlist_facts(unit, None)),
        "undo": workspace.undo,
        "redo": workspace.redo,
    }
    with suppress(ExpectedError):
        acts[step]()
