"""Shows what was understood of what was offered; stores nothing until Add."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.story import Story
from learningstories.i18n import _, plural
from learningstories.ui.add_bar import AddBar
from learningstories.ui.add_deeds import AddDeeds
from learningstories.ui.add_detail import AddDetail
from learningstories.ui.add_forms import AddForms
from learningstories.ui.add_model import AddModel
from learningstories.ui.add_progress import AddProgress
from learningstories.ui.add_rows import AddRows
from learningstories.ui.add_sources import AddSources, NothingYet
from learningstories.ui.add_step import AddStep
from learningstories.ui.add_table import AddTable
from learningstories.ui.candidate import Candidate
from learningstories.ui.clipboard import Pasted
from learningstories.ui.desk import Desk
from learningstories.ui.intake import Drop, Intake
from learningstories.ui.planning import Planning
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.sheet import WIDE, Sheet
from learningstories.ui.write_story_sheet import WriteStorySheet

_MOST_NAMED = 3


class AddSheet(Sheet):
    """Files, what is pasted and what is typed become rows; Add stores the ticked ones as one step."""

    def __init__(self, desk: Desk, over: QWidget, paths: Sequence[Path] = ()) -> None:
        super().__init__(over, _("Add stories"), size=WIDE)
        self._desk = desk
        with desk.workspace.read() as unit:
            self._challenge: Challenge = unit.challenge()
        self._note = ""
        self._leaving = False
        self._expected = False  # whether the next row is the first of something that was just offered
        self.intake = Intake(desk, self._challenge)
        self.planning = Planning(desk, self)
        self.step = AddStep(desk, self)
        self.sources = AddSources(self)
        self.model = AddModel(self)
        self.table = AddTable(self.model)
        self.bar = AddBar(self.model)
        self.detail = AddDetail(desk, self._challenge)
        self.deeds = AddDeeds(desk, self.model, self.detail, self.intake)
        self.forms = AddForms(desk, self.model, self.intake, self)
        self.empty = NothingYet(self.sources)
        self.progress = AddProgress()
        self._arrange()
        self._listen()
        self._follow()
        self.offer(paths)

    @classmethod
    def paste(cls, desk: Desk, over: QWidget) -> "AddSheet":
        """Open the sheet with what is on the clipboard."""
        sheet = cls(desk, over)
        sheet.open()
        sheet.sources.take_pasted()
        return sheet

    def _arrange(self) -> None:
        self.more = Button(_("Add more"), icon="plus")
        self.more.setMenu(self.sources.menu(self.more))
        self.top_actions.addWidget(self.more)
        self.top_actions.addWidget(self.forms.button)
        self.top_actions.setSpacing(8)
        self.rows = AddRows(self.bar, self.table, self.detail)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.rows)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.forms.questions)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.progress)
        self.cancel = self.add_button(Button(_("Cancel")))
        self.add = self.add_button(Button(_("Add"), Kind.MAIN), main=True)

    def _listen(self) -> None:
        self.sources.files.connect(self.offer)
        self.sources.paste.connect(self.take_pasted)
        self.sources.write.connect(self._write)
        self.sources.watch.connect(lambda: self._desk.go.emit("watch", None))
        self.intake.arrived.connect(self._show_more)
        self.intake.progressed.connect(self.progress.show_read)
        self.intake.ended.connect(self._end)
        self.planning.progressed.connect(self.progress.show_progress)
        self.planning.ended.connect(self._compared)
        self.progress.cancelled.connect(self._stop)
        self.progress.dropped.connect(lambda: self.intake.stop(keep=False))
        self.step.done.connect(self._added)
        self.step.given_up.connect(self._say)
        self.step.progressed.connect(self.progress.show_progress)
        self.cancel.clicked.connect(self.reject)
        self.add.clicked.connect(self._add)
        self.bar.chosen.connect(self.model.show_only)
        self.deeds.moved.connect(self._choose)
        self.deeds.said.connect(self._say)
        self.table.ticked.connect(self._tick)
        self.table.row_changed.connect(lambda row: self.deeds.show(self.model.at(row)))
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.model.altered.connect(self._follow)
        self.forms.rebuilt.connect(lambda: self.planning.compare(self.model.candidates))
        self.deeds.corrected.connect(lambda: self.planning.compare_soon(self.model.candidates))
        self.model.modelReset.connect(lambda: self._choose(self.deeds.shown))
        self.finished.connect(self._let_go)

    # --- what is offered ---------------------------------------------------------------------------------

    def offer(self, paths: Sequence[Path]) -> None:
        """Read files and folders off the thread and show what was understood."""
        if paths:
            self.intake.read_files(paths)
            self._reading()

    def take_pasted(self, pasted: Pasted) -> None:
        """Read what is on the clipboard."""
        if pasted.files:
            self.offer(pasted.files)
        elif pasted.is_empty():
            self._say(_("There is no text, no picture and no file on the clipboard."))
        else:
            self.intake.read_pasted(pasted)
            self._reading()

    def _write(self) -> None:
        sheet = WriteStorySheet(self, self._challenge)
        sheet.written.connect(self._take_written)
        sheet.open()

    def _take_written(self, text: str) -> None:
        self.intake.read_pasted(Pasted(text=text), source="")
        self._reading()

    def _reading(self) -> None:
        self._note = ""
        self._expected = True
        self.progress.begin_reading()
        self._follow()

    def _show_more(self, candidates: list[Candidate]) -> None:
        self.model.append(candidates)
        if self._expected and not self._is_typing():
            self._choose(candidates[0])
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._expected = False

    def _end(self, drop: Drop) -> None:
        self.progress.begin("")
        for candidate in drop.settle():
            self.model.tell(candidate)
        if drop.dropped:
            self.model.remove(drop.candidates)
        else:
            self.forms.show_more(drop.matches, drop.candidates)
        self._note = _end_words(drop)
        if self.model.candidates:
            self.planning.compare(self.model.candidates)
            self.progress.begin_comparing()
        self._follow()

    def _compared(self, finished: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.progress.begin("")
        self.model.refresh()
        self.deeds.show_again()
        if not finished:
            self._note = _("Not compared: some may be there already.")
        self._follow()

    def is_busy(self) -> bool:
        """Whether something is being read, compared or stored."""
        return self.intake.is_busy() or self.planning.is_busy() or self.step.is_busy()

    def _is_typing(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.detail.isAncestorOf(focus)

    # --- what is shown and decided -----------------------------------------------------------------------

    def _choose(self, candidate: Candidate | None) -> None:
        row = self.model.row_of(candidate)
        if row < 0 and self.model.rowCount():
            row = 0
        if row >= 0:
            self.table.choose_row(row)
        self.deeds.show(self.model.at(row))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.model.sort_by(column, descending=order == Qt.SortOrder.DescendingOrder)

    def _tick(self, rows: list[int]) -> None:
        """Tick all of them, or none where all are ticked already."""
        chosen = [candidate for candidate in map(self.model.at, rows) if candidate is not None]
        wanted = not all(candidate.wanted for candidate in chosen)
        self.model.want(lambda _candidate: wanted, chosen)

    def _menu(self, place: QPoint) -> None:
        menu = self.bar.menu(self)
        menu.addMenu(self.table.sort_menu(menu))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _say(self, sentence: str) -> None:
        self._note = sentence
        self._follow()

    def _follow(self) -> None:
        there, wanted = len(self.model.candidates), len(self.model.wanted())
        self.stack.setCurrentIndex(1 if there else 0)
        self.more.setVisible(there > 0)
        self.bar.follow()
        self.rows.follow()
        told = _("nothing is stored until you choose Add · the original files are kept with each story")
        self.set_subtitle(f"{self._found(there)} · {told}" if there else "")
        counts = _("{n} to add · {out} left out").format(n=f"{wanted:,}", out=f"{there - wanted:,}")
        self.foot_note.setText(" · ".join(part for part in (counts if there else "", self._note) if part))
        self.add.setEnabled(wanted > 0 and not self.is_busy() and not self.forms.is_open())
        words = plural("Add {n} story", "Add {n} stories", wanted).format(n=f"{wanted:,}")
        self.add.set_text(words if wanted else _("Add"))

    def _found(self, there: int) -> str:
        paths = {candidate.found.origin.path for candidate in self.model.candidates} - {None}
        if not paths:
            return plural("{n} found", "{n} found", there).format(n=f"{there:,}")
        told = plural("{n} found in {files} file", "{n} found in {files} files", len(paths))
        return told.format(n=f"{there:,}", files=f"{len(paths):,}")

    def _let_go(self) -> None:
        self.intake.stop(keep=False)
        self.planning.stop()

    # --- how it ends -------------------------------------------------------------------------------------

    def _stop(self) -> None:
        self.step.stop()
        self.planning.stop()
        self.intake.stop(keep=True)

    def _add(self) -> None:
        self._note = ""
        self.step.add(self.model.candidates, self.forms.forms())
        self.progress.begin_adding()
        self._follow()

    def _added(self, stories: list[Story]) -> None:
        many = len({story.number for story in stories})  # several may be texts of one story
        told = plural("Added {n} story", "Added {n} stories", many).format(n=f"{many:,}")
        self.accept()
        self._desk.said.emit(told, True)
        if stories:
            self._desk.go.emit("stories", stories[0].number)

    def may_leave(self) -> bool:
        """What is being stored is waited for, and what was typed is not thrown away by one key."""
        if self.step.is_busy():
            return False
        if any(candidate.is_corrected() for candidate in self.model.candidates) and not self._leaving:
            self._leaving = True
            self._say(_("Nothing is added yet. Press Cancel again to throw away what you corrected."))
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.sources.press(QKeySequence(event.keyCombination())):
            super().keyPressEvent(event)


def _end_words(drop: Drop) -> str:
    if drop.dropped:
        return _("Stopped: nothing of it was kept.")
    if drop.stopped:
        return _("Stopped: what was read until then is shown.")
    if drop.failed:
        return _("What was offered could not be read.")
    names = ", ".join(f"“{name}”" for name in drop.names[:_MOST_NAMED])
    nothing = _("There is no file to be read in {folder}.").format(folder=names)
    return nothing if not drop.candidates else ""
