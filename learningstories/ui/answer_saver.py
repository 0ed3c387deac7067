"""Stores what is answered while it is being answered, and says whether it is stored."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from learningstories.domain.errors import (
    ExpectedError,
    NoSuchReviewer,
    NoSuchStory,
    SteppedAside,
    StoryWithdrawn,
)
from learningstories.i18n import _, plural
from learningstories.services.reading_session import StoryToRead
from learningstories.services.reading_source import ReadingSource
from learningstories.services.sentences import advice
from learningstories.ui.answer_form import AnswerForm, answers_of
from learningstories.ui.bench import Bench

SAVE_MS = 200  # while someone writes, this often
RETRY_MS = 4000
TELL_MS = 20_000
_MINUTE = 60
_FOR_GOOD = (NoSuchReviewer, NoSuchStory, SteppedAside, StoryWithdrawn)
_Fields = Mapping[str, Any]
_Key = tuple[ReadingSource, int]


class AnswerSaver(QObject):
    """Watches a form. `told` carries how the last answer stands, and whether that is bad.

    What could not be stored is kept and tried again, also after another story was opened.
    """

    told = Signal(str, bool)

    def __init__(self, bench: Bench, form: AnswerForm) -> None:
        super().__init__(form)
        self._bench, self._form = bench, form
        self._key: _Key | None = None
        self._place = 0
        self._sent: _Fields = {}
        self._flying: Counter[_Key] = Counter()
        self._turns: dict[_Key, int] = {}
        self._one_by_one = Lock()
        self._unsaved: dict[_Key, _Fields] = {}
        self._saved_at: datetime | None = None
        self._soon = self._timer(SAVE_MS, self.save, once=True)
        self._again = self._timer(RETRY_MS, self._retry, once=True)
        self._clock = self._timer(TELL_MS, self._say_saved)
        form.typed.connect(self._type)
        form.changed.connect(self.save)

    def _timer(self, every: int, do: Callable[[], object], *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every)
        timer.setSingleShot(once)
        timer.timeout.connect(do)
        return timer

    def begin(self, source: ReadingSource, story: StoryToRead) -> None:
        """Show a story's answers and store what is given from now on; the story before is stored first."""
        self.save()
        self._key = (source, story.number)
        self._place = story.place if story.reading is None or not story.reading.position else 0
        self._show(self._unsaved.get(self._key) or answers_of(story.reading))
        self._saved_at = None
        self.told.emit("", False)

    def refresh(self, story: StoryToRead) -> None:
        """Show what is stored now, unless there is something here that is not stored yet."""
        if self._key is not None and self._key[1] == story.number and not self.unsettled():
            self._show(answers_of(story.reading))

    def end(self) -> None:
        """Store what there is and watch no longer."""
        self.save()
        self._key = None

    def unsettled(self) -> bool:
        """Whether anything is not known to be stored."""
        return bool(self._flying.total() or self._unsaved) or self._dirty()

    def save(self) -> None:
        """Store what has changed, in the writers' queue."""
        self._soon.stop()
        if self._key is not None and self._dirty():
            self._sent = self._form.answers()
            self._store(self._key, self._with_place(self._sent))

    def save_here(self) -> None:
        """Store what is not stored yet before going on, for when the window closes."""
        self._soon.stop()
        if self._key is not None and (self._dirty() or self._flying[self._key]):
            self._unsaved[self._key] = self._with_place(self._form.answers())
        for key, fields in list(self._unsaved.items()):
            try:
                self._write(key, fields, self._next_turn(key))
            except ExpectedError as error:
                self._bench.tell(error)
            else:
                del self._unsaved[key]
        self._sent = self._form.answers()
        self._key = None

    def _show(self, fields: _Fields) -> None:
        self._form.show_answers(fields)
        self._sent = self._form.answers()

    def _dirty(self) -> bool:
        return self._key is not None and self._form.answers() != self._sent

    def _with_place(self, fields: _Fields) -> _Fields:
        return {**fields, "position": self._place} if self._place else fields

    def _type(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _store(self, key: _Key, fields: _Fields) -> None:
        self._flying[key] += 1
        storing = partial(self._write, key, fields, self._next_turn(key))
        done, failed = partial(self._stored, key), partial(self._failed, key, fields)
        self._bench.tasks.write("", lambda _control: storing(), done, failed)

    def _next_turn(self, key: _Key) -> int:
        self._turns[key] = self._turns.get(key, 0) + 1
        return self._turns[key]

    def _write(self, key: _Key, fields: _Fields, turn: int) -> None:
        """What is late by now must not be stored over what is newer."""
        with self._one_by_one:
            if turn == self._turns[key]:
                source, number = key
                source.answer(number, **fields)

    def _stored(self, key: _Key, _nothing: None) -> None:
        self._flying[key] -= 1
        self._unsaved.pop(key, None)
        self._saved_at = self._bench.toolbox.clock()
        self._clock.start()
        if key == self._key or self._key is None:
            self._say_saved()

    def _failed(self, key: _Key, fields: _Fields, error: Exception) -> None:
        self._flying[key] -= 1
        if not isinstance(error, ExpectedError):
            raise error
        known = bool(self._unsaved)
        if isinstance(error, _FOR_GOOD):
            self._unsaved.pop(key, None)
        else:
            self._unsaved[key] = fields
            self._again.start()
        if not known:
            self._bench.tell(error)
        self._clock.stop()
        self.told.emit(_("Not saved yet. {why}").format(why=advice(error)), True)

    def _retry(self) -> None:
        for key, fields in list(self._unsaved.items()):
            newest = self._with_place(self._form.answers()) if key == self._key else fields
            if key == self._key:
                self._sent = self._form.answers()
            self._store(key, newest)

    def _say_saved(self) -> None:
        if self._saved_at is None:
            return
        minutes = int((self._bench.toolbox.clock() - self._saved_at).total_seconds()) // _MINUTE
        words = plural("Saved {n} min ago", "Saved {n} min ago", minutes).format(n=minutes)
        self.told.emit(words if minutes else _("Saved just now"), False)
