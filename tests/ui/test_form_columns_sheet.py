import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from learningstories.domain.form import FormField as F
from learningstories.services.deliveries import FormTable
from learningstories.services.form_columns import match_columns
from learningstories.ui.form_column_row import column_data, dragged_column
from learningstories.ui.form_columns_sheet import FormColumnsSheet

STORY = "The kettle broke on the first morning, and nobody knew who had bought it. I asked everybody. " * 3
HEADERS = ("Timestamp", "Your name", "Title of your story", "Your story", "May it be printed?", "Remarks")
ROWS = (
    ("03/04/2026 10:00", "Zoë Müller", "The kettle", STORY, "Yes", "Thanks"),
    ("04/04/2026 10:00", "Jim O'Neil", "Forty", STORY, "No", ""),
)


@pytest.fixture
def window(qtbot, theme):
    made = QWidget()
    made.resize(1024, 700)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def open_sheet(window):
    def opened(headers=HEADERS, rows=ROWS):
        match = match_columns(FormTable(name="form.csv", headers=headers, rows=rows), [])
        sheet = FormColumnsSheet(window, match)
        sheet.open()
        return sheet

    return opened


@pytest.fixture
def sheet(open_sheet):
    return open_sheet()


def chosen(sheet):
    return {header: row.choice.currentText() for header, row in sheet.rows.items()}


def cards(sheet):
    return [card.text() for card in sheet.preview.cards]


def drop(target, header):
    """Drops a column on a place, as the system tells it."""
    data, actions = column_data(header), Qt.DropAction.LinkAction
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = target.rect().center()
    enter = QDragEnterEvent(middle, actions, data, held, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(middle), actions, data, held, none))


def test_what_was_understood_is_shown_with_examples_and_as_stories(sheet):
    assert chosen(sheet) == {
        "Timestamp": "When it was sent",
        "Your name": "Author",
        "Title of your story": "Title",
        "Your story": "Story text",
        "May it be printed?": "Consent to printing",
        "Remarks": "Leave out",
    }
    first, second = cards(sheet)
    assert "The kettle\nZoë Müller" in first
    assert "Agrees to: printed in the book" in first
    assert "Agrees to nothing yet" in second
    assert "2 answers" in sheet.subtitle.text()
    assert "remembered for the next export" in sheet.foot_note.text()


def test_choosing_with_the_keyboard_changes_the_stories_at_once(qtbot, sheet):
    row = sheet.rows["Remarks"]
    row.choice.setFocus()
    qtbot.keyClicks(row.choice, "The")
    assert chosen(sheet)["Remarks"] == "Theme"
    assert "Thanks" in cards(sheet)[0]


def test_a_column_is_dragged_onto_a_field(sheet):
    drop(sheet.fields.targets[F.TITLE], "Remarks")
    assert chosen(sheet)["Remarks"] == "Title"
    assert chosen(sheet)["Title of your story"] == "Leave out"
    assert cards(sheet)[0].startswith("Thanks")
    drop(sheet.fields.targets[F.TEXT], "Title of your story")
    assert sheet.match.headers(F.TEXT) == ("Title of your story", "Your story")


def test_dragging_begins_where_the_pointer_moves_away(qtbot, sheet, monkeypatch):
    begun = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, _action: begun.append(dragged_column(drag.mimeData())))
    row = sheet.rows["Remarks"]
    qtbot.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    qtbot.mouseMove(row, QPoint(22, 20))
    assert begun == []
    qtbot.mouseMove(row, QPoint(80, 60))
    assert begun == ["Remarks"]


def test_what_is_no_column_cannot_be_dropped(sheet):
    data = column_data("x")
    data.removeFormat(data.formats()[0])
    data.setText("x")
    target = sheet.fields.targets[F.TITLE]
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.LinkAction, data, held, none)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    assert not enter.isAccepted()
    QApplication.sendEvent(target, QDragLeaveEvent())
    assert chosen(sheet)["Title of your story"] == "Title"


def test_a_field_lets_its_column_go(qtbot, sheet):
    target = sheet.fields.targets[F.AUTHOR]
    [away] = [
        each for each in target.findChildren(QWidget) if each.accessibleName() == "Leave out “Your name”"
    ]
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    assert chosen(sheet)["Your name"] == "Leave out"
    assert "No author" in cards(sheet)[0]


def test_an_open_date_is_asked_with_both_days(qtbot, sheet):
    assert sheet.question.isVisible()
    assert "03/04/2026 10:00" in sheet.question.sentence.text()
    assert sheet.question.day_first.text() == "Fri 3 April 2026"
    assert sheet.question.month_first.text() == "Wed 4 March 2026"
    assert not sheet.question.day_first.isChecked()
    assert "on which day?" in cards(sheet)[0]
    sheet.question.month_first.click()
    assert "Sent 4 Mar 2026, 10:00" in cards(sheet)[0]
    sheet.question.day_first.click()
    assert "Sent 3 Apr 2026, 10:00" in cards(sheet)[0]
    assert not sheet.match.dates_open


def test_no_date_is_asked_where_none_is_open(sheet):
    row = sheet.rows["Timestamp"]
    row.choice.setCurrentIndex(0)
    row.choice.activated.emit(0)
    assert not sheet.question.isVisible()


def test_using_the_columns_hands_over_the_match(qtbot, sheet):
    drop(sheet.fields.targets[F.THEME], "Remarks")
    with qtbot.waitSignal(sheet.matched) as told:
        qtbot.keyClick(sheet, Qt.Key.Key_Return)
    [match] = told.args
    assert match.form.columns["Remarks"] == "theme"
    assert not sheet.isVisible()


def test_leaving_hands_over_nothing(qtbot, sheet):
    with qtbot.assertNotEmitted(sheet.matched):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_without_a_text_the_columns_cannot_be_used(open_sheet):
    sheet = open_sheet(("Item", "Cost"), (("Hall", "400"), ("Tea", "20")))
    assert not sheet.use.isEnabled()
    assert "Say which column holds the story's text" in sheet.foot_note.text()
    drop(sheet.fields.targets[F.TEXT], "Item")
    assert sheet.use.isEnabled()


def test_the_wheel_scrolls_and_chooses_nothing(sheet):
    choice = sheet.rows["Your name"].choice
    down, none = QPoint(0, -120), Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(choice.mapToGlobal(QPoint(5, 5))),
        down,
        down,
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, event)
    assert choice.currentText() == "Author"


def test_a_survey_of_hundreds_of_columns_shows_the_first_and_then_all(qtbot, open_sheet):
    headers = ("Your story", *(f"Question {n}" for n in range(120)))
    sheet = open_sheet(headers, ((STORY, *("5" for _ in range(120))),))
    assert len(sheet.rows) == 40
    assert sheet.more.words() == "Show 81 more columns"
    qtbot.mouseClick(sheet.more, Qt.MouseButton.LeftButton)
    assert len(sheet.rows) == 121
    assert not sheet.more.isVisible()


def test_everything_can_be_reached_and_has_a_name(sheet):
    stops = sheet._stops()
    assert {row.choice for row in sheet.rows.values()} <= set(stops)
    assert [stop for stop in stops if not stop.accessibleName()] == []
