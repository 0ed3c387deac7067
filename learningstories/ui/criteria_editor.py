"""Further criteria, each a question with a scale of its own."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.domain.challenge import Criterion
from learningstories.i18n import _, language
from learningstories.services.usual_questions import usual_questions
from learningstories.ui.scale_editor import ScaleEditor
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import Field, text_field

MOST_CRITERIA = 5


class _CriterionCard(Card):
    removed = Signal()
    changed = Signal()

    def __init__(self, criterion: Criterion) -> None:
        super().__init__(padding=12)
        self.question = text_field(_("such as: How well is it told?"), criterion.question, 200)
        self.scale = ScaleEditor(criterion.scale)
        self.weight = criterion.weight  # chosen elsewhere, and not lost here
        remove = Button(_("Remove this criterion"), Kind.DANGER, "trash-2", small=True)
        remove.clicked.connect(self.removed)
        self.question.textChanged.connect(self.changed)
        self.scale.changed.connect(self.changed)
        self.body.addWidget(Field(_("Question"), self.question))
        self.body.addWidget(self.scale)
        self.body.addWidget(remove)


class CriteriaEditor(QWidget):
    """Asked below the headline question; weights are given among the results, under What counts."""

    changed = Signal()

    def __init__(self, criteria: Sequence[Criterion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[_CriterionCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.add = Button(_("Add a criterion"), Kind.PLAIN, "plus", small=True)
        self.add.clicked.connect(
            lambda: self._insert(Criterion(question="", scale=usual_questions(language())["scale"]))
        )
        self._column.addWidget(self.add)
        for criterion in criteria:
            self._insert(criterion)

    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria whose question is worded."""
        worded = [card for card in self._cards if card.question.text().strip()]
        return tuple(
            Criterion(question=c.question.text().strip(), scale=c.scale.points(), weight=c.weight)
            for c in worded
        )

    def _insert(self, criterion: Criterion) -> None:
        card = _CriterionCard(criterion)
        card.removed.connect(lambda: self._remove(card))
        card.changed.connect(self.changed)
        self._cards.append(card)
        self._column.insertWidget(self._column.count() - 1, card)
        self.add.setEnabled(len(self._cards) < MOST_CRITERIA)
        self.changed.emit()

    def _remove(self, card: _CriterionCard) -> None:
        self._cards.remove(card)
        card.hide()
        card.deleteLater()
        self.add.setEnabled(True)
        self.changed.emit()
