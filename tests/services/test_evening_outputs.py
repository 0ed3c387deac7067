"""The running order for the wall and the host's script, as they are read in the PDF."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest

from learningstories.domain.shortlist import Pause, PauseId
from learningstories.domain.showcase import Paper
from learningstories.domain.story import NameUse
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import challenges, shortlisting, stories
from learningstories.services.output import MadeOutput, Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.spoken_lines import first_and_last
from learningstories.services.workspace import Workspace
from tests.publish.conftest import faults

AGREED = {"consent_print": True, "consent_stage": True}
LIFT = "On my first day the lift was late. I took the stairs.\n\n## Later\n\nNow I ask. “Who are you?”"
Make = Callable[..., tuple[MadeOutput, str]]


@pytest.fixture
def evening(workspace: Workspace, add_story: Callable[..., Any]) -> Workspace:
    """Three stories that are told on 12 April at half past six, one of them not on stage."""
    add_story(workspace, LIFT, title="The lift", author="Amina Yusuf", author_said="ah-MEE-nah", **AGREED)
    add_story(workspace, "Silent words.", title="The whisper", author="Bo Low", consent_print=True)
    add_story(workspace, "One line.", title="قصة المعلم", author="Cy Jones", language="ar", **AGREED)
    stories.edit(workspace, 3, name_use=NameUse.NONE)
    shortlisting.add(workspace, [1, 2, 3])
    for number, minutes in ((1, 5), (2, 5), (3, 10)):
        shortlisting.set_minutes(workspace, number, minutes)
    at(workspace, datetime(2013, 4, 12, 17, 30, tzinfo=UTC))
    return workspace


def at(workspace: Workspace, moment: datetime) -> None:
    challenges.alter(workspace, event_at=moment, event_title="Stories that made us act")


@pytest.fixture
def make(documents: LazyDocuments, tmp_path: Path) -> Make:
    def made(workspace: Workspace, kind: str, **fields: Any) -> tuple[MadeOutput, str]:
        order = Order(
            workspace=workspace,
            toolbox=toolbox(documents),
            target=tmp_path / f"{kind}.pdf",
            control=Control(),
            **fields,
        )
        output = make_output(kind, order)
        with pypdfium2.PdfDocument(output.path) as document:
            words = " ".join(page.get_textpage().get_text_range() for page in document)
        return output, " ".join(words.split())

    return made


@pytest.mark.parametrize("kind", ["running-order", "script"])
def test_times_and_tellers_are_there_and_nothing_that_is_not_for_the_stage(
    evening: Workspace, make: Make, kind: str
) -> None:
    output, said = make(evening, kind)
    assert (output.accessible, output.notes, faults(output.path)) == (True, (), set())
    assert [out.number for out in output.left_out] == [2]
    for words in ("Stories that made us act", "18:30", "The lift", "Amina Yusuf", "18:40", "5 min"):
        assert words in said
    for private in ("whisper", "Bo Low", "Silent", "Cy Jones", "18:35"):
        assert private not in said


def test_the_script_tells_how_names_are_said_and_how_stories_begin_and_end(
    evening: Workspace, make: Make
) -> None:
    said = make(evening, "script", paper=Paper.A5)[1]
    for words in ("ah-MEE-nah", "On my first day the lift was late.", "“Who are you?”"):
        assert words in said
    assert "An author who is not named" in said
    assert "I took the stairs" not in said


def test_an_evening_over_midnight_and_a_change_of_the_clocks_says_so(evening: Workspace, make: Make) -> None:
    at(evening, datetime(2013, 10, 26, 22, 55, tzinfo=UTC))
    said = make(evening, "running-order")[1]
    assert "23:55" in said
    assert "Sunday 27 October 2013" in said
    assert "00:05" in said
    at(evening, datetime(2013, 10, 27, 0, 52, tzinfo=UTC))
    said = make(evening, "running-order")[1]
    assert "01:52" in said
    assert "The clocks have gone back" in said
    assert "01:02" in said


def test_a_pause_is_in_the_running_order(evening: Workspace, make: Make) -> None:
    with evening.change("Add a pause") as unit:
        unit.pauses.add(Pause(id=PauseId(uuid4()), after=1, minutes=15, title="Soup"))
    assert "18:35 Soup 15 min" in make(evening, "running-order")[1]


def test_many_stories_and_long_titles_take_more_pages(
    workspace: Workspace, add_story: Callable[..., Any], make: Make
) -> None:
    for number in range(1, 51):
        long = "Long " * (60 if number == 1 else 1)
        add_story(workspace, title=f"Story {number}. {long}", **AGREED)
    shortlisting.add(workspace, list(range(1, 51)))
    output, said = make(workspace, "running-order")
    assert (output.pages or 0) > 1
    assert all(f"Story {number}." in said for number in range(1, 51))


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("", ("", "")),
        ("<h1>Title</h1>", ("", "")),
        ("<p>Only one.</p>", ("Only one.", "Only one.")),
        ("<ul><li>One. Two!</li><li>Three? “Four.”</li></ul>", ("One.", "“Four.”")),
        (
            '<p>Told<sup><a href="#fn:1">1</a></sup>. End.</p><div class="footnote"><p>A note.</p></div>',
            ("Told.", "End."),
        ),
    ],
)
def test_the_first_and_the_last_sentence(html: str, lines: tuple[str, str]) -> None:
    assert first_and_last(html) == lines


def test_a_sentence_without_end_is_cut() -> None:
    first, last = first_and_last("<p>" + "word " * 20_000 + "end</p>")
    assert first.endswith("…")
    assert last.startswith("…")
    assert last.endswith("end")
    assert max(len(first), len(last)) < 200
