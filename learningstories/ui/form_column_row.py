"""One column of a form's export: its header, some answers, and what it holds; it can be dragged."""

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.form import FormField
from learningstories.i18n import _
from learningstories.services.form_columns import ColumnMatch
from learningstories.services.form_words import FIELDS, field_words
from learningstories.ui.icons import paint_icon
from learningstories.ui.theme import colors
from learningstories.ui.tokens import BUTTON_RADIUS, ICON, Role
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.fields import Choice
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.painting import mirrored, paint_box

COLUMN = "application/x-learningstories-form-column"
_GRIP = 20
_CHOICE = 196
_EXAMPLE = 60


class ColumnRow(QWidget):
    """`chosen` carries the header and the field that somebody chose for it."""

    chosen = Signal(str, object)

    def __init__(self, column: ColumnMatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = column.header
        self._pressed_at: QPoint | None = None
        self.choice = _Choice(column.header)
        self.choice.activated.connect(
            lambda _index: self.chosen.emit(self.header, FormField(self.choice.currentData()))
        )
        self.look = Chip(_("Please check"), Role.SPARK)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.choice.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(column.header)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 10, 10, 10)
        row.setSpacing(12)
        row.addSpacing(_GRIP)  # a margin would not change sides with the language
        row.addLayout(self._words(column), 1)
        row.addLayout(self._choices())
        self.show_column(column)

    def _words(self, column: ColumnMatch) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(column.header, Text.STRONG))
        for example in column.examples:
            words.addWidget(ElidedLabel(example, Text.SMALL, Role.MUTED))
        if not column.examples:
            words.addWidget(Label(_("Nobody answered this"), Text.SMALL, Role.MUTED))
        words.addStretch(1)
        return words

    def _choices(self) -> QVBoxLayout:
        choices = QVBoxLayout()
        choices.setSpacing(6)
        choices.addWidget(self.choice)
        choices.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        choices.addStretch(1)
        return choices

    def show_column(self, column: ColumnMatch) -> None:
        """Show what the column holds now."""
        self.choice.setCurrentIndex(self.choice.findData(column.field.value))
        self.look.setVisible(not column.sure)
        self.choice.setAccessibleDescription("" if column.sure else self.look.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed_at = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        if start is None:
            return
        far = (event.position().toPoint() - start).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed_at = None
            drag = QDrag(self)
            drag.setMimeData(column_data(self.header))
            drag.setPixmap(self.grab(QRect(0, 0, self.width() - _CHOICE, self.height())))
            drag.setHotSpot(start)
            drag.exec(Qt.DropAction.LinkAction)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colors()
        paint_box(painter, self.rect(), BUTTON_RADIUS, shades[Role.SURFACE], shades[Role.LINE])
        grip = QRect(8, (self.height() - ICON) // 2, ICON, ICON)
        paint_icon(
            painter,
            "grip-vertical",
            mirrored(self.layoutDirection(), self.rect(), grip),
            shades[Role.MUTED],
        )


class _Choice(Choice):
    """All fields."""

    def __init__(self, header: str) -> None:
        super().__init__()
        self.setFixedWidth(_CHOICE)
        self.setAccessibleName(_("What “{header}” holds").format(header=header))
        self.setMaxVisibleItems(len(FIELDS) + 1)
        for field in (FormField.LEFT_OUT, *FIELDS):
            self.addItem(field_words(field), field.value)


def column_data(header: str) -> QMimeData:
    """A column that is dragged."""
    data = QMimeData()
    data.setData(COLUMN, QByteArray(header.encode()))
    return data


def dragged_column(data: QMimeData) -> str | None:
    """The header of a column that is dragged; None for anything else."""
    return bytes(data.data(COLUMN).data()).decode() if data.hasFormat(COLUMN) else None
