"""Shows what was understood of the files that were offered; stores nothing until Add."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import StoryUnreadable
from learningstories.i18n import _, plural
from learningstories.services import adding
from learningstories.services.found import Found, understood
from learningstories.services.likeness import earlier_version
from learningstories.services.preview import Reception, files_in, preview
from learningstories.services.progress import Control
from learningstories.ui.add_detail import AddDetail
from learningstories.ui.add_model import AddModel, Candidate, Choice
from learningstories.ui.desk import Desk
from learningstories.ui.file_drop import local_files
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.cells import ColumnLook, Look
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.sheet import WIDE, Sheet
from learningstories.ui.widgets.table import Table
from learningstories.ui.write_story_sheet import WriteStorySheet

_MOST_NAMED = 3
_LOOKS = (
    ColumnLook(look=Look.CHECK, width=40, least=40),
    ColumnLook(look=Look.TITLE, width=190, stretch=True, least=120),
    ColumnLook(width=130, least=80),
    ColumnLook(look=Look.MUTED, width=150, least=80),
    ColumnLook(look=Look.NUMBER, width=70, least=56),
    ColumnLook(look=Look.CHIP, width=120, least=90),
    ColumnLook(width=240, stretch=True, least=140),
)


class AddSheet(Sheet):
    """Files, what is pasted and what is typed become rows; Add stores the ticked ones as one step."""

    def __init__(self, desk: Desk, over: QWidget, paths: Sequence[Path] = ()) -> None:
        super().__init__(over, _("Add stories"), size=WIDE)
        self._desk = desk
        self._reading: Control | None = None
        with desk.workspace.read() as unit:
            self._challenge: Challenge = unit.challenge()
        self.model = AddModel(self._challenge, self)
        self.table = Table(_("Stories found"))
        self.table.setModel(self.model)
        self.table.set_columns(_LOOKS)
        self.detail = AddDetail(desk, self._challenge)
        self.detail.hide()
        self.empty = EmptyState(
            "upload",
            _("Nothing chosen yet"),
            _("Drop files on the window, choose them, paste a text or write one here."),
            _("Choose files…"),
        )
        self._arrange()
        self._listen()
        self._follow()
        self.offer(paths)

    @classmethod
    def paste(cls, desk: Desk, over: QWidget) -> "AddSheet":
        """Open the sheet with what is on the clipboard."""
        sheet = cls(desk, over)
        sheet.open()
        sheet.take_pasted()
        return sheet

    def _arrange(self) -> None:
        self.choose = Button(_("Choose files…"), icon="folder-open", small=True)
        self.pasted = Button(_("Paste"), icon="clipboard-paste", small=True)
        self.write = Button(_("Write one here…"), icon="pencil", small=True)
        for button in (self.choose, self.pasted, self.write):
            self.top_actions.addWidget(button)
        self.top_actions.setSpacing(8)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setSizes([300, 300])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(split)
        self.body.setContentsMargins(0, 0, 0, 12)
        self.detail.setContentsMargins(18, 0, 18, 0)
        self.body.addWidget(self.stack)
        self.cancel = self.add_button(Button(_("Cancel")))
        self.add = self.add_button(Button(_("Add"), Kind.MAIN), main=True)

    def _listen(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.empty.wanted.connect(self._choose)
        self.pasted.clicked.connect(self.take_pasted)
        self.write.clicked.connect(self._write)
        self.cancel.clicked.connect(self.reject)
        self.add.clicked.connect(self._add)
        self.table.checked.connect(self.model.tick)
        self.table.row_changed.connect(self._show_row)
        self.model.dataChanged.connect(self._follow)
        self.model.rowsInserted.connect(self._follow)
        self.detail.corrected.connect(self._correct)
        self.detail.decided.connect(self._decide)
        self.detail.again.connect(self._again)
        self.finished.connect(lambda _done: self._reading.stop() if self._reading else None)

    # --- what is offered ---------------------------------------------------------------------------------

    def offer(self, paths: Sequence[Path]) -> None:
        """Read files off the thread and show what was understood."""
        if not paths:
            return
        challenge, documents, now = self._challenge, self._desk.toolbox.documents, self._desk.toolbox.clock()
        files = files_in(paths)
        if not files:
            names = ", ".join(f"“{path.name}”" for path in paths[:_MOST_NAMED])
            self.foot_note.setText(_("There is no file to be read in {folder}.").format(folder=names))
            return

        def read(control: Control) -> list[Found]:
            return preview(files, Reception(challenge=challenge, reader=documents, now=now), control).found

        self._read(read)

    def take_pasted(self) -> None:
        """Read what is on the clipboard: files, or a text."""
        data = QGuiApplication.clipboard().mimeData()
        files = local_files(data)
        if files:
            self.offer(files)
        elif data.text().strip():
            self.take_text(data.text(), _("pasted"))
        else:
            self.foot_note.setText(_("There is no text and no file on the clipboard."))

    def take_text(self, text: str, source: str) -> None:
        """Read a text as if it were a file."""
        challenge, documents, now = self._challenge, self._desk.toolbox.documents, self._desk.toolbox.clock()

        def read(_control: Control) -> list[Found]:
            try:
                return [understood(documents.read_text(text, source), challenge, now=now)]
            except StoryUnreadable as failure:
                return [Found(source=source, failure=failure, received_at=now)]

        self._read(read)

    def _read(self, read: Callable[[Control], list[Found]]) -> None:
        workspace = self._desk.workspace

        def work(control: Control) -> list[Candidate]:
            found = read(control)
            with workspace.read() as unit:
                return [
                    Candidate(each, earlier_version(unit, each.draft) if each.draft else None)
                    for each in found
                ]

        self.foot_note.setText(_("Reading…"))
        self._reading = self._desk.read(work, self._show, label=_("Reading files"))

    def _show(self, candidates: Sequence[Candidate]) -> None:
        self._reading = None
        first = self.model.rowCount()
        self.model.append(candidates)
        if candidates:
            self.table.choose_row(first)
            self._show_row(first)

    def _choose(self) -> None:
        kinds = _("Stories and pictures (*.md *.markdown *.txt *.docx *.png *.jpg *.jpeg *.gif *.webp)")
        names, _kind = QFileDialog.getOpenFileNames(
            self, _("Choose story files"), "", f"{kinds};;{_('All files (*)')}"
        )
        self.offer([Path(name) for name in names])

    def _write(self) -> None:
        sheet = WriteStorySheet(self, self._challenge.themes)
        sheet.written.connect(lambda text: self.take_text(text, ""))
        sheet.open()

    # --- what is decided ---------------------------------------------------------------------------------

    def _row(self) -> int:
        return self.table.currentIndex().row()

    def _show_row(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.detail.show()
            self.detail.show_candidate(self.model.candidates[row])

    def _correct(self, field: str, value: object) -> None:
        if self._row() >= 0:
            self.model.correct(self._row(), **{field: value})

    def _decide(self, choice: object) -> None:
        row = self._row()
        self.model.candidates[row].decide(Choice(str(choice)))
        self.model.tell(row)

    def _again(self) -> None:
        row = self._row()
        path = self.model.candidates[row].found.origin.path
        if path is None:
            return
        challenge, documents, now = self._challenge, self._desk.toolbox.documents, self._desk.toolbox.clock()

        def show(found: list[Found]) -> None:
            self.model.exchange(row, Candidate(found[0]))
            self._show_row(row)

        reception = Reception(challenge=challenge, reader=documents, now=now)
        self._desk.read(lambda c: preview([path], reception, c).found, show)

    def _follow(self) -> None:
        wanted, there = len(self.model.wanted()), self.model.rowCount()
        self.stack.setCurrentIndex(1 if there else 0)
        found = plural("{n} found", "{n} found", there).format(n=there)
        told = _("nothing is stored until you choose Add · the original files are kept with each story")
        self.set_subtitle(f"{found} · {told}")
        self.foot_note.setText(
            _("{n} to add · {out} left out").format(n=wanted, out=there - wanted) if there else ""
        )
        self.add.setEnabled(wanted > 0)
        self.add.set_text(
            plural("Add {n} story", "Add {n} stories", wanted).format(n=wanted) if wanted else _("Add")
        )

    def _add(self) -> None:
        wanted = self.model.wanted()
        workspace = self._desk.workspace
        replacing = {place: c.replaces for place, c in enumerate(wanted) if c.replaces is not None}
        found = [candidate.found for candidate in wanted]
        told = plural("Added {n} story", "Added {n} stories", len(wanted)).format(n=len(wanted))
        self._desk.write(
            _("Adding stories"),
            lambda control: adding.add(workspace, found, control, replacing=replacing),
            lambda stories: self._desk.go.emit("stories", stories[0].number) if stories else None,
            tell=told,
        )
        self.accept()
