from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learningstories.domain.story import Story, StoryState
from learningstories.services import stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.story_query import SortBy, StoryQuery

pytestmark = pytest.mark.on_both

LIBRARY = (
    ("The Blue Bicycle", "José García", "I learned to ride at forty."),
    ("Naïve café", "Zoë", "Résumé writing taught me patience — step by step."),
    ("学习的故事", "王小明", "我在图书馆学习了三年。"),
    ("قصة التعلم", "مُحَمَّد", "تعلمت القراءة من جدتي"),
    ("सीखने की कहानी", "आशा", "मैंने अपनी दादी से पढ़ना सीखा"),
    ("100% of C++_code", "O'Brien", "What `SELECT *` means; and \\ why."),
    ("เรื่องราว", "สมชาย", "ฉันเรียนรู้ภาษาอังกฤษ"),
)


@pytest.fixture
def library(challenge: OpenChallenge, add_story: Callable[..., Story]) -> OpenChallenge:
    for title, author, text in LIBRARY:
        add_story(challenge.workspace, text, title=title, author=author)
    return challenge


@pytest.fixture
def find(library: OpenChallenge) -> Callable[[str], list[int]]:
    return lambda typed: list(
        library.lists.numbers(StoryQuery(search=typed, sort=SortBy.NUMBER, descending=False))
    )


FOUND = {
    "": [1, 2, 3, 4, 5, 6, 7],
    "   ": [1, 2, 3, 4, 5, 6, 7],
    "bicycle": [1],
    "CYC": [1],
    "blue bi": [1],
    "jose": [1],
    "garcía": [1],
    "Garci\u0301a": [1],
    "naive": [2],
    "zo": [2],
    "Zoe": [2],
    "forty": [1],
    "fort": [1],
    "orty": [],
    "learn ride": [1],
    "ride learn": [1],
    "resume": [2],
    "résumé patience": [2],
    "step - by": [2],
    "学习": [3],
    "图书馆": [3],
    "习": [3],
    "小明": [3],
    "قصة": [4],
    "القراءة": [4],
    "محمد": [4],
    "مُحَمَّد": [4],
    "कहानी": [5],
    "दादी": [5],
    "100%": [6],
    "%": [6],
    "_": [6],
    "C++": [6],
    "o'br": [6],
    "\\": [],
    "เรียน": [7],
    "สมชาย": [7],
    "#3": [3],
    "#99": [],
    "#": [],
    "no such thing": [],
}


def test_stories_are_found_by_number_name_and_words(find: Callable[[str], list[int]]) -> None:
    assert {typed: find(typed) for typed in FOUND} == FOUND


HOSTILE = (
    '"',
    '""',
    "*",
    "a*",
    "^a",
    "(",
    ")",
    "(a",
    "a:b",
    "title:blue",
    "- -",
    "-a",
    "NEAR(a b)",
    "a AND",
    "NOT",
    "a OR b",
    "'",
    "';--",
    "\0",
    "a\0b",
    "\ud800",
    "\ufffe",
    "#²",
    "#" + "9" * 5000,
    "#-1",
    "{}",
    "+",
    "\u202e",
    "a" * 100_000,
    "a " * 50_000,
    '"*^():-' * 1000,
    "%%%",
    "___",
    "\\%",
    "\n\t",
)


def test_nothing_that_is_typed_is_taken_for_a_command(library: OpenChallenge) -> None:
    for typed in HOSTILE:
        library.lists.numbers(StoryQuery(search=typed))
        library.lists.first_lines(StoryQuery(search=typed, states=frozenset(StoryState)), 5)


@given(st.text(max_size=12) | st.text(st.sampled_from("\"*^():-'#%_\\ abc学é"), max_size=12))
@example("title : a")
def test_no_search_raises(library: OpenChallenge, typed: str) -> None:
    library.lists.numbers(StoryQuery(search=typed))


@given(st.sampled_from(LIBRARY), st.data())
def test_any_three_letters_of_title_or_author_find_a_story(
    find: Callable[[str], list[int]], which: tuple[str, str, str], data: st.DataObject
) -> None:
    number = LIBRARY.index(which) + 1
    field = which[data.draw(st.integers(0, 1))]
    start = data.draw(st.integers(0, max(0, len(field) - 3)))
    part = field[start : start + 3]
    assert not part.strip() or number in find(part)


def test_search_follows_an_edit_and_its_undo(
    library: OpenChallenge, find: Callable[[str], list[int]]
) -> None:
    stories.edit(library.workspace, 1, title="The Red Tandem", markdown="I fell at fifty.")
    assert (find("tandem"), find("bicycle"), find("fifty"), find("forty")) == ([1], [], [1], [])
    library.workspace.undo()
    assert (find("tandem"), find("bicycle"), find("fifty"), find("forty")) == ([], [1], [], [1])
    library.workspace.redo()
    assert (find("tandem"), find("bicycle"), find("fifty"), find("forty")) == ([1], [], [1], [])
    assert library.check() == []


def test_search_and_filter_narrow_each_other(library: OpenChallenge) -> None:
    stories.withdraw(library.workspace, [1])
    withdrawn = frozenset({StoryState.WITHDRAWN})
    assert list(library.lists.numbers(StoryQuery(search="jose", states=withdrawn))) == [1]
    assert list(library.lists.numbers(StoryQuery(search="naive", states=withdrawn))) == []
    # An OR inside the search must not let others past the filter.
    assert list(library.lists.numbers(StoryQuery(search="zo", states=withdrawn))) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bicycle the", {1}),
        ("jose", {1}),
        ("jo bi", {1}),
        ("#3", {3}),
        ("7", {7}),
        ("zo", {2}),
        ("学习", {3}),
        ("100%", {6}),
        ("forty", set()),  # which is in a text only
        ("' OR 1=1 --", set()),
        ("\x00\ud800", set()),
        ("", set()),
    ],
)
def test_a_few_letters_find_titles_and_authors_only(library, typed, found):
    assert {line.number for line in library.lists.named(typed, 50)} == found


def test_what_texts_hold_is_counted(library):
    assert [library.lists.found_count(typed) for typed in ("forty", "lear", "nowhere")] == [1, 1, 0]
