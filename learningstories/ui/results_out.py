"""How the results leave the window: as a spreadsheet, for scripts, or as pages to print."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from learningstories.i18n import _
from learningstories.services.saving import fit_name
from learningstories.ui.desk import Desk
from learningstories.ui.results_feed import ResultsFeed
from learningstories.ui.usual_folder import output_folder

_FOLDER = "results/folder"
_TABLE, _FIGURES, _PAGES = ".csv", ".json", ".pdf"


class ResultsOut(QObject):
    """Saves the ranking that is shown."""

    def __init__(self, desk: Desk, feed: ResultsFeed, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._feed = feed
        self._page = page

    def menu(self, parent: QWidget) -> QMenu:
        """The forms to choose from; each has how the results were worked out with it."""
        menu = QMenu(_("Export"), parent)
        for ending, words in _choices():
            menu.addAction(words, partial(self.save, ending))
        return menu

    def save(self, ending: str) -> None:
        """Ask where to, and save the results there."""
        folder = output_folder(self._desk.settings, _FOLDER, self._desk.challenge.path.parent)
        wanted = folder / (fit_name(_("Results")) + ending)
        name, _kind = QFileDialog.getSaveFileName(
            self._page, _("Save the results"), str(wanted), _kinds()[ending]
        )
        if name:
            self.save_to(Path(name) if Path(name).suffix.lower() == ending else Path(name + ending))

    def save_to(self, target: Path) -> None:
        """Put what is shown at `target`, in the form that its ending names."""
        results, toolbox = self._feed.results, self._desk.toolbox
        if results is None:
            return

        def done(notes: tuple[str, ...]) -> None:
            self._desk.settings.setValue(_FOLDER, str(target.parent))
            told = _("Saved as {name}").format(name=target.name)
            self._desk.said.emit(" ".join([told + ".", *notes]) if notes else told, False)

        from learningstories.services.results_export import save_results  # noqa: PLC0415 - brings NumPy along

        self._desk.tasks.read(
            _("Saving the results"),
            lambda control: save_results(results, toolbox, target, control),
            done,
            self._desk.tell,
        )


def _choices() -> list[tuple[str, str]]:
    return [
        (_TABLE, _("Spreadsheet (CSV)…")),
        (_PAGES, _("Pages to print (PDF)…")),
        (_FIGURES, _("Figures for scripts (JSON)…")),
    ]


def _kinds() -> dict[str, str]:
    return {
        _TABLE: _("Spreadsheet (*.csv)"),
        _PAGES: _("PDF (*.pdf)"),
        _FIGURES: _("Figures (*.json)"),
    }
