import pytest
from PySide6.QtCore import Qt

from learningstories.services.plan import Action
from learningstories.ui.add_model import LOOK_AT, STORY, Show
from learningstories.ui.alike_sheet import AlikeSheet

LIFT = (
    "They sent me to the ninth floor with a box of binders. I climbed floor by floor, and asked at every "
    "landing what it was that people there had learned by climbing; nobody had ever asked them before."
)


@pytest.fixture
def write(tmp_path):
    """Writes a story: `write(name, text, title=…, author=…)`."""

    def make(name, text, title="The lift", author="Amina Yusuf"):
        front = f"---\ntitle: {title}\nauthor: {author}\nconsent: [read, print]\n---\n\n"
        (tmp_path / name).write_text(front + text, "utf-8")
        return tmp_path / name

    return make


@pytest.fixture
def stored(qtbot, desk, window, offer, add_sheet):
    """Adds files and opens another sheet."""

    def add(*paths):
        offer(add_sheet, *paths)
        add_sheet.add.click()
        qtbot.waitUntil(lambda: desk.workspace.undo_label() is not None)
        sheet = type(add_sheet)(desk, window)
        sheet.open()
        return sheet

    return add


def told(sheet):
    return [sheet.model.index(row, LOOK_AT).data() for row in range(sheet.model.rowCount())]


def versions(workspace):
    with workspace.read() as unit:
        return {story.number: (story.title, story.version) for story in unit.stories.all()}


def test_a_story_like_one_of_somebody_else_is_to_be_looked_at_and_never_left_out(
    stored, offer, write, desk, qtbot
):
    sheet = stored(write("lift.md", LIFT))
    offer(sheet, write("mine.md", LIFT, title="Up the stairs", author="Ben Okri"))
    assert "Similar to #1 “The lift”" in told(sheet)[0]
    assert sheet.model.at(0).wanted
    card = sheet.detail.versions
    assert "Similar to #1" in card.heading.text()
    assert "Amina Yusuf" in card.told.text()
    assert not card.choices[Action.REPLACE].isVisible()
    assert sheet.bar.filters.chip(Show.ALIKE).words().endswith("1")
    sheet.add.click()
    qtbot.waitUntil(lambda: len(versions(desk.workspace)) == 2)


def test_both_texts_are_shown_side_by_side(stored, offer, write, qtbot):
    sheet = stored(write("lift.md", LIFT))
    offer(sheet, write("lift 2.md", LIFT.replace("floor by floor", "one landing at a time")))
    qtbot.mouseClick(sheet.detail.changes.side_by_side, Qt.MouseButton.LeftButton)
    both = sheet.window().findChild(AlikeSheet)
    qtbot.waitUntil(lambda: "floor by floor" in both.left.text.toPlainText())
    qtbot.waitUntil(lambda: "one landing at a time" in both.right.text.toPlainText())
    both.accept()
    assert sheet.isVisible()


def test_the_same_file_twice_in_one_drop_is_added_once(stored, offer, write, add_sheet):
    offer(add_sheet, write("lift.md", LIFT), write("lift again.md", LIFT))
    assert [candidate.wanted for candidate in add_sheet.model.candidates] == [True, False]
    assert told(add_sheet)[1].startswith("The same file as “The lift” in this list")
    assert add_sheet.model.count(Show.LOOK_AT) == 1  # late, by the time of the file
    add_sheet.table.ticked.emit([1])
    assert add_sheet.model.count(Show.LOOK_AT) == 2
    add_sheet.table.ticked.emit([1])
    assert add_sheet.add.words() == "Add 1 story"


def test_a_newer_text_in_the_same_drop_becomes_a_version_of_the_first(
    add_sheet, offer, write, workspace, qtbot
):
    newer = LIFT.replace("floor by floor", "one landing at a time")
    offer(add_sheet, write("lift.md", LIFT), write("lift 2.md", newer))
    add_sheet.table.choose_row(1)
    assert "Looks like a new version of “The lift” in this list" in add_sheet.detail.versions.heading.text()
    both = add_sheet.detail.versions.choices[Action.REPLACE]
    assert both.isVisible()
    assert both.isChecked()
    assert both.text().startswith("Take both as one story")
    assert add_sheet.add.words() == "Add 1 story"
    assert "2 to add as 1 story" in add_sheet.foot_note.text()
    add_sheet.detail.versions.choices[Action.ADD].click()
    assert add_sheet.add.words() == "Add 2 stories"
    both.click()
    add_sheet.add.click()
    qtbot.waitUntil(lambda: versions(workspace) == {1: ("The lift", 2)})
    assert workspace.undo_label() == "Add “The lift”"


def test_two_newer_texts_of_a_story_that_is_there_are_counted_as_one_story(stored, offer, write, qtbot):
    sheet = stored(write("lift.md", LIFT))
    offer(sheet, write("lift 2.md", LIFT + " One more."), write("lift 3.md", LIFT + " Two more, in all."))
    assert [candidate.wanted for candidate in sheet.model.candidates] == [True, True]
    assert sheet.add.words() == "Add 1 story"


def test_a_newer_text_whose_first_is_left_out_is_a_story_of_its_own(
    add_sheet, offer, write, workspace, qtbot
):
    newer = LIFT.replace("floor by floor", "one landing at a time")
    offer(add_sheet, write("lift.md", LIFT), write("lift 2.md", newer))
    add_sheet.table.ticked.emit([0])
    add_sheet.add.click()
    qtbot.waitUntil(lambda: versions(workspace) == {1: ("The lift", 1)})


def test_rows_that_were_sorted_or_taken_apart_still_know_each_other(
    add_sheet, offer, write, workspace, qtbot
):
    newer = LIFT.replace("floor by floor", "one landing at a time")
    offer(add_sheet, write("lift.md", LIFT), write("lift 2.md", newer), write("a.md", "Bread.", title="A"))
    add_sheet.model.sort_by(STORY, descending=False)
    add_sheet.model.remove([add_sheet.model.at(0)])
    add_sheet.add.click()
    qtbot.waitUntil(lambda: versions(workspace) == {1: ("The lift", 2)})


def test_a_decision_stays_when_rows_are_compared_again(stored, offer, write, qtbot):
    sheet = stored(write("lift.md", LIFT))
    offer(sheet, write("lift 2.md", LIFT.replace("floor by floor", "one landing at a time")))
    assert "New version of #1" in told(sheet)[0]
    sheet.detail.versions.choices[Action.ADD].click()
    offer(sheet, write("bread.md", "I burned it nine times.", title="Bread"))
    assert sheet.model.candidates[0].action is Action.ADD
    assert sheet.model.candidates[1].action is Action.ADD


def test_what_is_corrected_is_compared_again(stored, offer, write, qtbot):
    sheet = stored(write("lift.md", LIFT))
    offer(sheet, write("lift 2.md", LIFT.replace("nobody", "no one"), author="Somebody Else"))
    assert "Similar to #1" in told(sheet)[0]
    author = sheet.detail.fields.lines["author"]
    author.selectAll()
    qtbot.keyClicks(author, "Amina Yusuf")
    qtbot.waitUntil(lambda: "New version of #1" in told(sheet)[0])
    assert sheet.detail.versions.choices[Action.REPLACE].isChecked()


def test_comparing_that_is_stopped_says_so(add_sheet, offer, write, qtbot):
    paths = [write(f"{n}.md", f"{LIFT} {n}", title=f"Story {n}", author=f"Person {n}") for n in range(40)]
    offer(add_sheet, *paths)
    add_sheet.model.at(0).correct(author="Ben")
    add_sheet.work.planning.compare(add_sheet.model.candidates)
    add_sheet.work.progress.stop.click()
    qtbot.waitUntil(lambda: not add_sheet.work.is_busy())
    assert "Not compared" in add_sheet.foot_note.text()
    assert add_sheet.add.isEnabled()


def test_leaving_while_rows_are_compared_does_no_harm(add_sheet, offer, write, desk, qtbot):
    offer(add_sheet, write("lift.md", LIFT))
    add_sheet.model.at(0).correct(author="Ben")
    add_sheet.work.compare()
    add_sheet.model.at(0).correct(author="Cy")
    add_sheet.work.planning.compare(add_sheet.model.candidates)
    assert add_sheet.work.planning.is_busy()
    add_sheet.reject()
    add_sheet.reject()
    assert not add_sheet.isVisible()
    qtbot.waitUntil(desk.tasks.is_idle)


def test_an_earlier_text_is_left_out_and_what_changed_since_is_shown(stored, offer, write, desk, qtbot):
    first, second = write("lift.md", LIFT), write("lift 2.md", LIFT + " Nobody had believed me.")
    sheet = stored(first, second)
    offer(sheet, first)
    assert told(sheet)[0].startswith("An earlier text of #1 “The lift”")
    assert not sheet.model.at(0).wanted
    assert "in the history of “The lift”" in sheet.detail.versions.told.text()
    qtbot.waitUntil(lambda: "Nobody had believed me." in sheet.detail.changes.text.toPlainText())
    sheet.detail.versions.choices[Action.REPLACE].click()
    sheet.add.click()
    qtbot.waitUntil(lambda: versions(desk.workspace) == {1: ("The lift", 3)})
