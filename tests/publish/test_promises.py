"""The report on promises, as somebody who opens or hears the PDF finds it."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from learningstories.domain.promise import Outcome
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.story import Story
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import challenges
from learningstories.services.progress import Control
from learningstories.services.promise_pages import save_report
from learningstories.services.promises import GuestPromise, add_promise, set_outcome
from learningstories.services.workspace import Workspace
from tests.publish.conftest import faults


def text(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.fixture
def report(workspace: Workspace, tmp_path: Path) -> Callable[[str], Path]:
    def made(name: str = "report.pdf") -> Path:
        save_report(workspace, toolbox(LazyDocuments()), tmp_path / name, Control())
        return tmp_path / name

    return made


@pytest.fixture
def answered(workspace: Workspace, add_story: Callable[..., Story]) -> Workspace:
    """Promises after a story that may be printed, one that may not, and the evening."""
    add_story(workspace, title="قصة المصعد", language="ar")
    add_story(workspace, title="The diary", consent_print=False)
    for number, (story, use, name) in enumerate(
        [(1, PromiseUse.NAMED, "Ben"), (2, PromiseUse.UNSIGNED, "Cleo"), (None, PromiseUse.HIDDEN, "Dan")],
        start=1,
    ):
        add_promise(workspace, GuestPromise(text=f"Promise #{number}", name=name, story=story, use=use))
        set_outcome(workspace, number, list(Outcome)[number], f"{name} *did* it")
    return workspace


def test_it_shows_what_was_agreed_and_meets_the_standards(
    answered: Workspace, report: Callable[..., Path]
) -> None:
    path = report()
    said = text(path)
    assert "3 promises were made by 3 people after 2 stories." in said
    assert "3 told us what became of it: 1 kept, 1 partly, 1 not." in said
    assert "Ben *did* it" in said
    assert "“Promise #2”" in said
    assert "The diary" not in said
    assert "Dan" not in said
    assert "Promise #3" not in said
    assert not faults(path)
    assert report("again.pdf").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", {"Nobody", "promised"}), ("ar", {"أحد", "بعد."}), ("fa", {"Nobody", "promised"})],
)
def test_without_any_promise_it_says_so(
    workspace: Workspace, report: Callable[..., Path], language: str, words: set[str]
) -> None:
    challenges.alter(workspace, language=language)
    path = report()
    assert words <= set(text(path).split())
    assert not faults(path)
