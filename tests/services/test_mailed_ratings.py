"""What reviewers write in mails, as they write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.challenge import SCALE, Criterion
from learningstories.services.hand_form import HandForm
from learningstories.services.mailed_ratings import LineFault, MailLine, read_ratings

NUMBERS = frozenset((1, 3, 7, 12))
CRITERIA = (
    Criterion(question="Is it clear?", scale=("no", "a bit", "yes", "very", "utterly")),
    Criterion(question="How much courage?", scale=("none", "some", "much")),
)
FORM = HandForm(scale=SCALE)
LONGER = HandForm(scale=SCALE, criteria=CRITERIA)


def read(text: str) -> list[MailLine]:
    return read_ratings(text, FORM, NUMBERS)


def taken(text: str) -> list[tuple[int | None, int | None, str]]:
    return [(line.number, line.value, line.action) for line in read(text) if line.fault is LineFault.NONE]


def fault(text: str) -> LineFault:
    (line,) = read(text)
    return line.fault


WAYS = """
Story 3: 4|story 3 : 4/5|STORY #3 4|#3 4/5|3: 4|3 = 4|3) 4|3. 4|3 - 4|3 -> 4|- Story 3: 4|Story no. 3: 4
Story 3: a lot|3: A  LOT|#3: 4 of 5|Story 3 (The door): 4|Story 3 “The door” \u2013 4|Geschichte 3: 4 von 5
Histoire n° 3 : 4|Récit 3 : 4|Re\u0301cit 3 : 4|Historia 3: 4|Storia 3: 4|História 3: 4|Verhaal 3: 4
Tarina 3: 4|Hikâye 3: 4|Cerita 3: 4|Рассказ 3: 4|Ιστορία 3: 4|قصة ٣: ٤|סיפור 3: 4|कहानी ३: ४|故事3\uff1a4
第3篇\uff1a4|物語3\uff1a4|이야기 3: 4
"""


@pytest.mark.parametrize("line", [way for row in WAYS.split("\n") if row for way in row.split("|")])
def test_a_story_and_its_value_are_understood(line: str) -> None:
    assert taken(line) == [(3, 4, "")]


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("Story 3: 4 - I will ask our front desk", "I will ask our front desk"),
        ("#3 4/5: I will ask, and then wait.", "I will ask, and then wait"),
        ("3: a lot, I'll ask", "I'll ask"),
        ("Story 3: 4 I will ask 5 people", "I will ask 5 people"),
        ("Story 3: 4 — ask 7: they know", "ask 7: they know"),
    ],
)
def test_what_stands_behind_it_is_the_action(line: str, action: str) -> None:
    assert taken(line) == [(3, 4, action)]


def test_a_line_that_the_mail_program_broke_is_whole_again() -> None:
    text = (
        "Story 3: 4 - I will ask at our front desk whether anybody ever\n"
        "came back, and write it down.\n"
        "Story 7: 2 - nothing that I would do without some other people\n"
        "1: 5\n"
    )
    assert taken(text) == [
        (3, 4, "I will ask at our front desk whether anybody ever came back, and write it down"),
        (7, 2, "nothing that I would do without some other people"),
        (1, 5, ""),
    ]


def test_several_stories_may_share_a_line() -> None:
    assert taken("3: 4, 7: 2; 1: not at all - never") == [(3, 4, ""), (7, 2, ""), (1, 1, "never")]
    assert taken("3:4,7:2") == [(3, 4, ""), (7, 2, "")]


def test_what_is_quoted_or_signed_says_nothing() -> None:
    text = "Dear Grace,\n\nStory 3: 4\n\n> Story 7: 5\n>> 1: 5\n\n-- \nBen\nStory 12: 1\n"
    assert taken(text) == [(3, 4, "")]
    assert [line.text for line in read(text)] == ["Dear Grace,", "Story 3: 4"]


def test_the_later_of_two_holds() -> None:
    lines = read("3: 4\n3: 2")
    assert [(line.value, line.fault) for line in lines] == [(4, LineFault.SAID_AGAIN), (2, LineFault.NONE)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Thank you, I liked them.", LineFault.NO_RATING),
        ("See you at 10:30", LineFault.NO_RATING),
        ("10:30 is fine", LineFault.NO_RATING),
        ("3 people read it", LineFault.NO_RATING),
        ("3. I liked the door", LineFault.NO_RATING),
        ("2013-04-01", LineFault.NO_RATING),
        ("Story 3: very good", LineFault.NO_VALUE),
        ("Story 3: 4.5", LineFault.NO_VALUE),
        ("Story 3: 4-5", LineFault.NO_VALUE),
        ("Story 3: 4th", LineFault.NO_VALUE),
        ("Story 3", LineFault.NO_VALUE),
        ("Story 3: 6", LineFault.OFF_SCALE),
        ("3: 0", LineFault.OFF_SCALE),
        ("3: 4/7", LineFault.OFF_SCALE),
        ("Story 99: 4", LineFault.NOT_THEIRS),
        ("99: 4", LineFault.NOT_THEIRS),
    ],
)
def test_what_is_not_understood_says_why(line: str, why: LineFault) -> None:
    assert fault(line) is why


def test_the_longer_words_of_a_scale_come_first() -> None:
    scale = ("some", "some more", "most")
    found = read_ratings("1: some more\n3: some\n7: mostly", HandForm(scale=scale), NUMBERS)
    assert [line.value for line in found] == [2, 1, None]


@given(st.text(max_size=400), st.lists(st.text(max_size=6), min_size=2, max_size=7))
def test_any_text_is_read_and_nothing_is_made_up(text: str, scale: list[str]) -> None:
    for line in read_ratings(text, HandForm(scale=scale), NUMBERS):
        if line.fault is LineFault.NONE:
            assert line.number in NUMBERS
            assert line.value is not None
            assert 1 <= line.value <= len(scale)


answers = st.lists(
    st.tuples(st.sampled_from(sorted(NUMBERS)), st.integers(1, 5), st.sampled_from(["", "I will ask"])),
    unique_by=lambda each: each[0],
)


@given(
    answers,
    st.sampled_from(["Story {n}: {v} - {a}", "#{n} {v}/5 {a}", "{n}: {v}, {a}"]),
    st.text(max_size=80),
)
def test_all_answers_are_found_whatever_stands_around_them(
    said: list[tuple[int, int, str]], form: str, noise: str
) -> None:
    around = " ".join(letter for letter in noise if letter.isalpha())
    lines = [form.format(n=number, v=value, a=action) for number, value, action in said]
    text = "\n\n".join([f"x {around}", *lines, f"y {around}"])
    assert taken(text) == said


@pytest.mark.parametrize("piece", ["Story ", "3: ", "- " * 3, "4/", "# ", "(", "3: 4, ", "\t", "第"])
def test_a_hostile_mail_is_read_in_linear_time(piece: str) -> None:
    assert len(read(piece * 50_000)) <= 250_000


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Story 3: step aside - I know her", "I know her"),
        ("#3 aside", ""),
        (
            "3: I step aside, for she is my sister (and 4 years older)",
            "for she is my sister (and 4 years older)",
        ),
        ("Story 3 (The door) - Stepping  aside: my own", "my own"),
    ],
)
def test_a_reviewer_steps_aside_and_says_why(line: str, reason: str) -> None:
    (found,) = read(line)
    assert (found.number, found.aside, found.value, found.action) == (3, True, None, reason)
    assert found.fault is LineFault.NONE


def test_the_last_word_on_a_story_holds_whether_it_steps_aside_or_not() -> None:
    found = read("3: aside, 1: 5\n3: 4\n7: 2, 1: aside\n7: aside\n99: aside\n3: asides of mine")
    assert [each.fault for each in found] == [
        LineFault.SAID_AGAIN, LineFault.SAID_AGAIN, LineFault.NONE, LineFault.SAID_AGAIN, LineFault.NONE,
        LineFault.NONE,
        LineFault.NOT_THEIRS, LineFault.NO_RATING,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "points", "action"),
    [
        ("Story 3: 4 (5, 3) - I will ask", (5, 3), "I will ask"),
        ("Story 3: 4 (clear 5, courage 3) - I will ask", (5, 3), "I will ask"),
        ("Story 3: 4 (courage: 3)", (0, 3), ""),
        ("3: a lot [very, none]: I will ask", (4, 1), "I will ask"),
        ("3: 4/5 (5/5; -) I will ask", (5, 0), "I will ask"),
        ("3: 4 (5 3) I will ask", (5, 3), "I will ask"),
        ("قصة \u0663: \u0664 (\u0665\u060c \u0663)", (5, 3), ""),
        ("3: 4 (clarity 5, courage 3)", (5, 3), ""),
        ("3: 4, 5, 3", (5, 3), ""),
        ("3: 4 (5, 3", (5, 3), ""),
        ("3: 4 (-, 3)", (0, 3), ""),
        ("3: 4 for 5, 3", (), "for 5, 3"),
        ("3: 4 (with friends) I will ask", (), "(with friends) I will ask"),
        ("3: 4 - I will ask (5, 3)", (), "I will ask (5, 3)"),
    ],
)
def test_brackets_behind_the_value_answer_further_criteria(
    line: str, points: tuple[int, ...], action: str
) -> None:
    (found,) = read_ratings(line, LONGER, NUMBERS)
    assert (found.value, found.criteria, found.action) == (4, points, action)
    assert found.fault is LineFault.NONE


@pytest.mark.parametrize(
    "inside", ["6, 1", "5, 4", "1, 2, 3", "depth 3", "depth 3, width 2", "clear 9", "5 1 2"]
)
def test_further_points_that_are_not_clear_are_told_and_not_taken_for_an_action(inside: str) -> None:
    (found,) = read_ratings(f"3: 4 ({inside}) - I will ask", LONGER, NUMBERS)
    assert (found.fault, found.action) == (LineFault.CRITERION, "")


def test_without_further_criteria_brackets_belong_to_the_action() -> None:
    assert taken("3: 4 (5, 3) I will ask") == [(3, 4, "(5, 3) I will ask")]
