"""Which column of a form's export holds what: chosen or dragged, beside the stories that come of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.domain.form import FormField
from learningstories.i18n import _, numeral, plural
from learningstories.services.form_columns import FormMatch, corrected, date_question, with_day_first
from learningstories.ui.form_column_row import ColumnRow
from learningstories.ui.form_date_question import FormDateQuestion
from learningstories.ui.form_field_targets import FieldTargets
from learningstories.ui.form_preview import FormPreview
from learningstories.ui.tokens import GAP, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.read_area import for_use
from learningstories.ui.widgets.sheet import WIDE, Sheet

_SHOWN_AT_ONCE = 40  # columns; surveys can have hundreds


class FormColumnsSheet(Sheet):
    """`matched` carries the corrected match; whoever opened the sheet makes stories of it anew."""

    matched = Signal(object)

    def __init__(self, over: QWidget, match: FormMatch) -> None:
        super().__init__(over, _("Match columns of {name}").format(name=match.table.name), _told(match), WIDE)
        self.match = match
        self.question = FormDateQuestion()
        self.rows: dict[str, ColumnRow] = {}
        self._list = QVBoxLayout()
        self.more = Button("", Kind.QUIET)
        self.fields = FieldTargets()
        self.preview = FormPreview()
        self._arrange()
        self._listen()
        self._show_columns(_SHOWN_AT_ONCE)
        self._ask_dates()
        self._follow()

    def _arrange(self) -> None:
        columns = QWidget()
        columns.setProperty("role", "clear")
        column = QVBoxLayout(columns)
        column.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        column.addLayout(self._list)
        column.addWidget(self.more)
        column.addStretch(1)
        panes = QHBoxLayout()
        panes.setSpacing(GAP)
        panes.addLayout(_pane(_("Columns of the file, to be dragged"), columns), 9)
        panes.addLayout(_pane(_("What a story has"), self.fields), 5)
        panes.addLayout(_pane(_("The first stories"), self.preview), 6)
        self.body.addWidget(self.question)
        self.body.addLayout(panes, 1)
        self.cancel = self.add_button(Button(_("Cancel")))
        self.use = self.add_button(Button(_("Use these columns"), Kind.MAIN), main=True)

    def _listen(self) -> None:
        self.more.clicked.connect(lambda: self._show_columns(len(self.match.columns)))
        self.fields.chosen.connect(self._choose)
        self.question.answered.connect(self._answer)
        self.cancel.clicked.connect(self.reject)
        self.use.clicked.connect(self._use)

    def _show_columns(self, most: int) -> None:
        for column in self.match.columns[len(self.rows) : most]:
            row = self.rows[column.header] = ColumnRow(column)
            row.chosen.connect(self._choose)
            self._list.addWidget(row)
        left = len(self.match.columns) - len(self.rows)
        self.more.setVisible(left > 0)
        self.more.set_text(plural("Show {n} more column", "Show {n} more columns", left).format(n=left))

    def _choose(self, header: str, field: FormField) -> None:
        before = self.match.headers(FormField.RECEIVED)
        self.match = corrected(self.match, header, field)
        if self.match.headers(FormField.RECEIVED) != before:
            self._ask_dates()
        self._follow()

    def _answer(self, day_first: bool) -> None:  # noqa: FBT001 - a signal's value
        self.match = with_day_first(self.match, day_first=day_first)
        self._follow()

    def _ask_dates(self) -> None:
        self.question.show_question(date_question(self.match), self.match)

    def _follow(self) -> None:
        for column in self.match.columns:
            if column.header in self.rows:
                self.rows[column.header].show_column(column)
        self.fields.show_match(self.match)
        self.preview.show_match(self.match)
        found = bool(self.match.headers(FormField.TEXT) or self.match.headers(FormField.FILES))
        self.use.setEnabled(found)
        self.foot_note.setText(
            _("It is remembered for the next export of this form.")
            if found
            else _("Say which column holds the story's text.")
        )

    def _use(self) -> None:
        self.matched.emit(self.match)
        self.accept()


def _told(match: FormMatch) -> str:
    answers = sum(any(row) for row in match.table.rows)
    told = plural("{n} answer", "{n} answers", answers).format(n=numeral(answers))
    if match.known:
        return _("{answers} · matched as last time").format(answers=told)
    return _("{answers} · choose what each column holds, or drag it to where it belongs").format(answers=told)


def _pane(heading: str, inside: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(Label(heading, Text.SMALL, Role.MUTED))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(heading)
    area.setWidget(inside)
    for_use(area)
    column.addWidget(area, 1)
    return column
