"""What is asked before a pack's window closes, and before its answers are removed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _, plural
from learningstories.services.offline_reading import Unsent
from learningstories.ui.pack_page import unsent_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import NARROW, Sheet


class UnsentSheet(Sheet):
    """Tells whoever closes the window what is not sent yet: `send_wanted` or `close_wanted` comes of it."""

    send_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, over: QWidget, unsent: Unsent, *, all_read: bool) -> None:
        super().__init__(over, unsent_words(unsent), size=NARROW)
        kept = _(
            "They are kept on this computer, and you can go on at any time. The organiser has them "
            "only when you send the return file."
        )
        self.body.addWidget(Label(kept, wrap=True))
        self.send = Button(_("Save the return file"), Kind.MAIN if all_read else Kind.PLAIN, "send")
        self.leave = Button(_("Close"), Kind.PLAIN if all_read else Kind.MAIN)
        self.add_button(self.send, main=all_read)
        self.add_button(self.leave, main=not all_read)
        self.send.clicked.connect(self._send)
        self.leave.clicked.connect(self._leave)

    def _send(self) -> None:
        self.accept()
        self.send_wanted.emit()

    def _leave(self) -> None:
        self.accept()
        self.close_wanted.emit()


class ForgetSheet(Sheet):
    """Says what would be lost; `confirmed` comes when it is to be."""

    confirmed = Signal()

    def __init__(self, over: QWidget, unsent: Unsent) -> None:
        super().__init__(over, _("Remove your answers from this computer?"), size=NARROW)
        lost = plural(
            "Your answers to {n} story would be gone from here, and cannot be brought back.",
            "Your answers to {n} stories would be gone from here, and cannot be brought back.",
            unsent.answered,
        ).format(n=unsent.answered)
        self.lost = Label(lost, wrap=True)
        self.body.addWidget(self.lost)
        self.unsent = Label(f"{unsent_words(unsent)}.", Text.STRONG, Role.BAD, wrap=True)
        self.unsent.setVisible(unsent.is_there)
        self.body.addWidget(self.unsent)
        stays = _("The pack itself and return files that you have saved stay where they are.")
        self.body.addWidget(Label(stays, Text.BODY, Role.MUTED, wrap=True))
        self.cancel = self.add_button(Button(_("Keep them"), Kind.MAIN), main=True)
        self.remove = self.add_button(Button(_("Remove"), Kind.DANGER))
        self.cancel.clicked.connect(self.reject)
        self.remove.clicked.connect(self._remove)

    def _remove(self) -> None:
        self.accept()
        self.confirmed.emit()
