"""All that the app is made of, under which licences, with their words."""

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from learningstories.i18n import _
from learningstories.resources import resource_root
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.sheet import WIDE, Sheet


class PartsSheet(Sheet):
    """The list as it was made when the app was put together."""

    def __init__(self, over: QWidget, listed: Path) -> None:
        super().__init__(over, _("What is in it"), "", WIDE)
        self.text = QPlainTextEdit(listed.read_text(encoding="utf-8", errors="replace"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("role", "field")
        self.text.setAccessibleName(_("What is in it"))
        self.body.addWidget(self.text, 1)
        close = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        close.clicked.connect(self.accept)


def list_of_parts() -> Path:
    """Where the list lies."""
    return resource_root() / "licences" / "THIRD-PARTY.md"
