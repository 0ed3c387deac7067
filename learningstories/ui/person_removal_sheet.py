"""Asks before everything about a person is removed, for nothing takes that back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _, plural
from learningstories.services.backups import Backup
from learningstories.services.one_person import Held
from learningstories.services.person_backups import (
    Cleared,
    InBackups,
    clear_backups,
    cleared_lines,
    word_for,
)
from learningstories.services.person_removal import Removed, remove_person
from learningstories.services.person_words import outside_lines, removed_lines
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.telling import advice_on
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, choice_field, text_field
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (560, 0)
_KEEP, _REMOVE = "keep", "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    removed: Removed
    cleared: Cleared


class PersonRemovalSheet(Sheet):
    """What becomes of readings and backups, and the name typed once more."""

    def __init__(self, desk: Desk, over: QWidget, held: Held, backups: Sequence[Backup]) -> None:
        self._name = held.person.name
        told = _(
            "It is removed from the challenge, its history and the file itself. Nothing takes that back."
        )
        super().__init__(over, _("Remove all about {name}").format(name=self._name), told, _SIZE)
        self._desk, self._held, self._backups = desk, held, backups
        self._busy = False
        self.readings = choice_field(_reading_options(), _KEEP)
        self.in_backups = choice_field(_backup_options(), InBackups.REWRITE)
        self.typed = text_field(most=400)
        if held.readings:
            asked = plural("Their {n} reading", "Their {n} readings", len(held.readings))
            self.body.addWidget(Field(asked.format(n=len(held.readings)), self.readings))
        if backups:
            asked = plural("{n} backup that holds them", "{n} backups that hold them", len(backups))
            self.body.addWidget(Field(asked.format(n=len(backups)), self.in_backups))
        hint = _("To be sure: {name}").format(name=self._name)
        self.body.addWidget(Field(_("The name once more"), self.typed, hint))
        self.cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Remove for good"), Kind.DANGER, "user-x"))
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._remove)
        self.typed.textChanged.connect(lambda _text: self._follow())
        self._follow()

    def may_leave(self) -> bool:
        """Not while it is at work."""
        return not self._busy

    def _follow(self) -> None:
        typed = " ".join(self.typed.text().split()).casefold()
        self.confirm.setEnabled(not self._busy and typed == " ".join(self._name.split()).casefold())

    def _remove(self) -> None:
        self._busy = True
        self._follow()
        self.cancel.setEnabled(False)
        challenge, shelf = self._desk.challenge, self._desk.toolbox.backups
        word, backups = word_for(self._held), self._backups
        keep, how = self.readings.currentData() == _KEEP, InBackups(self.in_backups.currentData())

        def work(control: Control) -> _Done:
            removed = remove_person(challenge, word, keep_readings=keep)
            return _Done(removed=removed, cleared=clear_backups(shelf(), backups, word, how, control))

        self._desk.tasks.write(_("Removing"), work, self._removed, self._failed)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.cancel.setEnabled(True)
        self._follow()
        if not isinstance(error, ExpectedError):
            raise error
        self.foot_note.setText(advice_on(error))

    def _removed(self, done: _Done) -> None:
        """Say what came of it, and what is to be done elsewhere."""
        self._busy = False
        self.set_subtitle("")
        clear_layout(self.body)
        for line in (*removed_lines(done.removed), *cleared_lines(done.cleared)):
            self.body.addWidget(Label(line, wrap=True))
        for line in outside_lines(self._held):
            self.body.addWidget(Label(line, wrap=True))
        self.confirm.hide()
        self.cancel.setEnabled(True)
        self.cancel.set_text(_("Close"))
        self.cancel.setFocus()

    def words(self) -> list[str]:
        """What is said came of it."""
        items = (self.body.itemAt(place) for place in range(self.body.count()))
        shown = (item.widget() for item in items if item is not None)
        return [label.text() for label in shown if isinstance(label, Label)]


def _reading_options() -> list[tuple[str, object]]:
    return [
        (_("Keep the ratings, without a name"), _KEEP),
        (_("Remove them, and let the results change"), _REMOVE),
    ]


def _backup_options() -> list[tuple[str, object]]:
    return [
        (_("Take them out of the backups"), InBackups.REWRITE),
        (_("Remove those backups"), InBackups.REMOVE),
        (_("Leave the backups as they are"), InBackups.KEEP),
    ]
