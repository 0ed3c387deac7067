"""Ballots typed into a table: whatever is in the file, each row is taken or told."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.challenge import SCALE, Criterion
from learningstories.domain.pack import Pack, PackedStory, PackId
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import StoryId
from learningstories.services.ballot_table import RowFault, read_table
from learningstories.services.ballots import BallotCodes, ballot_code, told_code
from learningstories.services.by_hand import PaperRoom
from learningstories.services.hand_form import HandForm

STORIES = tuple(
    PackedStory(story_id=StoryId(UUID(int=number)), number=number, text_sha="t", sha="s")
    for number in range(1, 30)
)
PACK = Pack(
    id=PackId(UUID(int=7)), reviewer_id=ReviewerId(UUID(int=1)), stories=STORIES, blind=True,
    made_at=datetime(2013, 3, 20, tzinfo=UTC),
)  # fmt: skip
CRITERIA = (
    Criterion(question="Clear?", scale=("no", "yes")),
    Criterion(question="New?", scale=("no", "so so", "yes")),
)
FORM = HandForm(scale=SCALE, criteria=CRITERIA)
ROOM = PaperRoom(form=FORM, codes=BallotCodes([PACK]), packs=(PACK,), reviewers={}, titles={})
rows = st.lists(
    st.tuples(st.sampled_from(STORIES), st.integers(1, 5), st.sampled_from(["", "Ask", 'Say "yes"'])),
    unique_by=lambda row: row[0].number,
)


@given(rows, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_is_written_in_any_usual_shape_is_read(
    said: list[tuple[PackedStory, int, str]], mark: str, end: str, heads: bool
) -> None:
    lines = [mark.join(("Code", "Value", "Action"))] if heads else []
    for story, value, action in said:
        quoted = '"' + action.replace('"', '""') + '"'
        lines.append(mark.join((told_code(ballot_code(PACK.id, story.story_id)), str(value), quoted)))
    found = [row.rating for row in read_table(end.join(lines).encode("utf-8-sig"), ROOM)]
    assert [(one.story_id, one.value, one.action) for one in found if one] == [
        (story.story_id, value, action) for story, value, action in said
    ]


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_that_are_taken_or_told(data: bytes) -> None:
    for row in read_table(data, ROOM):
        assert (row.rating is None) == (row.fault is not RowFault.NONE)


def test_a_first_row_that_is_mistyped_is_no_head() -> None:
    assert [row.fault for row in read_table(b"ABCDEF,a lot", ROOM)] == [RowFault.CODE]


def test_a_table_far_too_large_is_read_as_far_as_it_goes() -> None:
    assert len(read_table(b'"' * 9_000_000, ROOM)) <= 1
    assert len(read_table(b"A,1\n" * 900_000, ROOM)) <= 50_000


def test_further_answers_stand_behind_the_action_and_a_word_steps_aside() -> None:
    code = ballot_code(PACK.id, STORIES[0].story_id)
    rows = (
        f"{code},4,Ask,2,so so",
        f"{code},Aside,I know her",
        f"{code},4,,1",
        f"{code},4,,3",
        f"{code},4,,,,1",
    )
    said = [read_table(row.encode(), ROOM)[0] for row in rows]
    first, second = said[0].rating, said[1].rating
    assert first is not None
    assert second is not None
    assert (first.value, first.action, first.criteria) == (4, "Ask", (2, 2))
    assert (second.aside, second.value, second.reason) == (True, None, "I know her")
    third = said[2].rating
    assert third is not None
    assert third.criteria == (1, 0)
    assert [each.fault for each in said[3:]] == [RowFault.CRITERIA] * 2
