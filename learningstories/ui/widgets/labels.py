"""Text on a page. Whatever is shown is plain text: a story's title never becomes markup."""

import re
from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from learningstories.ui.fonts import serif_font, tabular, ui_font
from learningstories.ui.theme import colors
from learningstories.ui.tokens import SMALL_PX, Role
from learningstories.ui.widgets.painting import draw_line

# As html.escape does, which would load the names of all entities before the first paint.
_PLAIN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
# Latin, Greek and Cyrillic; other scripts break by themselves or join their letters. Compiled when used.
_LONG_WORD = r"[!-\u02af\u0370-\u052f]{20,}"
_LONG = 20
_JOINTS = r"(?<=[/@._-])"
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


class Text(StrEnum):
    """The kinds of text there are."""

    BODY = "body"
    STRONG = "strong"  # 13/600, headings inside cards
    SMALL = "small"  # 12
    TITLE = "title"  # page title, 22/600 serif
    STORY_TITLE = "story-title"  # 30/600 serif
    SUBTITLE = "subtitle"  # 20/600 serif
    CARD_TITLE = "card-title"  # 16/600 serif
    QUOTE = "quote"  # 15 serif
    NUMBER = "number"  # 24/600 serif, tabular


def text_font(kind: Text) -> QFont:
    """The font of a kind of text."""
    fonts = {
        Text.BODY: lambda: ui_font(weight=400),
        Text.STRONG: lambda: ui_font(weight=600),
        Text.SMALL: lambda: ui_font(SMALL_PX),
        Text.TITLE: lambda: serif_font(22, 600),
        Text.STORY_TITLE: lambda: serif_font(30, 600),
        Text.SUBTITLE: lambda: serif_font(20, 600),
        Text.CARD_TITLE: lambda: serif_font(16, 600),
        Text.QUOTE: lambda: serif_font(15),
        Text.NUMBER: lambda: tabular(serif_font(24, 600)),
    }
    return fonts[kind]()


def plain_tooltip(text: str) -> str:
    """`text` for a tooltip, where Qt would read anything like markup as markup."""
    return f"<span>{text.translate(_PLAIN)}</span>" if text else ""


def _breakable(word: re.Match[str]) -> str:
    """A long word that may be broken: at its joints, and anywhere in a part that is long itself."""
    parts = re.split(_JOINTS, word[0])
    return _MAY_BREAK.join(_MAY_BREAK.join(part) if len(part) >= _LONG else part for part in parts)


class Label(QLabel):
    """Plain text of a kind, in the colour of a role; wraps when asked to."""

    def __init__(
        self,
        text: str = "",
        kind: Text = Text.BODY,
        role: Role = Role.TEXT,
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self.setFont(text_font(kind))
        self.setProperty("role", role.value)

    def text(self) -> str:
        """The text as it was given."""
        return self._text

    def setText(self, text: str) -> None:
        """Show `text`; where it wraps, a word too long for its line is broken."""
        self._text = text
        if not self.wordWrap():
            super().setText(text)
            return
        together = text.replace(" %", "\N{NO-BREAK SPACE}%")  # a figure and its sign stay on one line
        super().setText(re.sub(_LONG_WORD, _breakable, together))
        self.setAccessibleName(text)

    def set_role(self, role: Role) -> None:
        """Change the colour's role."""
        self.setProperty("role", role.value)
        self.style().unpolish(self)
        self.style().polish(self)


class ElidedLabel(QWidget):
    """A line, or so many `lines`, cut with an ellipsis when there is no room; the tooltip has it whole.

    Text that runs from right to left is cut on its own side.
    """

    accessible_role = "StaticText"

    def __init__(
        self,
        text: str = "",
        kind: Text = Text.BODY,
        role: Role = Role.TEXT,
        *,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._role = role
        self._lines = lines
        self._long: int | None = None  # of all on one line, in pixels; layouts ask again and again
        self.setFont(text_font(kind))
        high = QSizePolicy.Policy.Minimum if lines > 1 else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, high)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.setText(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show `text`; line ends become spaces."""
        self._text = " ".join(text.split())
        self._long = None
        self.setAccessibleName(self._text)
        self._update_tooltip()
        self.updateGeometry()
        self.update()

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        """Write in another font."""
        self._long = None
        super().setFont(font)

    def set_role(self, role: Role) -> None:
        """Change the colour's role."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._length() + 2, self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        return len(self._broken(width)) * self.fontMetrics().height() + 2

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._update_tooltip()

    def shown(self) -> list[str]:
        """The lines as they are shown: the last one is cut where there is no room for it."""
        way = Qt.TextElideMode.ElideRight
        seen = max((self.height() + 2) // self.fontMetrics().height(), 1)
        lines = self._broken(self.width(), min(seen, self._lines))
        return [self.fontMetrics().elidedText(line, way, self.width()) for line in lines]

    def is_cut(self) -> bool:
        """Whether some of the text is not shown."""
        return self.shown() != self._broken(self.width())

    def _broken(self, width: int, most: int = 0) -> list[str]:
        """The text in at most so many lines; whatever is left is in the last."""
        most = most or self._lines
        if most == 1 or self._length() < width:
            return [self._text]
        metrics, done, line = self.fontMetrics(), list[str](), ""
        for word in self._text.split(" "):
            longer = f"{line} {word}" if line else word
            if line and len(done) < most - 1 and metrics.horizontalAdvance(longer) >= width:
                done, line = [*done, line], word
            else:
                line = longer
        return [*done, line]

    def _length(self) -> int:
        if self._long is None:
            self._long = self.fontMetrics().horizontalAdvance(self._text)
        return self._long

    def _update_tooltip(self) -> None:
        self.setToolTip(plain_tooltip(self._text) if self.is_cut() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colors()[self._role if self.isEnabled() else Role.EDGE])
        lines = self.shown()
        high = self.fontMetrics().height()
        top = (self.height() - high * len(lines)) // 2
        for place, line in enumerate(lines):
            draw_line(painter, QRect(0, top + place * high, self.width(), high), line, self.layoutDirection())
