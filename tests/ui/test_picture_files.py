"""Pictures in files read the same wherever they are opened, in any language."""

from xml.etree import ElementTree as ET

import pytest

from learningstories.ui.matrix_picture import MatrixPicture
from learningstories.ui.widgets import paper
from learningstories.ui.widgets.letters import is_backwards
from tests.ui.pictures_world import matrix_of

SVG = "{http://www.w3.org/2000/svg}"
TITLES = ("The lift", "قصة (عن المصعد)", "<b>&\x0b", "123 שלום")


def texts(*, mirrored: bool) -> dict[str, ET.Element]:
    """The words of a saved picture, each whole."""
    picture = MatrixPicture(matrix_of(TITLES, ("Ada", "منى"), {(0, 0): 2, (1, 1): 5}))
    root = ET.fromstring(paper.svg(picture, 640, mirrored=mirrored))  # noqa: S314 - we wrote it
    return {text.text or "": text for text in root.iter(f"{SVG}text")}


@pytest.mark.parametrize("mirrored", [False, True])
def test_words_stand_at_their_side_in_any_letters_and_run_their_own_way(theme, mirrored):
    found = texts(mirrored=mirrored)
    latin, arabic = found["1. The lift (#1)"], found["2. قصة (عن المصعد) (#2)"]
    assert (latin.get("direction"), arabic.get("direction")) == (None, "rtl")
    # The beginning of the line is left, or right in a mirrored picture, where both begin or end.
    assert latin.get("x") == arabic.get("x")
    assert (latin.get("text-anchor"), arabic.get("text-anchor")) == (
        ("end", "start") if mirrored else ("start", "end")
    )
    assert "3. <b>& (#3)" in found


def test_readers_names_rise_away_from_the_stories(theme):
    ada, mona = texts(mirrored=False)["Ada"], texts(mirrored=True)["منى"]
    assert ada.get("transform").startswith("rotate(-60 ")
    assert (mona.get("transform")[:10], mona.get("text-anchor")) == ("rotate(60 ", "start")


def test_the_first_letter_says_which_way_words_run():
    ways = {words: is_backwards(words) for words in ("Ada", "12. منى", "שלום Ada", "3 + 4", "")}
    assert [words for words, way in ways.items() if way] == ["12. منى", "שלום Ada"]
