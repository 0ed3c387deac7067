"""What a story has, as places that a form's column can be dropped on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.form import FormField
from learningstories.i18n import _, listed
from learningstories.services.form_columns import FormMatch
from learningstories.services.form_words import FIELDS, field_words
from learningstories.ui.form_column_row import dragged_column
from learningstories.ui.theme import colors
from learningstories.ui.tokens import BUTTON_RADIUS, Role
from learningstories.ui.widgets.buttons import icon_button
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.painting import paint_box


class FieldTarget(QWidget):
    """One field and the columns that hold it; `dropped` carries a header, `left` one that shall not."""

    dropped = Signal(str)
    left = Signal(str)

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._headers: tuple[str, ...] | None = None
        self._over = False
        self.setAcceptDrops(True)
        self.setAccessibleName(field_words(field))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 6, 6)
        column.setSpacing(0)
        column.addWidget(Label(field_words(field), Text.BODY))
        self._columns = QVBoxLayout()
        self._columns.setSpacing(0)
        column.addLayout(self._columns)

    def show_headers(self, headers: Sequence[str]) -> None:
        """Show which columns hold it."""
        if tuple(headers) == self._headers:
            return
        self._headers = tuple(headers)
        clear_layout(self._columns)
        for header in headers:
            self._columns.addLayout(self._held(header))
        self.setAccessibleDescription(listed(headers))
        self.update()

    def _held(self, header: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(ElidedLabel(header, Text.SMALL, Role.ACCENT), 1)
        away = icon_button("x", _("Leave out “{header}”").format(header=header), small=True)
        away.clicked.connect(partial(self.left.emit, header))
        row.addWidget(away)
        return row

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_column(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._show_over(over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        header = dragged_column(event.mimeData())
        self._show_over(over=False)
        if header is not None:
            event.acceptProposedAction()
            self.dropped.emit(header)

    def _show_over(self, *, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colors()
        held = bool(self._headers)
        ground = shades[Role.ACCENT_SOFT if self._over else Role.SURFACE if held else Role.CANVAS]
        line = shades[Role.ACCENT if self._over else Role.LINE]
        paint_box(painter, self.rect(), BUTTON_RADIUS, ground, line)


class FieldTargets(QWidget):
    """All fields; `chosen` carries a header and the field that it shall hold."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.targets: dict[FormField, FieldTarget] = {}
        for field in FIELDS:
            target = self.targets[field] = FieldTarget(field)
            target.dropped.connect(lambda header, field=field: self.chosen.emit(header, field))
            target.left.connect(lambda header: self.chosen.emit(header, FormField.LEFT_OUT))
            column.addWidget(target)
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_match(self, match: FormMatch) -> None:
        """Show which columns hold what."""
        for field, target in self.targets.items():
            target.show_headers(match.headers(field))
