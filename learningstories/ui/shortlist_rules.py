"""What a proposal must keep to; each rule is stored as it is set."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from learningstories.domain.challenge import MOST_EVENT_MINUTES, MOST_READINGS
from learningstories.i18n import _
from learningstories.services.choosing_rules import MOST_STORIES
from learningstories.services.shortlist_overview import Overview
from learningstories.ui.measures import widened
from learningstories.ui.named_limits import NamedLimits
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import number_field
from learningstories.ui.widgets.labels import Label, Text

_FIELD_WIDTH = 112
_USUAL = ("minutes", "author_most", "theme_most", "readings_least")
_NO_LIMIT = 0  # what a field shows as "any"


class ShortlistRules(Card):
    """One line a rule; `wanted` tells its name and its new limit, None where it follows the event."""

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Rules for the proposal"), spacing=6, parent=parent)
        self._event_minutes = 0
        self.minutes = number_field(_NO_LIMIT, 0, MOST_EVENT_MINUTES, _(" min"))
        self.size_field, self.author_most = _stories(), _stories()
        self.theme_least, self.theme_most = _stories(least=True), _stories()
        self.language_least, self.language_most = _stories(least=True), _stories()
        self.readings_least = number_field(1, 1, MOST_READINGS)
        self.minutes.setSpecialValueText(_("any"))
        self.facts = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.proved = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.proved.hide()
        self._fields = {
            "minutes": (self.minutes, _("Time for stories")),
            "size": (self.size_field, _("Most stories")),
            "author_most": (self.author_most, _("Most from one author")),
            "theme_most": (self.theme_most, _("Most from one theme")),
            "theme_least": (self.theme_least, _("Least from each theme")),
            "language_most": (self.language_most, _("Most in one language")),
            "language_least": (self.language_least, _("Least in each language")),
            "readings_least": (self.readings_least, _("Fewest readings before a story may be chosen")),
        }
        self._rows = {name: _row(words, field) for name, (field, words) in self._fields.items()}
        for name, (field, _words) in self._fields.items():
            self.body.addWidget(self._rows[name])
            field.setKeyboardTracking(False)
            field.valueChanged.connect(lambda value, name=name: self._want(name, value))
        self.named = NamedLimits()
        self.named.wanted.connect(lambda _kind, _name, _limit: self.proved.hide())
        self.body.addWidget(self.named)
        self.more = Button(_("All rules"), icon="chevron-down", small=True)
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda _on: self._show_rows())
        self.named.beside.addWidget(self.more)
        self._show_rows()
        self.body.addWidget(self.facts)
        self.body.addWidget(self.proved)

    def show_overview(self, overview: Overview) -> None:
        """Show the rules as they are kept, and say what was decided."""
        rules, made = overview.rules, overview.programme
        self._event_minutes = overview.challenge.event_minutes
        for name, (field, _words) in self._fields.items():
            limit = getattr(rules, name)
            if name == "minutes" and limit is None:
                limit = self._event_minutes
            with QSignalBlocker(field):
                field.setValue(limit or 0)
            field.setEnabled(made.lock is None)
        self._show_rows()
        self.named.show_overview(overview)
        pinned = sum(place.choice.pinned for place in made.places)
        told = _("Pinned {pinned} · excluded {excluded}")
        self.facts.setText(told.format(pinned=pinned, excluded=len(made.excluded)))

    def show_proved(self, *, proved: bool) -> None:
        """Say whether the proposal is the best there is."""
        self.proved.setText(
            _("Best set within these rules: proven")
            if proved
            else _("The best set that was found in five seconds; there may be a better one")
        )
        self.proved.show()

    def _show_rows(self) -> None:
        """Rules that are seldom wanted stand here once they are set, or all are asked for."""
        for name, row in self._rows.items():
            field = self._fields[name][0]
            wanted = name in _USUAL or self.more.isChecked() or field.value() != field.minimum()
            row.setVisible(wanted or field.hasFocus())

    def _want(self, name: str, value: int) -> None:
        self.proved.hide()
        follows = name == "minutes" and value == self._event_minutes
        unset = name in ("size", "author_most", "theme_most", "language_most") and value == _NO_LIMIT
        self.wanted.emit(name, None if follows or unset else value)


def _stories(*, least: bool = False) -> QSpinBox:
    field = number_field(_NO_LIMIT, 0, MOST_STORIES)
    if not least:
        field.setSpecialValueText(_("any"))
    return field


def _row(words: str, field: QSpinBox) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    label = Label(words, wrap=True)
    label.setBuddy(field)
    field.setAccessibleName(words)
    field.setFixedWidth(widened(_FIELD_WIDTH))
    row.addWidget(label, 1)
    row.addWidget(field)
    return whole
