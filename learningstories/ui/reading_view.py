"""One story at a time, as a reviewer reads and answers it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import PromiseUse
from learningstories.i18n import _
from learningstories.services.reading_session import ReadingSession, StoryToRead
from learningstories.services.reading_source import ReadingSource
from learningstories.ui.answer_form import VALUES
from learningstories.ui.answer_saver import AnswerSaver
from learningstories.ui.bench import Bench
from learningstories.ui.reading_bar import LARGER, SMALLER, USUAL, ReadingBar
from learningstories.ui.reading_end import ReadingEnd
from learningstories.ui.reading_follower import SessionFollower
from learningstories.ui.reading_foot import ReadingFoot
from learningstories.ui.reading_place import ReadingPlace
from learningstories.ui.reading_remarks import Remarks
from learningstories.ui.reading_sidebar import ReadingSidebar
from learningstories.ui.reading_text import ReadingText
from learningstories.ui.widgets.empty_state import EmptyState

READING, NOTHING, FINISHED, LOADING = range(4)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReadingView(QWidget):
    """Shows what is given to `read`; call `leave` before the window closes.

    `sidebar`, `nothing` and `finished` differ with where the answers are kept.
    """

    def __init__(
        self,
        bench: Bench,
        *,
        sidebar: ReadingSidebar,
        nothing: EmptyState,
        finished: ReadingEnd,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._number: int | None = None
        self._from_list = False
        self._on_their_way: set[int] = set()  # answered or put off, and not stored yet
        self._shown: ReadingSession | None = None
        self._place = ReadingPlace(bench.settings)
        self.follower = SessionFollower(bench, self)
        self.sidebar, self.nothing, self.finished = sidebar, nothing, finished
        self.bar = ReadingBar(bench)
        self.text = ReadingText(bench, self._place.px())
        self.foot = ReadingFoot()
        self.form = self.foot.form
        self.saver = AnswerSaver(bench, self.form)
        self.remarks = Remarks(bench, self)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        reading = QWidget()
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        column.addWidget(self.foot)
        self.stack = QStackedWidget()
        for widget in (reading, self.nothing, self.finished, QWidget()):
            self.stack.addWidget(widget)
        self.stack.setCurrentIndex(LOADING)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)

    def _listen(self) -> None:
        self._moving = QTimer(self)
        self._moving.setSingleShot(True)
        self._moving.setInterval(500)
        self._moving.timeout.connect(self._remember)
        self.sidebar.wanted.connect(self._open_from_list)
        self.finished.promises_wanted.connect(self.ask_promises)
        self.foot.skipped.connect(self.skip)
        self.foot.next_wanted.connect(self.go_on)
        self.foot.aside_undone.connect(lambda: self._store(knows=Knows.NO, aside_reason=""))
        self.form.left.connect(lambda: self.text.setFocus(Qt.FocusReason.OtherFocusReason))
        self.saver.told.connect(self.foot.say)
        self.text.shown.connect(self._take_keys)
        self.text.moved.connect(self._moving.start)
        self.remarks.before.connect(self.saver.save)
        self.bar.concern_wanted.connect(lambda: self._ask(self.remarks.ask_concern))
        self.bar.knows_wanted.connect(lambda: self._ask(self.remarks.ask_knows))
        self.bar.promises_wanted.connect(self.ask_promises)
        self.bar.size_wanted.connect(self._resize_letters)
        self.follower.found.connect(self._show_session)
        for keys, step in ((LARGER, 1), ("Ctrl+=", 1), (SMALLER, -1), (USUAL, 0)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._resize_letters(step))

    # --- which reading, which story -------------------------------------------------------------------

    def read(self, source: ReadingSource) -> None:
        """Go on with a reading where it was left off."""
        self._remember()
        self.saver.end()
        self._shown, self._number = None, None
        self._on_their_way.clear()
        self.stack.setCurrentIndex(LOADING)
        self.follower.begin(source)

    def leave(self) -> None:
        """Store everything before going on: the window closes."""
        self._remember()
        self.follower.end()
        self.saver.save_here()

    def number(self) -> int | None:
        """The story that is open."""
        return self._number

    @property
    def session(self) -> ReadingSession | None:
        """What the reviewer has before them."""
        return self._shown

    def _show_session(self, session: ReadingSession) -> None:
        before, first = self._story(), self._shown is None
        self._shown = session
        self._on_their_way.difference_update(s.number for s in session.stories if s.done or s.skipped)
        self.form.ask(session.challenge)
        if not session.stories:
            self._close_story(NOTHING)
            return
        if first:
            self._open(self._where_to_begin(session), self._place.scroll(session))
            return
        story = self._story()
        if self._number is not None and story is None:
            self._open(session.first())
        elif story is not None and before is not None and story.text_sha != before.text_sha:
            self._open(story.number, self.text.place())
        else:
            self._refresh()

    def _where_to_begin(self, session: ReadingSession) -> int | None:
        kept = self._place.number(session)
        return kept if session.story(kept) else session.first()

    def _story(self) -> StoryToRead | None:
        return self.session.story(self._number) if self.session else None

    def _refresh(self) -> None:
        """Show what may have changed of the story that is open."""
        session, story = self.session, self._story()
        if session is None:
            return
        self.sidebar.show_session(session, self._number)
        if self.stack.currentIndex() == FINISHED:
            self.finished.show_session(session)
        if story is None:
            if self._number is None and self.stack.currentIndex() != FINISHED:
                self._open(session.first())
            return
        self.bar.show_story(story.place, len(session.stories), story.reading)
        self.foot.show_aside(story.reading if story.aside else None)
        self.saver.refresh(story)

    def _open_from_list(self, number: int) -> None:
        self._from_list = True
        self._open(number)

    def _open(self, number: int | None, scroll: float = 0.0) -> None:
        session, source = self.session, self.follower.source
        story = session.story(number) if session else None
        if session is None or source is None or story is None:
            self._finish()
            return
        self._number = number
        self._on_their_way.discard(story.number)
        self.saver.begin(source, story)
        self.stack.setCurrentIndex(READING)
        self.bar.set_story_buttons(enabled=True)
        self._refresh()
        self.text.open_story(source, story.number, scroll)

    def _take_keys(self) -> None:
        if not self._from_list and not self.form.is_writing():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._from_list = False
        self._remember()
        following = self.session.after(self._number) if self.session else None
        if following is not None and self.follower.source is not None:
            self.text.make_ready(self.follower.source, following)

    def _close_story(self, index: int) -> None:
        self.saver.end()
        self.text.close_story()
        self._number = None
        self.stack.setCurrentIndex(index)
        self.bar.show_nothing()
        self.bar.set_story_buttons(enabled=False)
        if self.session is not None:
            self.sidebar.show_session(self.session, None)

    def _finish(self) -> None:
        session = self.session
        if session is None:
            return
        self._close_story(FINISHED)
        self.finished.show_session(session)
        self.finished.button.setFocus(Qt.FocusReason.OtherFocusReason)
        if session.reviewer.promise_use is PromiseUse.UNASKED:
            self.ask_promises()

    # --- going on ------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Open the next story that is neither answered nor put off; at the end, say so."""
        self._go_on(answered=self.form.answers()["value"] is not None)

    def skip(self) -> None:
        """Put the story off and go on."""
        if self._number is None:
            return
        if self.form.answers()["value"] is None:
            self._store(skipped=True)
        self._go_on(answered=True)

    def _go_on(self, *, answered: bool) -> None:
        session, story = self.session, self._story()
        if session is None or story is None:
            return
        following = session.after(story.number, self._on_their_way)
        if following is None and not answered and not story.done:
            self.foot.say(_("This is the last one. Choose an answer, or skip it for now."))
            return
        if answered:
            self._on_their_way.add(story.number)
        if (
            self.form.is_writing()
        ):  # what is typed next is the answer to the next story, not what one would do
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.saver.save()
        if following is not None:
            self._open(following)
        else:
            self.follower.after_writing(self._finish)

    # --- beside the answers --------------------------------------------------------------------------

    def _ask(self, ask: Callable[[ReadingSource, StoryToRead], None]) -> None:
        story, source = self._story(), self.follower.source
        if story is not None and source is not None:
            ask(source, story)

    def _store(self, **fields: Any) -> None:
        if self._number is not None and self.follower.source is not None:
            self.remarks.store(self.follower.source, self._number, **fields)

    def ask_promises(self) -> None:
        """Ask how the reviewer's promises may be shown."""
        if self.session is not None and self.follower.source is not None:
            self.remarks.ask_promises(self.follower.source, self.session.reviewer)

    def _resize_letters(self, step: int) -> None:
        self.text.set_px(self._place.change_px(step))

    def _remember(self) -> None:
        self._moving.stop()
        if self.session is not None and self._number is not None and self.text.number() == self._number:
            self._place.keep(self.session, self._number, self.text.place())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._remember()
        self.saver.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._number is None:
            super().keyPressEvent(event)
        elif event.key() in _ENTER and (control or not self.form.is_writing()):
            self.go_on()
        elif control or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_S and not self.foot.skip.isHidden():
            self.skip()
        elif self.form.isHidden() or not self.form.choose(VALUES.get(event.key(), 0)):
            super().keyPressEvent(event)
