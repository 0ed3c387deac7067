"""Makes a new challenge, or changes the one that is open."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QTimeZone, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_name
from learningstories.domain.errors import ExpectedError, ZoneUnknown
from learningstories.i18n import _
from learningstories.services import challenges
from learningstories.services.meanwhile import who_changed
from learningstories.services.opened_kind import ENDING
from learningstories.services.progress import Control
from learningstories.services.saving import fit_name
from learningstories.services.sentences import advice
from learningstories.services.toolbox import Toolbox
from learningstories.services.wording import moment_words
from learningstories.ui.challenge_form import ChallengeForm
from learningstories.ui.clash_sheet import ClashRow, StoreSeen
from learningstories.ui.desk import Desk
from learningstories.ui.fresh_challenge import follow_language, fresh_challenge
from learningstories.ui.usual_folder import usual_folder
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (820, 760)


class ChallengeSheet(Sheet):
    """The form, and a foot that says what is still wrong; `made` carries a new, open challenge.

    `server_wanted` carries one that is to be made on a server.
    """

    made = Signal(object)
    server_wanted = Signal(object)

    def __init__(self, over: QWidget, title: str, subtitle: str, form: ChallengeForm, button: str) -> None:
        super().__init__(over, title, subtitle, _SIZE)
        self._leaving = False
        self.server: Button | None = None
        self.form = form
        self.form.setAccessibleName(title)
        self.begin()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.form)
        self.cancel = self.add_button(Button(_("Cancel")))
        self.store = self.add_button(Button(button, Kind.MAIN), main=True)
        self.cancel.clicked.connect(self.reject)
        self.form.changed.connect(self._follow)

    @classmethod
    def new(cls, toolbox: Toolbox, over: QWidget, settings: QSettings | None = None) -> "ChallengeSheet":
        """Ask for all that a new challenge needs, then for a place for its file."""
        blank = fresh_challenge(toolbox.clock(), _here(), challenges.new_id())
        form = ChallengeForm(blank, toolbox.clock)
        follow_language(form)
        told = _("Everything can be changed later, and nothing is lost by changing it.")
        sheet = cls(over, _("New challenge"), told, form, _("Choose a place and make it…"))
        sheet.form.title.clear()
        sheet.begin()
        sheet.store.clicked.connect(lambda: sheet.make(toolbox, usual_folder(settings)))
        sheet.server = Button(_("On a server…"), icon="users")
        sheet.server.clicked.connect(lambda: sheet.server_wanted.emit(sheet.form.challenge()))
        sheet.top_actions.addWidget(sheet.server)
        sheet.open()
        sheet._follow()
        return sheet

    @classmethod
    def change(cls, desk: Desk, over: QWidget, field: str = "") -> None:
        """Open the sheet on the challenge as soon as it is read, at `field` if it is named."""
        workspace = desk.workspace

        def read(_control: Control) -> Challenge:
            with workspace.read() as unit:
                return unit.challenge()

        def show(challenge: Challenge) -> None:
            told = _("Verdicts follow at once: nothing is worked out that could go stale.")
            form = ChallengeForm(challenge, desk.toolbox.clock)
            sheet = cls(over, _("Change the challenge"), told, form, _("Save"))
            sheet.store.clicked.connect(lambda: sheet._save(desk, challenge))
            sheet.open()
            sheet.form.show_field(field)

        desk.read(read, show)

    def begin(self) -> None:
        """What stands in the form now is nothing that could be lost."""
        self._begun_with = self.form.kept()

    def make(self, toolbox: Toolbox, begin: Path) -> None:
        """Ask where, beginning in a folder, and make the file."""
        challenge = self.form.challenge()
        name = fit_name(challenge.title) or "challenge"
        place = begin / f"{name}{ENDING}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Where should the challenge be kept?"), str(place), _("Challenges (*.stories)")
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ENDING else path.with_name(path.name + ENDING)
        try:
            opened = toolbox.make(path, challenge)
        except ExpectedError as error:
            self.foot_note.setText(advice(error))
            return
        self.made.emit(opened)
        self.accept()

    def may_leave(self) -> bool:
        """What was typed is not thrown away by one key."""
        if self.form.kept() != self._begun_with and not self._leaving:
            self._leaving = True
            self.foot_note.setText(_("Not saved yet. Press Cancel again to throw the changes away."))
            return False
        return True

    def _save(self, desk: Desk, before: Challenge) -> None:
        values = {k: v for k, v in self.form.values().items() if getattr(before, k) != v}
        if values:
            self._storing(desk, before).store(
                _("Saving the challenge"), _("The challenge is changed"), values
            )
        self.accept()

    def _storing(self, desk: Desk, before: Challenge) -> StoreSeen:
        workspace, form = desk.workspace, self.form
        fields = {name: getattr(form, name, None) for name in form.values()}
        names = {n: field.accessibleName() for n, field in fields.items() if isinstance(field, QWidget)}

        def attempt(mine: Mapping[str, Any], sure: bool) -> None:  # noqa: FBT001 - as it is called
            challenges.alter(workspace, seen=None if sure else before, **mine)

        def row(name: str, mine: object, theirs: object) -> ClashRow:
            return ClashRow(
                names.get(name) or _("The challenge"), _words(mine, before), _words(theirs, before)
            )

        def who(theirs: Mapping[str, Any]) -> str:
            return who_changed(workspace, before.id, theirs)

        return StoreSeen(desk, self._window, attempt, row, who)

    def _follow(self) -> None:
        fault = self.form.fault()
        self.foot_note.setText(fault)
        self.store.setEnabled(not fault)
        if self.server is not None:
            self.server.setEnabled(not fault)


def _words(value: object, challenge: Challenge) -> str:
    """A setting's value, as it is compared with somebody else's."""
    if isinstance(value, datetime):
        return moment_words(value, challenge.zone)
    if isinstance(value, tuple | frozenset):
        return "\n".join(_words(each, challenge) for each in value)
    return "" if value is None else str(value)


def _here() -> str:
    """The time zone of this computer."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    try:
        return zone_name(name)
    except ZoneUnknown:
        return "Europe/London"
