"""Who rated what and how: what counts, what is left out, and what is lacking to tell of agreement."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from learningstories.domain.counting import Rule
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Story
from learningstories.services import counting, reviewing
from learningstories.services.agreement_figures import agreement_figures
from learningstories.services.agreement_sentences import agreement_sentences
from learningstories.services.opening import OpenChallenge
from learningstories.services.reading_matrix import MatrixCell, reading_matrix
from learningstories.services.results import compute

# Story number -> the answers of Zoe, Ada and Ben.
ANSWERS = {1: (2, 1, 3), 2: (5, 4, 5), 3: (None, 5, 4)}


@pytest.fixture
def rated(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Reviewer]
) -> OpenChallenge:
    for number in ANSWERS:
        add_story(challenge.workspace, f"Text {number}.", title=f"Story {number}", author=f"Author {number}")
    for place, name in enumerate(("Zoe", "Ada", "Ben")):
        add_reviewer(challenge.workspace, name)
        for number, values in ANSWERS.items():
            if values[place]:
                reviewing.answer(
                    challenge.workspace, f"{name.lower()}@example.org", number, value=values[place]
                )
    return challenge


def test_each_readers_answers_are_counted_by_name(rated: OpenChallenge) -> None:
    found = agreement_figures(compute(rated.workspace, rated.lists, top=1))
    assert [(use.name, use.counts) for use in found.readers] == [
        ("Ada", (1, 0, 0, 1, 1)),
        ("Ben", (0, 0, 1, 1, 1)),
        ("Zoe", (0, 1, 0, 0, 1)),
    ]
    assert found.everybody.counts == (1, 1, 1, 2, 3)
    assert found.everybody.share(4) == 3 / 8
    assert (found.doubly_read, found.stories_lacking, found.readers_lacking, found.k) == (3, 27, 0, 3)


def test_what_is_lacking_is_said(rated: OpenChallenge) -> None:
    for name in ("ben", "zoe"):
        counting.set_aside(rated.workspace, f"{name}@example.org", "Away")
    results = compute(rated.workspace, rated.lists, top=1)
    told = agreement_sentences(results, agreement_figures(results))
    assert told == (
        "0 stories have been read twice or more; with 30 more it can be told. At least 2 more people must"
        " read. With less than that it would be mostly luck."
    )


def test_in_the_matrix_stand_those_that_do_not_count_too(rated: OpenChallenge) -> None:
    counting.set_aside(rated.workspace, "zoe@example.org", "Too quick")
    found = reading_matrix(compute(rated.workspace, rated.lists, top=1), rated.lists.concerned())
    assert found.readers == ("Ada", "Ben", "Zoe")
    rows = {number: row for row, (number, _title) in enumerate(found.stories)}
    assert [(cell.column, cell.value, cell.counts) for cell in found.cells(rows[1])] == [
        (0, 1, True),
        (1, 3, True),
        (2, 2, False),
    ]
    aside = MatrixCell(column=2, value=5, counts=False, about=(Rule.READER_SET_ASIDE,))
    assert found.cell(rows[2], 2) == aside
    assert found.cell(rows[3], 2) is None


def test_what_an_answer_is_worth_is_told_in_words_and_by_its_name(rated: OpenChallenge) -> None:
    results = compute(rated.workspace, rated.lists, top=1)
    figures = agreement_figures(results)
    told = agreement_sentences(replace(results, alpha=0.5, alpha_low=0.3, alpha_high=0.7), figures)
    assert "Krippendorff's alpha is 0.50" in told
    assert "So it might as well be: “Readers agree somewhat”, or: “Readers agree well”." in told
    assert f"(ICC {figures.single:.2f} of one answer, {figures.mean_of_k:.2f} of the mean of 3.)" in told
