from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from learningstories.domain.deadline import LateDecision
from learningstories.domain.reading import Concern
from learningstories.services import challenges, reviewing
from learningstories.ui.reason_sheet import ReasonSheet
from learningstories.ui.stories_page import StoriesPage
from learningstories.ui.story_edit_sheet import StoryEditSheet

TITLE = 1


@pytest.fixture
def page(qtbot, desk, workspace, add_story) -> Iterator[StoriesPage]:
    add_story(workspace, "We climbed the stairs.", title="The lift", author="Amina", theme="Failure")
    add_story(workspace, "Chalk on the board, über alles.", title="Chalk", author="Peter", words=3)
    add_story(workspace, "A garden.", title="قصة", author="Yusra", consent_print=False)
    made = StoriesPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: len(titles(made)) == 3)
    yield made
    made.leave()


def titles(page):
    return [page.model.index(row, TITLE).data() for row in range(page.model.rowCount())]


def choose(qtbot, page, title):
    qtbot.waitUntil(lambda: title in titles(page))
    page.table.choose_row(titles(page).index(title))
    qtbot.waitUntil(lambda: page.side.panel.title.text() == title)


def test_typing_finds_titles_authors_and_texts(qtbot, page):
    for typed, found in (
        ("lif", ["The lift"]),
        ("pete", ["Chalk"]),
        ("stair", ["The lift"]),
    ):
        page.search_field.clear()
        qtbot.keyClicks(page.search_field, typed)
        qtbot.waitUntil(lambda found=found: titles(page) == found)
    page.search_field.setText("قصة")  # the test's keyboard has no Arabic
    qtbot.waitUntil(lambda: titles(page) == ["قصة"])
    qtbot.keyClicks(page.search_field, " nothing at all")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.nothing)


def test_chips_count_and_filter(qtbot, page):
    qtbot.waitUntil(lambda: page.filters.chip("attention").words() == "Needs attention 1")
    assert page.filters.chip("all").words() == "All 3"
    qtbot.mouseClick(page.filters.chip("attention"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(page) == ["قصة"])


def test_a_click_on_a_header_sorts_and_is_remembered(qtbot, page, desk):
    header = page.table.horizontalHeader()
    x = header.sectionViewportPosition(TITLE) + 20
    qtbot.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().topLeft().__class__(x, 10)
    )
    qtbot.waitUntil(lambda: titles(page) in (["Chalk", "The lift", "قصة"], ["قصة", "The lift", "Chalk"]))
    assert str(desk.settings.value("stories/sort")).startswith(str(TITLE))


def test_withdrawing_is_undone_and_nothing_is_lost(qtbot, page, desk, workspace):
    choose(qtbot, page, "Chalk")
    said = []
    desk.said.connect(lambda sentence, undoable: said.append((sentence, undoable)))
    qtbot.mouseClick(page.side.panel.withdraw, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.filters.chip("withdrawn").words() == "Withdrawn 1")
    assert said == [("#2 withdrawn", True)]
    qtbot.waitUntil(page.side.panel.restore.isVisible)
    workspace.undo()
    qtbot.waitUntil(lambda: page.filters.chip("withdrawn").words() == "Withdrawn 0")


def test_several_stories_go_on_the_shortlist_as_one_step(qtbot, page, workspace):
    page.table.selectAll()
    page.deeds.add_to_shortlist()
    qtbot.waitUntil(lambda: workspace.undo_label() == "Add 3 stories to the shortlist")


def test_the_panel_shows_text_readings_past_and_files(qtbot, page, workspace, add_reviewer):
    add_reviewer(workspace)
    reviewing.answer(
        workspace,
        "grace@example.org",
        1,
        value=5,
        action="Ask our front desk",
        concern=Concern.SAFETY,
        concern_note="names a child",
    )
    choose(qtbot, page, "The lift")
    qtbot.waitUntil(lambda: "We climbed the stairs." in page.side.panel.text.toPlainText())
    qtbot.waitUntil(lambda: page.side.panel.tabs.tabText(1) == "Readings 1")
    words = [label.text() for label in page.side.panel.readings.findChildren(type(page.side.panel.title))]
    assert "Grace Hopper" in words
    assert "Very strongly" in words
    assert "“Ask our front desk”" in words
    assert "Concern: Safety — names a child" in words
    assert page.side.panel.proof_line.text().startswith("On time by 1 d 11 h: added here at Wed 20 March")


def test_a_late_story_is_refused_with_a_reason(qtbot, page, workspace, clock):
    challenges.alter(workspace, closes_at=clock.now.replace(day=19))
    choose(qtbot, page, "Chalk")
    qtbot.waitUntil(page.side.panel.refuse.isVisible)
    qtbot.mouseClick(page.side.panel.refuse, Qt.MouseButton.LeftButton)
    sheet = page.window().findChild(ReasonSheet)
    assert not sheet.confirm.isEnabled()
    qtbot.keyClicks(sheet.reason, "Sent after the jury met")
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.filters.chip("refused").words() == "Refused 1")
    with workspace.read() as unit:
        assert unit.story(2).late_decision is LateDecision.REFUSE
        assert unit.story(2).late_reason == "Sent after the jury met"
    qtbot.waitUntil(lambda: "“Sent after the jury met”" in page.side.panel.proof_line.text())


def test_editing_keeps_the_earlier_text(qtbot, page, workspace):
    choose(qtbot, page, "Chalk")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.window().findChild(StoryEditSheet) is not None)
    sheet = page.window().findChild(StoryEditSheet)
    sheet.title_field.clear()
    qtbot.keyClicks(sheet.title_field, "Chalk dust")
    qtbot.keyClicks(sheet.said, "PEE-ter")
    sheet.questions.setPlainText("Who wrote it?\n\n  Why?  ")
    sheet.text.setPlainText("New words, three more.")
    qtbot.waitUntil(lambda: "three more" in sheet.preview.toPlainText())
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Chalk dust" in titles(page))
    with workspace.read() as unit:
        assert unit.story(2).author_said == "PEE-ter"
        assert unit.story(2).questions == ("Who wrote it?", "Why?")
        versions = unit.versions.find(story_id=unit.story(2).id)
        assert {unit.texts.get(v.text_sha) for v in versions} == {
            "New words, three more.",
            "Chalk on the board, über alles.",
        }


def test_leaving_the_editor_with_typed_words_asks_once(qtbot, page):
    choose(qtbot, page, "Chalk")
    page.deeds.edit()
    qtbot.waitUntil(lambda: page.window().findChild(StoryEditSheet) is not None)
    sheet = page.window().findChild(StoryEditSheet)
    qtbot.keyClicks(sheet.title_field, "x")
    qtbot.keyClick(sheet.title_field, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert "Not saved yet" in sheet.foot_note.text()
    qtbot.keyClick(sheet.title_field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_an_empty_challenge_says_what_to_do(qtbot, desk):
    page = StoriesPage(desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    with qtbot.waitSignal(desk.go) as asked:
        qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["add", None]
    page.leave()
