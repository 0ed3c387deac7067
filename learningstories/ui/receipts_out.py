"""Asks for a folder and writes the receipts of stories there."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.i18n import _, listed, numeral, plural
from learningstories.services.receipts import Receipts, write_receipts
from learningstories.ui.desk import Desk
from learningstories.ui.usual_folder import output_folder, usual_folder

_MOST_NAMED = 20


def save_receipts(desk: Desk, over: QWidget, numbers: Sequence[int] = ()) -> None:
    """Write the receipts of these stories, or of all, where the person wants them."""
    chosen = QFileDialog.getExistingDirectory(
        over,
        _("A folder for the receipts"),
        str(output_folder(desk.settings, "receipts/folder", usual_folder(desk.settings))),
    )
    if not chosen:
        return
    folder, workspace = Path(chosen), desk.workspace
    desk.read(
        lambda control: write_receipts(workspace, folder, numbers, control),
        lambda made: desk.said.emit(receipts_words(made, folder), False),
        label=_("Writing receipts"),
    )


def receipts_words(made: Receipts, folder: Path) -> str:
    """What came of it; whoever could not be written to is named."""
    told = plural(
        "{n} receipt is in {folder}, to be looked at and sent with your mail program.",
        "{n} receipts are in {folder}, to be looked at and sent with your mail program.",
        len(made.files),
    )
    words = [told.format(n=numeral(len(made.files)), folder=folder.name or folder)] if made.files else []
    if made.without_address:
        named = listed(f"#{number}" for number in made.without_address[:_MOST_NAMED])
        more = len(made.without_address) - _MOST_NAMED
        named += _(" and {n} more").format(n=more) if more > 0 else ""
        words.append(_("Without an address to write to: {numbers}.").format(numbers=named))
    return " ".join(words) or _("There is no story to write a receipt for.")
