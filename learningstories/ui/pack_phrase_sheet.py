"""The words that open a protected pack, to be told to its reviewer."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from learningstories.domain.pack import Pack
from learningstories.i18n import _
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import NARROW, Sheet


class PackPhraseSheet(Sheet):
    """Shows them with a button that copies them."""

    def __init__(self, over: QWidget, name: str, pack: Pack) -> None:
        title = _("The pack of {name} opens with").format(name=name)
        super().__init__(over, title, phrase_advice(), NARROW)
        self._phrase = pack.phrase
        self.words = Label(pack.phrase, Text.SUBTITLE, wrap=True)
        self.body.addWidget(self.words)
        self.copy = self.add_button(Button(_("Copy"), icon="copy"))
        close = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        self.copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._phrase)
        self.foot_note.setText(_("Copied."))


def phrase_advice() -> str:
    """How the words should reach the reviewer."""
    return _("Tell the words by another way than the pack, such as on the phone. No mail should have both.")
