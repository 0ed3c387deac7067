"""The one gate: every kind of output, as far as authors and readers have agreed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from learningstories.domain.errors import (
    NoPrintConsent,
    NoStageConsent,
    NoWebConsent,
    OutputUnknown,
    PaperNotOffered,
)
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.showcase import Paper
from learningstories.domain.story import NameUse
from learningstories.main import LazyDocuments, toolbox
from learningstories.resources import resource_root
from learningstories.services import reviewing, shortlisting, stories
from learningstories.services.gate import passing
from learningstories.services.output import Order, Use
from learningstories.services.outputs import make_output, outputs
from learningstories.services.progress import Control
from learningstories.services.promises import GuestPromise, add_promise
from learningstories.services.toolbox import Toolbox
from learningstories.services.workspace import Workspace

SHOWING = [output.kind for output in outputs() if output.use is not Use.NONE]
AGREED = {"consent_print": True, "consent_stage": True, "consent_web": True}
TITLES = ("The lift", "The kettle", "The map")


@pytest.fixture(scope="module")
def tools(documents: LazyDocuments) -> Toolbox:
    return toolbox(documents)


@pytest.fixture
def chosen(
    workspace: Workspace, add_story: Callable[..., Any], add_reviewer: Callable[..., Any]
) -> Workspace:
    """Three stories on the shortlist with everything agreed to, and what three readers will do."""
    for title in TITLES:
        add_story(workspace, f"Once, by {title}, I learned.", title=title, author="Ada Lovelace", **AGREED)
    shortlisting.add(workspace, [1, 2, 3])
    for name, use in (
        ("Grace Hopper", PromiseUse.NAMED),
        ("Ben Bold", PromiseUse.UNSIGNED),
        ("Cleo Cole", PromiseUse.HIDDEN),
    ):
        email = add_reviewer(workspace, name).email
        reviewing.allow_promises(workspace, email, use, ask_later=True)
        reviewing.answer(workspace, email, 1, value=4, action=f"What {name} will do")
    return workspace


def order(workspace: Workspace, tools: Toolbox, target: Path, **fields: Any) -> Order:
    return Order(workspace=workspace, toolbox=tools, target=target, control=Control(), **fields)


@pytest.mark.parametrize("kind", SHOWING)
def test_nothing_is_made_of_stories_whose_consent_was_taken_back(
    chosen: Workspace, tools: Toolbox, tmp_path: Path, kind: str
) -> None:
    for number in (1, 2, 3):
        stories.edit(chosen, number, **dict.fromkeys(AGREED, False))
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises((NoPrintConsent, NoStageConsent, NoWebConsent)) as told:
        make_output(kind, order(chosen, tools, folder / "made"))
    assert told.value.numbers == (1, 2, 3)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("use", "consent", "why"),
    [
        (Use.PRINT, "consent_print", "printed"),
        (Use.STAGE, "consent_stage", "told on stage"),
        (Use.WEB, "consent_web", "on the web"),
    ],
)
def test_each_use_asks_for_its_own_consent(chosen: Workspace, use: Use, consent: str, why: str) -> None:
    stories.edit(chosen, 2, **{name: name != consent for name in AGREED})
    stories.edit(chosen, 3, **{name: name == consent for name in AGREED})
    with chosen.read() as unit:
        passed = passing(unit, use)
    assert [story.story.number for story in passed.stories] == [1, 3]
    assert [(out.number, why in out.why) for out in passed.left_out] == [(2, True)]


def test_names_and_promises_come_as_they_were_agreed_to(chosen: Workspace) -> None:
    stories.edit(chosen, 2, name_use=NameUse.FIRST)
    stories.edit(chosen, 3, name_use=NameUse.NONE)
    with chosen.read() as unit:
        printed, web = passing(unit, Use.PRINT), passing(unit, Use.WEB)
    assert [story.author for story in printed.stories] == ["Ada Lovelace", "Ada", ""]
    promised = [(promise.text, promise.name, bool(promise.person)) for promise in printed.stories[0].promises]
    assert promised == [
        ("What Ben Bold will do", "", False),
        ("What Grace Hopper will do", "Grace Hopper", True),
    ]
    assert [story.promises for story in web.stories] == [(), (), ()]


def test_guests_promises_come_as_they_were_agreed_to_and_never_on_the_web(chosen: Workspace) -> None:
    for name, use, story in (
        ("Omar Farouk", PromiseUse.NAMED, 2),
        ("Una Low", PromiseUse.UNSIGNED, 2),
        ("Hal Ng", PromiseUse.HIDDEN, 2),
        ("Ivy Ray", PromiseUse.NAMED, None),
        ("Jon Ek", PromiseUse.HIDDEN, None),
    ):
        add_promise(chosen, GuestPromise(text=f"Help {name[0]}", name=name, use=use, story=story))
    with chosen.read() as unit:
        shown = {use: passing(unit, use) for use in (Use.PRINT, Use.STAGE, Use.WEB)}
    for use in (Use.PRINT, Use.STAGE):
        second = shown[use].stories[1].promises
        assert [(each.text, each.name, each.guest) for each in second] == [
            ("Help O", "Omar Farouk", True),
            ("Help U", "", True),
        ]
        assert [(each.text, each.name) for each in shown[use].promises] == [("Help I", "Ivy Ray")]
    assert [story.promises for story in shown[Use.WEB].stories] == [(), (), ()]
    assert shown[Use.WEB].promises == ()


def test_the_book_prints_what_guests_will_do_and_thanks_readers_only_for_reading(
    chosen: Workspace, tools: Toolbox, tmp_path: Path
) -> None:
    for name, use in (("Omar Farouk", PromiseUse.NAMED), ("Una Low", PromiseUse.UNSIGNED)):
        add_promise(chosen, GuestPromise(text=f"Help {name[0]}", name=name, use=use, story=2))
    made = make_output("book", order(chosen, tools, tmp_path / "book.pdf"))
    with pypdfium2.PdfDocument(made.path) as pdf:
        said = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert said.casefold().count("what people will do") == 2
    assert "“Help O” — Omar Farouk" in said
    assert "“Help U”" in said
    assert "Una Low" not in said
    assert "Omar" not in said.partition("With thanks to these readers")[2]


def test_what_is_withdrawn_is_left_out_of_every_use(chosen: Workspace) -> None:
    stories.withdraw(chosen, [2], "By the author's wish")
    with chosen.read() as unit:
        for use in Use:
            assert [out.number for out in passing(unit, use).left_out] == [2]


def test_kinds_and_papers_that_are_not_there_are_told(
    chosen: Workspace, tools: Toolbox, tmp_path: Path
) -> None:
    with pytest.raises(OutputUnknown):
        make_output("cake", order(chosen, tools, tmp_path / "cake"))
    with pytest.raises(PaperNotOffered):
        make_output("call", order(chosen, tools, tmp_path / "call.pdf", paper=Paper.A5))


def test_every_kind_has_a_name_of_its_own_and_a_picture_that_is_there() -> None:

    found = outputs()
    assert len({output.kind for output in found}) == len({output.title for output in found}) == len(found)
    assert all((resource_root() / "icons" / f"{output.icon}.svg").is_file() for output in found)
