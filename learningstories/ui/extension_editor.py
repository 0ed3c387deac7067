"""More time for single authors, as rows that can be added and taken out."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.challenge import Extension
from learningstories.i18n import _
from learningstories.services.reasons import reason_in
from learningstories.services.reviewing import is_address
from learningstories.ui.moment_field import MomentField
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.labels import Label


class ExtensionRow(Card):
    """One author: the address, until when, and why."""

    changed = Signal()
    removed = Signal()

    def __init__(self, given: Extension | None, zone: str) -> None:
        super().__init__(padding=12, spacing=8)
        self._given = given
        self.email = text_field(_("such as amina@example.org"), given.email if given else "", 250)
        self.until = MomentField(_("Until"), given.until if given else None, zone)
        self.reason = text_field(_("In a sentence"), given.reason if given else "")
        self.remove = Button(_("Take it back"), Kind.DANGER, "trash-2", small=True)
        self._arrange()
        self.email.textChanged.connect(self.changed)
        self.until.changed.connect(self.changed)
        self.reason.textChanged.connect(self.changed)
        self.remove.clicked.connect(self.removed)

    def _arrange(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        for row in (first, second):
            row.setSpacing(12)
            self.body.addLayout(row)
        first.addWidget(Field(_("E-mail of the author"), self.email), 1, top)
        first.addWidget(self.until, 1, top)
        second.addWidget(Field(_("The reason"), self.reason), 1)
        second.addWidget(self.remove, 0, bottom)

    def extension(self, now: datetime) -> Extension | None:
        """What the row says, given `now` if it says something new; None while it says nothing sensible."""
        email, until, reason = self.email.text().strip(), self.until.moment, self.reason.text().strip()
        if until is None or not reason or not is_address(email):
            return None
        given = self._given
        if given and (given.email, given.until, given.reason) == (email, until, reason):
            return given
        return Extension(email=email, until=until, reason=reason_in(reason), granted_at=now)

    def fault(self, closes: datetime | None) -> str:
        """What is wrong with it, in a sentence; "" for nothing."""
        if not is_address(self.email.text().strip()):
            return _("More time for an author needs the author's e-mail address.")
        if not self.until.is_right() or self.until.moment is None:
            return self.until.problem()
        if closes is not None and self.until.moment <= closes and self._given is None:
            return _("More time for {email} ends no later than the deadline.").format(email=self.email.text())
        return "" if self.reason.text().strip() else _("More time for an author needs a reason.")


class ExtensionEditor(QWidget):
    """The rows, and a way to add one; `now` is when a new one counts as given."""

    changed = Signal()

    def __init__(self, extensions: Sequence[Extension], zone: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._zone = zone
        self._now = now
        self.rows: list[ExtensionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        told = _(
            "An author who asked in time can have longer than others; it is known by the e-mail address."
        )
        self._column.addWidget(Label(told, wrap=True))
        self.add = Button(_("Give an author more time"), Kind.PLAIN, "plus", small=True)
        self.add.clicked.connect(lambda: self._insert(None))
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        for given in extensions:
            self._insert(given)

    def set_zone(self, zone: str) -> None:
        """Read the times on the clocks of another zone."""
        self._zone = zone
        for row in self.rows:
            row.until.set_zone(zone)

    def extensions(self) -> tuple[Extension, ...]:
        """What the rows say, as far as it makes sense."""
        found = (row.extension(self._now()) for row in self.rows)
        return tuple(each for each in found if each is not None)

    def typed(self) -> tuple[tuple[str, ...], ...]:
        """What stands in the rows, whether it makes sense or not."""
        return tuple((row.email.text(), row.until.line.text(), row.reason.text()) for row in self.rows)

    def fault(self, closes: datetime | None) -> str:
        """What keeps them from being stored, in a sentence; "" for nothing."""
        return next((fault for row in self.rows if (fault := row.fault(closes))), "")

    def _insert(self, given: Extension | None) -> None:
        row = ExtensionRow(given, self._zone)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        if given is None:
            row.email.setFocus()
        self.changed.emit()

    def _remove(self, row: ExtensionRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()
