"""A field to search in, with its icon, a way to clear it and a hint of its shortcut."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QWidget

from learningstories.i18n import _
from learningstories.ui.fonts import ui_font
from learningstories.ui.icons import icon, paint_icon
from learningstories.ui.measures import icon_size, scaled, widened
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import paint_key_cap
from learningstories.ui.widgets.painting import mirrored

_WIDTH = 290
_BEFORE = 8


class IconLine(QLineEdit):
    """A line to type in that begins with an icon as large as the letters want it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_room()

    def _make_room(self) -> None:
        room = icon_size() + _BEFORE
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(0 if rtl else room, 0, room if rtl else 0, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = icon_size()
        place = QRect(_BEFORE + 2, (self.height() - size) // 2, size, size)
        place = mirrored(self.layoutDirection(), self.rect(), place)
        paint_icon(QPainter(self), "search", place, colors()[Role.MUTED])


class SearchField(IconLine):
    """Escape empties it. `shortcut` (such as "Ctrl+F") puts the cursor in it from anywhere in the window."""

    def __init__(
        self,
        placeholder: str,
        shortcut: str = "",
        *,
        show_shortcut: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setMaxLength(500)
        self.setAcceptDrops(False)  # files are the window's
        self.setProperty("role", "search")
        self.setMinimumWidth(140)
        self.setMaximumWidth(widened(_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hint = ""
        self._empty = QAction(_("Clear the search"), self)
        self._empty.triggered.connect(self.clear)
        self.addAction(self._empty, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.findChildren(QToolButton):  # Qt gives them no names of their own
            button.setAccessibleName(button.defaultAction().text())
        self.textChanged.connect(self._follow_text)
        self._follow_text("")
        self._tint()
        if shortcut:
            self._listen(QKeySequence(shortcut), shown=show_shortcut)

    def _listen(self, keys: QKeySequence, *, shown: bool) -> None:
        QShortcut(keys, self, self._take_focus)
        words = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{self.placeholderText()} ({words})")
        if shown:
            self._hint = words.replace("+", " ")

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _follow_text(self, text: str) -> None:
        self._empty.setVisible(bool(text))

    def _tint(self) -> None:
        self._empty.setIcon(icon("x", Role.MUTED))

    def sizeHint(self) -> QSize:
        return QSize(widened(_WIDTH), super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        width = QFontMetrics(ui_font(11, 500)).horizontalAdvance(self._hint) + 12
        needed = self.fontMetrics().horizontalAdvance(self.placeholderText()) + width + icon_size() + 60
        if not self._hint or self.text() or self.width() < needed:
            return
        place = QRect(self.width() - width - 10, (self.height() - scaled(20)) // 2, width, scaled(20))
        painter = QPainter(self)
        place = mirrored(self.layoutDirection(), self.rect(), place)
        paint_key_cap(painter, place, self._hint, colors()[Role.MUTED])
