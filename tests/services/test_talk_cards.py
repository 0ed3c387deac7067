"""Talk cards and introductions, as they are read on paper: who may be named, and whom everybody meets."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.showcase import Paper
from learningstories.domain.story import NameUse
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import challenges, guests, reviewing, shortlisting, stories
from learningstories.services.gate import passing
from learningstories.services.meetings import meetings
from learningstories.services.output import MadeOutput, Order, Use
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.promises import GuestPromise, add_promise
from learningstories.services.workspace import Workspace
from tests.publish.conftest import faults

Make = Callable[..., tuple[MadeOutput, str]]


@pytest.fixture
def make(documents: LazyDocuments, tmp_path: Path) -> Make:
    def made(workspace: Workspace, kind: str, paper: Paper | None = None) -> tuple[MadeOutput, str]:
        target = tmp_path / f"{kind}.pdf"
        tools = toolbox(documents)
        order = Order(workspace=workspace, toolbox=tools, target=target, control=Control(), paper=paper)
        output = make_output(kind, order)
        with pypdfium2.PdfDocument(target) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
        return output, " ".join(" ".join(pages).split())

    return made


@pytest.fixture
def evening(
    workspace: Workspace, add_story: Callable[..., Any], add_reviewer: Callable[..., Any]
) -> Workspace:
    """Three stories, the last by somebody who is not named; three readers, each of whom agreed to less."""
    for title, author in (("The lift", "Amina Yusuf"), ("The kettle", "Bo Low"), ("The map", "Cy Jones")):
        add_story(workspace, f"Once, by {title}.", title=title, author=author, consent_stage=True)
    stories.edit(workspace, 3, name_use=NameUse.NONE)
    shortlisting.add(workspace, [1, 2, 3])
    for name, use in (
        ("Grace Hopper", PromiseUse.NAMED),
        ("Ben Bold", PromiseUse.UNSIGNED),
        ("Cleo Cole", PromiseUse.HIDDEN),
    ):
        email = add_reviewer(workspace, name).email
        reviewing.allow_promises(workspace, email, use, ask_later=True)
        reviewing.answer(workspace, email, 1, value=4, action=f"What {name.split()[0]} will do")
    return workspace


def test_each_card_has_a_reason_that_was_agreed_to(evening: Workspace, make: Make) -> None:
    guests.set_guests(evening, "Name,Seat\nOmar Farouk,3\n\nOmar Farouk,4\n")
    made, said = make(evening, "cards")
    assert (made.accessible, faults(made.path)) == (True, set())
    for words in (
        "Amina Yusuf",
        "Find Grace Hopper: my story made them want to act.",
        "What Grace will do",
        "After “The lift”",
        "Bo Low",
        "Omar Farouk",
    ):
        assert words in said
    for hidden in ("Cy Jones", "Ben Bold", "Cleo", "The map"):
        assert hidden not in said
    assert said.count("Omar Farouk") == 1


def test_what_guests_promised_is_on_their_cards_and_brings_them_to_the_author(
    evening: Workspace, make: Make
) -> None:
    guests.set_guests(evening, "Omar Farouk\nIvy Ray\nZoe Zed")
    for name, use, story in (
        ("Omar Farouk", PromiseUse.NAMED, 2),
        ("Una Low", PromiseUse.UNSIGNED, 2),
        ("Hal Ng", PromiseUse.HIDDEN, 2),
        ("Ivy Ray", PromiseUse.NAMED, None),
    ):
        add_promise(evening, GuestPromise(text=f"Help {name[0]}", name=name, use=use, story=story))
    made, said = make(evening, "cards")
    assert (made.accessible, faults(made.path)) == (True, set())
    assert "Find Omar Farouk: my story made them want to act." in said
    assert "Guest Omar Farouk What I will do Help O After “The kettle”." in said
    assert "Guest Ivy Ray What I will do Help I Ask me in a month" in said
    assert (said.count("Ivy Ray"), said.count("Zoe Zed")) == (1, 1)
    introduced = make(evening, "introductions")[1]
    assert "Bo Low The kettle Omar Farouk “Help O”" in introduced
    for hidden in ("Una", "Hal Ng", "Help H"):
        assert hidden not in said + introduced


def test_a_guest_who_is_not_named_is_not_called_a_reader(evening: Workspace, make: Make) -> None:
    add_promise(evening, GuestPromise(text="Help them", name="Una", use=PromiseUse.UNSIGNED, story=2))
    assert "What one guest will do: “Help them”" in make(evening, "cards")[1]


def test_who_has_read_and_is_a_guest_has_one_card(evening: Workspace, add_reviewer: Any, make: Make) -> None:
    email = add_reviewer(evening, "Rae Roe", email="rae@example.org").email
    reviewing.allow_promises(evening, email, PromiseUse.NAMED, ask_later=True)
    reviewing.answer(evening, email, 1, value=4, action="Help one")
    given = GuestPromise(text="Help two", name="Rae Roe", email=email, use=PromiseUse.NAMED, story=2)
    add_promise(evening, given)
    said = make(evening, "cards")[1]
    assert said.count("Reader Rae Roe What I will do Help one After “The lift” and 1 more story.") == 1
    assert "Guest Rae Roe" not in said


def test_two_authors_of_one_name_have_a_card_each_and_one_author_has_one(
    workspace: Workspace, add_story: Callable[..., Any], make: Make
) -> None:
    for title, email in (("The oak", "a@x.org"), ("The elm", "b@x.org"), ("The ash", "a@x.org")):
        add_story(workspace, "Once.", title=title, author="Jo Ray", email=email, consent_stage=True)
    shortlisting.add(workspace, [1, 2, 3])
    said = make(workspace, "cards")[1]
    assert said.count("Jo Ray") == 2
    assert "I also tell “The ash”." in said


def test_authors_are_introduced_to_those_whom_their_story_moved(evening: Workspace, make: Make) -> None:
    made, said = make(evening, "introductions")
    assert (made.accessible, faults(made.path)) == (True, set())
    assert "Amina Yusuf The lift Grace Hopper “What Grace will do”" in said
    assert "Bo Low The kettle Amina Yusuf tells “The lift”" in said
    for hidden in ("Cy Jones", "Ben", "Cleo", "The map"):
        assert hidden not in said


def test_nobody_meets_twenty_people_and_nobody_none(
    evening: Workspace, add_reviewer: Callable[..., Any]
) -> None:
    for number in range(20):
        email = add_reviewer(evening, f"Reader {number:02}", email=f"r{number}@example.org").email
        reviewing.allow_promises(evening, email, PromiseUse.NAMED, ask_later=False)
        reviewing.answer(evening, email, 1, value=3, action="Act")
    with evening.read() as unit:
        first, second, _unnamed = meetings(passing(unit, Use.STAGE).stories)
    assert len(first.people) == 3
    assert {len(circle) for circle in first.circles} <= {2, 3}
    people = [one.name for some in (first.people, *first.circles) for one in some]
    assert sorted(people) == ["Grace Hopper", *(f"Reader {number:02}" for number in range(20))]
    assert second.neighbour == first.story


def test_why_somebody_has_no_certificate_is_said_in_the_language_of_the_window(
    evening: Workspace, make: Make
) -> None:
    challenges.alter(evening, language="de")
    stories.edit(evening, 2, consent_stage=False)
    made, said = make(evening, "certificates")
    assert "Amina Yusuf" in said
    assert [each.why for each in made.left_out] == ["Its author has not agreed to its being told on stage"]


def test_a_certificate_names_the_author_as_agreed(evening: Workspace, make: Make) -> None:
    made, said = make(evening, "certificates")
    assert (made.pages, made.accessible, faults(made.path)) == (3, True, set())
    assert "This is to thank Amina Yusuf for the learning story The lift" in said
    assert "This is to thank for the learning story The map" in said


@pytest.mark.parametrize(
    ("kind", "paper"),
    [
        ("cards", Paper.A5),
        ("cards", Paper.LETTER),
        ("introductions", Paper.A5),
        ("certificates", Paper.A5),
    ],
)
def test_whatever_is_written_stays_on_its_page(
    workspace: Workspace, add_story: Callable[..., Any], make: Make, kind: str, paper: Paper
) -> None:
    challenges.alter(workspace, language="ar", event_title="أمسية القصص")
    for title, author in (("W" * 300, "Å" * 200), ("قصة 🎉 mixed", "ليلى"), ("", "Bo")):
        add_story(workspace, "Once.", title=title, author=author, consent_stage=True)
    shortlisting.add(workspace, [1, 2, 3])
    first = make(workspace, kind, paper)[0]
    before = first.path.read_bytes()
    assert first.accessible
    assert faults(first.path) == set()
    assert make(workspace, kind, paper)[0].path.read_bytes() == before
