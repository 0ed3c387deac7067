"""What reviewers said is kept as it was said, and counts as long as a return that holds it is there."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from learningstories.domain.assignment import Assignment, AssignmentId
from learningstories.domain.pack import (
    Pack,
    PackedStory,
    PackId,
    Return,
    ReturnBy,
    ReturnState,
    return_id,
)
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.redaction import Cut, Redaction, RedactionId
from learningstories.domain.reviewer import PromiseUse, Reviewer
from learningstories.domain.revision import Answers, Resolution, ResolutionId, Revision, Wish
from learningstories.domain.story import Story
from learningstories.services.opening import OpenChallenge
from learningstories.services.ports import UnitOfWork

pytestmark = pytest.mark.on_both

NOW = datetime(2013, 3, 20, 12, 0, 0, 123456, tzinfo=UTC)
DEVICE = "d_" + "1" * 16
ANSWERS = Answers(
    value=1, criteria=(0, 2), action="é\0\u202e", chance=0, knows=Knows.YES, concern=Concern.SAFETY
)


@pytest.fixture
def story(challenge: OpenChallenge, add_story: Callable[..., Story]) -> Story:
    return add_story(challenge.workspace)


@pytest.fixture
def reviewer(challenge: OpenChallenge, add_reviewer: Callable[..., Reviewer]) -> Reviewer:
    return add_reviewer(challenge.workspace)


@pytest.fixture
def word(story: Story, reviewer: Reviewer) -> Revision:
    return Revision(
        reviewer_id=reviewer.id, story_id=story.id, sha="s", device=DEVICE, vector=((DEVICE, 3),), at=NOW,
        position=2, answers=ANSWERS,
    )  # fmt: skip


def returned(unit: UnitOfWork, data: bytes, **fields: Any) -> Return:
    """A return of these bytes, stored."""
    sha = unit.blobs.put(data)
    given = {"id": return_id(sha), "sha": sha, "name": "a.lsreturn.txt", "came_by": ReturnBy.FILE}
    given |= {"state": ReturnState.MERGED, "code": "merged", "received_at": NOW}
    one = Return(**{**given, **fields})
    unit.returns.add(one)
    return one


def pack(reviewer: Reviewer, story: Story, **fields: Any) -> Pack:
    packed = PackedStory(story_id=story.id, number=1, text_sha="t", sha="s")
    return Pack(
        id=PackId(uuid4()), reviewer_id=reviewer.id, stories=(packed,), blind=True, made_at=NOW, **fields
    )


def test_words_come_out_as_they_went_in(challenge: OpenChallenge, reviewer: Reviewer, word: Revision) -> None:
    wish = Wish(
        reviewer_id=reviewer.id, device=DEVICE, vector=((DEVICE, 1),), at=NOW,
        promise_use=PromiseUse.UNSIGNED, ask_later=False,
    )  # fmt: skip
    with challenge.workspace.change("Take in a return") as unit:
        one = returned(unit, b"one")
        unit.revisions.put({one.sha: [word, wish, word]})
        unit.revisions.put({one.sha: [word]})
    with challenge.workspace.read() as unit:
        found = unit.revisions.of([reviewer.id])
        assert {kept.word for kept in found} == {word, wish}
        assert {(kept.received_at, kept.typed_here, kept.vouched) for kept in found} == {(NOW, False, True)}
        assert [kept.word for kept in unit.revisions.of([reviewer.id], word.story_id)] == [word]
        assert unit.revisions.of([]) == unit.revisions.of([reviewer.id], uuid4()) == []  # type: ignore[arg-type]
        assert unit.revisions.get(word.id) == word
    assert challenge.check() == []


def test_a_word_counts_while_a_merged_return_holds_it(
    challenge: OpenChallenge, reviewer: Reviewer, word: Revision
) -> None:
    def known() -> int:
        with challenge.workspace.read() as unit:
            return len(unit.revisions.of([reviewer.id]))

    with challenge.workspace.change("Take in a return") as unit:
        unit.revisions.put({returned(unit, b"one").sha: [word]})
        unit.revisions.put({returned(unit, b"held", state=ReturnState.HELD).sha: [word]})
    assert known() == 1
    challenge.workspace.undo()
    assert known() == 0
    challenge.workspace.redo()
    assert known() == 1


def test_how_a_word_came(challenge: OpenChallenge, reviewer: Reviewer, story: Story, word: Revision) -> None:
    def how() -> tuple[datetime, bool, bool]:
        with challenge.workspace.read() as unit:
            (kept,) = unit.revisions.of([reviewer.id])
        return kept.received_at, kept.typed_here, kept.vouched

    made = pack(reviewer, story)
    with challenge.workspace.change("Take in a return") as unit:
        unit.packs.add(made)
        later = returned(unit, b"later", pack_id=made.id, received_at=NOW + timedelta(days=9))
        unit.revisions.put({later.sha: [word]})
    assert how() == (NOW + timedelta(days=9), False, True)
    with challenge.workspace.change("Withdraw a pack") as unit:
        unit.packs.replace(replace(made, revoked_at=NOW))
    assert how() == (NOW + timedelta(days=9), False, False)
    with challenge.workspace.change("Take in an earlier one, by another pack") as unit:
        other = pack(reviewer, story)
        unit.packs.add(other)
        unit.revisions.put({returned(unit, b"earlier", pack_id=other.id).sha: [word]})
    assert how() == (NOW, False, True)
    with challenge.workspace.change("Keep what was typed") as unit:
        unit.revisions.put({returned(unit, b"typed", came_by=ReturnBy.HERE).sha: [word]})
    assert how() == (NOW, True, True)


def test_every_record_comes_out_as_it_went_in_also_from_history(
    challenge: OpenChallenge, reviewer: Reviewer, story: Story, word: Revision
) -> None:
    made = pack(
        reviewer, story, phrase="five words", file="ada.lspack", revoked_at=NOW, revoked_reason="lost"
    )
    records = {
        "packs": made,
        "assignments": Assignment(
            id=AssignmentId(uuid4()), reviewer_id=reviewer.id, story_id=story.id, assigned_at=NOW
        ),
        "resolutions": Resolution(
            id=ResolutionId(uuid4()), reviewer_id=reviewer.id, story_id=story.id, chosen=word.id,
            seen=(str(word.id),), chosen_at=NOW,
        ),
        "redactions": Redaction(
            id=RedactionId(uuid4()), story_id=story.id, of="x", approved_at=NOW,
            cuts=(Cut(part="text", start=3, was="Ada", becomes="«author»"),),
        ),
    }  # fmt: skip
    with challenge.workspace.change("Store one of each") as unit:
        for name, record in records.items():
            getattr(unit, name).add_all([record])
        outcome = {"merged": [story.id.hex], "rating_damaged": [""]}
        records["returns"] = returned(unit, b"one", pack_id=made.id, reviewer_id=reviewer.id, stories=outcome)
    for _ in range(2):
        with challenge.workspace.read() as unit:
            for name, record in records.items():
                assert getattr(unit, name).all() == [record]
        challenge.workspace.undo()
        with challenge.workspace.read() as unit:
            assert not any(getattr(unit, name).all() for name in records)
        challenge.workspace.redo()
    assert challenge.check() == []


def test_many_records_at_once_are_as_good_as_one_by_one(
    challenge: OpenChallenge, add_reviewer: Callable[..., Reviewer]
) -> None:
    people = [add_reviewer(challenge.workspace, f"N{number}") for number in range(3)]
    with challenge.workspace.change("Rename all") as unit:
        unit.reviewers.replace_all([replace(person, name=person.name * 2) for person in people])
        unit.reviewers.add_all([replace(people[0], id=uuid4(), email="new@example.org")])  # type: ignore[arg-type]
    with challenge.workspace.read() as unit:
        assert sorted(person.name for person in unit.reviewers.all()) == ["N0", "N0N0", "N1N1", "N2N2"]
    challenge.workspace.undo()
    with challenge.workspace.read() as unit:
        assert sorted(unit.reviewers.all(), key=lambda person: person.name) == people


@pytest.mark.on_file
def test_altered_answers_are_found(challenge: OpenChallenge, word: Revision) -> None:
    with challenge.workspace.change("Take in a return") as unit:
        unit.revisions.put({returned(unit, b"one").sha: [word]})
    challenge.close()
    with closing(sqlite3.connect(challenge.path)) as connection, connection:
        connection.execute("UPDATE revision SET told = json_set(told, '$.value', 5)")
        connection.execute("UPDATE story SET title = title")
    assert [fault for fault in challenge.check() if fault.startswith("answers")]


def test_the_key_of_all_packs_is_made_once(challenge: OpenChallenge) -> None:
    with challenge.workspace.change("Make packs") as unit:
        assert unit.pack_key.get() is None
        unit.pack_key.put(b"k" * 32)
    with challenge.workspace.read() as unit:
        assert unit.pack_key.get() == b"k" * 32


def test_a_pack_names_itself() -> None:
    from learningstories.domain.pack import pack_name, pack_named  # noqa: PLC0415 - only here

    key = PackId(UUID(int=7))
    assert pack_named(pack_name(key)) == key
    wrong = ("", "p_", "p_7", "x_" + "0" * 32, "p_" + "G" * 32, "p_{" + "0" * 32 + "}", "P_" + "0" * 32)
    assert [pack_named(name) for name in wrong] == [None] * len(wrong)
