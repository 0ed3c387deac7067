"""The first window, joined to what its buttons do."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from learningstories.ui.accessibility import tell_roles
from learningstories.ui.fonts import register_main_fonts
from learningstories.ui.help_desk import HelpDesk
from learningstories.ui.start_page import StartPage
from learningstories.ui.tour_offer import offer_tour

if TYPE_CHECKING:
    from learningstories.services.server_address import ServerAddress
    from learningstories.ui.app import Windows

LOAD_AHEAD_MS = 500  # by then it is on the screen


def first_window(windows: "Windows") -> StartPage:
    """Make the first window; what reading a pack takes is loaded while a person looks at it."""
    register_main_fonts()
    tell_roles()
    start = StartPage()
    start.new_wanted.connect(windows.make)
    start.open_wanted.connect(windows.choose)
    start.shared_wanted.connect(windows.choose_shared)
    start.pack_wanted.connect(windows.choose_pack)
    start.sample_wanted.connect(windows.open_sample)
    start.recent_wanted.connect(windows.open)
    start.files_dropped.connect(windows.open_all)
    start.preferences_wanted.connect(windows.preferring.show)

    help_desk = HelpDesk(start, windows.preferring.settings)
    start.help_wanted.connect(help_desk.open_here)
    start.closed.connect(help_desk.leave)

    def drop(path: "Path | ServerAddress") -> None:
        windows.recent.drop(path)
        start.show_recent(windows.recent.files())

    def forget(path: Path) -> None:
        windows.packs.open(path, forget=True)

    def load() -> None:
        windows.packs.load_ahead()
        windows.safe_keeping.keep_first_words(start)

    start.drop_wanted.connect(drop)
    start.forget_wanted.connect(forget)

    start.show_recent(windows.recent.files())
    offer_tour(start, windows.preferring.settings, windows.open_sample)
    QTimer.singleShot(LOAD_AHEAD_MS, start, load)
    return start
