"""Shows what was understood of what was offered; stores nothing until Add."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.story import Story
from learningstories.i18n import _, numeral, plural
from learningstories.ui.add_bar import AddBar
from learningstories.ui.add_deeds import AddDeeds
from learningstories.ui.add_detail import AddDetail
from learningstories.ui.add_model import AddModel
from learningstories.ui.add_rows import AddRows
from learningstories.ui.add_sources import AddSources, NothingYet
from learningstories.ui.add_table import AddTable
from learningstories.ui.add_work import AddWork
from learningstories.ui.candidate import Candidate
from learningstories.ui.clipboard import Pasted
from learningstories.ui.desk import Desk
from learningstories.ui.one_line import in_one_line
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.sheet import WIDE, Sheet
from learningstories.ui.write_story_sheet import WriteStorySheet


class AddSheet(Sheet):
    """Files, what is pasted and what is typed become rows; Add stores the ticked ones as one step."""

    takes_words_back = False  # its fields are of the row that is shown

    def __init__(self, desk: Desk, over: QWidget, paths: Sequence[Path] = ()) -> None:
        super().__init__(over, _("Add stories"), size=WIDE)
        self._desk = desk
        with desk.workspace.read() as unit:
            self._challenge: Challenge = unit.challenge()
        self._note = ""
        self._leaving = False
        self._expected = False  # whether the next row is the first of something that was just offered
        self.sources = AddSources(self)
        self.model = AddModel(self)
        self.work = AddWork(desk, self._challenge, self.model, self)
        self.table = AddTable(self.model)
        self.bar = AddBar(self.model)
        self.detail = AddDetail(desk, self._challenge)
        self.deeds = AddDeeds(desk, self.model, self.detail, self.work.intake)
        self.empty = NothingYet(self.sources)
        self.rows = AddRows(self.bar, self.table, self.detail)
        self._arrange()
        self._listen_to_work()
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
        self.top_actions.addWidget(self.work.forms.button)
        self.top_actions.setSpacing(8)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.rows)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.work.forms.questions)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.work.progress)
        self.cancel = self.add_button(Button(_("Cancel")))
        self.add = self.add_button(Button(_("Add"), Kind.MAIN), main=True)

    def _listen_to_work(self) -> None:
        work = self.work
        work.intake.arrived.connect(self._show_more)
        work.changed.connect(self._follow)
        work.compared.connect(self.deeds.show_again)
        work.said.connect(self._say)
        work.added.connect(self._added)
        self.deeds.said.connect(self._say)
        self.deeds.corrected.connect(work.compare_soon)
        self.finished.connect(work.let_go)

    def _listen(self) -> None:
        self.sources.files.connect(self.offer)
        self.sources.paste.connect(self.take_pasted)
        self.sources.write.connect(self._write)
        self.sources.watch.connect(lambda: self._desk.go.emit("watch", None))
        self.cancel.clicked.connect(self.reject)
        self.add.clicked.connect(self._add)
        self.bar.chosen.connect(self.model.show_only)
        self.deeds.moved.connect(self._choose)
        self.table.ticked.connect(self._tick)
        self.table.row_changed.connect(lambda row: self.deeds.show(self.model.at(row)))
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.model.altered.connect(self._follow)
        self.model.modelReset.connect(lambda: self._choose(self.deeds.shown))

    # --- what is offered ---------------------------------------------------------------------------------

    def offer(self, paths: Sequence[Path]) -> None:
        """Read files and folders off the thread and show what was understood."""
        if paths:
            self._expect()
            self.work.read_files(paths)

    def take_pasted(self, pasted: Pasted) -> None:
        """Read what is on the clipboard."""
        if pasted.files:
            self.offer(pasted.files)
        elif pasted.is_empty():
            self._say(_("There is no text, no picture and no file on the clipboard."))
        else:
            self._expect()
            self.work.read_pasted(pasted)

    def _write(self) -> None:
        sheet = WriteStorySheet(self, self._challenge)
        sheet.written.connect(self._take_written)
        sheet.open()

    def _take_written(self, text: str) -> None:
        self._expect()
        self.work.read_pasted(Pasted(text=text), source="")

    def _expect(self) -> None:
        self._note = ""
        self._expected = True

    def _show_more(self, candidates: list[Candidate]) -> None:
        self.model.append(candidates)
        if self._expected and not self._is_typing():
            self._choose(candidates[0])
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._expected = False

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
        stories = self.model.stories_wanted()
        self.stack.setCurrentIndex(1 if there else 0)
        self.more.setVisible(there > 0)
        self.bar.follow()
        self.rows.follow()
        told = _("nothing is stored until you choose Add · the original files are kept with each story")
        self.set_subtitle(f"{self._found(there)} · {told}" if there else "")
        counts = _("{n} to add · {out} left out")
        if stories < wanted:
            counts = plural(
                "{n} to add as {stories} story · {out} left out",
                "{n} to add as {stories} stories · {out} left out",
                stories,
            )
        counts = counts.format(n=numeral(wanted), stories=numeral(stories), out=numeral(there - wanted))
        asked = self.work.forms.is_open()
        note = _("first say which day is meant, above") if asked else self._note
        self.foot_note.setText(in_one_line(part for part in (counts if there else "", note) if part))
        self.add.setEnabled(wanted > 0 and not self.work.is_busy() and not asked)
        words = plural("Add {n} story", "Add {n} stories", stories).format(n=numeral(stories))
        self.add.set_text(words if wanted else _("Add"))

    def _found(self, there: int) -> str:
        paths = {candidate.found.origin.path for candidate in self.model.candidates} - {None}
        if not paths:
            return plural("{n} found", "{n} found", there).format(n=numeral(there))
        told = plural("{n} found in {files} file", "{n} found in {files} files", len(paths))
        return told.format(n=numeral(there), files=numeral(len(paths)))

    # --- how it ends -------------------------------------------------------------------------------------

    def _add(self) -> None:
        self._note = ""
        self.work.add()

    def _added(self, stories: list[Story]) -> None:
        many = len({story.number for story in stories})  # several may be texts of one story
        told = plural("Added {n} story", "Added {n} stories", many).format(n=numeral(many))
        self.accept()
        self._desk.said.emit(told, True)
        if stories:
            self._desk.go.emit("stories", stories[0].number)

    def unstored_words(self) -> Mapping[str, str]:
        """Of rows that were written or corrected by hand."""
        return {
            candidate.found.draft.title: words
            for candidate in self.model.candidates
            if candidate.found.draft is not None and (words := candidate.typed())
        }

    def may_leave(self) -> bool:
        """What is being stored is waited for, and what was typed is not thrown away by one key."""
        if self.work.step.is_busy():
            return False
        if any(candidate.is_corrected() for candidate in self.model.candidates) and not self._leaving:
            self._leaving = True
            self._say(_("Nothing is added yet. Press Cancel again to throw away what you corrected."))
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.sources.press(QKeySequence(event.keyCombination())):
            super().keyPressEvent(event)
