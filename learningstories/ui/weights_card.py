"""The challenge's further criteria, each with how much it counts in the ranking."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.challenge import MOST_WEIGHT, Criterion
from learningstories.i18n import _
from learningstories.services.criteria import HEADLINE
from learningstories.services.criteria_words import weight_words
from learningstories.ui.measures import scaled
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card, Divider
from learningstories.ui.widgets.fields import number_field
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout

_TYPING_MS = 500
_STEP = 10
_NUMBER = 92


class WeightRow(QWidget):
    """A question, what comes of its answers, and its weight, told as soon as typing pauses."""

    weighed = Signal(str, int)

    def __init__(self, criterion: Criterion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = criterion.question
        self.weight = number_field(criterion.weight, 0, MOST_WEIGHT)
        self.weight.setSingleStep(_STEP)
        self.weight.setFixedWidth(scaled(_NUMBER))
        self.weight.setAccessibleName(
            _("Weight of “{question}”, where the headline counts {headline}").format(
                question=criterion.question, headline=HEADLINE
            )
        )
        self.told = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPING_MS)
        self._typed.timeout.connect(self._tell)
        self.weight.valueChanged.connect(self._typed.start)
        self.weight.editingFinished.connect(self._finish)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(criterion.question, wrap=True))
        words.addWidget(self.told)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.weight, 0, Qt.AlignmentFlag.AlignTop)
        self.show_criterion(criterion)

    def show_criterion(self, criterion: Criterion) -> None:
        """Show its weight, unless another is being typed."""
        if self._typed.isActive():
            return
        with QSignalBlocker(self.weight):
            self.weight.setValue(criterion.weight)
        told = weight_words(criterion)
        self.told.setText(told)
        self.weight.setAccessibleDescription(told)

    def _finish(self) -> None:
        if self._typed.isActive():
            self._typed.stop()
            self._tell()

    def _tell(self) -> None:
        self.weighed.emit(self.question, self.weight.value())


class WeightsCard(Card):
    """Hidden where nothing is asked but the headline."""

    weighed = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=6, parent=parent)
        self.rows: list[WeightRow] = []
        hint = _(
            "Without a weight a question stands beside the ranking and changes nothing in it. With one it is"
            " mixed in: a weight of {headline} counts as much as the headline."
        ).format(headline=HEADLINE)
        self.body.addWidget(Label(_("Further criteria"), Text.CARD_TITLE))
        self.body.addWidget(Label(hint, Text.SMALL, Role.MUTED, wrap=True))
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.body.addLayout(self._column)
        self.hide()

    def show_criteria(self, criteria: Sequence[Criterion]) -> None:
        """Show these; rows stay what they are while the questions are the same."""
        if [row.question for row in self.rows] != [one.question for one in criteria]:
            clear_layout(self._column)
            self.rows = []
            for criterion in criteria:
                self._add(criterion)
        for row, criterion in zip(self.rows, criteria, strict=True):
            row.show_criterion(criterion)
        self.setVisible(bool(criteria))

    def _add(self, criterion: Criterion) -> None:
        row = WeightRow(criterion)
        row.weighed.connect(self.weighed)
        self.rows.append(row)
        self._column.addWidget(Divider())
        self._column.addWidget(row)
