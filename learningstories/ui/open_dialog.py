"""Asks for a file to open."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for(over: QWidget, title: str, kinds: str, begin: Path) -> list[Path]:
    """The file that is chosen, looked for from `begin` on; or none."""
    name, _kind = QFileDialog.getOpenFileName(over, title, str(begin), kinds)
    return [Path(name)] if name else []
