"""The forms among what was offered: their columns matched otherwise, and how their dates are written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from learningstories.domain.errors import Cancelled
from learningstories.domain.form import Form
from learningstories.i18n import _
from learningstories.services.form_columns import FormMatch, date_question, with_day_first
from learningstories.services.form_rows import rows_found
from learningstories.services.found import Found, Origin
from learningstories.services.progress import Control
from learningstories.ui.add_model import AddModel
from learningstories.ui.candidate import Candidate
from learningstories.ui.desk import Desk
from learningstories.ui.form_date_question import FormDateQuestion
from learningstories.ui.intake import Intake
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.layouts import clear_layout

_OPEN = "date_order_open"


@dataclass(slots=True)
class Export:
    """One export of a form among what was offered: how it is matched, and where its rows came from."""

    match: FormMatch
    origin: Origin

    def holds(self, candidate: Candidate) -> bool:
        """Whether a row comes from it."""
        return replace(candidate.read.origin, row=None) == self.origin


class AddForms(QObject):
    """Shows one button for all forms, and a question for each whose dates could be either way round.

    `began` comes when the rows of a form are made anew, `ended` when they are, or when that was stopped.
    """

    began = Signal()
    ended = Signal()
    progressed = Signal(str, int, int)

    def __init__(self, desk: Desk, model: AddModel, intake: Intake, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._model, self._intake, self._over = desk, model, intake, over
        self.exports: list[Export] = []
        self._control: Control | None = None
        self._label = _("Reading the form")
        desk.tasks.progressed.connect(self._tell)
        self.button = Button(_("Match columns"), icon="table-properties")
        self.button.hide()
        self.button.clicked.connect(self._ask_for_only)
        self.questions = QWidget()
        self._column = QVBoxLayout(self.questions)
        self._column.setContentsMargins(18, 10, 18, 10)
        self._column.setSpacing(8)
        self.questions.hide()

    def show_more(self, matches: Sequence[FormMatch], rows: Sequence[Candidate]) -> None:
        """Forms were found, and these are the rows of the same drop."""
        origins = dict.fromkeys(replace(row.read.origin, row=None) for row in rows if row.read.origin.form)
        for match in matches:
            origin = next((each for each in origins if each.form == match.form.fingerprint), None)
            if origin is not None:
                del origins[origin]
                self.exports.append(Export(match, origin))
        self._follow()

    def forms(self) -> list[Form]:
        """The forms that what is ticked comes from."""
        wanted = {candidate.read.origin.form for candidate in self._model.wanted()}
        forms = {export.match.form.fingerprint: export.match.form for export in self.exports}
        return [form for mark, form in forms.items() if mark in wanted]

    def is_busy(self) -> bool:
        """Whether rows are being made anew."""
        return self._control is not None

    def stop(self) -> None:
        """Leave the form as it was."""
        if self._control is not None:
            self._control.stop()

    def is_open(self) -> bool:
        """Whether the time of something that is ticked waits for an answer."""
        return any(_is_open(candidate.found) for candidate in self._model.wanted())

    # --- what is asked ---------------------------------------------------------------------------

    def _ask_for_only(self) -> None:
        if len(self.exports) == 1:
            self.ask(self.exports[0])

    def ask(self, export: Export) -> None:
        """Let somebody say what the columns of a form hold."""
        from learningstories.ui.form_columns_sheet import (  # noqa: PLC0415 - most drops hold no form
            FormColumnsSheet,
        )

        sheet = FormColumnsSheet(self._over, export.match)
        sheet.matched.connect(partial(self.take, export))
        sheet.open()

    def take(self, export: Export, match: FormMatch) -> None:
        """Make the rows of a form anew; what was corrected in them stays so where the row is still there."""
        if self.is_busy():
            return
        intake, origin = self._intake, export.origin

        def read(control: Control) -> list[Found] | None:
            try:
                return rows_found(match, intake.reception(), origin, control)
            except Cancelled:
                return None

        def done(found: list[Found] | None) -> None:
            if not isValid(self):  # the sheet is gone
                return
            # Who stops it in the last moment wants it as it was, too.
            stopped = self._control is not None and self._control.stopped
            self._control = None
            if found is not None and not stopped:
                export.match = match
                self._rebuild(export, found)
            self.ended.emit()

        self._control = self._desk.tasks.read(self._label, read, done, self._fail)
        self.began.emit()

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            self._control = None
            self.ended.emit()
        self._desk.tell(error)

    def _tell(self, label: str, done: int, total: int) -> None:
        if self._control is not None and label == self._label:
            self.progressed.emit(label, done, total)

    def _rebuild(self, export: Export, found: Sequence[Found]) -> None:
        rows = [candidate for candidate in self._model.candidates if export.holds(candidate)]
        kept = {row.read.origin.row: row for row in rows}
        made = []
        for each in found:
            row = kept.get(each.origin.row)
            if row is None:
                row = self._intake.candidates([each])[0]
            else:
                row.read_again(each)
            made.append(row)
        self._model.replace_rows(rows, made)
        self._follow()

    # --- what is shown ---------------------------------------------------------------------------

    def _follow(self) -> None:
        several = len(self.exports) > 1
        self.button.setVisible(bool(self.exports))
        self.button.set_text(_("Match columns") if several or not self.exports else _words(self.exports[0]))
        self.button.setMenu(self._menu() if several else None)  # type: ignore[arg-type]  # None takes it away
        clear_layout(self._column)
        still_open = [export for export in self.exports if export.match.dates_open]
        for export in still_open:
            self._column.addWidget(self._question(export))
        self.questions.setVisible(bool(still_open))

    def _menu(self) -> QMenu:
        menu = QMenu(_("Match columns"), self.button)
        for export in self.exports:
            menu.addAction(_words(export).replace("&", "&&"), partial(self.ask, export))
        return menu

    def _question(self, export: Export) -> QWidget:
        question = FormDateQuestion()
        question.show_question(date_question(export.match), export.match)
        if len(self.exports) > 1:
            question.sentence.setText(f"{export.match.table.name}: {question.sentence.text()}")
        question.answered.connect(
            lambda first: self.take(export, with_day_first(export.match, day_first=first))
        )
        return question


def _words(export: Export) -> str:
    return _("Match columns of {name}").format(name=export.match.table.name)


def _is_open(found: Found) -> bool:
    return any(problem.code == _OPEN for problem in found.problems)
