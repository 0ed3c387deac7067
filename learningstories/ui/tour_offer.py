"""Offers the guided tour to who starts the app for the first time, and begins it in the sample's window."""

from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt, QTimer

from learningstories.i18n import _
from learningstories.ui.shell import Shell
from learningstories.ui.start_page import StartPage
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.notice import Notice

TOUR = "tour"  # in the settings; nothing there as long as it was never offered
OFFERED, WANTED, SEEN = "offered", "wanted", "seen"
_SETTLED_MS = 250  # the window opens with a page of its own choice first


def offer_tour(start: StartPage, settings: QSettings, open_sample: Callable[[], object]) -> None:
    """Once, and never to who has been here before."""
    if settings.value(TOUR) or start.recent_cards():
        return
    settings.setValue(TOUR, OFFERED)

    def take() -> None:
        settings.setValue(TOUR, WANTED)
        open_sample()

    told = _("New here? A short tour leads through the sample challenge. You can leave it at any moment.")
    notice = Notice(told, Role.ACCENT, _("Take the tour"), take)
    notice.done.connect(notice.hide)
    notice.done.connect(notice.deleteLater)
    start.notices.addWidget(notice)


def begin_if_wanted(shell: Shell, settings: QSettings) -> None:
    """Begin with a window that opens, where it was wanted."""
    if settings.value(TOUR) != WANTED:
        return
    settings.setValue(TOUR, SEEN)

    def begin() -> None:
        QTimer.singleShot(_SETTLED_MS, shell, lambda: take_tour(shell, settings))

    shell.painted.connect(begin, Qt.ConnectionType.SingleShotConnection)


def take_tour(shell: Shell, settings: QSettings) -> None:
    """Begin now; it is not offered again."""
    from learningstories.ui.guided_tour import GuidedTour  # noqa: PLC0415 - not for the first paint

    settings.setValue(TOUR, SEEN)
    GuidedTour(shell).begin()
