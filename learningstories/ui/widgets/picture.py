"""A drawn picture that can be copied and saved, as a picture and as numbers."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMimeData,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QImageWriter,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from learningstories.i18n import _
from learningstories.services.csv_file import Cell, csv_bytes, harmless
from learningstories.ui.theme import colors, light_colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.labels import plain_tooltip
from learningstories.ui.widgets.painting import paint_focus_ring

Colours = Mapping[Role, QColor]
_SHARPER = 2  # a saved picture has so many dots for each
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class Picture(QWidget):
    """Subclasses draw it and say its numbers.

    Arrow keys and pointer go from mark to mark, and each says its value; `save_wanted` carries an ending and
    what makes such a file, for whoever knows how to ask for its name.
    """

    save_wanted = Signal(str, object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.mark: tuple[int, int] | None = None
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # --- what a picture gives --------------------------------------------------------------------

    def draw(self, painter: QPainter, room: QRectF, shades: Colours) -> None:
        """Draw it into the room."""
        raise NotImplementedError

    def numbers(self) -> list[Sequence[Cell]]:
        """The row of headings and a row for each of what is drawn."""
        raise NotImplementedError

    def marks(self) -> tuple[int, int]:
        """How many rows and columns of marks there are."""
        raise NotImplementedError

    def words(self, row: int, column: int) -> str:
        """What one mark says."""
        raise NotImplementedError

    def mark_at(self, place: QPoint) -> tuple[int, int] | None:
        """The mark below the pointer."""
        raise NotImplementedError

    # --- what it can be made into ----------------------------------------------------------------

    def actions_menu(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Copy picture"), self.copy)
        menu.addAction(_("Copy the numbers"), self.copy_numbers)
        menu.addSeparator()
        ways: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
            (_("Save as SVG…"), ".svg", self.svg),
            (_("Save as PNG…"), ".png", self.png),
            (_("Save the numbers…"), ".csv", self.table),
        )
        for words, ending, make in ways:
            menu.addAction(words, partial(self.save_wanted.emit, ending, make))
        return menu

    def image(self) -> QImage:
        """The picture on white paper."""
        found = QImage(self.size() * _SHARPER, QImage.Format.Format_RGB32)
        found.setDevicePixelRatio(_SHARPER)
        shades = light_colors()
        found.fill(shades[Role.SURFACE])
        painter = QPainter(found)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()), shades)
        painter.end()
        return found

    def svg(self) -> bytes:
        """The picture as lines and letters, on white paper."""
        kept = QBuffer()
        kept.open(QIODevice.OpenModeFlag.WriteOnly)
        made = QSvgGenerator()
        made.setOutputDevice(kept)
        made.setSize(self.size())
        made.setViewBox(self.rect())
        made.setTitle(self.title)
        made.setDescription(self.accessibleDescription())
        painter = QPainter(made)
        shades = light_colors()
        painter.fillRect(self.rect(), shades[Role.SURFACE])
        self.draw(painter, QRectF(self.rect()), shades)
        painter.end()
        return bytes(kept.data().data())

    def copy(self) -> None:
        """Put the picture on the clipboard, in both ways in which others take it."""
        both = QMimeData()
        both.setImageData(self.image())
        both.setData("image/svg+xml", QByteArray(self.svg()))
        QGuiApplication.clipboard().setMimeData(both)

    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard, as a spreadsheet takes them."""
        rows = ("\t".join(str(harmless(cell)) for cell in row) for row in self.numbers())
        QGuiApplication.clipboard().setText("\n".join(rows))

    def png(self) -> bytes:
        """The picture as dots."""
        kept = QBuffer()
        kept.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(kept, QByteArray(b"PNG")).write(self.image())
        return bytes(kept.data().data())

    def table(self) -> bytes:
        """The numbers as a file that spreadsheets open."""
        return csv_bytes(self.numbers())

    # --- how it is looked at ---------------------------------------------------------------------

    def go(self, mark: tuple[int, int] | None) -> None:
        """Look at one mark."""
        if mark != self.mark:
            self.mark = mark
            self.setAccessibleDescription(self.words(*mark) if mark is not None else "")
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()), colors())
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), 6, colors()[Role.ACCENT])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, (rows, columns) = _STEPS.get(Qt.Key(event.key())), self.marks()
        if step is None or not rows or not columns:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = (step[0], -step[1])
        row, column = self.mark or (0, 0)
        moved = self.mark is not None
        self.go(
            (
                min(max(row + step[0] * moved, 0), rows - 1),
                min(max(column + step[1] * moved, 0), columns - 1),
            )
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.go(self.mark_at(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.actions_menu().popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self.mark_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tooltip(self.words(*mark)) if mark else "", self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return self.minimumSize()
