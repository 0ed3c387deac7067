"""How what was made leaves the window: saved, printed, or opened in another program."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.domain.errors import CannotWrite
from learningstories.domain.showcase import Paper
from learningstories.i18n import _, plural
from learningstories.services.cover import choose_cover, draw_cover
from learningstories.services.everything import Everything, save_everything, save_output
from learningstories.services.output import MadeOutput, Order, Output
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.saving import fit_name
from learningstories.ui.book_maker import BOOK, BookMaker
from learningstories.ui.desk import Desk
from learningstories.ui.saved_book import note_saved
from learningstories.ui.showcase_state import ShowcaseState
from learningstories.ui.usual_folder import output_folder

_MOST_NAME = 80
_FOLDER = "showcase/folder"


class BookOut(QObject):
    """Saving makes it anew from what is stored; printing and opening use the copy on view."""

    def __init__(self, desk: Desk, maker: BookMaker, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._maker = maker
        self._page = page
        self.state: ShowcaseState | None = None

    def file_name(self) -> str:
        """What the file is called unless the person says otherwise, without its ending."""
        title = "" if self.state is None else self.state.book.title or self.state.own_title
        words = " ".join(re.sub(r"[^\w\s.,'()-]", " ", title).split())
        output = self._maker.output
        if output.kind != BOOK:
            words = f"{words[: _MOST_NAME // 2].strip()} - {output.title}" if words else output.title
        return fit_name(words[:_MOST_NAME].strip(" .")) or _("Showcase")

    def save(self) -> None:
        """Ask where to, and save what is on view there."""
        output = self._maker.output
        wanted = self._folder() / (self.file_name() + (output.endings[0] if output.endings else ""))
        if output.is_folder:
            found = QFileDialog.getExistingDirectory(self._page, _("In which folder?"), str(wanted.parent))
            if found:
                self.save_to(Path(found) / wanted.name)
            return
        title = _("Save the book") if output.kind == BOOK else _("Save “{title}”").format(title=output.title)
        name, _kind = QFileDialog.getSaveFileName(self._page, title, str(wanted), _kinds(output))
        if name:
            path = Path(name)
            self.save_to(path if path.suffix else path.with_suffix(output.endings[0]))

    def save_to(self, target: Path) -> None:
        """Make it from what is stored now, and put it in place of whatever `target` was."""
        desk, output = self._desk, self._maker.output
        lock = self.state.lock if self.state is not None else ""

        def done(_made: MadeOutput) -> None:
            desk.settings.setValue(_FOLDER, str(target.parent))
            if lock and output.kind == BOOK:
                note_saved(desk.settings, lock)
            desk.said.emit(_("Saved as {name}").format(name=target.name), False)

        # In the writers' queue, so that what was typed last is stored first.
        desk.write(
            _("Making “{title}”").format(title=output.title),
            lambda control: save_output(output, self._order(target, control)),
            done,
        )

    def save_everything(self) -> None:
        """Ask in which folder, and make all kinds there."""
        title = _("In which folder should everything be?")
        found = QFileDialog.getExistingDirectory(self._page, title, str(self._folder()))
        if found:
            self.save_everything_to(Path(found) / self._name_of_all())

    def save_everything_to(self, folder: Path) -> None:
        """Make all kinds in `folder`; what cannot be made is told."""
        desk = self._desk

        def done(everything: Everything) -> None:
            desk.settings.setValue(_FOLDER, str(folder.parent))
            count = len(everything.made)
            made = plural("{n} output is in {name}.", "{n} outputs are in {name}.", count)
            told = made.format(n=count, name=folder.name)
            missing = [f"{each.title}: {each.why}" for each in everything.not_made]
            desk.said.emit(" ".join([told, *missing]), False)

        desk.write(
            _("Making everything for the evening"),
            lambda control: save_everything(self._order(folder, control)),
            done,
        )

    def choose_cover(self) -> None:
        """Ask for a picture, and put it on the cover."""
        kinds = _("Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp *.gif)")
        name, _kind = QFileDialog.getOpenFileName(self._page, _("The picture on the cover"), "", kinds)
        workspace = self._desk.workspace
        if name:
            self._desk.write(
                "", lambda _c: choose_cover(workspace, Path(name)), tell=_("The cover was changed")
            )

    def draw_cover(self) -> None:
        """Have the drawing on the cover again."""
        workspace = self._desk.workspace
        self._desk.write("", lambda _c: draw_cover(workspace), tell=_("The cover was changed"))

    def _order(self, target: Path, control: Control) -> Order:
        return Order(
            workspace=self._desk.workspace,
            toolbox=self._desk.toolbox,
            target=target,
            control=control,
            lists=self._desk.lists,
        )

    def _folder(self) -> Path:
        return output_folder(self._desk.settings, _FOLDER, self._desk.challenge.path.parent)

    def _name_of_all(self) -> str:
        title = "" if self.state is None else self.state.challenge.title
        return fit_name(_("{title} - everything").format(title=title[:_MOST_NAME])) or _("Everything")

    def open_book(self) -> None:
        """Show a copy in the system's own viewer, or the web pages in the browser."""
        if self._maker.output.start:
            self._open_site()
        else:
            self._with_copy("open", self._open)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.failed.emit(
                _("No program for PDF files was found. Save the book and open it from there.")
            )

    def _open_site(self) -> None:
        """Made in a folder that goes with the window, so that nothing has to be saved to look at it."""
        output, folder = self._maker.output, self._maker.folder / "site"

        def work(control: Control) -> Path:
            return make_output(output.kind, self._order(folder, control)).path / output.start

        def show(page: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(page))):
                self._desk.failed.emit(_("No browser was found. Save the pages and open them from there."))

        self._desk.tasks.read(_("Making “{title}”").format(title=output.title), work, show, self._desk.tell)

    def print_book(self) -> None:
        """Ask which printer and pages, and print them."""
        from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415 - not for the first paint

        from learningstories.ui.book_printing import book_printer, pages_to_print, print_pages  # noqa: PLC0415

        copy = self._maker.copy
        if copy is None:
            return
        toolbox, count = self._desk.toolbox, copy.pages
        printer = book_printer(copy.paper or Paper.A4, self.file_name())
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


def _kinds(output: Output) -> str:
    """What a file dialog offers."""
    return ";;".join(f"{ending.removeprefix('.').upper()} (*{ending})" for ending in output.endings)
