"""Blind packs show what was approved, or what is surely safe; the story itself is never altered."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from learningstories.domain.errors import CutDoesNotFit
from learningstories.domain.redaction import TEXT, TITLE, Cut, redacted
from learningstories.domain.story import Attachment, AttachmentId, Story
from learningstories.services import stories
from learningstories.services.blinding import BlindStory, approve, blind, by_hand, decided, proposals
from learningstories.services.opening import OpenChallenge

WORDS = "I am Rose. A rose is not Amara; write to rose@example.net."


@pytest.fixture
def story(challenge: OpenChallenge, add_story: Callable[..., Story]) -> Story:
    made = add_story(
        challenge.workspace, WORDS, title="What Rose learned", author="Rose Miller", email="rose@example.net"
    )
    with challenge.workspace.change("Add a picture") as unit:
        unit.attachments.add(
            Attachment(
                id=AttachmentId(uuid4()), story_id=made.id, sha=unit.blobs.put(b"x"), name="rose.jpg",
                media_type="image/jpeg", size=1, role="picture", description="Rose Miller at home",
            )
        )  # fmt: skip
    return made


def shown(challenge: OpenChallenge, number: int = 1) -> BlindStory:
    with challenge.workspace.read() as unit:
        return blind(unit, unit.story(number))


def test_what_is_sure_is_replaced_before_anybody_has_looked(challenge: OpenChallenge, story: Story) -> None:
    found = shown(challenge)
    assert found.title == "What «author» learned"
    assert found.markdown == "I am «author». A rose is not Amara; write to «e-mail»."
    assert list(found.descriptions.values()) == ["«author» at home"]
    assert not found.approved
    with challenge.workspace.read() as unit:
        assert unit.texts.get(unit.story(1).text_sha) == WORDS
        assert unit.story(1) == story


def test_a_proposal_shows_what_stands_around_it(challenge: OpenChallenge, story: Story) -> None:
    found = [
        (p.cut.part, p.before[-5:], p.cut.was, p.after[:4], p.sure) for p in proposals(challenge.workspace, 1)
    ]
    assert found[:4] == [
        (TITLE, "What ", "Rose", " lea", True),
        (TEXT, "I am ", "Rose", ". A ", True),
        (TEXT, "e. A ", "rose", " is ", False),
        (TEXT, "e to ", "rose@example.net", ".", True),
    ]


def test_what_was_approved_is_shown_and_nothing_else(challenge: OpenChallenge, story: Story) -> None:
    workspace = challenge.workspace
    chosen = [p.cut for p in proposals(workspace, 1) if p.cut.part == TITLE]
    more = by_hand(workspace, 1, "Amara", "«somebody»")
    assert decided(workspace, 1) is None
    approve(workspace, 1, [*chosen, *more])
    found = shown(challenge)
    assert (found.title, found.approved) == ("What «author» learned", True)
    assert found.markdown == WORDS.replace("Amara", "«somebody»")
    approve(workspace, 1, [])
    assert shown(challenge).markdown == WORDS
    workspace.undo()
    assert shown(challenge).title == "What «author» learned"


def test_a_changed_story_must_be_looked_at_again(challenge: OpenChallenge, story: Story) -> None:
    approve(challenge.workspace, 1, [])
    stories.edit(challenge.workspace, 1, markdown=f"{WORDS} Yours, Rose.")
    found = shown(challenge)
    assert not found.approved
    assert found.markdown.endswith("Yours, «author».")
    challenge.workspace.undo()
    assert shown(challenge).approved


def test_a_story_that_tells_nothing_needs_no_look(
    challenge: OpenChallenge, add_story: Callable[..., Story]
) -> None:
    add_story(challenge.workspace, "It rained.", title="Rain", author="Rose Miller")
    assert shown(challenge).approved


def test_words_that_do_not_stand_there_are_refused(challenge: OpenChallenge, story: Story) -> None:
    for cut in (
        Cut(part=TEXT, start=0, was="You", becomes=""),
        Cut(part="nowhere", start=0, was="I", becomes=""),
        Cut(part=TEXT, start=3, was="", becomes="x"),
    ):
        with pytest.raises(CutDoesNotFit):
            approve(challenge.workspace, 1, [cut])


def test_cuts_are_made_from_the_end_and_those_that_do_not_fit_are_left_out() -> None:
    cuts = tuple(
        Cut(part=TEXT, start=start, was=was, becomes="*") for start, was in ((0, "ab"), (3, "d"), (2, "x"))
    )
    assert redacted("abcdef", TEXT, cuts) == "*c*ef"
    assert redacted("abcdef", TITLE, cuts) == "abcdef"
