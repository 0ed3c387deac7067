"""A card with a picture: copied, saved, or read as a table."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from learningstories.i18n import _
from learningstories.services.csv_file import csv_bytes, harmless
from learningstories.services.progress import Control
from learningstories.services.saving import fit_name, save_whole
from learningstories.ui.bench import Bench
from learningstories.ui.widgets import paper
from learningstories.ui.widgets.buttons import icon_button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.picture import Picture
from learningstories.ui.widgets.picture_view import PictureArea, PictureView

if TYPE_CHECKING:
    from learningstories.ui.widgets.numbers_table import NumbersTable

_NARROWEST = 640.0  # of a picture on paper
_TABLE = 260
_YES = "yes"


class PictureCard(Card):
    """Title, what can be done, and the picture or its numbers.

    `key` is what the choice between the two is remembered by. `folder` is where files are saved first.
    `most` is how high it may become, 0 for as high as there is room.
    """

    story_wanted = Signal(int)

    def __init__(self, bench: Bench, picture: Picture, key: str, *, folder: Path, most: int = 0) -> None:
        super().__init__(picture.title, padding=16, spacing=8)
        self._bench, self._folder, self._setting = bench, folder, f"pictures/{key}/as_table"
        self.view = PictureView()
        self.area = PictureArea(self.view, most)
        self.table: NumbersTable | None = None  # made when it is asked for
        self.more = icon_button("ellipsis", "", small=True)
        self.heading_row.addWidget(self.more)
        self.body.addWidget(self.area, 1)
        self.more.clicked.connect(lambda: self._pop(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.view.menu_wanted.connect(self._pop)
        self.view.copy_wanted.connect(self.copy)
        self.view.story_wanted.connect(self.story_wanted)
        self.setFocusProxy(self.view)
        self._as_table = str(bench.settings.value(self._setting) or "") == _YES
        self.show_picture(picture)

    @property
    def picture(self) -> Picture:
        """What is shown."""
        if self.view.picture is None:
            raise LookupError("no picture")
        return self.view.picture

    def show_picture(self, picture: Picture) -> None:
        """Show this one from now on."""
        self.heading.setText(picture.title)
        self.setAccessibleName(picture.title)
        self.more.set_name(_("What to do with: {title}").format(title=picture.title))
        self.more.setVisible(not picture.empty)
        self.view.show_picture(picture)
        self.area.fit()
        self._show_chosen()

    # --- what can be done --------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(_("Copy picture"), self.copy)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the picture listens to it itself
        menu.addAction(_("Copy the numbers"), self.copy_numbers)
        menu.addSeparator()
        menu.addAction(_("Save as SVG…"), partial(self.save, ".svg"))
        menu.addAction(_("Save as PNG…"), partial(self.save, ".png"))
        menu.addAction(_("Save the numbers…"), partial(self.save, ".csv"))
        menu.addSeparator()
        words = _("Show as a picture") if self._as_table else _("Show as a table")
        menu.addAction(words, self.swap)
        return menu

    def _pop(self, place: QPoint) -> None:
        if not self.picture.empty:
            self.menu().popup(place)

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        picture, width, mirrored = self.picture, self._width(), self._is_mirrored()

        def work(_control: Control) -> tuple[QImage, bytes]:
            return (
                paper.image(picture, width, mirrored=mirrored),
                paper.svg(picture, width, mirrored=mirrored),
            )

        def done(made: tuple[QImage, bytes]) -> None:
            QGuiApplication.clipboard().setMimeData(paper.copied(*made))
            self._bench.said.emit(_("The picture is copied"), False)

        self._bench.read(work, done, label=_("Copying the picture"))

    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard, as a spreadsheet takes them."""
        numbers = self.picture.numbers()

        def work(control: Control) -> str:
            lines = []
            for place, row in enumerate(numbers.rows()):
                control.step(place, numbers.count)
                lines.append("\t".join(" ".join(str(harmless(cell)).split()) for cell in row))
            return "\n".join(lines)

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._bench.said.emit(_("The numbers are copied"), False)

        self._bench.read(work, done, label=_("Copying the numbers"))

    def save(self, ending: str) -> None:
        """Ask for a name and save it there, as what the ending says."""
        place = self._folder / (fit_name(self.picture.title) + ending)
        name, _kind = QFileDialog.getSaveFileName(self, self.picture.title, str(place), f"*{ending}")
        if not name:
            return
        target = Path(name) if Path(name).suffix else Path(name).with_suffix(ending)
        make = self._maker(ending)

        def done(_saved: None) -> None:
            self._bench.said.emit(_("Saved as {name}").format(name=target.name), False)

        self._bench.read(lambda _c: save_whole(target, make()), done, label=_("Saving the picture"))

    def _maker(self, ending: str) -> Callable[[], bytes]:
        picture, width, mirrored = self.picture, self._width(), self._is_mirrored()
        ways: dict[str, Callable[[], bytes]] = {
            ".svg": lambda: paper.svg(picture, width, mirrored=mirrored),
            ".png": lambda: paper.png(picture, width, mirrored=mirrored),
            ".csv": lambda: csv_bytes(picture.numbers().rows()),
        }
        return ways[ending]

    def _width(self) -> float:
        return max(_NARROWEST, float(self.area.viewport().width()))

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    # --- as a table --------------------------------------------------------------------------------------

    def swap(self) -> None:
        """Show the numbers instead of the picture, or the picture again; it is remembered."""
        self._as_table = not self._as_table
        self._bench.settings.setValue(self._setting, _YES if self._as_table else "")
        self._show_chosen()
        self._shown().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        as_table = self._as_table and not self.picture.empty
        if as_table and self.table is None:
            from learningstories.ui.widgets.numbers_table import NumbersTable  # noqa: PLC0415 - when wanted

            self.table = NumbersTable(self.picture.title, self.picture.numbers())
            self.table.setMinimumHeight(_TABLE)
            self.body.addWidget(self.table, 1)
        elif as_table and self.table is not None:
            self.table.show_numbers(self.picture.numbers())
        if self.table is not None:
            self.table.setVisible(as_table)
        self.area.setVisible(not as_table)
        self.setFocusProxy(self._shown())

    def _shown(self) -> QWidget:
        return self.table if self.table is not None and self.area.isHidden() else self.view
