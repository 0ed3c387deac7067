"""What a proposal must keep to."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from learningstories.domain.challenge import MOST_EVENT_MINUTES
from learningstories.i18n import _
from learningstories.services.shortlist_overview import Limits, Overview
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import number_field
from learningstories.ui.widgets.labels import Label, Text

_FIELD_WIDTH = 116
_MOST_STORIES = 10_000


class ShortlistRules(Card):
    """Time and number; the time follows the event until the person says otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Rules for the proposal"), spacing=10, parent=parent)
        self._own_minutes = self._told = False
        self.minutes = number_field(1, 1, MOST_EVENT_MINUTES, _(" min"))
        self.size_field = number_field(0, 0, _MOST_STORIES)
        self.size_field.setSpecialValueText(_("any"))
        self.facts = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.proved = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.proved.hide()
        for words, field in (
            (_("Time for stories"), self.minutes),
            (_("Most stories"), self.size_field),
        ):
            self.body.addLayout(_line(words, field))
            field.setKeyboardTracking(False)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.proved)
        self.minutes.valueChanged.connect(self._choose_minutes)
        self.size_field.valueChanged.connect(lambda _value: self.changed.emit())

    def limits(self) -> Limits:
        """What the person asks for; the time is the event's until it is known here."""
        return Limits(
            size=self.size_field.value() or None, minutes=self.minutes.value() if self._told else None
        )

    def show_overview(self, overview: Overview) -> None:
        """Follow the event's time, and say what was decided."""
        self._told = True
        if not self._own_minutes:
            with QSignalBlocker(self.minutes):
                self.minutes.setValue(overview.challenge.event_minutes)
        made = overview.programme
        pinned = sum(place.choice.pinned for place in made.places)
        told = _("Pinned {pinned} · excluded {excluded}")
        self.facts.setText(told.format(pinned=pinned, excluded=len(made.excluded)))
        locked = made.lock is not None
        self.minutes.setEnabled(not locked)
        self.size_field.setEnabled(not locked)

    def show_proved(self, *, proved: bool) -> None:
        """Say whether the proposal is the best there is."""
        self.proved.setText(
            _("Best set within these rules: proven")
            if proved
            else _("The best set that was found in five seconds; there may be a better one")
        )
        self.proved.show()

    def _choose_minutes(self) -> None:
        self._own_minutes = True
        self.changed.emit()


def _line(words: str, field: QSpinBox) -> QHBoxLayout:
    row = QHBoxLayout()
    label = Label(words, wrap=True)
    label.setBuddy(field)
    field.setAccessibleName(words)
    field.setFixedWidth(_FIELD_WIDTH)
    row.addWidget(label, 1)
    row.addWidget(field)
    return row
