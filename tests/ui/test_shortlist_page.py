from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QSpinBox

from learningstories.services import challenges, reviewing, shortlisting, stories
from learningstories.services.choosing_rules import rules_for
from learningstories.ui.pause_sheet import PauseSheet
from learningstories.ui.reason_sheet import ReasonSheet
from learningstories.ui.running_order_model import ROW
from learningstories.ui.shortlist_page import ShortlistPage
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.labels import ElidedLabel, Label

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
STARTS = datetime(2013, 4, 12, 17, 30, tzinfo=UTC)


@pytest.fixture
def chosen(workspace, add_story):
    """Four stories of 520 words (5 minutes each), three of them on the shortlist."""
    challenges.alter(workspace, event_at=STARTS, event_place="The Old Library", event_minutes=20)
    for title, theme in (("Chalk", "Teams"), ("The lift", "Teams"), ("قصة", "Failure"), ("Garden", "")):
        add_story(workspace, title, title=title, author="Ada", theme=theme, words=520, consent_stage=True)
    shortlisting.add(workspace, [1, 2, 3])
    return workspace


@pytest.fixture
def page(qtbot, desk, chosen) -> Iterator[ShortlistPage]:
    made = ShortlistPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    yield made
    made.leave()


def rows(page):
    return [page.model.index(row).data(ROW) for row in range(page.model.rowCount())]


def numbers(page):
    return [row.number for row in rows(page)]


def stored(workspace):
    with workspace.read() as unit:
        return [place.story.number for place in shortlisting.programme(unit).places]


def pause_places(workspace):
    with workspace.read() as unit:
        return [pause.after for pause in shortlisting.programme(unit).pauses]


def kept_rules(workspace):
    with workspace.read() as unit:
        rules = rules_for(unit)
    return rules.size, rules.author_most


def named_rules(workspace):
    with workspace.read() as unit:
        return [(one.kind, one.name, one.limit) for one in rules_for(unit).named]


def words(widget):
    labels = [*widget.findChildren(ElidedLabel), *widget.findChildren(Label)]
    return [label.text() for label in labels if not label.isHidden()]


def rate_all(workspace, add_reviewer):
    for name in ("Ada", "Ben", "Chiara"):
        add_reviewer(workspace, name)
        for number, value in ((1, 2), (2, 4), (3, 3), (4, 5)):
            reviewing.answer(workspace, f"{name.lower()}@example.org", number, value=value)


def drop(page, number, y):
    """What Qt sends when a row is dragged to a height of the list and let go."""
    data = QMimeData()
    data.setData("application/x-learningstories-place", str(number).encode())
    at, view = QPoint(40, y), page.card.order.viewport()
    given = (Qt.DropAction.MoveAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, QDragEnterEvent(at, *given))
    QApplication.sendEvent(view, QDragMoveEvent(at, *given))
    QApplication.sendEvent(view, QDropEvent(QPointF(at), *given))


def test_the_order_tells_times_minutes_and_who_opens(qtbot, page):
    assert [(r.title, r.starts, r.minutes) for r in rows(page)] == [
        ("Chalk", "18:30", 5),
        ("The lift", "18:35", 5),
        ("قصة", "18:40", 5),
    ]
    assert rows(page)[0].chips[0][0] == "Opens"
    assert rows(page)[2].chips[0][0] == "Closes"
    assert page.card.used.text() == "15"
    assert page.card.there_is.text() == "of 20 min"
    assert "The Old Library" in page.card.event_line.text()
    shown = ["Teams 2", "Failure 1"]
    chips = page.card.themes.findChildren
    qtbot.waitUntil(lambda: [chip.text() for chip in chips(Chip) if not chip.isHidden()] == shown)


def test_the_model_keeps_qts_rules(qtbot, page):
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert page.model.move(0, 2)
    assert page.model.move(2, 1)
    assert not page.model.move(0, 9)


def test_keys_move_a_story_and_undo_puts_it_back(qtbot, page, chosen):
    order = page.card.order
    order.choose(1)
    qtbot.keyClick(order, Qt.Key.Key_Down, ALT)
    assert numbers(page) == [2, 1, 3]
    assert rows(page)[0].starts == "18:30"
    qtbot.waitUntil(lambda: stored(chosen) == [2, 1, 3])
    qtbot.waitUntil(page.undo.isEnabled)
    assert order.current().number == 1
    qtbot.mouseClick(page.undo, LEFT)
    qtbot.waitUntil(lambda: numbers(page) == [1, 2, 3])
    qtbot.keyClick(order, Qt.Key.Key_Up, ALT)
    assert numbers(page) == [1, 2, 3]


def test_dragging_moves_between_rows(qtbot, page, chosen):
    drop(page, 1, 3 * 58)
    qtbot.waitUntil(lambda: stored(chosen) == [2, 3, 1])
    drop(page, 1, 2)
    qtbot.waitUntil(lambda: stored(chosen) == [1, 2, 3])
    drop(page, 77, 60)
    assert numbers(page) == [1, 2, 3]


def test_a_pause_is_added_moved_by_keys_and_taken_out(qtbot, page, chosen):
    order = page.card.order
    order.choose(1)
    qtbot.mouseClick(page.card.pause, LEFT)
    sheet = page.window().findChild(PauseSheet)
    sheet.minutes.setValue(15)
    qtbot.keyClicks(sheet.name, "Tea")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: [r.title for r in rows(page)] == ["Chalk", "Tea", "The lift", "قصة"])
    assert [r.starts for r in rows(page)] == ["18:30", "18:35", "18:50", "18:55"]
    assert "until 19:00" in page.card.event_line.text()
    order.setCurrentIndex(page.model.index(1))
    assert not page.card.pin.isVisible()
    qtbot.keyClick(order, Qt.Key.Key_Down, ALT)
    assert [r.starts for r in rows(page)] == ["18:30", "18:35", "18:40", "18:55"]
    qtbot.waitUntil(lambda: pause_places(chosen) == [2])
    drop(page, 3, 2)
    qtbot.waitUntil(lambda: stored(chosen) == [3, 1, 2] and pause_places(chosen) == [3])
    order.setCurrentIndex(page.model.index(3))
    qtbot.keyClick(order, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: numbers(page) == [3, 1, 2])
    assert chosen.undo_label() == "Take out the pause"


def test_minutes_are_changed_in_place(qtbot, page, chosen):
    order = page.card.order
    order.choose(2)
    qtbot.keyClick(order, Qt.Key.Key_M)
    field = order.findChild(QSpinBox)
    assert field.value() == 5
    qtbot.keyClicks(field, "18")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.used.text() == "28")
    assert page.card.meter.accessibleDescription() == "28 of 20 minutes: 8 too many"
    assert rows(page)[2].starts == "18:53"


def test_half_typed_minutes_survive_what_others_do(qtbot, page, chosen):
    order = page.card.order
    order.choose(2)
    qtbot.keyClick(order, Qt.Key.Key_M)
    field = order.findChild(QSpinBox)
    qtbot.keyClicks(field, "9")
    with qtbot.waitSignal(page._desk.news.committed):
        shortlisting.add(chosen, [4])
    qtbot.wait(150)
    assert field.isVisible()
    assert field.text().startswith("9")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: numbers(page) == [1, 2, 3, 4])
    qtbot.waitUntil(lambda: rows(page)[1].minutes == 9)


def test_delete_takes_a_story_off(qtbot, page, desk, chosen):
    said = []
    desk.said.connect(lambda sentence, undoable: said.append((sentence, undoable)))
    page.card.order.choose(2)
    qtbot.keyClick(page.card.order, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: numbers(page) == [1, 3])
    assert said == [("#2 is off the shortlist", True)]


def test_a_pin_tells_its_reason(qtbot, page):
    page.card.order.choose(3)
    qtbot.mouseClick(page.card.pin, LEFT)
    sheet = page.window().findChild(ReasonSheet)
    qtbot.keyClicks(sheet.reason, "a first in Arabic")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: rows(page)[2].chips[0][0] == "Pinned by you: a first in Arabic")
    assert page.card.unpin.isVisible()
    qtbot.waitUntil(lambda: "Pinned 1 · excluded 0" in page.rules.facts.text())


def test_what_may_not_be_printed_is_said(qtbot, page, chosen):
    with chosen.change("Take back the consent") as unit:
        unit.stories.replace(replace(unit.story(2), consent_print=False))
    qtbot.waitUntil(lambda: rows(page)[1].chips[:1] == (("No consent to print", "bad"),))
    assert page.card.problems.text() == (
        "“The lift” has no consent to be printed: it will not be in the book."
    )
    assert page.card.problems.isVisible()


def test_next_in_line_says_why_and_adds(qtbot, page, chosen, add_reviewer):
    rate_all(chosen, add_reviewer)
    qtbot.waitUntil(lambda: "Ranked 1; there is still room for it" in words(page.next))
    add = next(b for b in page.next.findChildren(Button) if b.accessibleName() == "Add “Garden”")
    qtbot.mouseClick(add, LEFT)
    qtbot.waitUntil(lambda: numbers(page) == [1, 2, 3, 4])


def test_next_in_line_tells_apart_why_nothing_waits(qtbot, desk, workspace, add_story):
    page = ShortlistPage(desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: "There are no stories yet." in words(page.next))
    add_story(workspace, title="Chalk")
    add_story(workspace, title="Garden")
    shortlisting.add(workspace, [1, 2])
    qtbot.waitUntil(lambda: "Every story is on the shortlist." in words(page.next))
    shortlisting.exclude(workspace, 2, "Told last year")
    qtbot.waitUntil(lambda: "Every other story has been decided about." in words(page.next))
    page.leave()


def test_an_exclusion_is_shown_with_its_reason_and_lifted(qtbot, page):
    page.card.order.choose(2)
    qtbot.mouseClick(page.card.exclude, LEFT)
    sheet = page.window().findChild(ReasonSheet)
    qtbot.keyClicks(sheet.reason, "Told last year")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(lambda: "Told last year" in words(page.next))
    assert numbers(page) == [1, 3]
    lift = next(b for b in page.next.findChildren(Button) if b.words() == "Lift")
    qtbot.mouseClick(lift, LEFT)
    qtbot.waitUntil(lambda: "Told last year" not in words(page.next))


def test_proposing_keeps_to_the_rules(qtbot, page, chosen, add_reviewer):
    rate_all(chosen, add_reviewer)
    page.rules.size_field.setValue(2)
    qtbot.mouseClick(page.again, LEFT)
    qtbot.waitUntil(lambda: sorted(numbers(page)) == [2, 4])
    qtbot.waitUntil(lambda: page.rules.proved.text() == "Best set within these rules: proven")
    assert chosen.undo_label() == "Propose a shortlist"


def test_rules_are_kept_and_say_what_clashes(qtbot, page, desk, chosen, add_reviewer):
    rate_all(chosen, add_reviewer)
    page.rules.author_most.setValue(1)
    page.rules.size_field.setValue(3)
    qtbot.waitUntil(lambda: kept_rules(chosen) == (3, 1))
    shortlisting.pin(chosen, 1)
    shortlisting.pin(chosen, 2)
    with qtbot.waitSignal(desk.failed) as failed:
        qtbot.mouseClick(page.again, LEFT)
    assert "the 2 stories that are pinned; at most 1 by one author" in failed.args[0]
    for _step in range(3):
        chosen.undo()
    qtbot.waitUntil(lambda: page.rules.size_field.text() == "any")


def test_a_rule_for_one_theme_is_added_changed_and_taken_away(qtbot, page, chosen, add_reviewer):
    rate_all(chosen, add_reviewer)
    named = page.rules.named
    qtbot.waitUntil(named.add.isVisible)
    menus = {action.text(): action.menu() for action in named.menu().actions()}
    assert [action.text() for action in menus["At most on a theme"].actions()] == ["Failure", "Teams"]
    menus["At most on a theme"].actions()[1].trigger()
    field = "At most on “Teams”"
    assert not page.rules.theme_least.isVisible()
    qtbot.mouseClick(page.rules.more, LEFT)
    assert page.rules.theme_least.isVisible()
    qtbot.waitUntil(lambda: [box.accessibleName() for box in named.findChildren(QSpinBox)] == [field])
    named.findChild(QSpinBox).setValue(0)
    qtbot.waitUntil(lambda: named_rules(chosen) == [("theme_most", "Teams", 0)])
    qtbot.mouseClick(page.again, LEFT)
    qtbot.waitUntil(lambda: sorted(stored(chosen)) == [3, 4])
    qtbot.waitUntil(lambda: "No story on “Teams” is to be chosen, by the rules" in words(page.next))
    taken = next(b for b in named.findChildren(Button) if b.accessibleName() == f"Take away: {field}")
    qtbot.mouseClick(taken, LEFT)
    qtbot.waitUntil(lambda: named_rules(chosen) == [])


def test_how_a_story_is_to_be_heard_is_said_in_its_menu(qtbot, page):
    order = page.card.order
    order.choose(2)
    order.customContextMenuRequested.emit(order.visualRect(order.currentIndex()).center())
    menu = next(m for m in page.findChildren(QMenu) if m.title() == "How it is to be heard")
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Nobody has said"]
    next(a for a in menu.actions() if a.text() == "Light").trigger()
    qtbot.waitUntil(lambda: rows(page)[1].second == "Ada · Teams · light")
    menu.parent().close()


def test_what_would_leave_for_a_story_is_worked_out(qtbot, page, chosen, add_reviewer):
    rate_all(chosen, add_reviewer)
    page.rules.size_field.setValue(2)
    qtbot.waitUntil(lambda: kept_rules(chosen) == (2, None))
    qtbot.mouseClick(page.again, LEFT)
    qtbot.waitUntil(lambda: any("would take the place of “The lift” at" in told for told in words(page.next)))


def test_proposing_without_readings_says_why_not(qtbot, page, desk):
    with qtbot.waitSignal(desk.failed) as failed:
        qtbot.mouseClick(page.again, LEFT)
    assert failed.args[0]
    assert numbers(page) == [1, 2, 3]


def test_pins_that_do_not_fit_are_told(qtbot, page, desk, chosen, add_reviewer):
    rate_all(chosen, add_reviewer)
    for number in (1, 2, 3):
        shortlisting.pin(chosen, number)
    page.rules.minutes.setValue(7)
    with qtbot.waitSignal(desk.failed) as failed:
        qtbot.mouseClick(page.again, LEFT)
    assert failed.args[0].startswith("The pinned stories alone take 15 minutes of the 7 there are.")


def test_locking_freezes_and_what_changes_is_listed(qtbot, page, desk, chosen, add_reviewer):
    rate_all(chosen, add_reviewer)
    qtbot.mouseClick(page.lock, LEFT)
    qtbot.waitUntil(page.unlock.isVisible)
    assert page.header.pill.text().startswith("Locked by Ada on ")
    assert page.showcase.kind is ButtonKind.MAIN
    assert not page.card.foot.isVisible()
    assert "rank 4" in rows(page)[0].second
    page.card.order.choose(1)
    qtbot.keyClick(page.card.order, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(page.card.order, Qt.Key.Key_Delete)
    qtbot.keyClick(page.card.order, Qt.Key.Key_M)
    drop(page, 1, 170)
    assert numbers(page) == [1, 2, 3]
    assert words(page.since)[-1] == "Nothing has changed."
    stories.edit(chosen, 2, markdown="Other words altogether.")
    stories.withdraw(chosen, [3])
    qtbot.waitUntil(lambda: "“The lift” has a newer text" in words(page.since))
    assert "“قصة” has been withdrawn" in words(page.since)


def test_unlocking_needs_a_reason(qtbot, page, chosen):
    shortlisting.lock(chosen, lambda _unit: {})
    qtbot.waitUntil(page.unlock.isVisible)
    qtbot.mouseClick(page.unlock, LEFT)
    sheet = page.window().findChild(ReasonSheet)
    assert not sheet.confirm.isEnabled()
    qtbot.keyClicks(sheet.reason, "An author asked")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(page.lock.isVisible)
    assert chosen.undo_label() == "Unlock the shortlist: An author asked"


def test_an_empty_shortlist_offers_a_proposal(qtbot, desk, workspace, add_story, add_reviewer):
    for number in range(1, 5):
        add_story(workspace, str(number), title=str(number), words=300, consent_stage=True)
    rate_all(workspace, add_reviewer)
    page = ShortlistPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitUntil(lambda: page.rules.minutes.value() == 60)
    assert page.card.stack.currentWidget() is page.card.empty
    assert not page.lock.isEnabled()
    qtbot.mouseClick(page.card.empty.button, LEFT)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    page.leave()


def test_the_showcase_and_a_story_are_gone_to(qtbot, page, desk):
    with qtbot.waitSignal(desk.go) as asked:
        qtbot.mouseClick(page.showcase, LEFT)
    assert asked.args == ["showcase", None]
    with qtbot.waitSignal(desk.go) as asked:
        qtbot.mouseDClick(page.card.order.viewport(), LEFT, pos=QPoint(120, 70))
    assert asked.args == ["stories", 2]
