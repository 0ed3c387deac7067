"""The report on promises: looked at, saved as a PDF, and told in another challenge's call."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _, quoted, speaking
from learningstories.services.opened_kind import ENDING
from learningstories.services.progress import Control
from learningstories.services.promise_pages import save_report, tell_in
from learningstories.services.promise_report import (
    Deed,
    Moved,
    PromiseReport,
    figures_words,
    promise_report,
)
from learningstories.services.promise_words import outcome_words
from learningstories.services.saving import fit_name
from learningstories.services.sentences import advice
from learningstories.ui.desk import Desk
from learningstories.ui.one_line import in_one_line
from learningstories.ui.promise_bar import ORDER, OutcomeKey, PromiseBar
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.read_area import ReadArea
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (760, 720)
_MOST_ROWS = 60  # as much as anybody reads here; the PDF has them all


class PromiseReportSheet(Sheet):
    """Shows what others would be shown: people and stories only as they agreed."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        told = _("As others would see it: names, words and titles only where they may be shown.")
        super().__init__(over, _("Did it move anyone?"), told, _SIZE)
        self._desk = desk
        self._report: PromiseReport | None = None
        inner = QWidget()
        inner.setProperty("role", "clear")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(12)
        self.area = ReadArea(inner)
        self.area.setAccessibleName(_("Report"))
        self.body.addWidget(self.area, 1)
        self.tell_button = self.add_button(Button(_("Tell it in another challenge…"), icon="send"))
        close = self.add_button(Button(_("Close")))
        self.save_button = self.add_button(Button(_("Save as PDF…"), Kind.MAIN, "download"), main=True)
        self.tell_button.clicked.connect(self._ask_challenge)
        self.save_button.clicked.connect(self._ask_file)
        close.clicked.connect(self.reject)
        self._read()

    def _read(self) -> None:
        workspace = self._desk.workspace

        def work(_control: Control) -> PromiseReport:
            with workspace.read() as unit:
                return promise_report(unit, workspace.clock())

        self._desk.read(work, self._show)

    def _show(self, report: PromiseReport) -> None:
        self._report = report
        clear_layout(self.column)
        figures = figures_words(report)
        self.column.addWidget(Label(figures[0], Text.SUBTITLE, wrap=True))
        for sentence in figures[1:]:
            self.column.addWidget(Label(sentence, wrap=True))
        if report.promises:
            self.column.addWidget(PromiseBar(report.counts, report.promises, 18))
            self.column.addWidget(_legend())
            self.column.addWidget(Label(_("What the stories led to"), Text.CARD_TITLE))
        most = max((moved.promises for moved in report.moved), default=1)
        for moved in report.moved[:_MOST_ROWS]:
            self.column.addWidget(_row(moved, most))
        if report.promises:
            self.column.addWidget(Label(_("What people did"), Text.CARD_TITLE))
        if report.promises and not report.deeds:
            words = _("Nobody who may be quoted has told us yet.")
            self.column.addWidget(Label(words, role=Role.MUTED, wrap=True))
        for deed in report.deeds[:_MOST_ROWS]:
            self.column.addWidget(_deed(deed))
        if max(len(report.deeds), len(report.moved)) > _MOST_ROWS:
            self.column.addWidget(Label(_("The PDF has all of them."), role=Role.MUTED))
        self.column.addStretch(1)

    def _ask_file(self) -> None:
        name = fit_name(_("Promises")) + ".pdf"
        begin = str(self._desk.challenge.path.parent / name)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), begin, _("PDF (*.pdf)"))
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix else path.with_suffix(".pdf"))

    def save_to(self, target: Path) -> None:
        """Typeset the report there, off the thread."""
        workspace, toolbox = self._desk.workspace, self._desk.toolbox
        self.save_button.setEnabled(False)

        def done(_report: object) -> None:
            self.save_button.setEnabled(True)
            self.foot_note.setText(_("Saved as {name}").format(name=target.name))

        self._desk.tasks.read(
            _("Making the report"),
            lambda control: save_report(workspace, toolbox, target, control),
            done,
            self._failed,
        )

    def _ask_challenge(self) -> None:
        begin = str(self._desk.challenge.path.parent)
        kinds = _("Challenges (*{ending})").format(ending=ENDING)
        chosen, _kind = QFileDialog.getOpenFileName(self, _("The challenge to tell it in"), begin, kinds)
        if chosen:
            self.tell_in(Path(chosen))

    def tell_in(self, path: Path) -> None:
        """Put the figures and a few words of what people did at the end of that challenge's call."""
        toolbox, workspace = self._desk.toolbox, self._desk.workspace

        def work(_control: Control) -> str:
            other = toolbox.open(path)
            try:
                with other.workspace.read() as unit:
                    language = unit.challenge().language
                with workspace.read() as unit, speaking(language):
                    report = promise_report(unit, workspace.clock())
                return tell_in(other.workspace, report).title
            finally:
                other.close()

        def done(title: str) -> None:
            words = _("The call of “{title}” tells it now; look at it there, and undo it there if need be.")
            self.foot_note.setText(words.format(title=title))

        self._desk.tasks.write(_("Telling it in another challenge"), work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, ExpectedError):
            self.foot_note.setText(advice(error))
        else:
            self._desk.tell(error)


def _legend() -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for outcome in ORDER:
        row.addWidget(OutcomeKey(outcome))
        row.addWidget(Label(outcome_words(outcome), Text.SMALL, Role.MUTED))
        row.addSpacing(8)
    row.addStretch(1)
    return holder


def _row(moved: Moved, most: int) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    told = _("{title} · {count}").format(title=moved.title, count=moved.promises)
    column.addWidget(Label(told, wrap=True))
    column.addWidget(PromiseBar(moved.counts, most))
    return holder


def _deed(deed: Deed) -> Card:
    card = Card(padding=14, spacing=4)
    card.body.addWidget(Label(outcome_words(deed.outcome), Text.SMALL, Role.MUTED))
    card.body.addWidget(Label(quoted(deed.promise), Text.QUOTE, wrap=True))
    if deed.told:
        card.body.addWidget(Label(deed.told, wrap=True))
    who = in_one_line(part for part in (deed.name, deed.story) if part)
    if who:
        card.body.addWidget(Label(who, Text.SMALL, Role.MUTED, wrap=True))
    return card
