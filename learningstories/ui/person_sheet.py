"""What the challenge holds about one person: looked up, saved for them, or removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _, plural
from learningstories.services.backups import Backup
from learningstories.services.one_person import MOST_TYPED, Held, held_about
from learningstories.services.person_backups import backup_lines, holding_person, word_for
from learningstories.services.person_export import export_person
from learningstories.services.person_words import held_lines, outside_lines
from learningstories.services.progress import Control
from learningstories.services.saving import fit_name
from learningstories.ui.desk import Desk
from learningstories.ui.person_removal_sheet import PersonRemovalSheet
from learningstories.ui.tasks import Newest
from learningstories.ui.telling import advice_on
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.sheet import MEDIUM, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What there is of the person, or why nothing can be told."""

    held: Held | None = None
    backups: Sequence[Backup] = ()
    told: str = ""


class PersonSheet(Sheet):
    """One field; what is found stands below it, and can be saved or removed."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        told = _("Everything that names one person: stories, readings, mails, promises, history, backups.")
        super().__init__(over, _("What we hold about a person"), told, MEDIUM)
        self._desk, self._over = desk, over
        self.found: Found | None = None
        self._asked: Newest[Found] = Newest(desk.tasks, self._show)
        self.who = text_field(most=MOST_TYPED)
        field = Field(_("Name or e-mail address"), self.who, _("An address finds most."))
        self.look = Button(_("Look"), Kind.PLAIN, "search")
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(self.look, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.body.addWidget(self._area(), 1)
        self.save = self.add_button(Button(_("Save all of it…"), icon="download"))
        self.remove = self.add_button(Button(_("Remove…"), Kind.DANGER, "user-x"))
        close = self.add_button(Button(_("Close"), Kind.MAIN))
        close.clicked.connect(self.accept)
        self.look.clicked.connect(self._look)
        self.who.returnPressed.connect(self._look)
        self.save.clicked.connect(self._ask_where)
        self.remove.clicked.connect(self._ask_to_remove)
        self.finished.connect(lambda _done: self._asked.drop())
        self._let(possible=False)

    def _area(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        area = QScrollArea()
        area.setAccessibleName(_("What is held"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def words(self) -> list[str]:
        """What is said of the person."""
        items = (self._lines.itemAt(place) for place in range(self._lines.count()))
        shown = (item.widget() for item in items if item is not None)
        return [label.text() for label in shown if isinstance(label, Label)]

    def _let(self, *, possible: bool) -> None:
        self.save.setEnabled(possible)
        self.remove.setEnabled(possible)

    def _look(self) -> None:
        self._let(possible=False)
        desk, typed = self._desk, self.who.text()

        def read(control: Control) -> Found:
            try:
                with desk.workspace.read() as unit:
                    held = held_about(unit, desk.lists, typed)
            except ExpectedError as error:
                return Found(told=advice_on(error))
            path, shelf = desk.challenge.path, desk.toolbox.backups()
            opened = desk.toolbox.open_to_read
            return Found(held=held, backups=holding_person(shelf, path, word_for(held), opened, control))

        self._asked.ask(read)

    def _show(self, found: Found) -> None:
        self.found = found
        clear_layout(self._lines)
        if found.held is None:
            self._lines.addWidget(Label(found.told, wrap=True))
        else:
            self._lines.addWidget(Label(found.held.person.name, Text.STRONG, wrap=True))
            for line in held_lines(found.held):
                self._lines.addWidget(Label(line, wrap=True))
            for line in (*outside_lines(found.held), *backup_lines(found.backups)):
                self._lines.addWidget(Label(line, wrap=True))
        self._lines.addStretch(1)
        self._let(possible=found.held is not None)

    def _ask_where(self) -> None:
        held = self.found.held if self.found is not None else None
        if held is None:
            return
        wanted = self._desk.challenge.path.with_name(f"{fit_name(held.person.name) or 'person'}.zip")
        kinds = _("A ZIP file (*.zip)")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save all of it"), str(wanted), kinds)
        if name:
            self._save(held, Path(name))

    def _save(self, held: Held, target: Path) -> None:
        challenge = self._desk.challenge
        self._desk.tasks.read(
            _("Saving"), lambda _c: export_person(challenge, held, target), self._saved, self._failed
        )

    def _saved(self, files: int) -> None:
        told = plural("{n} file was saved.", "{n} files were saved.", files)
        self.foot_note.setText(told.format(n=files))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self.foot_note.setText(advice_on(error))

    def _ask_to_remove(self) -> None:
        if self.found is not None and self.found.held is not None:
            held, backups = self.found.held, self.found.backups
            self.accept()
            PersonRemovalSheet(self._desk, self._over, held, backups).open()
