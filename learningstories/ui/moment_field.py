"""A date and time in a zone, typed as people write it; what the clocks make of it is said at once."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from learningstories.domain.deadline import read_moment, zone_name, zone_of
from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _
from learningstories.services.sentences import advice
from learningstories.services.wording import moment_words
from learningstories.ui.widgets.fields import Field

_FORM = "%Y-%m-%d %H:%M"


class MomentField(Field):
    """One line such as "2013-03-21 23:59"; below it the moment in words, or what is wrong with it."""

    changed = Signal()

    def __init__(
        self,
        label: str,
        moment: datetime | None,
        zone: str,
        *,
        needed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self.line = QLineEdit(_local(moment, zone))
        self.line.setPlaceholderText(_("such as 2013-03-21 23:59"))
        self.line.setMaxLength(40)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        super().__init__(label, self.line, parent=parent)
        self._zone = zone
        self._needed = needed
        self.moment: datetime | None = moment
        self.line.textChanged.connect(self._read)
        self._read()

    def set_zone(self, zone: str) -> None:
        """Read what is typed on the clocks of another zone."""
        self._zone = zone
        self._read()

    def show_moment(self, moment: datetime | None) -> None:
        """Show another moment; one that is known is right even where the clocks show it twice."""
        self.line.setText(_local(moment, self._zone))
        if moment is not None:
            self.moment = moment
            self.set_problem("")
            self.set_hint(moment_words(moment, zone_name(self._zone)))

    def is_right(self) -> bool:
        """Whether there is a moment, or none where none is needed."""
        return not self.problem()

    def _read(self) -> None:
        text = self.line.text().strip()
        self.moment = None
        try:
            if text:
                self.moment = read_moment(text, zone_name(self._zone))
                self.set_problem("")
                self.set_hint(moment_words(self.moment, zone_name(self._zone)))
            else:
                self.set_hint("")
                self.set_problem(_("Please give a date and time.") if self._needed else "")
        except ExpectedError as error:
            self.set_problem(advice(error))
        self.changed.emit()


def _local(moment: datetime | None, zone: str) -> str:
    return moment.astimezone(zone_of(zone)).strftime(_FORM) if moment else ""
