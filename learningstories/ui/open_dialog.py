"""Asks for a file to open."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.ui.usual_folder import usual_folder


def ask_for(over: QWidget, title: str, kinds: str) -> list[Path]:
    """The file that is chosen, or none."""
    name, _kind = QFileDialog.getOpenFileName(over, title, str(usual_folder()), kinds)
    return [Path(name)] if name else []
