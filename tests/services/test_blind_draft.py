from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.redaction import TEXT, redacted
from learningstories.domain.story import Story, StoryId
from learningstories.services.blind_draft import BlindDraft, PieceKind, part_words
from learningstories.services.blinding import (
    BlindLook,
    _proposed,
    _Words,
    approve,
    approve_all,
    blind,
    decided,
    look,
)
from learningstories.services.workspace import Workspace

WORDS = "I am Rose Miller. A rose stood there; call rose@example.org. Rose left, and our boss Ida stayed."


@pytest.fixture
def story(workspace: Workspace, add_story: Callable[..., Story]) -> Story:
    return add_story(workspace, WORDS, title="By Rose", author="Rose Miller", email="rose@example.org")


def looked(workspace: Workspace, number: int = 1) -> BlindLook:
    with workspace.read() as unit:
        return look(unit, unit.story(number))


def shown(draft: BlindDraft, part: str = TEXT) -> str:
    """The part as the pack would have it."""
    kept = (PieceKind.KEPT, PieceKind.ADDED, PieceKind.OFFERED)
    return "".join(piece.words for piece in draft.pieces(part) if piece.kind in kept)


def test_at_first_what_is_sure_is_replaced_and_the_rest_is_offered(
    workspace: Workspace, story: Story
) -> None:
    draft = BlindDraft(looked(workspace))
    assert [(e.cut.was, e.on, e.sure) for e in draft.entries if e.cut.part == TEXT] == [
        ("Rose Miller", True, True),
        ("rose", False, False),
        ("rose@example.org", True, True),
        ("Rose", True, True),
    ]
    assert shown(draft) == (
        "I am «author». A rose stood there; call «e-mail». «author» left, and our boss Ida stayed."
    )
    assert looked(workspace).open
    assert not draft.is_altered


def test_a_replacement_is_taken_back_and_another_is_made(workspace: Workspace, story: Story) -> None:
    draft = BlindDraft(looked(workspace))
    places = {entry.cut.was: place for place, entry in enumerate(draft.entries) if entry.cut.part == TEXT}
    draft.flip(places["Rose Miller"])
    draft.flip(places["rose"])
    assert shown(draft).startswith("I am Rose Miller. A «author» stood")
    assert draft.is_altered
    approve(workspace, 1, draft.cuts())
    again = looked(workspace)
    assert not again.open
    assert BlindDraft(again).cuts() == draft.cuts()


def test_words_are_replaced_by_hand_wherever_they_stand(workspace: Workspace, story: Story) -> None:
    draft = BlindDraft(looked(workspace))
    assert draft.add("our boss Ida", "«somebody»") == 1
    assert draft.add("nowhere", "x") == 0
    assert "and «somebody» stayed" in shown(draft)
    (entry,) = [entry for entry in draft.entries if entry.is_by_hand]
    assert draft.around(draft.entries.index(entry)) == (
        "here; call rose@example.org. Rose left, and "[-40:],
        " stayed.",
    )
    approve(workspace, 1, draft.cuts())
    with workspace.read() as unit:
        made = blind(unit, unit.story(1))
        assert unit.texts.get(story.text_sha) == WORDS
    assert made.markdown == shown(draft)
    assert made.title == "By «author»"


def test_what_is_replaced_by_hand_takes_along_what_lies_within(workspace: Workspace, story: Story) -> None:
    draft = BlindDraft(looked(workspace))
    draft.add("I am Rose Miller", "«somebody»")
    assert shown(draft).startswith("«somebody». A rose")
    assert [entry.on for entry in draft.entries if entry.cut.was == "Rose Miller"] == [False]
    removed = [piece.words for piece in draft.pieces(TEXT) if piece.kind is PieceKind.REMOVED]
    assert removed[0] == "I am Rose Miller"


def test_several_are_approved_as_one_step(
    workspace: Workspace, story: Story, add_story: Callable[..., Story]
) -> None:
    add_story(workspace, "Tom said so.", author="Tom Hale")
    drafts = [BlindDraft(looked(workspace, number)) for number in (1, 2)]
    approve_all(workspace, {draft.look.story.number: draft.cuts() for draft in drafts})
    assert not looked(workspace, 1).open
    assert not looked(workspace, 2).open
    assert workspace.undo() == "Approve what blind packs show of 2 stories"
    assert decided(workspace, 1) is None
    assert looked(workspace, 2).open


def test_parts_have_names() -> None:
    assert [part_words(part) for part in ("title", "text", "0" * 64)] == [
        "Title",
        "Text",
        "Description of a picture",
    ]


@given(st.data())
def test_the_pieces_show_what_the_pack_will_hold(data: st.DataObject) -> None:
    draft = BlindDraft(_look_of(data.draw(st.text("ab Rose", max_size=60))))
    for _step in range(data.draw(st.integers(0, 4))):
        if draft.entries and data.draw(st.booleans()):
            draft.flip(data.draw(st.integers(0, len(draft.entries) - 1)))
        else:
            draft.add(data.draw(st.text("ab Rose", min_size=1, max_size=5)), data.draw(st.sampled_from("xy")))
    text = draft.look.parts[TEXT]
    assert shown(draft) == redacted(text, TEXT, draft.cuts())
    whole = "".join(piece.words for piece in draft.pieces(TEXT) if piece.kind is not PieceKind.ADDED)
    assert whole == text


def _look_of(text: str) -> BlindLook:
    then = datetime(2013, 1, 1, tzinfo=UTC)
    key = StoryId(uuid4())
    story = Story(id=key, number=1, title="T", author="Rose", added_at=then, received_at=then)
    parts = {TEXT: text}
    return BlindLook(
        story=story,
        parts=parts,
        proposals=tuple(_proposed(story, _Words(parts=parts, of=""))),
        decided=None,
    )
