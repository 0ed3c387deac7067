"""The table of what was found: ticked with Space, title and author typed in place."""

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from learningstories.i18n import _
from learningstories.ui.add_model import AUTHOR, DEADLINE, LOOK_AT, STORY, AddModel
from learningstories.ui.widgets.cell_delegate import CellDelegate, Index
from learningstories.ui.widgets.cells import CHIP, ColumnLook, Look
from learningstories.ui.widgets.fields import text_field
from learningstories.ui.widgets.labels import plain_tooltip
from learningstories.ui.widgets.table import Table

_ROOMY = 1100  # px
_MOST = {STORY: 300, AUTHOR: 200}
_EDITED = Qt.ItemDataRole.EditRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = QAbstractItemDelegate.EndEditHint.RevertModelCache
_KEEP = QAbstractItemDelegate.EndEditHint.SubmitModelCache
_NEXT = QAbstractItemDelegate.EndEditHint.EditNextItem
_PREVIOUS = QAbstractItemDelegate.EndEditHint.EditPreviousItem


class AddTable(Table):
    """`ticked` carries the rows whose ticks are to be turned: those selected, or the one pressed."""

    ticked = Signal(list)

    def __init__(self, model: AddModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Stories found"), parent, InPlaceDelegate())
        self.cells.setParent(self)
        self.setModel(model)
        self._fit()
        self.set_many(many=True)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.checked.connect(lambda row: self.ticked.emit([row]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """In a small window the titles have the room, and what is beside them makes do with less."""
        roomy = self.viewport().width() >= _ROOMY
        author, source, words, deadline = (127, 160, 72, 147) if roomy else (110, 124, 64, 134)
        looks = [
            ColumnLook(look=Look.CHECK, width=40, least=40),
            ColumnLook(look=Look.TITLE, width=200, stretch=True, least=150),
            ColumnLook(width=author, least=80),
            ColumnLook(look=Look.MUTED, width=source, least=80),
            ColumnLook(look=Look.NUMBER, width=words, least=56),
            ColumnLook(look=Look.CHIP, width=deadline, least=90),
            ColumnLook(width=370 if roomy else 230, stretch=True, least=140),
        ]
        if looks != self.cells.looks:
            self.set_columns(looks)

    def edit_words(self, row: int, column: int = STORY) -> None:
        """Type the title or the author in place."""
        index = self.model().index(row, column)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def sort_menu(self, parent: QWidget) -> QMenu:
        """Sorting, for those who use no mouse."""
        menu = QMenu(_("Sort by"), parent)
        header = self.horizontalHeader()
        for column in range(STORY, LOOK_AT + 1):
            words = str(self.model().headerData(column, Qt.Orientation.Horizontal))
            menu.addAction(words, partial(header.setSortIndicator, column, Qt.SortOrder.AscendingOrder))
        menu.addAction(_("As found"), partial(header.setSortIndicator, -1, Qt.SortOrder.AscendingOrder))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Space and current.isValid():
            self.ticked.emit(self.selected_rows() or [current.row()])
        elif plain and (event.key() in _ENTER or event.key() == Qt.Key.Key_F2) and current.isValid():
            self.edit_words(current.row(), current.column() if current.column() in _MOST else STORY)
        else:
            super().keyPressEvent(event)


class InPlaceDelegate(CellDelegate):
    """Lends a line to type in; Enter and Tab keep what was typed, Escape does not."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = text_field(most=_MOST.get(index.column(), 300))
        line.setParent(parent)
        name = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        line.setAccessibleName(str(name))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        line = cast(QLineEdit, editor)
        line.setText(str(index.data(_EDITED) or ""))
        line.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        cast(AddModel, model).setData(index, cast(QLineEdit, editor).text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        place: QRect = option.rect
        editor.setGeometry(place.adjusted(1, 3, -1, -4))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's own delegates do this for themselves; one that paints everything has to as well."""
        line = cast(QLineEdit, watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            hint = _hint(event)
            if hint is not None:
                if hint is not _BACK:
                    self.commitData.emit(line)
                self.closeEditor.emit(line, hint)
                return True
        elif event.type() == QEvent.Type.FocusOut and line.isVisible():
            self.commitData.emit(line)
            self.closeEditor.emit(line, QAbstractItemDelegate.EndEditHint.NoHint)
        return False

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """What to look at is told in full sentences."""
        if event.type() == QEvent.Type.ToolTip and index.isValid() and index.column() == LOOK_AT:
            told = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
            QToolTip.showText(event.globalPos(), plain_tooltip(told), view)
            return True
        return super().helpEvent(event, view, option, index)

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Where there is nothing to look at, the words step back; without a story there is no verdict."""
        if index.column() == DEADLINE and index.data(CHIP) is None:
            self.paint_words(painter, rect, Look.TEXT, index.data())
        elif index.column() == LOOK_AT:
            words = index.data()
            look = Look.MUTED if words == _("Nothing to fix") else Look.TEXT
            self.paint_words(painter, rect, look, words)
        else:
            super().paint_cell(painter, rect, index)


def _hint(event: QKeyEvent) -> QAbstractItemDelegate.EndEditHint | None:
    hints = {
        Qt.Key.Key_Escape.value: _BACK,
        Qt.Key.Key_Return.value: _KEEP,
        Qt.Key.Key_Enter.value: _KEEP,
        Qt.Key.Key_Tab.value: _NEXT,
        Qt.Key.Key_Backtab.value: _PREVIOUS,
    }
    return hints.get(event.key())
