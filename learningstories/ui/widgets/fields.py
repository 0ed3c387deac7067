"""Labelled inputs: the word above, the field, and below it a hint or what is wrong."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from learningstories.ui.measures import scaled
from learningstories.ui.tokens import CONTROL_HEIGHT, Role
from learningstories.ui.widgets.labels import Label, Text, plain_tooltip

UNSTORED = "unstored"  # a property of fields on a page whose words are stored only later


class Field(QWidget):
    """A label that belongs to `input`, with a line for a hint or a problem."""

    def __init__(self, label: str, field: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = field
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.label = Label(label, Text.SMALL, Role.MUTED)
        self.label.setBuddy(field)
        self.note = Label(hint, Text.SMALL, Role.MUTED, wrap=True)
        field.setAccessibleName(label)
        field.setAccessibleDescription(hint)
        column.addWidget(self.label)
        column.addWidget(field)
        column.addWidget(self.note)
        self.note.setVisible(bool(hint))  # not before it is in here: it would be a window of its own

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong with the value; "" when it is right again."""
        self.input.setProperty("problem", bool(sentence))
        self.input.style().unpolish(self.input)
        self.input.style().polish(self.input)
        self._show(sentence or self._hint, Role.BAD if sentence else Role.MUTED)

    def set_hint(self, hint: str) -> None:
        """Change the hint."""
        self._hint = hint
        self._show(hint, Role.MUTED)

    def problem(self) -> str:
        """What is said to be wrong; "" when nothing is."""
        return self.note.text() if self.input.property("problem") else ""

    def _show(self, sentence: str, role: Role) -> None:
        self.note.setText(sentence)
        self.note.set_role(role)
        self.note.setVisible(bool(sentence))
        self.input.setAccessibleDescription(sentence)


class Choice(QComboBox):
    """The wheel scrolls the page that it is in, and neither takes the focus nor changes what is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Number(QSpinBox):
    """The wheel scrolls the page that it is in, and neither takes the focus nor changes the number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def text_field(placeholder: str = "", text: str = "", most: int = 500) -> QLineEdit:
    """One line of text of at most `most` characters."""
    field = QLineEdit(text)
    field.setPlaceholderText(placeholder)
    field.setMaxLength(most)
    field.setCursorPosition(0)  # a long text shows its beginning
    return field


def text_area(placeholder: str = "", text: str = "", lines: int = 4) -> QPlainTextEdit:
    """Several lines of plain text; Tab leaves the field."""
    field = QPlainTextEdit(text)
    field.setProperty("role", "field")
    field.setPlaceholderText(placeholder)
    field.setTabChangesFocus(True)
    field.setMinimumHeight(field.fontMetrics().lineSpacing() * lines + 18)
    return field


def choice_field(options: list[tuple[str, object]], chosen: object = None) -> QComboBox:
    """A choice among (words, value); read it with `currentData()`."""
    field = Choice()
    for words, value in options:
        field.addItem(words, value)
        field.setItemData(field.count() - 1, plain_tooltip(words), Qt.ItemDataRole.ToolTipRole)
    values = [value for _words, value in options]
    field.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    field.setMinimumContentsLength(8)
    return field


def number_field(value: int, least: int = 0, most: int = 9999, suffix: str = "") -> QSpinBox:
    """A whole number between `least` and `most`."""
    field = Number()
    field.setRange(least, most)
    field.setValue(value)
    field.setSuffix(suffix)
    field.setFixedHeight(scaled(CONTROL_HEIGHT))  # by itself it would be taller than the fields beside it
    field.lineEdit().setTextMargins(12, 0, 10, 0)  # a style sheet's padding does not reach the text here
    return field
