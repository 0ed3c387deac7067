"""The packs that were made for a reviewer: when, of what, and whether what comes back of them counts."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.pack import Pack
from learningstories.i18n import _, plural
from learningstories.services.wording import short_moment
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout


class ReviewerPacks(QWidget):
    """A block a pack; the signals carry the pack."""

    phrase_wanted = Signal(object)
    revoke_wanted = Signal(object)
    reinstate_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Sequence[Pack], str] | None = None
        self.rows: list[PackRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(_("Packs"), Text.STRONG))
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        column.addLayout(self._column)

    def show_packs(self, packs: Sequence[Pack], zone: str) -> None:
        """Show these; those that are shown already are left alone."""
        if self._shown == (packs, zone):
            return
        self._shown = (packs, zone)
        clear_layout(self._column)
        self.rows = [PackRow(pack, zone) for pack in packs]
        for row in self.rows:
            row.phrase.clicked.connect(partial(self.phrase_wanted.emit, row.pack))
            row.revoke.clicked.connect(partial(self.revoke_wanted.emit, row.pack))
            row.reinstate.clicked.connect(partial(self.reinstate_wanted.emit, row.pack))
            self._column.addWidget(row)
        self.setVisible(bool(packs))


class PackRow(QWidget):
    """One pack with what can be done about it."""

    def __init__(self, pack: Pack, zone: str) -> None:
        super().__init__()
        self.pack = pack
        self._made = short_moment(pack.made_at, zone)
        count = plural("{n} story", "{n} stories", len(pack.stories)).format(n=len(pack.stories))
        self.told = Label(f"{self._made} · {count}", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.told)
        if pack.file:
            column.addWidget(Label(pack.file, Text.SMALL, Role.MUTED, wrap=True))
        if pack.revoked_at is not None:
            words = _("Withdrawn {moment}: {reason}").format(
                moment=short_moment(pack.revoked_at, zone), reason=pack.revoked_reason or "—"
            )
            column.addWidget(Label(words, Text.SMALL, Role.BAD, wrap=True))
        self.phrase = self._button(_("Five words…"), _("Five words of the pack of {made}…"), "lock")
        self.revoke = self._button(_("Withdraw…"), _("Withdraw the pack of {made}…"))
        self.reinstate = self._button(_("Restore"), _("Restore the pack of {made}"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.phrase, self.revoke, self.reinstate):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.phrase.setVisible(pack.protected)
        self.revoke.setVisible(not pack.revoked)
        self.reinstate.setVisible(pack.revoked)

    def _button(self, words: str, name: str, icon: str = "") -> Button:
        return Button(words, icon=icon, small=True, name=name.format(made=self._made))
