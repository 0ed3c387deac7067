"""What a reviewer answers about one story; it tells at once when something was changed."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.domain.challenge import MOST_POINTS, Challenge, Criterion
from learningstories.domain.reading import Reading
from learningstories.i18n import _
from learningstories.ui.answer_parts import AnswerButton, Box, Sentence, SmallCheck, row_of
from learningstories.ui.chance_slider import ChanceSlider
from learningstories.ui.fonts import serif_font
from learningstories.ui.measures import scaled
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role, rating_role
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.read_area import for_use

MOST_ACTION = 500
MOST_WHY = 1000
WIDEST = 980
_CRITERIA_HEIGHT = 116


class Scale(QWidget):
    """Answers of which at most one is chosen; choosing it again takes it back."""

    chosen = Signal()

    def __init__(self, points: Sequence[str], name: str, *, small: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons = [
            AnswerButton(words, rating_role(value, len(points)), "" if small else str(value), small=small)
            for value, words in enumerate(points, 1)
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in self.buttons:
            row.addWidget(button, 1)
            button.clicked.connect(lambda _on=False, pressed=button: self._choose(pressed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Every answer shows its key, or none does."""
        super().resizeEvent(event)
        shown = all(button.key_fits() for button in self.buttons)
        for button in self.buttons:
            button.show_key(shown=shown)

    def _choose(self, pressed: AnswerButton) -> None:
        for button in self.buttons:
            if button is not pressed:
                button.setChecked(False)
        self.chosen.emit()

    def value(self) -> int | None:
        """The point that is chosen, from 1."""
        return next((value for value, button in enumerate(self.buttons, 1) if button.isChecked()), None)

    def show_value(self, value: int | None) -> None:
        """Show a point as chosen; None for none."""
        for place, button in enumerate(self.buttons, 1):
            button.setChecked(place == value)


class AnswerForm(QWidget):
    """`typed` while words are being written, `changed` on everything else that is stored at once."""

    typed = Signal()
    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._challenge: Challenge | None = None
        self.question = Label("", wrap=True)
        self.question.setFont(serif_font(17, 600))
        self.scale = Scale((), "")
        self._scale_place = QVBoxLayout()
        self._criteria: list[Scale] = []
        self.action_box, self.chance_box, self.why_box = Box(), Box(), Box()
        self.action, self.why = Sentence(MOST_ACTION), Sentence(MOST_WHY)
        self.chance = ChanceSlider("")
        self.no_action = SmallCheck(_("I can't name one"))
        self.share_why = SmallCheck(_("The author may see it, unsigned"))
        self._fill_boxes()
        self._more, self._more_area = QVBoxLayout(), QScrollArea()
        self._arrange()
        self._listen()

    def _fill_boxes(self) -> None:
        for box, sentence, check in (
            (self.action_box, self.action, self.no_action),
            (self.why_box, self.why, self.share_why),
        ):
            box.column.addWidget(sentence, 1)
            box.column.addWidget(check)
            box.ring_for(sentence)
        self.chance_box.column.addWidget(self.chance)
        self.hint = ElidedLabel("", Text.SMALL, Role.MUTED, lines=2)
        self.chance_box.column.addStretch(1)
        self.chance_box.column.addWidget(self.hint)

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._more.setContentsMargins(0, 0, 0, 0)
        self._more.setSpacing(6)
        inside.setLayout(self._more)
        self._more_area.setWidgetResizable(True)
        self._more_area.setWidget(inside)
        for_use(self._more_area)
        self._more_area.setMaximumHeight(scaled(_CRITERIA_HEIGHT))
        self._more_area.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(11)
        column.addWidget(self.question)
        column.addLayout(self._scale_place)
        boxes = QHBoxLayout()
        boxes.setSpacing(12)
        for box, share in ((self.action_box, 36), (self.chance_box, 25), (self.why_box, 36)):
            boxes.addWidget(box, share)
        column.addLayout(boxes)
        column.addWidget(self._more_area)

    def _listen(self) -> None:
        self.action.textChanged.connect(self._follow_action)
        self.action.textChanged.connect(self.typed)
        self.why.textChanged.connect(self._follow_why)
        self.why.textChanged.connect(self.typed)
        for sentence in (self.action, self.why):
            sentence.left.connect(self.left)
            sentence.focus_lost.connect(self.changed)
        self.no_action.toggled.connect(lambda _on: self._follow_action())
        self.no_action.clicked.connect(self.changed)
        self.share_why.clicked.connect(self.changed)
        self.chance.chosen.connect(self.typed)

    def ask(self, challenge: Challenge) -> None:
        """Ask the questions of a challenge."""
        if self._challenge == challenge:
            return
        self._challenge = challenge
        self.question.setText(challenge.question)
        clear_layout(self._scale_place)
        self.scale = self._scale(challenge.scale, challenge.question)
        self._scale_place.addWidget(self.scale)
        for box, widget, words in (
            (self.action_box, self.action, challenge.action_question),
            (self.chance_box, self.chance.slider, challenge.chance_question),
            (self.why_box, self.why, challenge.why_question),
        ):
            box.label.setText(words)
            widget.setAccessibleName(words)
        self._ask_more(challenge.criteria)
        self._order_keys()

    def _order_keys(self) -> None:
        """Tab visits the answers in their order, although they were made after all else."""
        before = self.action.previousInFocusChain()
        while before not in (None, self.action) and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        later = [button for scale in self._criteria for button in scale.buttons]
        for chain in ([before or self.action, *self.scale.buttons], [self.share_why, *later]):
            for first, following in pairwise(chain):
                QWidget.setTabOrder(first, following)

    def _ask_more(self, criteria: Sequence[Criterion]) -> None:
        clear_layout(self._more)
        self._criteria = []
        for criterion in criteria:
            scale = self._scale(criterion.scale, criterion.question, small=True)
            row = row_of(ElidedLabel(criterion.question, Text.SMALL))
            row.addWidget(scale)
            self._more.addLayout(row)
            self._criteria.append(scale)
        self._more_area.setVisible(bool(criteria))
        self._more_area.setFixedHeight(min(scaled(_CRITERIA_HEIGHT), scaled(34) * len(criteria)))

    def _scale(self, points: Sequence[str], name: str, *, small: bool = False) -> Scale:
        scale = Scale(points, name, small=small)
        scale.chosen.connect(self.changed)
        return scale

    def criteria(self) -> Sequence[Scale]:
        """The scales of the further criteria."""
        return self._criteria

    def choose(self, value: int) -> bool:
        """Choose a point of the scale, as its key does; whether there is such a point."""
        if not 1 <= value <= len(self.scale.buttons):
            return False
        self.scale.show_value(value)
        self.changed.emit()
        return True

    def answers(self) -> Mapping[str, Any]:
        """The answers, as fields of `Reading`."""
        action, points = self.action.toPlainText(), tuple(scale.value() or 0 for scale in self._criteria)
        named = bool(action.strip())
        return {
            "value": self.scale.value(),
            "criteria": points if any(points) else (),
            "action": action,
            "no_action": self.no_action.isChecked() and not named,
            "chance": self.chance.chance() if named else None,
            "why": self.why.toPlainText(),
            "share_why": self.share_why.isChecked(),
        }

    def show_answers(self, answers: Mapping[str, Any]) -> None:
        """Show fields of `Reading`, all that `answers` gives; nothing is told to have changed."""
        self.blockSignals(True)
        given = answers["criteria"]
        self.scale.show_value(answers["value"])
        for place, scale in enumerate(self._criteria):
            scale.show_value(given[place] if place < len(given) and given[place] else None)
        self.no_action.setChecked(answers["no_action"])
        self.action.show_text(answers["action"])
        self.chance.show_chance(answers["chance"])
        self.why.show_text(answers["why"])
        self.share_why.setChecked(answers["share_why"])
        self._follow_action()
        self._follow_why()
        self.blockSignals(False)

    def is_writing(self) -> bool:
        """Whether the keyboard is in a text."""
        return self.action.hasFocus() or self.why.hasFocus()

    def _follow_action(self) -> None:
        """A chance belongs to an action, and who names one can name one."""
        named = bool(self.action.toPlainText().strip())
        if named:
            self.no_action.setChecked(False)
        self.no_action.setEnabled(not named)
        self.chance.setEnabled(named)
        self.hint.setText("" if named else _("with an action"))

    def _follow_why(self) -> None:
        said = bool(self.why.toPlainText().strip())
        self.share_why.setEnabled(said)


def answers_of(reading: Reading | None) -> Mapping[str, Any]:
    """The answers of a reading, or those of nobody yet."""
    if reading is None:
        nobody = {"value": None, "criteria": (), "action": "", "no_action": False}
        return nobody | {"chance": None, "why": "", "share_why": False}
    return {
        "value": reading.value,
        "criteria": reading.criteria,
        "action": reading.action,
        "no_action": reading.no_action,
        "chance": reading.chance,
        "why": reading.why,
        "share_why": reading.share_why,
    }


class FormGround(QWidget):
    """The white ground of the form with a line above it; what is in it is at most `WIDEST` px wide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        middle = QWidget()
        middle.setMaximumWidth(scaled(WIDEST))
        middle.setLayout(self.column)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors()[Role.SURFACE])
        painter.fillRect(0, 0, self.width(), 1, colors()[Role.LINE])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


VALUES = {int(Qt.Key.Key_0) + value: value for value in range(1, MOST_POINTS + 1)}  # what each key chooses
