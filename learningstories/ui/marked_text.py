"""A story's text with passages marked, one of them as the one that is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from learningstories.services.side_by_side import Span
from learningstories.ui.story_text import StoryText
from learningstories.ui.theme import color
from learningstories.ui.tokens import Role

_PX = 16


class MarkedText(StoryText):
    """`settled` says that the text is laid out anew, so that nothing is where it was."""

    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lambda _sha: None, _PX, parent)
        self._spans: Sequence[Span] = ()
        self._current: Span | None = None
        # A change of theme or width puts the text in again, which loses the marks.
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._mark)
        self.document().contentsChanged.connect(self._again.start)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.settled.emit())

    def mark(self, spans: Sequence[Span], current: Span | None = None) -> None:
        """Mark passages, by where they begin and end in the text."""
        self._spans, self._current = spans, current
        self._mark()

    def top_of(self, place: int) -> float:
        """How far down the line with a place of the text begins."""
        document = self.document()
        block = document.findBlock(place)
        if not block.isValid():  # while the text is put in again
            return 0
        box = document.documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(place - block.position())
        return box.top() + (line.y() if line.isValid() else 0)

    def height_in_all(self) -> float:
        """How high the text is."""
        return self.document().documentLayout().documentSize().height()

    def _mark(self) -> None:
        shared, chosen = _form(Role.ACCENT_SOFT, Role.ACCENT), _form(Role.SPARK_SOFT, Role.SPARK)
        chosen.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        marks = [self._selection(span, shared) for span in self._spans if span != self._current]
        if self._current is not None:
            marks.append(self._selection(self._current, chosen))
        self.setExtraSelections(marks)

    def _selection(self, span: Span, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        last = max(0, self.document().characterCount() - 1)
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(span[0], last))
        cursor.setPosition(min(span[1], last), QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, form
        return made


def _form(ground: Role, line: Role) -> QTextCharFormat:
    """A ground, and under the words a dotted line for those who do not see it."""
    form = QTextCharFormat()
    form.setBackground(QColor(color(ground)))
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    form.setUnderlineColor(QColor(color(line)))
    return form
