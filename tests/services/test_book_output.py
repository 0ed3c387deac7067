"""The book as the organiser chose it, and the parts of one that is too big."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from learningstories.domain.errors import Cancelled
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import book_output, challenges, shortlisting, stories
from learningstories.services.book_content import BookContent, BookStory
from learningstories.services.output import MadeOutput, Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace


@pytest.fixture
def chosen(workspace: Workspace, add_story: Callable[..., Any]) -> Workspace:
    """Three stories on the shortlist."""
    for number in (1, 2, 3):
        add_story(workspace, f"Once, {number} times.", title=f"Story {number}")
    shortlisting.add(workspace, [1, 2, 3])
    return workspace


@pytest.fixture
def make(documents: LazyDocuments, tmp_path: Path) -> Callable[..., MadeOutput]:
    def made(workspace: Workspace, kind: str = "book", control: Control | None = None) -> MadeOutput:
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        order = Order(
            workspace=workspace,
            toolbox=toolbox(documents),
            target=folder / "book.pdf",
            control=control or Control(),
        )
        return make_output(kind, order)

    return made


def said(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_questions_are_the_organisers_or_some_that_fit_and_can_be_left_out(
    chosen: Workspace, make: Callable[..., MadeOutput]
) -> None:
    stories.edit(chosen, 1, questions=("Who rang the bell?", " "))
    words = said(make(chosen).path)
    assert "Who rang the bell?" in words
    assert words.count("What would you have done?") == 2
    challenges.alter_book(chosen, questions=False)
    assert "What would you have done?" not in said(make(chosen).path)


def test_large_print_keeps_the_words_and_takes_more_pages(
    chosen: Workspace, make: Callable[..., MadeOutput]
) -> None:
    challenges.alter_book(chosen, bleed=True, fours=True)
    made = make(chosen, "large-print")
    assert made.accessible
    assert "Once, 3 times." in said(made.path)


def test_a_book_that_is_too_big_comes_in_parts_and_each_part_says_so(
    chosen: Workspace, make: Callable[..., MadeOutput], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_output, "MOST_STORIES", 2)
    made = make(chosen)
    assert made.files == 2
    assert "book 1.pdf, book 2.pdf" in made.notes[0]
    first, second = made.path, made.path.with_name("book 2.pdf")
    assert sorted(first.parent.iterdir()) == [first, second]
    assert "Part 1 of 2" in said(first)
    assert "Once, 3 times." not in said(first)
    assert "Part 2 of 2" in said(second)
    assert "Once, 3 times." in said(second)


def test_parts_that_are_given_up_leave_nothing(
    chosen: Workspace, make: Callable[..., MadeOutput], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(book_output, "MOST_STORIES", 2)

    def stop_in_the_second_part(done: int, _total: int) -> None:
        if done >= 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        make(chosen, control=Control(stop_in_the_second_part))
    assert list((tmp_path / "out").iterdir()) == []


def test_neither_too_many_stories_nor_too_many_words_are_in_a_part() -> None:
    def content(*lengths: int) -> BookContent:
        made = (BookStory(number=at, title="x", html="x" * long) for at, long in enumerate(lengths))
        return BookContent(title="Book", dated=date(2013, 4, 12), stories=tuple(made))

    sizes = [len(part.stories) for part in book_output.in_parts(content(*[10] * 401))]
    assert sizes == [200, 200, 1]
    large = book_output.MOST_LETTERS
    parts = book_output.in_parts(content(large * 2, 5, large, 5, 5))
    assert [len(part.stories) for part in parts] == [1, 1, 1, 2]
