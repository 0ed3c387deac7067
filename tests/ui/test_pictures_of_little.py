"""However little was answered, each picture says what there is, and is drawn without a warning."""

import pytest

from learningstories.services import reviewing
from learningstories.services.agreement_figures import agreement_figures
from learningstories.services.agreement_sentences import agreement_sentences
from learningstories.services.leaving_out import without_each
from learningstories.services.progress import Control
from learningstories.services.reading_matrix import reading_matrix
from learningstories.services.results import compute
from learningstories.services.split_thin import split_and_thin
from learningstories.ui.leaving_out_picture import LeavingOutPicture
from learningstories.ui.matrix_picture import MatrixPicture
from learningstories.ui.ranking_picture import RankingPicture
from learningstories.ui.scale_use_picture import ScaleUsePicture
from learningstories.ui.widgets import paper

# Reviewer -> the answer to each story, None where there is none.
CASES = {
    "one rating": {"Ada": (3, None)},
    "one story": {"Ada": (3,), "Ben": (5,)},
    "all alike": {"Ada": (4, 4, 4), "Ben": (4, 4, 4)},
    "one reader": {"Ada": (1, 2, 5)},
    "readers who share nothing": {"Ada": (1, 2, None, None), "Ben": (None, None, 5, 4)},
}


@pytest.mark.parametrize("case", CASES)
def test_there_is_a_picture_a_table_and_a_reason_for_each(theme, challenge, add_story, add_reviewer, case):
    given = CASES[case]
    for number in range(len(next(iter(given.values())))):
        add_story(challenge.workspace, f"Text {number}.", title=f"Story {number}")
    for name, values in given.items():
        email = add_reviewer(challenge.workspace, name).email
        for number, value in enumerate(values, start=1):
            if value is not None:
                reviewing.answer(challenge.workspace, email, number, value=value)
    results = compute(challenge.workspace, challenge.lists)
    figures = agreement_figures(results)
    pictures = (
        RankingPicture(results),
        ScaleUsePicture(figures),
        MatrixPicture(reading_matrix(results, challenge.lists.concerned())),
        LeavingOutPicture(without_each(results, Control())),
    )
    for picture in pictures:
        assert picture.summary
        assert "nan" not in paper.svg(picture, 640).decode().lower()
        assert len(list(picture.numbers().rows())) == picture.numbers().count + 1
        assert picture.words((0, 0))
    assert agreement_sentences(results, figures)
    assert all(each.why for each in split_and_thin(results))
