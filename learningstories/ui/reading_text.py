"""One story as a reviewer reads it: a column of good lines in the middle, which keeps its place."""

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.services.progress import Control
from learningstories.services.reading_session import StoryPages
from learningstories.services.reading_source import ReadingSource
from learningstories.services.wording import reading_time, words_count
from learningstories.ui.bench import Bench
from learningstories.ui.beside_text import PLAY, beside_html
from learningstories.ui.fonts import serif_font
from learningstories.ui.measures import scaled
from learningstories.ui.one_line import in_one_line
from learningstories.ui.story_text import MOST_LETTERS, StoryText
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import SANS_FAMILY

SIZES = (15, 16, 18, 20, 23, 27, 32)
_TOP, _SIDE = 20, 32
_SAMPLE = "What I learned on those stairs, one landing at a time, was not what the binders said."
_TITLE_LINE = 92
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_RING = "ring"
_SCROLLS = 32  # characters of keys are the page's, except what scrolls


class ReadingText(StoryText):
    """Title, a line about it, and the text, read off the interface's thread.

    `shown` tells that a story is there, `moved` that the reader has scrolled. `play_wanted` carries the name
    of a recording that goes with it.
    """

    shown = Signal()
    moved = Signal()
    play_wanted = Signal(str)

    def __init__(self, bench: Bench, px: int, parent: QWidget | None = None) -> None:
        super().__init__(self._stored_picture, px, parent)
        self._bench = bench
        self._source: ReadingSource | None = None
        self._pages: StoryPages | None = None
        self._asked: Newest[tuple[StoryPages, str]] = Newest(
            bench.tasks, lambda answered: self.show_story(*answered)
        )
        self._column = 0
        self._wanted: float | None = None
        self.setAccessibleName(_("The story"))
        self.setProperty(_RING, False)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, _high: self._go_to_wanted())
        bar.actionTriggered.connect(lambda _action: self._forget_wanted())
        bar.valueChanged.connect(self._tell_moved)

    def open_story(self, source: ReadingSource, number: int, place: float = 0.0) -> None:
        """Read a story and show it from `place` (0 its beginning, 1 its end) on."""
        to_html = self._bench.toolbox.documents.to_html
        if self._pages is None or self._pages.number != number:
            self._pages = None
            self.show_nothing()
        self._source, self._wanted = source, place

        def read(_control: Control) -> tuple[StoryPages, str]:
            found = source.pages(number)
            return found, to_html(found.markdown)

        self._asked.ask(read)

    def make_ready(self, source: ReadingSource, number: int) -> None:
        """Have the text of a story ready for when it is opened."""
        to_html = self._bench.toolbox.documents.to_html
        self._bench.tasks.read("", lambda _control: to_html(source.pages(number).markdown))

    def close_story(self) -> None:
        """Show nothing."""
        self._asked.drop()
        self._pages = None
        self.show_nothing()

    def number(self) -> int | None:
        """The story that is shown; None while it is being read."""
        return self._pages.number if self._pages else None

    def show_story(self, story: StoryPages, html: str) -> None:
        """Show a story; `html` is sanitised."""
        self._pages = story
        told = [story.author, words_count(story.words), reading_time(story.words)]
        line = in_one_line(escape(words) for words in told if words)
        head = (
            f'<p style="font-size:{scaled(30)}px; font-weight:600; margin-bottom:0">{escape(story.title)}</p>'
            f'<p class="footnote" style="font-family:\'{SANS_FAMILY}\'; font-size:{scaled(13)}px">{line}</p>'
        )
        self.show_html(head + html + beside_html(story.beside))
        self._go_to_wanted()
        self.shown.emit()

    def place(self) -> float:
        """How far down the reader is, 0 to 1."""
        bar = self.verticalScrollBar()
        if self._wanted is not None and not bar.maximum():
            return self._wanted
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def set_px(self, px: int) -> None:
        """Change the size of the letters, staying at the same sentence as nearly as may be."""
        self._wanted = self.place()
        super().set_px(px)
        self._go_to_wanted()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place()
        self._fit()
        super().resizeEvent(event)
        if self._wanted is None:
            self._wanted = place
        self._go_to_wanted()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The story has the keyboard from the start; only who comes by Tab looks for where it is."""
        ring = event.reason() in _BY_TAB
        if ring is not self.property(_RING):
            self.setProperty(_RING, ring)
            self.style().polish(self)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and ord(event.text()[0]) > _SCROLLS:
            event.ignore()  # letters and figures are the page's
        else:
            self._forget_wanted()
            super().keyPressEvent(event)

    def best_width(self) -> int:
        """How wide the longest good line is, by what letters of a story really take."""
        wide = QFontMetrics(serif_font(self._px)).horizontalAdvance(_SAMPLE)
        return round(wide / len(_SAMPLE) * MOST_LETTERS)

    def _render(self) -> None:
        super()._render()
        cursor = QTextCursor(self.document())  # a title needs less air than the text
        form = cursor.blockFormat()
        form.setLineHeight(_TITLE_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(4)
        cursor.setBlockFormat(form)
        self._fit()

    def _fit(self) -> None:
        width = min(self.best_width(), self.width() - 2 * _SIDE)
        side = max((self.width() - width) // 2, 0)
        if side != self._column:
            self._column = side
            self.setViewportMargins(side, _TOP, max(side - 16, 0), 0)

    def _go_to_wanted(self) -> None:
        bar = self.verticalScrollBar()
        if self._wanted is not None:
            bar.setValue(round(self._wanted * bar.maximum()))

    def _tell_moved(self) -> None:
        if self._pages is not None:
            self.moved.emit()

    def _forget_wanted(self) -> None:
        self._wanted = None

    def _open(self, url: QUrl) -> None:
        """What is asked for with `PLAY` is ours: stories cannot have such links."""
        if url.scheme() == PLAY:
            self.play_wanted.emit(url.path())
        else:
            super()._open(url)

    def _stored_picture(self, sha: str) -> bytes | None:
        """A picture of the story that is shown, and no other file."""
        if self._source is None or self._pages is None or sha not in self._pages.pictures:
            return None
        return self._source.picture(sha)
