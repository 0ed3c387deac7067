"""People out of a spreadsheet: it is chosen, and shown as it was understood."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _
from learningstories.services.deliveries import FormTable
from learningstories.services.progress import Control
from learningstories.services.reviewer_lines import UnderstoodLine
from learningstories.services.reviewer_table import Surroundings, understand_table
from learningstories.services.sentences import advice
from learningstories.ui.desk import Desk
from learningstories.ui.file_drop import FileDrop
from learningstories.ui.tokens import Role
from learningstories.ui.understood_people import UnderstoodPeople
from learningstories.ui.usual_folder import usual_folder
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.labels import Label, Text

_ENDINGS = ("csv", "tsv", "xlsx", "ods")


class PeopleFile(QWidget):
    """`changed` comes when `lines` are others."""

    changed = Signal()

    def __init__(self, desk: Desk, known: Collection[str], themes: Sequence[str]) -> None:
        super().__init__()
        self._desk, self._known, self._themes = desk, known, themes
        self.lines: Sequence[UnderstoodLine] = ()
        self.choose = Button(_("Choose a spreadsheet…"), icon="table")
        self.name = Label("", Text.STRONG, wrap=True)
        told = _(
            "One person a row. The first row names the columns: name, e-mail, languages, themes, reads at "
            "most, steps aside from (authors, or stories as #31) and reason; only the e-mail must be there."
        )
        self.hint = Label(told, Text.SMALL, Role.MUTED, wrap=True)
        self.problem = Label("", role=Role.BAD, wrap=True)
        self.problem.hide()
        self.people = UnderstoodPeople()
        self._arrange()
        self.drop = FileDrop(self)
        self.drop.dropped.connect(lambda paths: self.read(paths[0]))
        self.choose.clicked.connect(self._choose)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.choose)
        row.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        for widget in (self.hint, self.problem):
            column.addWidget(widget)
        column.addWidget(self.people, 1)

    def _choose(self) -> None:
        kinds = " ".join(f"*.{ending} *.{ending.upper()}" for ending in _ENDINGS)
        name, _kind = QFileDialog.getOpenFileName(
            self,
            _("Choose a spreadsheet"),
            str(usual_folder()),
            _("Spreadsheets ({kinds})").format(kinds=kinds),
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a spreadsheet off the thread, and show what was understood."""
        workspace, documents = self._desk.workspace, self._desk.toolbox.documents
        self.choose.setEnabled(False)

        def work(_control: Control) -> tuple[FormTable | None, Mapping[int, UUID]]:
            with workspace.read() as unit:
                stories: Mapping[int, UUID] = {story.number: story.id for story in unit.stories.all()}
            return documents.take_in(path).table, stories

        self._desk.tasks.read(
            _("Reading the spreadsheet"), work, lambda found: self._show(path.name, *found), self._fail
        )

    def _show(self, name: str, table: FormTable | None, stories: Mapping[int, UUID]) -> None:
        self.choose.setEnabled(True)
        self.name.setText(name)
        found: list[UnderstoodLine] = []
        if table is not None:
            around = Surroundings(known=self._known, stories=stories, themes=self._themes)
            found = understand_table(table, around)
        missing = _("There is no table of people in it. Paste the list instead.")
        self._tell("" if table is not None else missing)
        self.lines = found
        self.people.show_lines(found, {key: number for number, key in stories.items()})
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self.choose.setEnabled(True)
        if not isinstance(error, ExpectedError):
            self._desk.tell(error)
            return
        self._tell(advice(error))
        self.lines = ()
        self.people.show_lines((), {})
        self.changed.emit()

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
