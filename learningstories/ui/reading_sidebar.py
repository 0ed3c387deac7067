"""The side of the reading page: how far the reviewer is, every story with its answer, and the way back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from learningstories.i18n import _, plural
from learningstories.services.reading_session import ReadingSession, StoryToRead
from learningstories.services.wording import return_by_words
from learningstories.ui.fonts import tabular, ui_font
from learningstories.ui.measures import scaled, widened
from learningstories.ui.one_line import in_one_line
from learningstories.ui.sidebar import FootLine
from learningstories.ui.theme import colors, mix
from learningstories.ui.tokens import BUTTON_RADIUS, SMALL_PX, TEXT_PX, Role, rating_role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.dot import dot_size, paint_dot
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text, plain_tooltip
from learningstories.ui.widgets.meter import Meter
from learningstories.ui.widgets.painting import draw_line, mirrored, paint_box, paint_focus_ring

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
WIDTH = 272
_ROW = 39
_STORY = int(Qt.ItemDataRole.UserRole) + 1
_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class StoriesToRead(QAbstractListModel):
    """The reviewer's stories in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._stories: Sequence[StoryToRead] = ()
        self.points: Sequence[str] = ()

    def show_stories(self, stories: Sequence[StoryToRead], points: Sequence[str]) -> None:
        """Show these stories; where only answers differ, nothing moves."""
        same = [s.number for s in stories] == [s.number for s in self._stories]
        self.points = points
        if same and stories:
            self._stories = stories
            self.dataChanged.emit(self.index(0), self.index(len(stories) - 1))
            return
        self.beginResetModel()
        self._stories = stories
        self.endResetModel()

    def row_of(self, number: int | None) -> int:
        """The row of a story; -1 if it is not there."""
        return next((row for row, story in enumerate(self._stories) if story.number == number), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._stories)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        story = self._stories[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return story.title
        if role == _STORY:
            return story
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = f"{story.title}: {self.answer_words(story)}"
            return plain_tooltip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def answer_words(self, story: StoryToRead) -> str:
        """What was answered, in words."""
        if story.aside:
            return _("stepped aside")
        if story.value is not None and story.value <= len(self.points):
            return self.points[story.value - 1]
        return _("skipped for now") if story.skipped else _("not answered yet")


class StoryRow(QAbstractItemDelegate):
    """A dot in the colour of the answer, the title and the minutes; the open one has a white ground."""

    def __init__(self, model: StoriesToRead) -> None:
        super().__init__(model)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(widened(WIDTH) - 24, scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        shades = colors()
        state: QStyle.StateFlag = option.state
        direction: Qt.LayoutDirection = option.direction
        whole: QRect = option.rect.adjusted(0, 1, 0, -2)
        on = bool(state & QStyle.StateFlag.State_Selected)
        if on:
            paint_box(painter, whole, BUTTON_RADIUS, shades[Role.SURFACE], shades[Role.LINE])
        elif state & QStyle.StateFlag.State_MouseOver:
            paint_box(painter, whole, BUTTON_RADIUS, mix(shades[Role.SIDE], shades[Role.TEXT], 0.05))
        story: StoryToRead = index.data(_STORY)
        self._paint_dot(painter, whole, story, direction)
        minutes = plural("{n} min", "{n} min", story.minutes).format(n=story.minutes)
        font = tabular(ui_font(SMALL_PX, 600 if on else 400))
        wide = QFontMetrics(font).horizontalAdvance(minutes) + 2
        painter.setFont(font)
        painter.setPen(shades[Role.TEXT if on else Role.MUTED])
        place = QRect(whole.right() - 11 - wide, whole.y(), wide, whole.height())
        draw_line(painter, mirrored(direction, whole, place), minutes, direction, at_end=True)
        painter.setFont(ui_font(TEXT_PX, 600 if on else 400))
        painter.setPen(shades[Role.MUTED if story.aside else Role.TEXT])
        before = 22 + dot_size()
        place = QRect(whole.x() + before, whole.y(), whole.width() - before - wide - 21, whole.height())
        shown = painter.fontMetrics().elidedText(story.title, Qt.TextElideMode.ElideRight, place.width())
        draw_line(painter, mirrored(direction, whole, place), shown, direction)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, whole, BUTTON_RADIUS, shades[Role.ACCENT])
        painter.restore()

    def _paint_dot(
        self, painter: QPainter, whole: QRect, story: StoryToRead, direction: Qt.LayoutDirection
    ) -> None:
        dot = dot_size()
        place = QRect(whole.x() + 11, whole.center().y() - dot // 2 + 1, dot, dot)
        place = mirrored(direction, whole, place)
        if story.aside or story.skipped:
            painter.fillRect(place.adjusted(1, dot * 2 // 5, -1, -(dot * 2 // 5)), colors()[Role.MUTED])
            return
        role = None if story.value is None else rating_role(story.value, len(self._model.points))
        paint_dot(painter, QRectF(place), role)


class StoryList(QListView):
    """Up and down open the next story; every other key is the page's."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.stories = StoriesToRead()
        self.setModel(self.stories)
        self.setItemDelegate(StoryRow(self.stories))
        self.setAccessibleName(_("Stories to read"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def mark(self, number: int | None) -> None:
        """Show which story is open."""
        row = self.stories.row_of(number)
        self.blockSignals(True)
        if row >= 0:
            self.setCurrentIndex(self.stories.index(row))
            self.scrollTo(self.stories.index(row))
        else:
            self.clearSelection()
        self.blockSignals(False)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self.signalsBlocked():
            story: StoryToRead = current.data(_STORY)
            self.wanted.emit(story.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()


class ReadingSidebar(QWidget):
    """`wanted` asks for a story by its number. `button` is what stands at its foot."""

    wanted = Signal(int)

    def __init__(self, button: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Your reading"))
        self.setFixedWidth(widened(WIDTH))
        self.title = ElidedLabel("", Text.CARD_TITLE)
        self.reader = ElidedLabel("", Text.SMALL, Role.MUTED)
        self.meter = Meter(_("Stories read"))
        self.left = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.list = StoryList()
        self.saved, self.sent = FootLine("check"), FootLine("send")
        self.button = button
        self.list.wanted.connect(self.wanted)
        self._arrange()
        self.saved.say(_("Every answer is saved as you give it"))
        self.sent.say("")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 18, 13, 24)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(10, 0, 10, 14)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.reader)
        head.addSpacing(8)
        head.addWidget(self.meter)
        head.addSpacing(5)
        head.addWidget(self.left)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addSpacing(10)
        column.addWidget(Divider())
        column.addSpacing(11)
        column.addWidget(self.saved)
        column.addSpacing(4)
        column.addWidget(self.sent)
        column.addSpacing(6)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 10, 0)
        foot.addWidget(self.button)
        column.addLayout(foot)

    def show_session(self, session: ReadingSession, number: int | None) -> None:
        """Show how far the reviewer is, with the story of a number open."""
        self.title.setText(session.challenge.title)
        reader = _("Reading as {name} · offline") if session.offline else _("Reading as {name}")
        self.reader.setText(reader.format(name=session.reviewer.name))
        total = len(session.stories)
        words = _("{done} of {total} read").format(done=session.done, total=total)
        minutes = session.minutes_left
        left = plural("about {n} min left", "about {n} min left", minutes).format(n=minutes)
        told = [words, left if session.done < total else "", return_by_words(session.return_by)]
        self.left.setText(in_one_line(part for part in told if part))
        self.meter.show_share(session.done / total if total else 0.0, words)
        self.list.stories.show_stories(session.stories, session.challenge.scale)
        self.list.mark(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors()[Role.SIDE])
        edge = mirrored(self.layoutDirection(), self.rect(), QRect(self.width() - 1, 0, 1, self.height()))
        painter.fillRect(edge, colors()[Role.LINE])
