"""Presents the evening: the slides on the big screen, the notes on the host's, for as long as it takes."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMouseEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.presenting import Evening, begin, evening
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.keep_awake import KeepAwake, keep_awake
from learningstories.ui.presenter_notes import NotesWindow
from learningstories.ui.presenter_session import PresenterSession
from learningstories.ui.presenter_slide import SlideView

_CONCERNS = (
    Kind.CHALLENGE,
    Kind.STORY,
    Kind.REVIEWER,
    Kind.READING,
    Kind.PROMISE,
    Kind.CHOICE,
    Kind.PAUSE,
    Kind.BOOK,
)
S = TypeVar("S")


def places(screens: Sequence[S], home: S | None) -> tuple[S, S | None]:
    """Which screen the audience gets, and which the host; with one screen there are no notes.

    The host's is the one where the app is.
    """
    others = [screen for screen in screens if screen != home]
    if home is None or home not in screens or not others:
        return screens[0], None if len(others) <= 1 else others[1]
    return others[0], home


class StageWindow(QWidget):
    """The slide and nothing else; keys, clicks and clickers go to `session`."""

    def __init__(self, session: PresenterSession) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._session = session
        self.setWindowTitle(session.evening.title)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.slide = SlideView(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.slide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._session.press(event.key(), self.slide.layoutDirection()):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left button goes on, the right one back."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._session.on()
        elif event.button() == Qt.MouseButton.RightButton:
            self._session.back()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._session.left.emit()


class Presenter(QObject):
    """`started` once something is shown, `ended` when it was left. It presents once."""

    started = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, over: QWidget, awake: KeepAwake | None = None) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self._awake = awake or keep_awake()
        self.session: PresenterSession | None = None
        self.stage: StageWindow | None = None
        self.notes: NotesWindow | None = None

    def start(self) -> None:
        """Read what may be shown, and show it."""
        workspace, read = self._desk.workspace, begin if self.session is None else evening

        def work(_control: Control) -> Evening:
            with workspace.read() as unit:
                return read(unit)

        self._desk.read(work, self._show)

    def _show(self, held: Evening) -> None:
        if self.session is not None:
            self.session.show_evening(held)
            (self.notes or self.stage or self._over).raise_()
            return
        self.session = PresenterSession(held, self._desk.toolbox.clock, self)
        self.stage = StageWindow(self.session)
        self.session.left.connect(self.leave)
        self._awake.hold(_("Presenting the evening"))
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._arrange)
            application.screenRemoved.connect(self._arrange)
        self._desk.news.committed.connect(self._follow)
        self._arrange()
        self.started.emit()

    def _follow(self, changes: ChangeSet) -> None:
        """A consent that is withdrawn now is withdrawn now."""
        if self.session is not None and changes.touches(*_CONCERNS):
            self.start()

    def _arrange(self, _screen: QScreen | None = None) -> None:
        """Put both windows where they belong, also after a screen was plugged in or pulled out."""
        screens = QGuiApplication.screens()
        if self.session is None or self.stage is None or not screens:
            return
        stage, notes = places(screens, self._over.window().screen())
        self._put(self.stage, stage)
        if notes is None:
            self._drop_notes()
        else:
            self.notes = self.notes or NotesWindow(self.session)
            self._put(self.notes, notes)
        (self.notes or self.stage).activateWindow()

    def _put(self, window: QWidget, screen: QScreen) -> None:
        if window.isVisible() and window.screen() is screen:
            return
        window.hide()  # a window on the whole screen stays on its old one otherwise
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()

    def _drop_notes(self) -> None:
        if self.notes is not None:
            self.notes.hide()
            self.notes.deleteLater()
            self.notes = None

    def leave(self) -> None:
        """Close both windows; the screen may sleep again."""
        session, stage = self.session, self.stage
        if session is None or stage is None:
            return
        self.session = self.stage = None
        session.stop()
        self._awake.let_go()
        self._desk.news.committed.disconnect(self._follow)
        self._drop_notes()
        stage.hide()
        stage.deleteLater()
        self._over.window().activateWindow()
        self.ended.emit()
        self.deleteLater()
