"""Shows a folder in the program that the person uses for folders."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_folder(folder: Path) -> bool:
    """Show it; whether there was a program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
