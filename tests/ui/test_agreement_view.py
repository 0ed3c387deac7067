"""How far readers agree is told, and drawn in pictures that keys, pointer and screen readers go over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from learningstories.services import counting, reviewing
from learningstories.ui.agreement_view import AgreementView
from learningstories.ui.results_page import ResultsPage
from tests.plain import plain

# Story number -> the answers of Ada, Ben and Chiara.
ANSWERS = {1: (2, 1, 2), 2: (5, 4, 5), 3: (4, 5, None)}
TITLES = ("=Chalk", "The lift", "قصة")


@pytest.fixture
def view(qtbot, desk, workspace, clock, add_story, add_reviewer) -> AgreementView:
    for number, title in enumerate(TITLES, start=1):
        add_story(workspace, f"Text {number}.", title=title, author=f"Author {number}")
    for place, name in enumerate(("Ada", "Ben", "Chiara")):
        add_reviewer(workspace, name)
        clock.on(days=1)
        for number, values in ANSWERS.items():
            if values[place]:
                reviewing.answer(workspace, f"{name.lower()}@example.org", number, value=values[place])
    page = ResultsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitUntil(lambda: page.feed.results is not None)
    page.show_argument("agreement")
    made = page.view("agreement")
    qtbot.waitUntil(lambda: len(made.cards) == 4)
    yield made
    page.leave()


def test_what_is_lacking_is_said_in_words(view):
    assert view.agreement.text() == "Too few stories were read twice to say how far readers agree."
    told = "3 stories have been read twice or more; with 27 more it can be told."
    assert view.told.text() == f"{told} With less than that it would be mostly luck."


def test_keys_go_from_reading_to_reading_and_each_is_told(qtbot, view):
    matrix = view.cards["matrix"].view
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert matrix.accessibleDescription() == "Ada on “The lift”: 5 of 5"
    qtbot.keyClick(matrix, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert matrix.accessibleDescription() == "Chiara on “=Chalk”: 2 of 5"
    qtbot.keyClick(matrix, Qt.Key.Key_Up)
    assert matrix.accessibleDescription() == "Chiara has not rated “قصة”"
    matrix.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    assert matrix.accessibleDescription() == "Ben on “قصة”: 5 of 5"


def test_enter_leads_to_the_story_in_the_ranking(qtbot, view):
    matrix = view.cards["matrix"].view
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.ranking_wanted) as asked:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert asked.args == [2]


def test_what_does_not_count_is_marked_and_told(qtbot, view, workspace):
    counting.set_aside(workspace, "ben@example.org", "Too strict")
    card = view.cards["matrix"]
    qtbot.waitUntil(lambda: "3 of them do not count." in card.picture.summary)
    cells = {card.picture.words((row, 1)) for row in range(3)}
    assert "Ben on “=Chalk”: 1 of 5. The reader is set aside. It does not count." in cells
    rows = {row[1]: row for row in card.picture.numbers().rows()}
    assert rows["=Chalk"][2:] == (2, "(1)", 2)


def test_each_readers_answers_stand_beside_those_of_all(qtbot, view):
    uses = view.cards["uses"].view
    qtbot.keyClick(uses, Qt.Key.Key_Left)
    assert uses.accessibleDescription() == "All readers: 3 answers of 5 (38 %)"
    qtbot.keyClick(uses, Qt.Key.Key_Down)
    assert uses.accessibleDescription() == "Ada: 1 answer of 5 (33 %); all readers 38 %"
    assert list(uses.picture.numbers().rows())[1:3] == [
        ("All readers", 8, 1, 2, 0, 2, 3),
        ("Ada", 3, 0, 1, 0, 1, 1),
    ]


def test_the_days_are_told_with_an_even_pace(qtbot, view, clock, workspace):
    days = view.cards["progress"]
    assert days.picture.summary == "8 readings are in, and 9 are wanted. Most came on 21 March 2013: 3."
    qtbot.keyClick(days.view, Qt.Key.Key_End)
    assert days.view.accessibleDescription() == "23 March 2013: 2 readings; 8 so far, and 9 are wanted"
    with workspace.change("Ask for returns") as unit:
        due = clock() + timedelta(days=1)
        unit.challenges.replace(replace(unit.challenge(), returns_until=due))
    told = "They are due on 24 March 2013. At an even pace 6 would be in by now."
    qtbot.waitUntil(lambda: days.picture.summary.endswith(told))


def test_what_leaving_one_reader_out_would_do_is_told(qtbot, view):
    without = view.cards["without"]
    rows = list(without.picture.numbers().rows())
    assert [row[:2] for row in rows[1:]] == [("Ada", 3), ("Ben", 3), ("Chiara", 2)]
    qtbot.keyClick(without.view, Qt.Key.Key_Down)
    assert plain(without.view.accessibleDescription()).startswith("Without Ada: ")
