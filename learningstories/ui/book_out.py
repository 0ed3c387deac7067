"""How the book leaves the window: saved, printed, or opened in another program."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.domain.errors import CannotWrite
from learningstories.i18n import _
from learningstories.services.output import MadeOutput, Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.ui.book_maker import BookMaker
from learningstories.ui.desk import Desk
from learningstories.ui.saved_book import note_saved
from learningstories.ui.showcase_state import ShowcaseState

_MOST_NAME = 80
_FOLDER = "showcase/folder"


class BookOut(QObject):
    """Saving makes the book anew from what is stored; printing and opening use the copy on view."""

    def __init__(self, desk: Desk, maker: BookMaker, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._maker = maker
        self._page = page
        self.state: ShowcaseState | None = None

    def file_name(self) -> str:
        """What the book's file is called unless the person says otherwise."""
        title = "" if self.state is None else self.state.book.title or self.state.own_title
        words = re.sub(r"[^\w\s.,'()-]", " ", title)
        return " ".join(words.split())[:_MOST_NAME].strip(" .") or _("Showcase")

    def save(self) -> None:
        """Ask where to, and save the book there."""
        folder = Path(str(self._desk.settings.value(_FOLDER) or self._desk.challenge.path.parent))
        wanted = str(folder / f"{self.file_name()}.pdf")
        name, _kind = QFileDialog.getSaveFileName(self._page, _("Save the book"), wanted, _("PDF (*.pdf)"))
        if name:
            path = Path(name)
            self.save_to(path if path.suffix else path.with_suffix(".pdf"))

    def save_to(self, target: Path) -> None:
        """Make the book from what is stored now, and put it in place of whatever `target` was."""
        workspace, toolbox, settings = self._desk.workspace, self._desk.toolbox, self._desk.settings
        lock = self.state.lock if self.state is not None else ""

        def done(_made: MadeOutput) -> None:
            settings.setValue(_FOLDER, str(target.parent))
            if lock:
                note_saved(settings, lock)
            self._desk.said.emit(_("Saved as {name}").format(name=target.name), False)

        # In the writers' queue, so that what was typed last is stored first.
        self._desk.write(
            _("Making the showcase book"),
            lambda control: make_output(
                "book", Order(workspace=workspace, toolbox=toolbox, target=target, control=control)
            ),
            done,
        )

    def open_book(self) -> None:
        """Show a copy in the system's own viewer."""
        self._with_copy("open", self._open)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.failed.emit(
                _("No program for PDF files was found. Save the book and open it from there.")
            )

    def print_book(self) -> None:
        """Ask which printer and pages, and print them."""
        from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415 - not for the first paint

        from learningstories.ui.book_printing import book_printer, pages_to_print, print_pages  # noqa: PLC0415

        copy = self._maker.copy
        if copy is None:
            return
        toolbox, count = self._desk.toolbox, copy.pages
        printer = book_printer(copy.paper, self.file_name())
        dialog = QPrintDialog(printer, self._page)
        dialog.setWindowTitle(_("Print the book"))
        dialog.setMinMax(1, count)
        dialog.setFromTo(1, count)

        def begin(path: Path) -> None:
            # Beside the writers: a printer may take minutes, and nothing that is stored waits for it.
            self._desk.tasks.read(
                _("Printing"),
                lambda control: print_pages(printer, path, pages_to_print(printer, count), toolbox, control),
                lambda _none: self._desk.said.emit(_("Sent to the printer"), False),
                self._desk.tell,
            )

        if dialog.exec():
            self._with_copy("print", begin)
        dialog.deleteLater()

    def _with_copy(self, purpose: str, use: Callable[[Path], None]) -> None:
        """Hand over a copy of the previewed file that later previews leave alone."""
        copy = self._maker.copy
        if copy is None:
            return
        target = self._maker.folder / purpose / f"{self.file_name()}.pdf"
        source = copy.path

        def work(_control: Control) -> Path:
            try:
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(source, target)
            except OSError as error:
                raise CannotWrite(target.name, error.strerror or "os") from error
            return target

        self._desk.read(work, use)
