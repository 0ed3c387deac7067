"""The account, as it is read on paper and as Markdown."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from learningstories.domain.errors import ShortlistEmpty
from learningstories.domain.showcase import Paper
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import challenges, reviewing, shortlisting
from learningstories.services.locking import lock_with_figures
from learningstories.services.opening import OpenChallenge
from learningstories.services.output import MadeOutput, Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.sought import results_by_rules
from learningstories.services.workspace import Workspace
from tests.publish.conftest import faults

Make = Callable[..., MadeOutput]


@pytest.fixture
def make(documents: LazyDocuments, tmp_path: Path, challenge: OpenChallenge) -> Make:
    def made(name: str, paper: Paper | None = None) -> MadeOutput:
        order = Order(
            workspace=challenge.workspace,
            toolbox=toolbox(documents),
            target=tmp_path / name,
            control=Control(),
            paper=paper,
            lists=challenge.lists,
        )
        return make_output("account", order)

    return made


@pytest.fixture
def decided(
    challenge: OpenChallenge, add_story: Callable[..., Any], add_reviewer: Callable[..., Any]
) -> Workspace:
    """Three stories that two people read: one is pinned, one is left out, and the order is locked."""
    workspace = challenge.workspace
    for title in ("The lift", "# <b>| one *two*", "The map"):
        add_story(workspace, "Once.", title=title, author="Ada")
    for name in ("Grace Hopper", "Cleo Cole"):
        email = add_reviewer(workspace, name).email
        for number in (1, 2, 3):
            reviewing.answer(workspace, email, number, value=5 - number, action="Act")
    shortlisting.add(workspace, [1])
    shortlisting.pin(workspace, 2, reason="It opens the evening")
    shortlisting.exclude(workspace, 3, "Told last year")
    lock_with_figures(workspace, results_by_rules(workspace, challenge.lists), Control())
    return workspace


def test_the_account_tells_what_was_decided_and_why(decided: Workspace, make: Make) -> None:
    made = make("account.pdf")
    with pypdfium2.PdfDocument(made.path) as pdf:
        said = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert (made.accessible, faults(made.path)) == (True, set())
    assert made.pages is not None
    assert made.pages <= 2
    for words in (
        "3 stories came in",
        "6 readings by 2 readers",
        "#1 The lift",
        "It opens the evening",
        "#3 The map was left out",
        "Told last year",
        "Since the lock",
    ):
        assert words in said


def test_a_lock_of_an_earlier_version_says_what_it_did_not_keep(decided: Workspace, make: Make) -> None:
    with decided.read() as unit:
        (kept,) = unit.locks.all()
    shortlisting.unlock(decided, "Once more")
    shortlisting.lock(decided, lambda _unit: {"results": kept.snapshot["results"]})
    said = make("account.md").path.read_text("utf-8")
    assert "An earlier version of the app locked it, and kept no counts" in said
    assert "0 stories" not in said
    assert "only stories read" not in said


def test_as_markdown_nobodys_words_are_markup(decided: Workspace, make: Make) -> None:
    made = make("account.md")
    said = made.path.read_text("utf-8")
    assert made.form == "md"
    assert said.startswith("# How the shortlist came about\n")
    assert r"| #2 # \<b\>\| one \*two\* |" in said
    assert "- #3 The map was left out" in said
    assert "Without a title" not in said


def test_an_account_of_much_is_short_and_runs_from_the_right(
    workspace: Workspace, add_story: Callable[..., Any], make: Make
) -> None:
    challenges.alter(workspace, language="ar", title="قصص 🎉")
    for _number in range(45):
        add_story(workspace, "Once.", title="W" * 300)
    shortlisting.add(workspace, list(range(1, 46)))
    made = make("account.pdf", Paper.A5)
    before = made.path.read_bytes()
    assert (made.accessible, faults(made.path)) == (True, set())
    assert make("account.pdf", Paper.A5).path.read_bytes() == before


def test_without_a_shortlist_there_is_no_account(workspace: Workspace, make: Make, tmp_path: Path) -> None:
    with pytest.raises(ShortlistEmpty):
        make("account.pdf")
    assert not (tmp_path / "account.pdf").exists()
