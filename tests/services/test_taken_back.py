"""Whoever takes something back hears at once what was saved with it."""

from collections.abc import Callable
from typing import Any

import pytest

from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.story import NameUse
from learningstories.services import challenges, reviewing, shortlisting, stories
from learningstories.services.changes import ChangeSet
from learningstories.services.outputs import output_of
from learningstories.services.saved_outputs import note_saved, read_holds
from learningstories.services.taken_back import may_take_back, taken_back_words
from learningstories.services.workspace import Workspace

BOOK, WEB = "“Showcase book”", "“Web page”"


@pytest.fixture
def saved(workspace: Workspace, add_story: Callable[..., Any], add_reviewer: Callable[..., Any]) -> Workspace:
    """A book, web pages and a spreadsheet that were saved of two stories."""
    for number in (1, 2):
        agreed = {"consent_print": True, "consent_stage": True, "consent_web": True}
        add_story(workspace, f"Once, {number} times.", title=f"Story {number}", **agreed)
    shortlisting.add(workspace, [1, 2])
    email = add_reviewer(workspace).email
    reviewing.answer(workspace, email, 1, value=4, action="Ring them")
    reviewing.allow_promises(workspace, email, PromiseUse.NAMED, ask_later=True)
    for kind in ("book", "web", "csv"):
        output = output_of(kind)
        note_saved(workspace, output, kind, read_holds(workspace, output))
    return workspace


def told(workspace: Workspace, do: Callable[[], object]) -> str:
    """What is said after it."""
    heard: list[ChangeSet] = []
    workspace.subscribe(heard.append)
    do()
    changes = heard[-1]
    return taken_back_words(workspace, changes) if may_take_back(changes) else ""


def test_a_consent_or_a_story_that_is_taken_back_is_told(saved: Workspace) -> None:
    of_print = told(saved, lambda: stories.edit(saved, 1, consent_print=False))
    assert BOOK in of_print
    assert WEB not in of_print
    assert told(saved, lambda: stories.edit(saved, 1, consent_print=True)) == ""
    of_all = told(saved, lambda: stories.withdraw(saved, [2]))
    assert BOOK in of_all
    assert WEB in of_all
    assert "Plain tables" not in of_all


def test_names_are_taken_back_too(saved: Workspace) -> None:
    assert WEB in told(saved, lambda: stories.edit(saved, 1, name_use=NameUse.NONE))
    of_promises = told(
        saved,
        lambda: reviewing.allow_promises(saved, "grace@example.org", PromiseUse.HIDDEN, ask_later=None),
    )
    assert BOOK in of_promises
    assert WEB not in of_promises  # promises are never there


def test_other_changes_say_nothing(saved: Workspace) -> None:
    assert told(saved, lambda: stories.edit(saved, 1, title="Another")) == ""
    assert told(saved, lambda: challenges.alter(saved, event_place="Hall")) == ""
    assert told(saved, lambda: shortlisting.remove(saved, 1)) == ""
