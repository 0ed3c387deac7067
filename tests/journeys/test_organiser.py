"""An organiser's weeks: packs go out, and what comes back, in whatever order and number, adds up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from learningstories.domain.story import Story
from learningstories.services.opening import OpenChallenge
from learningstories.services.overview import NeedKind
from learningstories.services.pack_reading import PackReading
from learningstories.ui.app import Windows
from learningstories.ui.assign_sheet import AssignSheet
from learningstories.ui.blind_sheet import BlindSheet
from learningstories.ui.challenge_window import ChallengeWindow
from learningstories.ui.conflict_sheet import ConflictSheet
from learningstories.ui.merge_sheet import MergeSheet
from learningstories.ui.pack_sheet import PackSheet
from learningstories.ui.reason_sheet import ReasonSheet
from learningstories.ui.return_table import FATE, WORDS
from learningstories.ui.returns_sheet import ReturnsSheet
from learningstories.ui.reviewer_list_model import NAME, PACK, PROGRESS
from learningstories.ui.reviewer_sheet import AddReviewersSheet
from learningstories.ui.widgets.labels import Label
from tests.conftest import Hand
from tests.services.reviewers_world import part_of
from tests.ui.pack_days import device

LEFT = Qt.MouseButton.LeftButton
LONG = 20_000  # ms
PEOPLE = ("Ben Taylor", "Cleo Young", "Grace Hopper")
GRACE, BEN, CLEO = "Grace Hopper", "Ben Taylor", "Cleo Young"


@pytest.fixture
def file(
    new_challenge: Callable[..., OpenChallenge], add_story: Callable[..., Story], tmp_path: Path
) -> Path:
    """A blind challenge with six stories."""
    path = tmp_path / "spring.stories"
    made = new_challenge(path, title="Spring", blind=True)
    for number in range(1, 7):
        text = f"They call me Rose, and {number} times I was wrong."
        add_story(made.workspace, text, title=f"Story {number}", author="Rose Miller")
    made.close()
    return path


def test_packs_go_out_and_returns_come_home(
    qtbot: QtBot, windows: Windows, file: Path, clock: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks = Weeks(qtbot, windows, file, clock, monkeypatch)
    weeks.add_three_reviewers()
    weeks.assign_all_to_everybody()
    weeks.make_blind_packs()
    weeks.take_in_what_comes_first()
    weeks.take_in_the_same_and_pieces_out_of_order()
    weeks.choose_between_two_devices()
    weeks.learn_that_one_came_too_late_and_give_more_time()
    weeks.withdraw_a_pack_and_restore_it()
    weeks.take_everything_back_and_do_it_again()
    weeks.read_of_it_later()


class Weeks:
    """Each method is something that the organiser does, and sees."""

    def __init__(
        self, qtbot: QtBot, windows: Windows, file: Path, clock: Hand, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.qtbot, self.clock, self.monkeypatch = qtbot, clock, monkeypatch
        self.folder = file.parent
        window = windows.open(file)
        assert window is not None
        self.window: ChallengeWindow = window
        self.until(lambda: self.window.shell.pages.name() == "overview")

    # --- what hands do -----------------------------------------------------------------------------

    def until(self, holds: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=LONG)

    def click(self, widget: QWidget) -> None:
        self.until(lambda: widget.isVisible() and widget.isEnabled())
        self.qtbot.mouseClick(widget, LEFT)

    def page(self, name: str) -> Any:
        self.click(self.window.shell.sidebar.item(name))
        self.until(lambda: self.window.shell.pages.name() == name)
        return self.window.shell.pages.page(name)

    def reviewers(self) -> Any:
        return self.page("reviewers")

    def sheet(self, kind: type[QWidget]) -> Any:
        def shown() -> list[QWidget]:
            return [sheet for sheet in self.window.shell.findChildren(kind) if sheet.isVisible()]

        self.until(lambda: bool(shown()))
        return shown()[-1]

    def menu(self, name: str) -> None:
        self.window.shell.registry[name].trigger()

    def drop(self, *paths: Path) -> MergeSheet:
        """Drop files on the window, and see what is understood of them."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        given = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        place = QPointF(400, 300)
        QApplication.sendEvent(self.window.shell, QDragEnterEvent(place.toPoint(), *given))
        QApplication.sendEvent(self.window.shell, QDropEvent(place, *given))
        sheet: MergeSheet = self.sheet(MergeSheet)
        self.until(lambda: len(sheet.returns.model.rows) == len(paths) and sheet._control is None)
        return sheet

    def take_in(self, *paths: Path) -> None:
        before = self.window.desk.workspace.undo_label
        sheet = self.drop(*paths)
        self.click(sheet.confirm)
        self.until(lambda: (before() or "").startswith("Take in"))
        self.until(lambda: self.window.shell.pages.name() == "reviewers")

    # --- what eyes see -----------------------------------------------------------------------------

    def cells(self, model: Any, column: int) -> list[str]:
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def see(self, column: int, *expected: str) -> None:
        """What stands beside Ben, Cleo and Grace."""
        model = self.reviewers().model
        self.until(lambda: self.cells(model, NAME) == list(PEOPLE))
        self.until(lambda: self.cells(model, column) == list(expected))

    def readings(self) -> dict[tuple[str, int], int | None]:
        """The answers that are shown, by first name and story."""
        with self.window.desk.workspace.read() as unit:
            people = {one.id: one.name.split()[0] for one in unit.reviewers.all()}
            numbers = {story.id: story.number for story in unit.stories.all()}
            return {
                (people[reading.reviewer_id], numbers[reading.story_id]): reading.value
                for reading in unit.readings.all()
            }

    # --- what reviewers do -------------------------------------------------------------------------

    def reading(self, name: str, on: str = "desk") -> PackReading:
        return device(self.folder / "packs" / f"Spring - {name}.lspack", self.folder, self.clock, on)

    def sent(self, data: bytes, name: str) -> Path:
        path = self.folder / "post" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    # --- the weeks ---------------------------------------------------------------------------------

    def add_three_reviewers(self) -> None:
        page = self.reviewers()
        self.click(page.empty.button)
        sheet = self.sheet(AddReviewersSheet)
        sheet.tabs.choose("list")
        lines = [f"{name} <{name.split()[0].lower()}@example.org>" for name in PEOPLE]
        sheet.pasted.setPlainText("\n".join(lines))
        self.click(sheet.confirm)
        self.see(PACK, "Pack not made", "Pack not made", "Pack not made")

    def assign_all_to_everybody(self) -> None:
        self.click(self.reviewers().assign_button)
        sheet = self.sheet(AssignSheet)
        self.until(lambda: sheet.plan is not None and sheet.plan.new == 18)
        self.click(sheet.confirm)
        self.see(PROGRESS, "0/6", "0/6", "0/6")

    def make_blind_packs(self) -> None:
        self.menu("reviewer-packs")
        sheet = self.sheet(PackSheet)
        self.until(lambda: sheet.confirm.words() == "Look at 6 stories first…")
        self.click(sheet.confirm)
        look = self.sheet(BlindSheet)
        self.click(look.rest)
        self.until(lambda: look.foot_note.text() == "All are looked at.")
        self.click(look.close_button)
        sheet.options.until.line.setText("2013-03-25 18:00")
        packs = str(self.folder / "packs")
        self.monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: packs)
        self.until(lambda: sheet.confirm.words() == "Make 3 packs…")
        self.click(sheet.confirm)
        self.until(lambda: sheet.stack.currentIndex() == 1)
        self.click(sheet.confirm)
        made = "Made 20 Mar, no reply"
        self.see(PACK, made, made, made)
        stories = self.reading(GRACE).contents.stories
        assert all("Rose" not in story.markdown and not story.author for story in stories)

    def take_in_what_comes_first(self) -> None:
        """Grace sends all, and Cleo some of it from each of two devices."""
        self.clock.on(days=1)
        grace, desk, phone = self.reading(GRACE), self.reading(CLEO), self.reading(CLEO, "phone")
        for number in range(1, 7):
            grace.answer(number, value=1 + number % 5)
        desk.answer(1, value=4)
        desk.answer(2, value=2)
        self.clock.on(minutes=1)
        phone.answer(2, value=5, why="On the train it moved me")
        phone.answer(3, value=3)
        self.take_in(
            self.sent(grace.return_file(), "grace.lsreturn.txt"),
            self.sent(desk.return_file(), "cleo.lsreturn.txt"),
            self.sent(phone.return_file(), "cleo.lsreturn (1).txt"),
        )
        self.see(PROGRESS, "0/6", "3/6", "6/6")
        self.see(PACK, "Made 20 Mar, no reply", "Part returned", "Returned 21 Mar")
        results = self.page("results")
        self.until(lambda: results.ranking.model.rowCount() == 6)

    def take_in_the_same_and_pieces_out_of_order(self) -> None:
        """Grace sends hers again; Ben's comes in two pieces, the later first, and then whole."""
        ben = self.reading(BEN)
        for number in (1, 2, 3, 4):
            ben.answer(number, value=2)
        late_piece = self.sent(part_of(ben, [3, 4]), "ben-2.lsreturn.txt")
        ben.answer(1, value=5)
        whole = self.sent(part_of(ben, [1, 2]), "ben-1.lsreturn.txt")
        sheet = self.drop(self.folder / "post" / "grace.lsreturn.txt", late_piece)
        assert self.cells(sheet.returns.model, FATE) == ["Taken in before", "2 new answers"]
        self.click(sheet.confirm)
        self.see(PROGRESS, "2/6", "3/6", "6/6")
        self.take_in(whole)
        self.see(PROGRESS, "4/6", "3/6", "6/6")
        assert {story: value for (who, story), value in self.readings().items() if who == "Ben"} == {
            1: 5, 2: 2, 3: 2, 4: 2
        }  # fmt: skip

    def choose_between_two_devices(self) -> None:
        overview = self.page("overview")
        self.until(lambda: any(row.need.kind is NeedKind.CONFLICT for row in overview.needs.rows))
        row = next(row for row in overview.needs.rows if row.need.kind is NeedKind.CONFLICT)
        self.click(row.button)
        sheet = self.sheet(ConflictSheet)
        self.until(lambda: len(sheet.cards) == 2)
        provisional = self.readings()["Cleo", 2]
        self.click(sheet.cards[0 if provisional == 5 else 1].choose)  # the one that did not hold
        self.until(sheet.none.isVisible)
        assert {provisional, self.readings()["Cleo", 2]} == {2, 5}
        self.click(sheet.close_button)
        self.chosen = self.readings()["Cleo", 2]

    def learn_that_one_came_too_late_and_give_more_time(self) -> None:
        self.clock.on(days=7)
        ben = self.reading(BEN)
        ben.answer(5, value=4)
        late = self.sent(ben.return_file(), "ben-late.lsreturn.txt")
        sheet = self.drop(late)
        assert "came too late, so it does not count" in self.cells(sheet.returns.story_model, WORDS)
        self.click(sheet.confirm)
        self.see(PACK, "Returned late", "Part returned", "Returned 21 Mar")
        self.see(PROGRESS, "4/6", "3/6", "6/6")
        self.menu("reviewer-packs")
        again = self.sheet(PackSheet)
        self.until(lambda: len(again.people.picker.model.rows) == 3)
        again.people.picker.model.tick(lambda row: row.name == BEN)
        again.options.until.line.setText("2013-04-30 18:00")
        self.click(again.confirm)
        self.until(lambda: again.stack.currentIndex() == 1)
        self.click(again.confirm)
        self.see(PROGRESS, "5/6", "3/6", "6/6")

    def withdraw_a_pack_and_restore_it(self) -> None:
        page = self.reviewers()
        page.table.choose_row(self.cells(page.model, NAME).index(GRACE))
        self.until(lambda: len(page.panel.packs.rows) == 1)
        page.deeds.revoke(page.panel.packs.rows[0].pack)
        sheet = self.sheet(ReasonSheet)
        self.qtbot.keyClicks(sheet.reason, "It went to another Grace")
        self.click(sheet.confirm)
        self.see(PROGRESS, "5/6", "3/6", "0/6")
        self.until(lambda: page.panel.packs.rows[0].pack.revoked)
        page.deeds.reinstate(page.panel.packs.rows[0].pack)
        self.see(PROGRESS, "5/6", "3/6", "6/6")

    def take_everything_back_and_do_it_again(self) -> None:
        workspace, registry = self.window.desk.workspace, self.window.shell.registry
        after = self.readings()
        taken = []
        while (label := workspace.undo_label()) != "Make 3 packs":
            self.until(lambda label=label: registry["undo"].isEnabled() and label in registry["undo"].text())
            registry["undo"].trigger()
            self.until(lambda label=label: workspace.undo_label() != label or workspace.redo_label() == label)
            self.until(self.window.tasks.is_idle)
            taken.append(label)
        assert taken == [
            "Restore a pack",
            "Withdraw a pack",
            "Make 1 pack",
            "Take in a return",
            "Choose an answer to #2",
            "Take in a return",
            "Take in returns",
            "Take in returns",
        ]
        assert self.readings() == {}
        self.see(PROGRESS, "0/6", "0/6", "0/6")
        for label in reversed(taken):
            self.until(lambda label=label: registry["redo"].isEnabled() and label in registry["redo"].text())
            registry["redo"].trigger()
            self.until(lambda label=label: workspace.undo_label() == label)
            self.until(self.window.tasks.is_idle)
        assert self.readings() == after
        assert after["Cleo", 2] == self.chosen
        self.see(PROGRESS, "5/6", "3/6", "6/6")

    def read_of_it_later(self) -> None:
        self.menu("reviewer-returns")
        sheet = self.sheet(ReturnsSheet)
        self.until(lambda: sheet.returns.model.rowCount() == 6)
        self.click(sheet.close_button)
        stories = self.page("stories")
        stories.show_argument(2)
        panel = stories.side.panel
        self.until(lambda: panel.shown() is not None and panel.shown().story.number == 2)
        panel.tabs.choose("readings")
        self.until(lambda: "you chose this one" in words_in(panel.readings))
        assert "From a return that came" in words_in(panel.readings)
        assert self.window.desk.challenge.check() == []


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label))
