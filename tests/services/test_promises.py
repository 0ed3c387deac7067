from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from learningstories.domain.errors import NoSuchPromise, NoSuchStory, NotAnEmail, PromiseEmpty
from learningstories.domain.promise import Asking, Outcome
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.story import Story
from learningstories.services import reviewing
from learningstories.services.promise_mail import write_questions
from learningstories.services.promises import (
    GuestPromise,
    PromiseLine,
    add_promise,
    due,
    edit_promise,
    promise_lines,
    remove_promise,
    set_outcome,
)
from learningstories.services.workspace import Workspace
from tests.conftest import CLOSES, Hand


def lines(workspace: Workspace) -> list[PromiseLine]:
    with workspace.read() as unit:
        return promise_lines(unit, workspace.clock())


def event(workspace: Workspace, at: object) -> None:
    with workspace.change("Plan the evening") as unit:
        unit.challenges.replace(replace(unit.challenge(), event_at=at))


@pytest.fixture
def grace(workspace: Workspace, story: Story, add_reviewer: Callable[..., object]) -> str:
    """A reader who promised something and may be asked."""
    add_reviewer(workspace)
    email = "grace@example.org"
    reviewing.answer(workspace, email, story.number, value=5, action="Ask our front desk")
    reviewing.allow_promises(workspace, email, PromiseUse.NAMED, ask_later=True)
    return email


def test_a_readers_promise_is_asked_about_thirty_days_after_the_evening(
    workspace: Workspace, grace: str, clock: Hand
) -> None:
    event(workspace, CLOSES + timedelta(days=20))
    assert [line.asking for line in lines(workspace)] == [Asking.LATER]
    clock.now = CLOSES + timedelta(days=50)
    assert [line.number for line in due(lines(workspace))] == [1]


def test_without_an_evening_it_is_thirty_days_after_the_promise(
    workspace: Workspace, grace: str, clock: Hand
) -> None:
    clock.on(days=29)
    assert not due(lines(workspace))
    clock.on(days=1)
    assert due(lines(workspace))


def test_a_reader_who_may_not_be_asked_never_is(workspace: Workspace, grace: str, clock: Hand) -> None:
    reviewing.allow_promises(workspace, grace, PromiseUse.NAMED, ask_later=None)
    clock.on(days=400)
    assert [line.asking for line in lines(workspace)] == [Asking.NEVER]


def test_an_answer_stays_although_the_reader_changes_the_words(
    workspace: Workspace, grace: str, story: Story
) -> None:
    set_outcome(workspace, 1, Outcome.KEPT, "We did.")
    reviewing.answer(workspace, grace, story.number, action="Ask both front desks")
    (line,) = lines(workspace)
    assert (line.text, line.outcome, line.told) == ("Ask both front desks", Outcome.KEPT, "We did.")
    workspace.undo()
    workspace.undo()
    (line,) = lines(workspace)
    assert (line.text, line.outcome, line.told) == ("Ask our front desk", Outcome.OPEN, "")


def test_a_guests_promise_is_kept_changed_and_removed(workspace: Workspace, grace: str, story: Story) -> None:
    add_promise(workspace, GuestPromise(text=" Ring\nmy  mother ", name="Ben", story=story.number))
    guest = lines(workspace)[1]
    assert (guest.number, guest.text) == (2, "Ring my mother")
    assert guest.story is not None
    assert guest.story.title == story.title
    edit_promise(workspace, 2, GuestPromise(text="Ring my father", ask_later=True))
    assert lines(workspace)[1].text == "Ring my father"
    remove_promise(workspace, 2)
    assert [line.number for line in lines(workspace)] == [1]
    assert workspace.undo() == "Remove promise 2"
    assert lines(workspace)[1].may_ask


def test_a_reader_keeps_the_number_that_a_guest_might_have_taken(workspace: Workspace, grace: str) -> None:
    add_promise(workspace, GuestPromise(text="Ring my mother"))
    set_outcome(workspace, 1, Outcome.SILENT)
    add_promise(workspace, GuestPromise(text="Ring my father"))
    assert [(line.number, line.text) for line in lines(workspace)] == [
        (1, "Ask our front desk"),
        (2, "Ring my mother"),
        (3, "Ring my father"),
    ]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (GuestPromise(text=" \n "), PromiseEmpty),
        (GuestPromise(text="Ring", email="nobody"), NotAnEmail),
        (GuestPromise(text="Ring", story=99), NoSuchStory),
    ],
)
def test_what_is_no_promise_is_refused(
    workspace: Workspace, given: GuestPromise, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        add_promise(workspace, given)
    assert not lines(workspace)


def test_a_readers_promise_is_not_changed_as_a_guests(workspace: Workspace, grace: str) -> None:
    set_outcome(workspace, 1, Outcome.KEPT)
    with pytest.raises(NoSuchPromise):
        edit_promise(workspace, 1, GuestPromise(text="Something else"))
    with pytest.raises(NoSuchPromise):
        remove_promise(workspace, 1)


def test_everybody_gets_one_draft_with_all_their_promises(
    workspace: Workspace, grace: str, clock: Hand, tmp_path: Path
) -> None:
    given = GuestPromise(text="Ring my mother", name="Grace H.", email="GRACE@example.org", ask_later=True)
    add_promise(workspace, given)
    add_promise(workspace, GuestPromise(text="Sing", name="Ben", email="ben@example.org", ask_later=True))
    add_promise(workspace, GuestPromise(text="Whistle", name="Cleo", ask_later=True))
    clock.on(days=31)
    made = write_questions(workspace, tmp_path / "outbox")
    assert (len(made.files), made.numbers, made.without_address) == (2, (1, 2, 3), ("Cleo",))
    mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in made.files]
    words = {mail["To"].addresses[0].addr_spec.lower(): mail.get_content() for mail in mails}
    assert "“Ask our front desk”" in words["grace@example.org"]
    assert "“Ring my mother”" in words["grace@example.org"]
    assert "“Sing”" in words["ben@example.org"]
    assert [line.asking for line in lines(workspace)] == [*[Asking.ASKED] * 3, Asking.DUE]
    assert workspace.undo() == "Ask 2 people about their promises"
    assert len(due(lines(workspace))) == 4
