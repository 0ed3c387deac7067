"""Two texts side by side: what both have is marked and counted, found by key, and rolls together."""

import pytest
from PySide6.QtCore import Qt

from learningstories.ui.alike_sheet import AlikeSheet, AlikeText
from learningstories.ui.theme import ThemeChoice, color
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button

STAIRS = "On those stairs I learned more than from all of the binders they had given me."
GRACE = "Grace had answered the phones for twenty-two years, and nobody had ever asked her."
TEA = "Nobody had told me that the tea was free for everyone who came in before nine."


def filler(count, start=0):
    return "\n\n".join(
        f"Sentence{n} has words{n} of its{n} own{n} here{n}." for n in range(start, start + count)
    )


@pytest.fixture
def compare(qtbot, desk, window):
    def make(left, right):
        sheet = AlikeSheet(
            desk,
            window,
            AlikeText(title="The lift", markdown=left, told="#17 · Amina"),
            AlikeText(title="The pitch", markdown=right, told="pitch.docx"),
        )
        sheet.open()
        qtbot.waitUntil(lambda: bool(sheet.left.count.text()))
        return sheet

    return make


def marked(column):
    """The passages that are marked, as they are read, and those that are looked at."""
    found = [(s.cursor.selectedText(), s.format.background().color()) for s in column.text.extraSelections()]
    shared = [words for words, ground in found if ground == color(Role.ACCENT_SOFT)]
    return shared, [words for words, ground in found if ground == color(Role.SPARK_SOFT)]


def press(qtbot, sheet, words):
    [button] = [b for b in sheet.findChildren(Button) if b.words() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_both_have_is_marked_and_counted_in_words(compare):
    sheet = compare(f"{STAIRS}\n\n{GRACE}", f"## 😀 Pitch\n\n{TEA}\n\n**{GRACE}**")
    assert marked(sheet.left)[0] == [GRACE[:-1]]
    assert marked(sheet.right)[0] == [GRACE[:-1]]
    assert sheet.left.count.text() == "15 of 31 words are the same"
    assert sheet.right.count.text() == "15 of 32 words are the same"
    assert sheet.subtitle.text() == "They share 1 passage, which is marked."


def test_keys_and_buttons_go_from_passage_to_passage(qtbot, compare):
    sheet = compare(f"{STAIRS} And so on. {GRACE}", f"{GRACE} But then. {STAIRS}")
    qtbot.keyClick(sheet.left.text, Qt.Key.Key_F3)
    assert marked(sheet.left)[1] == marked(sheet.right)[1] == [STAIRS[:-1]]
    assert sheet.foot_note.text().startswith("Passage 1 of 2")
    assert "“On those stairs I learned more than…”" in sheet.foot_note.text()
    press(qtbot, sheet, "Next passage")
    assert marked(sheet.right)[1] == [GRACE[:-1]]
    qtbot.keyClick(sheet.right.text, Qt.Key.Key_F3)
    assert sheet.foot_note.text().startswith("Passage 1 of 2")
    qtbot.keyClick(sheet.right.text, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, sheet, "Previous passage")
    assert sheet.foot_note.text().startswith("Passage 1 of 2")
    assert "elsewhere in the other text" in " ".join(told(sheet, qtbot) for _ in range(2))


def told(sheet, qtbot):
    qtbot.keyClick(sheet.left.text, Qt.Key.Key_F3)
    return sheet.foot_note.text()


def test_the_passage_that_is_looked_at_is_in_view_in_both(qtbot, compare):
    sheet = compare(
        f"{filler(60)}\n\n{GRACE}\n\n{filler(60, 200)}", f"{filler(20, 500)}\n\n{GRACE}\n\n{filler(90, 700)}"
    )
    press(qtbot, sheet, "Next passage")
    for column in (sheet.left, sheet.right):
        [mark] = column.text.extraSelections()
        assert column.text.viewport().rect().contains(column.text.cursorRect(mark.cursor))


def test_the_texts_roll_together(qtbot, compare):
    both = f"{GRACE}\n\n{filler(40)}"
    sheet = compare(f"{both}\n\n{STAIRS}", f"{filler(60, 500)}\n\n{both}\n\n{STAIRS}")
    left, right = sheet.left.text, sheet.right.text
    left.verticalScrollBar().setValue(left.verticalScrollBar().maximum() // 2)
    here = left.cursorForPosition(left.viewport().rect().center()).block().text()
    shown = [right.cursorForPosition(right.viewport().rect().center()).block()]
    shown += [shown[0].previous(), shown[0].next()]
    assert here in [block.text() for block in shown]
    right.verticalScrollBar().setValue(right.verticalScrollBar().maximum())
    assert left.verticalScrollBar().value() == left.verticalScrollBar().maximum()
    right.verticalScrollBar().setValue(0)
    assert left.verticalScrollBar().value() == 0


def test_texts_that_share_nothing_say_so(qtbot, compare):
    sheet = compare(STAIRS, TEA)
    assert sheet.subtitle.text() == "They share no passage of five words or more."
    assert not sheet.after.isEnabled()
    qtbot.keyClick(sheet.left.text, Qt.Key.Key_F3)
    assert sheet.foot_note.text() == ""


def test_the_marks_follow_the_theme(qtbot, compare, theme):
    sheet = compare(f"{STAIRS}\n\n{GRACE}", GRACE)
    theme.choose(ThemeChoice.DARK)
    qtbot.waitUntil(lambda: marked(sheet.left)[0] == [GRACE[:-1]])


def test_everything_is_reached_by_keyboard_and_escape_leaves(qtbot, compare):
    sheet = compare(f"{STAIRS} {GRACE}", GRACE)
    stops = sheet._stops()
    assert [sheet.left.text, sheet.right.text] == stops[:2]
    assert {sheet.before, sheet.after, sheet.close_button} <= set(stops)
    assert all(stop.accessibleName() for stop in stops)
    with qtbot.waitSignal(sheet.finished):
        qtbot.keyClick(sheet.left.text, Qt.Key.Key_Escape)
