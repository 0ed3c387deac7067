"""Letters to authors and readers, as they are read on paper and in a mail program."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from learningstories.domain.errors import FolderTaken, NothingToWrite
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.showcase import Paper
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import reviewing, shortlisting
from learningstories.services.locking import lock_with_figures
from learningstories.services.output import MadeOutput, Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace
from tests.publish.conftest import faults

Make = Callable[..., MadeOutput]


@pytest.fixture
def make(documents: LazyDocuments, tmp_path: Path, workspace: Workspace) -> Make:
    def made(paper: Paper | None = None, name: str = "letters") -> MadeOutput:
        order = Order(
            workspace=workspace,
            toolbox=toolbox(documents),
            target=tmp_path / name,
            control=Control(),
            paper=paper,
        )
        return make_output("letters", order)

    return made


@pytest.fixture
def read(workspace: Workspace, add_story: Callable[..., Any], add_reviewer: Callable[..., Any]) -> Workspace:
    """Two stories by people with addresses and one without; two readers of the first, one discreet."""
    for title, author, email in (
        ("The lift", "Amina Yusuf", "amina@example.org"),
        ("قصة 🎉", "Bo Low", "bo@example.org"),
        ("The map", "", ""),
    ):
        add_story(workspace, "Once.", title=title, author=author, email=email)
    for name, use, share in (
        ("Grace Hopper", PromiseUse.NAMED, True),
        ("Cleo Cole", PromiseUse.HIDDEN, False),
    ):
        email = add_reviewer(workspace, name).email
        reviewing.allow_promises(workspace, email, use, ask_later=True)
        first = name.split()[0]
        reviewing.answer(
            workspace,
            email,
            1,
            value=4,
            action=f"{first}: ring my sister",
            why=f"It is warm. {name}, {email}",
            share_why=share,
        )
    shortlisting.add(workspace, [1])
    return workspace


def draft(made: MadeOutput, name: str) -> EmailMessage:
    found = next(path for path in (made.path / "outbox").iterdir() if name in path.name)
    message = message_from_bytes(found.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_an_author_hears_what_was_said_by_consent_and_never_by_whom(read: Workspace, make: Make) -> None:
    made = make()
    message = draft(made, "Amina")
    said = message.get_content()
    assert (message["To"], message["X-Unsent"]) == ("Amina Yusuf <amina@example.org>", "1")
    assert "“It is warm. …, …”" in said
    assert "ring my sister" in said
    for hidden in ("Hopper", "Cleo", "chosen"):
        assert hidden not in said
    assert "We are glad that you trusted us with it." in draft(made, "Bo Low").get_content()
    assert "reading 1 story" in draft(made, "Grace").get_content()
    assert "is passed on" not in draft(made, "Cleo").get_content()


def test_after_the_lock_an_author_hears_that_the_story_is_told(read: Workspace, make: Make) -> None:
    lock_with_figures(read, None, Control())
    made = make()
    assert "one of those chosen to be told" in draft(made, "Amina").get_content()
    assert "chosen" not in draft(made, "Bo Low").get_content()


def test_all_of_them_are_one_accessible_pdf(read: Workspace, make: Make) -> None:
    made = make(Paper.A5)
    pdf = made.path / "letters.pdf"
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert (len(pages), made.pages, made.accessible, made.files) == (5, 5, True, 5)
    assert faults(pdf) == set()
    assert "Hello, thank you for “The map”" in pages[2]
    assert made.notes == ("Printed only, because there is no address to write to: Your story “The map”",)


def test_letters_replace_earlier_letters_and_nothing_else(read: Workspace, make: Make) -> None:
    first = make()
    held = {path.name: path.read_bytes() for path in first.path.rglob("*") if path.is_file()}
    again = make()
    assert {path.name: path.read_bytes() for path in again.path.rglob("*") if path.is_file()} == held
    (again.path / "mine.txt").write_text("mine")
    with pytest.raises(FolderTaken):
        make()
    assert (again.path / "mine.txt").read_text() == "mine"


def test_without_stories_there_is_nothing_to_write(workspace: Workspace, make: Make, tmp_path: Path) -> None:
    with pytest.raises(NothingToWrite):
        make(name="none")
    assert not (tmp_path / "none").exists()
