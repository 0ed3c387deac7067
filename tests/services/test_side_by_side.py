import random

from hypothesis import given
from hypothesis import strategies as st

from learningstories.services.side_by_side import LinkedPlaces, side_by_side
from tests.services.alike_stories import AGAIN, as_text, story

STAIRS = "On those stairs I learned more than from all of the binders."
GRACE = "Grace had answered the phones for twenty-two years, unasked."
TEA = "Nobody had told me that the tea was free for everyone."
POINTS = st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), max_size=8)


def test_what_both_have_is_marked_in_both_and_counted() -> None:
    left, right = f"{STAIRS} {GRACE}", f"{TEA}\n\n{GRACE.upper()}"
    found = side_by_side(left, right)
    assert [left[slice(*p.left)] for p in found.passages] == [GRACE[:-1]]
    assert [right[slice(*p.right)] for p in found.passages] == [GRACE[:-1].upper()]
    assert (found.left.same, found.left.words) == (10, 22)
    assert (found.right.same, found.right.words) == (10, 21)


def test_a_passage_that_was_moved_is_told_from_one_that_was_not() -> None:
    found = side_by_side(f"{STAIRS} {GRACE} {TEA}", f"{TEA} {STAIRS} Then: {GRACE}")
    assert [p.is_in_order for p in found.passages] == [True, True, False]


def test_a_passage_that_the_right_text_repeats_is_marked_each_time() -> None:
    right = f"{GRACE} {TEA} {GRACE}"
    found = side_by_side(f"{STAIRS} {GRACE}", right)
    assert [right[slice(*span)] for span in found.right.spans] == [GRACE[:-1]] * 2
    assert len(found.passages) == 1


def test_places_are_counted_as_qt_counts_them() -> None:
    left = f"😀😀 {GRACE}"
    [passage] = side_by_side(left, GRACE).passages
    units = left.encode("utf-16-le")
    start, end = passage.left
    assert units[2 * start : 2 * end].decode("utf-16-le") == GRACE[:-1]


def test_as_much_is_the_same_as_was_copied() -> None:
    chance = random.Random(3)  # noqa: S311 - the same each time
    original = story(chance)
    copied = as_text(original[: len(original) // 2]).split()
    found = side_by_side(as_text(original), as_text(AGAIN["half copied"](chance, original)))
    assert abs(found.left.same - len(copied)) <= 4
    assert abs(found.right.same - len(copied)) <= 4


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared(left: str, right: str) -> None:
    found = side_by_side(left, right)
    assert found.left.same <= found.left.words
    assert found.right.same <= found.right.words


def test_heights_of_the_same_passage_belong_together() -> None:
    links = LinkedPlaces([(10, 20), (30, 80)], (100, 200))
    assert [links.across(h) for h in (0, 5, 10, 20, 30, 65, 100)] == [0, 10, 20, 50, 80, 140, 200]
    assert [links.back(h) for h in (0, 20, 80, 200)] == [0, 10, 30, 100]


@given(POINTS, st.floats(0, 500), st.floats(0, 500))
def test_rolling_down_never_rolls_the_other_text_up(
    points: list[tuple[float, float]], one: float, other: float
) -> None:
    links = LinkedPlaces(points, (500, 500))
    low, high = sorted((one, other))
    assert links.across(low) <= links.across(high) + 1e-6
    assert links.back(low) <= links.back(high) + 1e-6
    assert 0 <= links.across(low) <= 500
