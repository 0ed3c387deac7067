"""The first window: make a challenge, open one, read a pack, or look round the sample."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from learningstories.i18n import _, listed
from learningstories.ui.file_drop import FileDrop
from learningstories.ui.first_size import open_at
from learningstories.ui.fonts import serif_font, ui_font
from learningstories.ui.help_desk import HELP_KEYS
from learningstories.ui.icons import paint_icon
from learningstories.ui.measures import scaled, widened
from learningstories.ui.preferences import PREFERENCES_KEYS
from learningstories.ui.recent_files import MOST_RECENT, RecentFile
from learningstories.ui.theme import colors
from learningstories.ui.tokens import CARD_RADIUS, SMALL_PX, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.enter_key import pressed_by_enter
from learningstories.ui.widgets.labels import Label, Text, plain_tooltip
from learningstories.ui.widgets.painting import draw_line, mirrored, paint_box, paint_focus_ring, touched

_BUTTON_WIDTH, _BUTTON_HEIGHT = 300, 42
_NAME_LINE = 49
_LEAST_ABOVE, _MORE_ABOVE = 32, 78


class RecentCard(QAbstractButton):
    """One recent file, to press; its menu takes it off the list, or a pack's answers off the computer."""

    drop_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, file: RecentFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(listed(part for part in (file.title, file.detail, file.when) if part))
        self.setToolTip(plain_tooltip(str(file.path)))

    def sizeHint(self) -> QSize:
        return QSize(320, scaled(74))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, too, and Shift+F10 opens its menu."""
        from learningstories.ui.widgets.menu_key import opened_by_menu_key  # noqa: PLC0415 - when it is pressed

        if not (pressed_by_enter(self, event) or opened_by_menu_key(event)):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the right button, or by the keyboard's key for it."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(_("Take off this list"), self.drop_wanted.emit)
        if self.file.is_pack:
            menu.addAction(_("Remove my answers from this computer…"), self.forget_wanted.emit)
        menu.popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colors()
        whole, direction = self.rect(), self.layoutDirection()
        ground = touched(self, shades[Role.SURFACE])
        paint_box(painter, whole, CARD_RADIUS, ground, shades[Role.LINE])
        place = mirrored(direction, whole, QRect(18, scaled(37) - 10, 20, 20))
        paint_icon(painter, self.file.icon, place, shades[Role.TEXT])
        painter.setFont(ui_font(SMALL_PX))
        wide = painter.fontMetrics().horizontalAdvance(self.file.when) + 2
        painter.setPen(shades[Role.MUTED])
        place = mirrored(direction, whole, QRect(self.width() - 18 - wide, 0, wide, self.height()))
        draw_line(painter, place, self.file.when, direction, at_end=True)
        room = self.width() - 54 - 34 - wide
        self._words(painter, QRect(54, scaled(38), room, scaled(20)), self.file.detail)
        painter.setFont(serif_font(16, 600))
        painter.setPen(shades[Role.TEXT])
        self._words(painter, QRect(54, scaled(16), room, scaled(24)), self.file.title)
        if self.hasFocus():
            paint_focus_ring(painter, whole, CARD_RADIUS, shades[Role.ACCENT])

    def _words(self, painter: QPainter, place: QRect, words: str) -> None:
        direction = self.layoutDirection()
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        draw_line(painter, mirrored(direction, self.rect(), place), shown, direction)


class StartPage(QWidget):
    """Shown when nothing is open."""

    new_wanted = Signal()
    open_wanted = Signal()
    shared_wanted = Signal()
    pack_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)  # Path or ServerAddress
    drop_wanted = Signal(object)  # the same
    forget_wanted = Signal(object)  # Path
    files_dropped = Signal(list)  # list[Path]
    preferences_wanted = Signal()
    help_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Learning Stories")
        self.setMinimumSize(900, 600)
        open_at(self, 1440, 900)
        self.new = self._button(_("New challenge"), Kind.MAIN, "plus", "Ctrl+N", self.new_wanted)
        self.open = self._button(_("Open a challenge"), Kind.PLAIN, "folder-open", "Ctrl+O", self.open_wanted)
        self.shared = self._button(_("Open a shared challenge"), Kind.PLAIN, "users", "", self.shared_wanted)
        self.pack = self._button(
            _("Read a review pack"), Kind.PLAIN, "book-open-check", "Ctrl+Shift+O", self.pack_wanted
        )
        self.sample = self._button(
            _("Look round the sample challenge"), Kind.QUIET, "sparkles", "", self.sample_wanted
        )
        self.preferences = Button(_("Preferences…"), Kind.QUIET, "settings", shortcut=PREFERENCES_KEYS)
        self.preferences.clicked.connect(self.preferences_wanted)
        self.help = Button(_("Help"), Kind.QUIET, "circle-help", shortcut=HELP_KEYS)
        self.help.clicked.connect(self.help_wanted)
        self.notices = QVBoxLayout()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(10)
        self.recent_heading = Label(_("Recent"), Text.STRONG)
        self.drop_hint = Label(
            _("Drop a challenge or a pack here to open it."), Text.SMALL, Role.MUTED, wrap=True
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(_scrolled(self._welcome(), _("What to begin with")), 1)
        row.addWidget(Divider(vertical=True))
        row.addWidget(self._side(), 1)
        FileDrop(self).dropped.connect(self.files_dropped)
        self.show_recent([])

    def _button(self, words: str, kind: Kind, icon: str, keys: str, wanted: SignalInstance) -> Button:
        button = Button(words, kind, icon, shortcut=keys).from_left()
        button.clicked.connect(wanted)
        button.setFixedSize(widened(_BUTTON_WIDTH), scaled(_BUTTON_HEIGHT))
        return button

    def _welcome(self) -> QWidget:
        side = QWidget()
        side.setProperty("role", "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(_aside(90), _LEAST_ABOVE, _aside(60), _LEAST_ABOVE)
        column.setSpacing(10)
        column.addSpacerItem(_room_above())
        band = _Band()
        title = _Name(_("Learning\nStories"))
        lead = Label(
            _(
                "Gather stories about learning, find the ones that move people to act, "
                "and bring their authors and readers together."
            ),
            role=Role.MUTED,
            wrap=True,
        )
        lead.setFont(serif_font(18))
        lead.setMaximumWidth(scaled(400))
        column.addWidget(band)
        column.addSpacing(10)
        column.addWidget(title)
        column.addSpacing(6)
        column.addWidget(lead)
        column.addSpacing(26)
        for button in (self.new, self.open, self.shared, self.pack, self.sample):
            column.addWidget(button)
        column.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self.preferences)
        below.addWidget(self.help)
        below.addStretch(1)
        column.addLayout(below)
        return side

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("role", "canvas")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(_aside(80), _LEAST_ABOVE, _aside(80), _LEAST_ABOVE)
        column.setSpacing(12)
        column.addSpacerItem(_room_above())
        column.addLayout(self.notices)
        column.addWidget(self.recent_heading)
        column.addLayout(self._recent)
        column.addSpacing(8)
        column.addWidget(self.drop_hint)
        column.addStretch(1)
        return side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1, where a sheet keeps it from the button."""
        if event.matches(QKeySequence.StandardKey.HelpContents):
            self.help_wanted.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was opened beside it closes, too."""
        self.closed.emit()
        super().closeEvent(event)

    def show_recent(self, files: Sequence[RecentFile]) -> None:
        """List what was open before, the newest first."""
        for old in self.recent_cards():
            self._recent.removeWidget(old)
            old.deleteLater()
        for file in files[:MOST_RECENT]:
            card = RecentCard(file)
            card.clicked.connect(lambda _on=False, path=file.path: self.recent_wanted.emit(path))
            card.drop_wanted.connect(lambda path=file.path: self.drop_wanted.emit(path))
            card.forget_wanted.connect(lambda path=file.path: self.forget_wanted.emit(path))
            self._recent.addWidget(card)
        self.recent_heading.setText(_("Recent") if files else _("What you open is listed here"))

    def recent_cards(self) -> list[RecentCard]:
        """The recent files as they are shown."""
        items = (self._recent.itemAt(i) for i in range(self._recent.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, RecentCard)]


def _scrolled(side: QWidget, name: str) -> QScrollArea:
    """Large letters in a small window need more room than there is."""
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(side)
    area.setMinimumWidth(side.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    return area


def _aside(px: int) -> int:
    """The larger the letters are, the less is left empty beside them."""
    return px * px // scaled(px)


def _room_above() -> QSpacerItem:
    """What a small window takes first."""
    return QSpacerItem(0, _MORE_ABOVE, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)


class _Name(QWidget):
    """The app's name in large letters, set tighter than a label would."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._lines = words.split("\n")
        self.setAccessibleName(" ".join(self._lines))
        self.setFixedHeight(scaled(_NAME_LINE) * len(self._lines) + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(serif_font(46, 600))
        painter.setPen(colors()[Role.TEXT])
        for place, line in enumerate(self._lines):
            room = QRect(0, scaled(_NAME_LINE) * place, self.width(), scaled(56))
            draw_line(painter, room, line, self.layoutDirection())


class _Band(QWidget):
    """The warm bar over the name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(54, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colors()[Role.RATING_5])
