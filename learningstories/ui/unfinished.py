"""Keeps what is being typed in sheets from a crash, and offers it where it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from learningstories.i18n import _, listed
from learningstories.ui.telling import tell_in
from learningstories.ui.tokens import Role
from learningstories.ui.unfinished_store import UnfinishedStore, Words
from learningstories.ui.widgets.fields import UNSTORED
from learningstories.ui.widgets.notice import Notice
from learningstories.ui.widgets.search_field import SearchField
from learningstories.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from learningstories.ui.tasks import Tasks

LOOK_MS = 400  # between two looks at what was typed
_OF_NUMBERS = "qt_spinbox_lineedit"
_PART = "\x1f"


class Unfinished(QObject):
    """Looks at the fields of open sheets while somebody types; what was stored or left is forgotten."""

    def __init__(self, window: QWidget, path: Path, folder: Path, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._tasks = window, tasks
        self._store = UnfinishedStore(folder, path)
        self._left = self._store.take()
        self._places: dict[str, QWidget] = {}
        self._typed: Words = {}
        self._sent: Words = {}  # on its way to be stored
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._tick)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        if self._left:
            self._tell()

    def _tell(self) -> None:
        names = listed(dict.fromkeys(place.partition(_PART)[2] for place in self._left))
        told = _(
            "Words that were typed and not stored are kept. They are offered where they were typed: {places}."
        ).format(places=names)
        tell_in(self._window, told, _("Copy them"), self._copy_all, Role.SPARK)

    def _copy_all(self) -> None:
        QApplication.clipboard().setText("\n\n".join(_as_text(words) for words in self._left.values()))
        self._left.clear()
        self.look()

    def hand_over(self, path: Path) -> None:
        """Let a window on another file offer what is kept here."""
        self.look()
        other = UnfinishedStore(self._store.folder, path)
        other.keep(other.take() | self._kept())
        other.close()
        self._left, self._sent, self._places = {}, {}, {}
        self._store.keep({})

    def close(self) -> None:
        """What is still being typed is kept for the next time."""
        self._timer.stop()
        self._store.close()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Somebody may begin to type where the keyboard is now."""
        if new is None or not isValid(self._window) or new.window() is not self._window:
            return
        place = _place_of(new)
        if place is None or place in self._places.values():
            return
        if isinstance(place, Sheet) and not place.keeps_words:
            return
        name = f"{type(place).__name__}{_PART}{place.accessibleName()}"
        self._places[name] = place
        self._timer.start()
        if isinstance(place, Sheet):
            place.finished.connect(partial(self._finish, name, place))
            if name in self._left:
                self._offer(place, name)

    def _finish(self, name: str, sheet: Sheet, done: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._places.pop(name, None)
        words = _typed(sheet)
        if done and words:
            self._sent[name] = words
        self.look()

    def keep_sent(self, _sentence: str) -> None:
        """Something could not be stored: what was typed for it is there again."""
        if self._sent:
            self._left |= self._sent
            self._sent = {}
            self._tell()

    def look(self) -> None:
        """Keep what is typed by now."""
        there = {n: place for n, place in self._places.items() if isValid(place) and place.isVisible()}
        self._typed = {name: words for name, place in there.items() if (words := _typed(place))}
        self._places = {
            name: place
            for name, place in there.items()
            if name in self._typed or isinstance(place, Sheet) or place.hasFocus()
        }
        self._store.keep(self._kept())

    def _kept(self) -> Words:
        return self._left | self._sent | self._typed

    def _tick(self) -> None:
        if self._tasks.is_idle():
            self._sent.clear()  # it is stored by now
        self.look()
        if not self._places and not self._sent:
            self._timer.stop()

    def _offer(self, sheet: Sheet, name: str) -> None:
        told = _("What was typed here before and not stored is kept.")
        puts_back = sheet.takes_words_back
        action = partial(self._put_back, sheet, name) if puts_back else partial(self._copy, name)
        notice = Notice(told, Role.SPARK, _("Put it back") if puts_back else _("Copy it"), action)
        notice.done.connect(partial(self._drop, notice, name))
        sheet.body.insertWidget(0, notice)

    def _drop(self, notice: Notice, name: str) -> None:
        self._left.pop(name, None)
        notice.hide()
        notice.deleteLater()
        self.look()

    def _copy(self, name: str) -> None:
        QApplication.clipboard().setText(_as_text(self._left.get(name, {})))

    def _put_back(self, sheet: Sheet, name: str) -> None:
        words = dict(self._left.get(name, {}))
        for key, field in _fields(sheet):
            if key in words:
                _write(field, words.pop(key))
        if words:
            QApplication.clipboard().setText(_as_text(words))
            told = _("What found no place here is on the clipboard.")
            tell_in(self._window, told, role=Role.SPARK)


def _place_of(widget: QWidget) -> QWidget | None:
    """The sheet that it is in, or the field itself where its page says so."""
    if widget.property(UNSTORED):
        return widget
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Sheet):
        above = above.parentWidget()
    return above


def _fields(place: QWidget) -> Iterator[tuple[str, QLineEdit | QPlainTextEdit]]:
    """What may be typed in, each under a name of its own."""
    count: dict[str, int] = {}
    for field in (place, *place.findChildren(QWidget)):
        if not isinstance(field, QLineEdit | QPlainTextEdit) or isinstance(field, SearchField):
            continue
        if isinstance(field, QLineEdit) and field.echoMode() != QLineEdit.EchoMode.Normal:
            continue
        if field.isReadOnly() or field.objectName() == _OF_NUMBERS:
            continue
        name = field.accessibleName() or field.placeholderText()
        count[name] = count.get(name, 0) + 1
        yield f"{name}{_PART}{count[name]}", field


def _typed(place: QWidget) -> dict[str, str]:
    """What a person wrote, and not the app."""
    found = dict(place.unstored_words()) if isinstance(place, Sheet) else {}
    for key, field in _fields(place):
        if isinstance(field, QLineEdit):
            words = field.text() if field.isModified() else ""
        else:
            words = field.toPlainText() if field.document().isModified() else ""
        if words:
            found[key] = words
    return found


def _write(field: QLineEdit | QPlainTextEdit, words: str) -> None:
    """As if a person typed it."""
    field.selectAll()
    if isinstance(field, QPlainTextEdit):
        field.insertPlainText(words)
        return
    field.insert(words)
    field.setModified(True)
    field.textEdited.emit(field.text())


def _as_text(words: dict[str, str]) -> str:
    return "\n".join(f"{key.partition(_PART)[0]}: {text}" for key, text in words.items())
