"""What was saved, and what is told of it once something has changed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from learningstories.domain.errors import CannotWrite
from learningstories.domain.reviewer import PromiseUse
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import challenges, reviewing, shortlisting, stories
from learningstories.services.everything import save_everything, save_output
from learningstories.services.output import Order
from learningstories.services.outputs import output_of, outputs
from learningstories.services.progress import Control
from learningstories.services.promises import GuestPromise, add_promise, edit_promise
from learningstories.services.saved_outputs import Standing, note_saved, read_holds, standings
from learningstories.services.toolbox import Toolbox
from learningstories.services.workspace import Workspace

AGREED = {"consent_print": True, "consent_stage": True, "consent_web": True}


@pytest.fixture(scope="module")
def tools(documents: LazyDocuments) -> Toolbox:
    return toolbox(documents)


@pytest.fixture
def saved(workspace: Workspace, add_story: Callable[..., Any], add_reviewer: Callable[..., Any]) -> Workspace:
    """A book that was saved of two stories."""
    for number in (1, 2):
        add_story(workspace, f"Once, {number} times.", title=f"Story {number}", **AGREED)
    shortlisting.add(workspace, [1, 2])
    email = add_reviewer(workspace).email
    reviewing.answer(workspace, email, 1, value=4, action="Ring them")
    book = output_of("book")
    note_saved(workspace, book, "book.pdf", read_holds(workspace, book))
    return workspace


def standing(workspace: Workspace, kind: str = "book") -> Standing:
    with workspace.read() as unit:
        return standings(unit, outputs())[kind]


def test_what_was_just_saved_is_up_to_date(saved: Workspace) -> None:
    assert standing(saved).stale == ()
    assert standing(saved).name == "book.pdf"


def test_a_consent_that_was_taken_back_is_told_until_it_is_given_again(saved: Workspace) -> None:
    stories.edit(saved, 2, consent_print=False)
    assert standing(saved).stale == ("It holds what may not be shown any more: #2.",)
    stories.edit(saved, 2, consent_print=True)
    assert standing(saved).stale == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda w: stories.edit(w, 1, title="Another"), "Changed since: #1."),
        (lambda w: shortlisting.remove(w, 1), "Not on the shortlist any more: #1."),
        (lambda w: shortlisting.move(w, 2, 1), "The running order was changed."),
        (lambda w: challenges.alter(w, event_place="Hall"), "What is said of the challenge"),
        (lambda w: challenges.alter_book(w, bleed=True), "How it is to look was changed."),
        (
            lambda w: reviewing.allow_promises(w, "grace@example.org", PromiseUse.NAMED, ask_later=None),
            "What people will do was changed",
        ),
    ],
)
def test_what_has_changed_since_is_told(
    saved: Workspace, change: Callable[[Workspace], object], told: str
) -> None:
    change(saved)
    assert any(sentence.startswith(told) for sentence in standing(saved).stale)


def test_what_a_guest_promised_since_is_told_as_long_as_it_may_be_shown(saved: Workspace) -> None:
    hidden = GuestPromise(text="Visit them", story=2, use=PromiseUse.HIDDEN)
    add_promise(saved, hidden)
    assert standing(saved).stale == ()
    number = add_promise(saved, replace(hidden, use=PromiseUse.UNSIGNED)).number
    told = ("What people will do was changed, or how it may be shown.",)
    assert standing(saved).stale == told
    book = output_of("book")
    note_saved(saved, book, "book.pdf", read_holds(saved, book))
    assert standing(saved).stale == ()
    edit_promise(saved, number, hidden)
    assert standing(saved).stale == told


def test_what_a_kind_does_not_show_leaves_it_up_to_date(saved: Workspace) -> None:
    for kind in ("cards", "ics", "running-order"):
        output = output_of(kind)
        note_saved(saved, output, kind, read_holds(saved, output))
    add_promise(saved, GuestPromise(text="Sing", use=PromiseUse.NAMED, name="Bo"))
    challenges.alter_book(saved, bleed=True)
    assert standing(saved, "cards").stale == ("What people will do was changed, or how it may be shown.",)
    assert standing(saved, "ics").stale == standing(saved, "running-order").stale == ()
    assert standing(saved).stale == ("How it is to look was changed.",)


def test_letters_and_copies_notice_what_they_tell_until_it_is_taken_back(saved: Workspace) -> None:
    for kind in ("letters", "account", "csv", "json"):
        output = output_of(kind)
        note_saved(saved, output, kind, read_holds(saved, output))
    reviewing.answer(saved, "grace@example.org", 2, value=3, action="Write to them")
    assert standing(saved, "letters").stale == ("Changed since: readings.",)
    assert (
        standing(saved, "account").stale == standing(saved, "csv").stale == standing(saved, "letters").stale
    )
    assert "readings" in standing(saved, "json").stale[0]
    saved.undo()
    assert standing(saved, "letters").stale == standing(saved, "json").stale == ()


def test_that_something_was_saved_is_not_undone(saved: Workspace) -> None:
    while saved.undo_label():
        saved.undo()
    with saved.read() as unit:
        assert list(unit.stories.all()) == []
    assert standing(saved).name == "book.pdf"


def test_everything_goes_into_one_folder_and_what_cannot_is_told(
    saved: Workspace, tools: Toolbox, tmp_path: Path
) -> None:
    stories.edit(saved, 1, consent_stage=False)
    stories.edit(saved, 2, consent_stage=False)
    folder = tmp_path / "all"
    steps: list[tuple[int, int]] = []
    control = Control(lambda done, total: steps.append((done, total)))
    order = Order(workspace=saved, toolbox=tools, target=folder, control=control)
    everything = save_everything(order, ("book", "running-order", "call", "json"))
    own = "For the organisers only"
    assert {path.name for path in folder.iterdir()} == {"Call for stories.pdf", "Showcase book.pdf", own}
    assert [path.suffix for path in (folder / own).iterdir()] == [".json"]
    assert [left.title for left in everything.not_made] == ["Running order"]
    assert "told on stage" in everything.not_made[0].why
    assert steps == sorted(steps)
    assert standing(saved, "call").stale == ()


def test_a_place_that_cannot_be_written_keeps_nothing(
    saved: Workspace, tools: Toolbox, tmp_path: Path
) -> None:
    before = standing(saved)
    order = Order(workspace=saved, toolbox=tools, target=tmp_path / "no" / "book.pdf", control=Control())
    with pytest.raises(CannotWrite):
        save_output(output_of("book"), order)
    assert standing(saved) == before
