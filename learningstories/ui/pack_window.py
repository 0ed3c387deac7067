"""One window on one pack: its page, its menus, and what keeps its answers."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog

from learningstories.i18n import _
from learningstories.services.offline_reading import OfflineReading, Unsent
from learningstories.services.opened_kind import RETURN_ENDING, OpenedKind, kind_of
from learningstories.services.reading_session import ReadingSession
from learningstories.services.toolbox import Toolbox
from learningstories.ui.actions import Menu, tell_shortcut
from learningstories.ui.command_menu import Commands
from learningstories.ui.fonts import register_fallback_fonts
from learningstories.ui.pack_desk import PackDesk
from learningstories.ui.pack_leaving import PackLeaving
from learningstories.ui.pack_page import PackPage
from learningstories.ui.return_out import ReturnOut
from learningstories.ui.shell import Shell
from learningstories.ui.tasks import Tasks
from learningstories.ui.theme import Theme
from learningstories.ui.theme_menu import add_theme_menu
from learningstories.ui.tokens import Role
from learningstories.ui.usual_folder import usual_folder

LOOK_ROUND_MS = 1500  # how soon another window's answers are seen
WARM_UP_MS = 500
READING = "reading"


class PackWindow(QObject):
    """Puts a desk, a shell and the page together. `new_wanted` and the like go to the application."""

    new_wanted = Signal()
    open_wanted = Signal()
    pack_wanted = Signal()
    file_wanted = Signal(object)
    progressed = Signal(object)  # the session, when another story is done
    closed = Signal(object)

    def __init__(
        self, reading: OfflineReading, toolbox: Toolbox, theme: Theme, settings: QSettings, shell: Shell
    ) -> None:
        super().__init__()
        self.path = reading.path
        self.tasks = Tasks(self)
        self.desk = PackDesk(reading, toolbox, tasks=self.tasks, theme=theme, settings=settings, parent=self)
        self.page = PackPage(self.desk)
        self.shell = shell
        shell.pages.offer({READING: lambda: self.page})
        shell.show_sidebar(visible=False)
        shell.progress.follow(self.tasks)
        self.leaving = PackLeaving(shell, self.desk, self.page)
        self.out = ReturnOut(self.desk, shell)
        title, name = reading.contents.challenge.title, reading.contents.reviewer.name
        shell.setWindowTitle(_("{title} · {name} · Learning Stories").format(title=title, name=name))
        self._done = -1
        self._timer = QTimer(self)
        self._menus()
        self._listen()

    def show(self) -> None:
        """Show the window with the story that was open last."""
        self.shell.go(READING)
        self.page.begin()
        for damaged in self.desk.reading.damaged:
            sentence = _(
                "The answers that were kept for this pack cannot be read, so it begins anew. "
                "They were not thrown away: the file is {file}."
            )
            self.shell.tell_above(sentence.format(file=damaged), Role.BAD)
        self.shell.show()
        self._timer.timeout.connect(self._look_round)
        self._timer.start(LOOK_ROUND_MS)
        QTimer.singleShot(WARM_UP_MS, self, self._warm_up)

    def close(self) -> None:
        """Store what was typed last, and let go of everything."""
        self._timer.stop()
        self.page.leave()
        self.tasks.close()
        self.closed.emit(self)

    def save_return(self) -> None:
        """Ask where the return is to be, and save it."""
        self.out.save(self.page.saver.save)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Open what can be opened, and go on from a return."""
        is_pack = self.desk.toolbox.packs().is_pack
        for path in paths:
            if kind_of(path, is_pack) is OpenedKind.RETURN:
                self.go_on_from(path)
            else:
                self.file_wanted.emit(path)

    def go_on_from(self, path: Path) -> None:
        """Take in the answers that a return of another device holds."""
        reading = self.desk.reading
        self.page.saver.save()
        told = _("The answers in “{name}” are here, too").format(name=path.name)
        self.desk.write(_("Taking in your answers"), lambda _c: reading.continue_from(path), tell=told)

    # --- putting it together -------------------------------------------------------------------------

    def _menus(self) -> None:
        registry, keys = self.shell.registry, QKeySequence.StandardKey
        add = registry.add
        add("new", _("&New challenge…"), Menu.FILE, self.new_wanted.emit, shortcut=keys.New)
        add("open", _("&Open a challenge…"), Menu.FILE, self.open_wanted.emit, shortcut=keys.Open)
        add("open-pack", _("Open a &review pack…"), Menu.FILE, self.pack_wanted.emit, shortcut="Ctrl+Shift+O")
        registry.separate(Menu.FILE)
        add("return", _("&Save the return file…"), Menu.FILE, self.save_return, shortcut=keys.Save)
        add("go-on", _("&Go on from another device's return…"), Menu.FILE, self._ask_return)
        self.page.sidebar.button.setToolTip(tell_shortcut(registry["return"]))
        registry.separate(Menu.FILE)
        add("forget", _("&Remove my answers from this computer…"), Menu.FILE, self.ask_forget)
        registry.separate(Menu.FILE)
        add("close", _("C&lose"), Menu.FILE, self.shell.close, shortcut=keys.Close)
        add("quit", _("&Quit"), Menu.FILE, QApplication.closeAllWindows, shortcut=keys.Quit)
        registry.menu(Menu.EDIT).menuAction().setVisible(False)  # texts have their own undo
        Commands(self.desk, self.shell).offer()
        add_theme_menu(self.desk, self.shell)
        add("about", _("&About Learning Stories"), Menu.HELP, self._show_about)

    def _listen(self) -> None:
        self.desk.said.connect(lambda sentence, _undoable: self.shell.tell(sentence))
        self.desk.failed.connect(lambda sentence: self.shell.tell_above(sentence, Role.BAD))
        self.tasks.failed.connect(self.desk.tell)
        self.page.follower.found.connect(self._tell_progress)
        self.page.return_wanted.connect(self.save_return)
        self.leaving.send_wanted.connect(self.save_return)
        self.shell.files_dropped.connect(self.add_files)
        self.shell.closed.connect(self.close)

    # --- what happens ------------------------------------------------------------------------------------

    def _warm_up(self) -> None:
        register_fallback_fonts()
        self.shell.draw_again()

    def _tell_progress(self, session: ReadingSession) -> None:
        if session.done != self._done:
            self._done = session.done
            self.progressed.emit(session)

    def _look_round(self) -> None:
        reading = self.desk.reading
        self.desk.read(lambda _c: reading.look_round(), lambda _none: None)

    def _ask_return(self) -> None:
        kinds = ";;".join((_("Return files (*{ending})").format(ending=RETURN_ENDING), _("All files (*)")))
        name, _kind = QFileDialog.getOpenFileName(
            self.shell, _("Go on from a return"), str(usual_folder()), kinds
        )
        if name:
            self.go_on_from(Path(name))

    def ask_forget(self) -> None:
        """Say what would be lost if the answers were removed from here, and remove them if that is wanted."""
        from learningstories.ui.unsent_sheets import ForgetSheet  # noqa: PLC0415 - not for the first paint

        self.page.saver.save()
        reading = self.desk.reading

        def ask(unsent: Unsent) -> None:
            sheet = ForgetSheet(self.shell, unsent)
            sheet.confirmed.connect(self._forget)
            sheet.open()

        # Behind what is being stored.
        self.desk.write("", lambda _control: reading.unsent(), ask)

    def _forget(self) -> None:
        reading = self.desk.reading
        told = _("Your answers are removed from this computer")
        self.desk.write(_("Removing your answers"), lambda _control: reading.forget(), tell=told)

    def _show_about(self) -> None:
        from learningstories.ui.about_sheet import AboutSheet  # noqa: PLC0415

        AboutSheet(self.shell).open()
