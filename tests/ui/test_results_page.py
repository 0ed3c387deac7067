from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from learningstories.services import challenges, counting, reviewing, shortlisting
from learningstories.services.choosing_rules import rules_for, set_rules
from learningstories.services.result_words import given_words
from learningstories.services.results import compute
from learningstories.ui.another_reader_sheet import AnotherReaderSheet
from learningstories.ui.method_sheet import MethodSheet
from learningstories.ui.reason_sheet import ReasonSheet
from learningstories.ui.results_model import RANGE, Column, ResultsModel
from learningstories.ui.results_page import ResultsPage
from learningstories.ui.widgets.labels import Label

LEFT = Qt.MouseButton.LeftButton
NAMES = ("Ada", "Ben", "Chiara")
# Story number -> the answers of the three readers, None where there is none.
ANSWERS = {1: (2, 1, 2), 2: (5, 4, 5), 3: (1, 5, 4), 4: (3, None, None), 5: (3, 3, 4)}


@pytest.fixture
def rated(workspace, add_story, add_reviewer):
    challenges.alter(workspace, event_minutes=10)
    for number, title in enumerate(("Chalk", "The lift", "=Split", "قصة", "Garden"), start=1):
        add_story(
            workspace,
            f"Text {number}.",
            title=title,
            author=f"Author {number}",
            words=500,
            consent_stage=True,
        )
    for name in NAMES:
        add_reviewer(workspace, name)
    for number, values in ANSWERS.items():
        for name, value in zip(NAMES, values, strict=True):
            if value:
                answer(workspace, name, number, value)
    return workspace


def answer(workspace, name, number, value, **more):
    reviewing.answer(workspace, f"{name.lower()}@example.org", number, value=value, **more)


@pytest.fixture
def page(qtbot, desk, rated) -> Iterator[ResultsPage]:
    made = ResultsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.ranking.model.rowCount() == 5)
    yield made
    made.leave()


def titles(page):
    return [
        page.ranking.model.index(row, Column.STORY).data() for row in range(page.ranking.model.rowCount())
    ]


def choose(qtbot, page, title):
    page.ranking.table.choose_row(titles(page).index(title))
    qtbot.waitUntil(lambda: page.ranking.panel.title.text() == title)


def words(widget):
    return [label.text() for label in widget.findChildren(Label) if not label.isHidden()]


def test_tab_goes_from_the_ranking_to_everything_else_and_back(page):
    walked, widget = [], page.ranking.table.nextInFocusChain()
    while widget is not page.ranking.table:
        walked.append(widget)
        widget = widget.nextInFocusChain()
    assert page.compare_button in walked
    assert page.ranking.panel.open_story in walked
    page.ranking.setFocus()
    assert page.ranking.table is page.focusWidget()


def test_the_ranking_shows_estimates_ranges_odds_and_flags(qtbot, page):
    assert titles(page)[0] == "The lift"
    assert titles(page)[-1] == "Chalk"
    best = [page.ranking.model.index(0, column).data() for column in Column]
    assert best[Column.RANK] == "1"
    assert best[Column.READ] == "3"
    assert best[Column.MEAN] == "4.67"
    assert best[Column.CHANCE].endswith("%")
    low, estimate, high = page.ranking.model.index(0, Column.RANGE).data(RANGE)
    assert 0 <= low < estimate < high <= 1
    split = titles(page).index("=Split")
    assert page.ranking.model.index(split, Column.FLAGS).data() == "Readers split"
    assert "1 more reader" in page.ranking.model.index(titles(page).index("قصة"), Column.FLAGS).data()
    assert page.line.given.text() == given_words(page.feed.results) == "13 of 15 readings in"
    assert page.line.agreement.text() == "Too few stories were read twice to say how far readers agree"


def test_the_model_keeps_qts_rules(qtbot, page):
    model = ResultsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_results(page.feed.results)
    model.sort_by(Column.SPREAD, descending=True)
    assert model.index(4, Column.SPREAD).data() == "—"  # what there is not comes last either way
    model.sort_by(Column.SPREAD, descending=False)
    assert model.index(4, Column.SPREAD).data() == "—"


@pytest.mark.parametrize("width", [780, 1500])
def test_all_tabs_are_in_sight_and_tools_keep_their_names(qtbot, page, width):
    page.resize(width, 800)
    last = page.tabs.tabRect(page.tabs.count() - 1)
    qtbot.waitUntil(lambda: page.tabs.width() >= last.right())
    button = page.ranking.more_button
    assert button.words() == ("Needs another reader" if width > 1000 else "")
    assert button.accessibleName() == "Needs another reader"
    page.tabs.choose("readers")
    assert not button.isVisible()


def test_another_number_moves_the_cut_and_the_odds(qtbot, page):
    before = page.ranking.model.index(1, Column.CHANCE).data()
    page.line.top.number.setValue(1)
    qtbot.waitUntil(lambda: page.feed.results.top == 1)
    assert page.ranking.model.headerData(Column.CHANCE, Qt.Orientation.Horizontal) == "In the top 1"
    assert page.ranking.table.cut() == 0
    assert page.ranking.table.rowHeight(0) > page.ranking.table.rowHeight(1)
    assert page.ranking.model.index(1, Column.CHANCE).data() != before
    assert page.line.top.number.value() == page.line.top.slider.value() == 1


def test_the_slider_moves_the_cut_at_once_and_the_chances_follow(qtbot, page):
    slider = page.line.top.slider
    assert slider.maximum() == 5
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert page.ranking.table.cut() == 0  # before anything was worked out anew
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert page.ranking.table.cut() == 1
    assert page.line.top.number.value() == 2
    qtbot.waitUntil(lambda: page.feed.results.top == 2)
    assert page.ranking.table.cut() == 1
    assert sum(story.p_top for story in page.feed.results.stories) == pytest.approx(2)
    assert page.feed.results == compute(page._desk.workspace, page._desk.lists, top=2)


def test_the_page_says_how_old_the_results_are(qtbot, page, rated, clock):
    assert page.line.age.text() == "As of 12:00"
    clock.on(minutes=3)
    answer(rated, "Ben", 4, 5)
    qtbot.waitUntil(lambda: page.line.age.text() == "As of 12:03")
    page.line.show_news(3)
    qtbot.waitUntil(lambda: page.line.age.text() == "As of 12:03 · 3 new readings are being worked in")


def test_what_does_not_count_is_told_beside_a_story(qtbot, page, rated):
    counting.set_aside(rated, "chiara@example.org", "why")
    choose(qtbot, page, "Garden")
    qtbot.waitUntil(lambda: "Does not count" in words(page.ranking.panel))
    assert "You set this reader aside." in words(page.ranking.panel)
    assert words(page.ranking.panel).count("Chiara") == 1
    row = titles(page).index("Garden")
    qtbot.waitUntil(lambda: page.ranking.model.index(row, Column.READ).data() == "2")


def test_one_more_reader_is_asked_for_the_story_that_is_chosen(qtbot, page):
    choose(qtbot, page, "Chalk")
    qtbot.waitUntil(page.ranking.panel.ask.isVisible)
    qtbot.mouseClick(page.ranking.panel.ask, LEFT)
    sheet = page.window().findChild(AnotherReaderSheet)
    assert sheet.stories.rowCount() == 1
    assert "Chalk" in sheet.stories.index(0, 0).data()
    sheet.reject()


def test_a_new_reading_is_in_the_ranking_soon(qtbot, page, rated):
    choose(qtbot, page, "Garden")
    answer(rated, "Ben", 4, 5)
    row = titles(page).index("قصة")
    qtbot.waitUntil(
        lambda: page.ranking.model.index(titles(page).index("قصة"), Column.READ).data() == "2", timeout=2000
    )
    assert page.line.given.text() == "14 of 15 readings in"
    assert titles(page)[page.ranking.table.currentIndex().row()] == "Garden"
    assert row >= 0


def test_nothing_is_worked_out_while_nobody_looks(qtbot, page, rated):
    page.hide()
    answer(rated, "Ben", 4, 5)
    qtbot.wait(500)
    assert page.line.given.text() == "13 of 15 readings in"
    page.show()
    qtbot.waitUntil(lambda: page.line.given.text() == "14 of 15 readings in")


def test_a_click_on_a_header_sorts_and_the_cut_goes(qtbot, page, desk):
    header = page.ranking.table.horizontalHeader()
    x = header.sectionViewportPosition(Column.STORY) + 20
    qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(x, 10))
    assert titles(page)[0] in ("=Split", "قصة")
    assert page.ranking.table.cut() == -1
    assert str(desk.settings.value("results/sorted")).startswith("1 ")


def test_columns_can_be_added_and_are_remembered(qtbot, page, desk):
    assert page.ranking.table.isColumnHidden(Column.MEAN)
    actions = {action.text(): action for action in page.ranking.columns_button.menu().actions()}
    actions["Raw mean"].trigger()
    actions["Middle answer"].trigger()
    actions["Read"].trigger()
    assert not page.ranking.table.isColumnHidden(Column.MEAN)
    assert page.ranking.table.isColumnHidden(Column.READ)
    again = ResultsPage(desk)
    qtbot.addWidget(again)
    again.resize(1200, 800)
    again.show()
    assert not again.ranking.table.isColumnHidden(Column.MEAN)
    assert not again.ranking.table.isColumnHidden(Column.MEDIAN)
    assert again.ranking.table.isColumnHidden(Column.READ)
    again.leave()


def test_the_panel_tells_who_said_what_and_what_they_will_do(qtbot, page, rated):
    answer(rated, "Ada", 2, 5, action="Ask our front desk", chance=9, why="I laughed.")
    choose(qtbot, page, "The lift")
    qtbot.waitUntil(lambda: "“I laughed.”" in words(page.ranking.panel))
    shown = words(page.ranking.panel)
    assert "Very strongly" in shown
    assert "Ask our front desk" in shown
    assert "— Ada, 9 in 10 sure to do it" in shown
    assert "4.67" in shown  # the plain mean, beside the estimate
    assert "Author 2 · rank 1" in page.ranking.panel.line.text()


def test_deciding_from_the_panel(qtbot, page, desk, rated):
    said = []
    desk.said.connect(lambda sentence, _undoable: said.append(sentence))
    choose(qtbot, page, "Garden")
    qtbot.mouseClick(page.ranking.panel.add, LEFT)
    qtbot.waitUntil(page.ranking.panel.remove.isVisible)
    assert said == ["#5 is on the shortlist"]
    qtbot.mouseClick(page.ranking.panel.pin, LEFT)
    sheet = page.window().findChild(ReasonSheet)
    qtbot.keyClicks(sheet.reason, "a garden at last")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(page.ranking.panel.unpin.isVisible)
    with rated.read() as unit:
        choice = unit.choices.find(story_id=unit.story(5).id)[0]
    assert (choice.pinned, choice.reason) == (True, "a garden at last")
    qtbot.mouseClick(page.ranking.panel.unpin, LEFT)
    qtbot.waitUntil(page.ranking.panel.pin.isVisible)


def test_excluding_needs_a_reason_and_can_be_lifted(qtbot, page, rated):
    choose(qtbot, page, "Garden")
    qtbot.waitUntil(page.ranking.panel.exclude.isVisible)
    qtbot.mouseClick(page.ranking.panel.exclude, LEFT)
    sheet = page.window().findChild(ReasonSheet)
    assert not sheet.confirm.isEnabled()
    qtbot.keyClicks(sheet.reason, "Told last year")
    qtbot.mouseClick(sheet.confirm, LEFT)
    qtbot.waitUntil(page.ranking.panel.lift.isVisible)
    assert not page.ranking.panel.add.isVisible()
    qtbot.mouseClick(page.ranking.panel.lift, LEFT)
    qtbot.waitUntil(page.ranking.panel.add.isVisible)


def test_a_locked_shortlist_offers_no_decision(qtbot, page, rated):
    shortlisting.add(rated, [2])
    shortlisting.lock(rated, lambda _unit: {})
    choose(qtbot, page, "The lift")
    qtbot.waitUntil(lambda: "The shortlist is locked. Unlock it to decide anew." in words(page.ranking.panel))
    assert not page.ranking.panel.remove.isVisible()


def test_proposing_stores_a_shortlist_and_goes_there(qtbot, page, desk, rated):
    with qtbot.waitSignal(desk.go) as asked:
        qtbot.mouseClick(page.propose_button, LEFT)
    assert asked.args[0] == "shortlist"
    assert rated.undo_label() == "Propose a shortlist"
    with rated.read() as unit:
        assert unit.choices.all()


@pytest.mark.parametrize(("asked", "kept"), [(None, (1, 40)), (3, (3, 0))])
def test_a_proposal_goes_by_the_kept_rules_and_a_number_asked_for_becomes_one(
    qtbot, page, desk, rated, asked, kept
):
    set_rules(rated, size=1, minutes=40)
    if asked:
        page.line.top.slider.setValue(asked)
    with qtbot.waitSignal(desk.go):
        qtbot.mouseClick(page.propose_button, LEFT)
    with rated.read() as unit:
        rules, choices = rules_for(unit), unit.choices.all()
    assert (rules.size, rules.minutes) == kept
    assert len(choices) == rules.size


def test_how_it_is_worked_out_is_told_with_this_challenges_numbers(qtbot, page):
    qtbot.mouseClick(page.line.method, LEFT)
    sheet = page.window().findChild(MethodSheet)

    def told():
        return [label.text() for label in sheet.findChildren(Label) if label.isVisible()]

    words = "\n".join(told())
    assert "We correct for how generous each reader tends to be" in words
    assert "The strictest reader" in words
    assert f"{page.feed.results.mean:.2f} points" in words
    assert "y = m + s + r + e" not in words  # folded away, for those who want it
    qtbot.mouseClick(sheet.fold, LEFT)
    assert "y = m + s + r + e" in told()
    qtbot.keyClick(sheet.done, Qt.Key.Key_Escape)


def export(page, ending):
    menu = page.export_button.menu()
    next(action for action in menu.actions() if ending in action.text()).trigger()


@pytest.mark.parametrize("form", ["CSV", "JSON", "PDF"])
def test_export_saves_the_form_that_is_chosen(qtbot, page, tmp_path, monkeypatch, form):
    target = tmp_path / f"out.{form.lower()}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target.with_suffix("")), ""))
    with qtbot.waitSignal(page._desk.said) as said:
        export(page, form)
    assert said.args == [f"Saved as {target.name}", False]
    begins = {"CSV": b"\xef\xbb\xbf", "JSON": b"{", "PDF": b"%PDF"}[form]
    assert target.read_bytes().startswith(begins)
    assert list(tmp_path.glob("out*")) == [target]


def test_export_to_where_nothing_can_be_written_says_so(qtbot, page, desk, tmp_path, monkeypatch):
    target = Path(tmp_path / "no such folder" / "out.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    with qtbot.waitSignal(desk.failed) as failed:
        export(page, "CSV")
    assert failed.args == ["“out.csv” cannot be written there. Choose another folder or name."]


def test_without_readings_the_page_says_what_to_do(qtbot, desk, workspace, add_story):
    add_story(workspace)
    page = ResultsPage(desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    assert not page.propose_button.isEnabled()
    with qtbot.waitSignal(desk.go) as asked:
        qtbot.mouseClick(page.empty.button, LEFT)
    assert asked.args == ["reviewers", None]
    page.leave()
