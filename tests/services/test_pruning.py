"""History is forgotten by age: what there is stays, and the kept steps are taken back exactly."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.domain.errors import ExpectedError, NothingToUndo
from learningstories.domain.story import Story
from learningstories.services import reviewing, shortlisting, stories
from learningstories.services.changes import Kind
from learningstories.services.opening import OpenChallenge
from learningstories.services.pruning import forget_before
from learningstories.services.workspace import Workspace

_TABLES = ("story", "version", "reviewer", "reading", "choice", "searched")
_STEPS = st.lists(
    st.sampled_from(("add", "edit", "rate", "choose", "undo", "redo", "withdraw")), min_size=3, max_size=14
)


def _everything(workspace: Workspace) -> dict[str, list[Any]]:
    with workspace.read() as unit:
        connection = unit._session.connection()  # type: ignore[attr-defined]
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1")]  # noqa: S608
            for name in _TABLES
        }


def _texts(workspace: Workspace) -> list[str]:
    with workspace.read() as unit:
        connection = unit._session.connection()  # type: ignore[attr-defined]
        return sorted(row[0] for row in connection.exec_driver_sql("SELECT markdown FROM text"))


@given(steps=_STEPS, share=st.floats(0, 1))
@settings(max_examples=3)
def test_after_pruning_anywhere_the_kept_steps_are_taken_back_exactly(
    new_challenge: Callable[[Path], OpenChallenge],
    add_story: Callable[..., Story],
    add_reviewer: Callable[..., Any],
    clock: Any,
    steps: list[str],
    share: float,
) -> None:
    folder = Path(tempfile.mkdtemp())
    one = new_challenge(folder / "x.stories")
    workspace = one.workspace
    add_reviewer(workspace)
    add_story(workspace, "Bread")
    cut = round(share * len(steps))
    moments = []
    for place, step in enumerate(steps):
        clock.on(minutes=10)
        moments.append(clock.now)
        _do(workspace, add_story, step, place)
    before = _everything(workspace)
    undone = _states(workspace)
    moment = moments[cut] if cut < len(moments) else clock.now + timedelta(minutes=1)
    forget_before(one, moment)
    assert one.check() == []
    assert _everything(workspace) == before
    again = _states(workspace)
    assert again == undone[: len(again)]
    assert one.check() == []
    one.close()
    shutil.rmtree(folder)


def _do(workspace: Workspace, add_story: Callable[..., Story], step: str, place: int) -> None:
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: add_story(workspace, f"Bread {place}"),
        "edit": lambda: stories.edit(workspace, 1, title=f"T{place}", markdown=f"Words {place}"),
        "rate": lambda: reviewing.answer(workspace, "grace@example.org", 1, value=place % 5 + 1),
        "choose": lambda: shortlisting.add(workspace, [1]),
        "withdraw": lambda: stories.withdraw(workspace, [1]),
        "undo": workspace.undo,
        "redo": workspace.redo,
    }
    try:
        acts[step]()
    except ExpectedError:
        return


def _states(workspace: Workspace) -> list[dict[str, list[Any]]]:
    """What there is after taking back one step, two, and so on; then all is brought back."""
    found = []
    while True:
        try:
            workspace.undo()
        except NothingToUndo:
            break
        found.append(_everything(workspace))
    for _state in found:
        workspace.redo()
    return found


def test_earlier_texts_go_with_the_steps_that_knew_them(
    challenge: OpenChallenge, add_story: Callable[..., Story], clock: Any
) -> None:
    workspace = challenge.workspace
    add_story(workspace, "A secret about zebras.")
    workspace.undo()
    add_story(workspace, "A story about bread.")
    clock.on(days=40)
    stories.edit(workspace, 1, title="New")
    assert _texts(workspace) == ["A secret about zebras.", "A story about bread."]
    assert forget_before(challenge, clock.now - timedelta(days=30)) == 4
    assert _texts(workspace) == ["A story about bread."]
    assert workspace.undo_label() is not None
    workspace.undo()
    assert workspace.undo_label() is None
    assert workspace.history()[1].label == "Forget what was done before 30 March 2013"
    challenge.close()
    held = challenge.path.read_bytes()
    assert b"zebras" not in held
    assert b"bread" in held


def test_another_window_looks_again_and_a_calendar_entry_never_grows_older(
    challenge: OpenChallenge, add_story: Callable[..., Story], clock: Any, open_challenge: Callable[..., Any]
) -> None:
    other = open_challenge(challenge.path).workspace
    other.follow_others()
    heard: list[Any] = []
    other.subscribe(heard.append)
    add_story(challenge.workspace)
    with challenge.workspace.read() as unit:
        version = unit.latest(Kind.CHALLENGE)
    clock.on(days=1)
    forget_before(challenge, clock.now)
    with challenge.workspace.read() as unit:
        assert unit.latest(Kind.CHALLENGE) > version
    other.follow_others()
    assert heard[-1].touches(Kind.CHALLENGE)
    assert all(not change.before and not change.after for change in heard[-1].records)


def test_nothing_old_is_no_step(challenge: OpenChallenge, clock: Any) -> None:
    count = len(challenge.workspace.history())
    assert forget_before(challenge, clock.now - timedelta(days=900)) == 0
    assert len(challenge.workspace.history()) == count
