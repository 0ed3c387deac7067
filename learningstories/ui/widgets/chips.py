"""Round labels: a state as a word, and filters that carry counts."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from learningstories.ui.measures import scaled
from learningstories.ui.theme import colors
from learningstories.ui.tokens import CHIP_HEIGHT, Role
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.painting import (
    CHIP_PADDING,
    chip_font,
    chip_size,
    faded,
    paint_box,
    paint_chip,
    paint_focus_ring,
    touched,
)


class Chip(QWidget):
    """A state in a word. `role`: ok, accent, spark, bad; anything else is a plain outline.

    A sentence that finds no room on a line takes more.
    """

    accessible_role = "StaticText"

    def __init__(
        self, text: str, role: Role = Role.TEXT, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._role = role
        self._icon = icon
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The word shown."""
        return self._text

    def show_state(self, text: str, role: Role, icon: str = "") -> None:
        """Change word, colour and icon."""
        self._text, self._role, self._icon = text, role, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._text, with_icon=bool(self._icon))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 60), scaled(CHIP_HEIGHT))

    def heightForWidth(self, width: int) -> int:
        one = scaled(CHIP_HEIGHT)
        if self._icon or self.sizeHint().width() <= width:
            return one
        metrics, room = QFontMetrics(chip_font()), QRect(0, 0, width - 2 * CHIP_PADDING, 0)
        high = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._text).height()
        return one + max(high - metrics.lineSpacing(), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._text, self._role, self._icon, self.layoutDirection())


class FilterChip(QAbstractButton):
    """A filter that is on or off, with how many it would show."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = text
        self._count = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count("")

    def set_count(self, count: str) -> None:
        """Show how many it stands for; "" for none."""
        self._count = count
        self.setAccessibleName(self.words())
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What is written on it."""
        return f"{self._label} {self._count}".strip()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(chip_font(600)).horizontalAdvance(self.words())
        return QSize(width + 2 * CHIP_PADDING, scaled(CHIP_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colors()
        radius = self.height() / 2
        on = self.isChecked()
        ground = touched(self, shades[Role.ACCENT_SOFT if on else Role.SURFACE])
        paint_box(painter, self.rect(), radius, ground, None if on else shades[Role.LINE])
        painter.setFont(chip_font(600 if on else 500))
        ink = shades[Role.ACCENT if on and not self.isDown() else Role.TEXT]
        painter.setPen(ink if self.isEnabled() else faded())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(self.rect()), flags, self.words())
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), radius, shades[Role.ACCENT])


class FilterBar(QWidget):
    """Filter chips of which exactly one is on. The arrow keys move between them."""

    chosen = Signal(object)

    def __init__(self, filters: Sequence[tuple[Hashable, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = {key: FilterChip(text, self) for key, text in filters}
        self._group = QButtonGroup(self)
        layout = FlowLayout(self, gap=8)
        for key, chip in self._chips.items():
            self._group.addButton(chip)
            layout.addWidget(chip)
            chip.toggled.connect(lambda on, key=key: self.chosen.emit(key) if on else None)
        if filters:
            self.choose(filters[0][0])

    def chip(self, key: Hashable) -> FilterChip:
        """The chip of one filter."""
        return self._chips[key]

    def choose(self, key: Hashable) -> None:
        """Put one filter on."""
        self._chips[key].setChecked(True)

    def key(self) -> Hashable:
        """The filter that is on; None when there are none."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), None)
