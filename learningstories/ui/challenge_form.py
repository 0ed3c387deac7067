"""All that a challenge is, as fields in groups."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from learningstories.domain.challenge import Challenge, LateRule
from learningstories.domain.deadline import ANYWHERE_ON_EARTH, zone_name
from learningstories.domain.errors import ChallengeInvalid, ExpectedError, ZoneUnknown
from learningstories.i18n import _, in_context
from learningstories.services.sentences import advice
from learningstories.services.wording import zone_words
from learningstories.ui.criteria_editor import CriteriaEditor
from learningstories.ui.extension_editor import ExtensionEditor
from learningstories.ui.language_field import LanguageField
from learningstories.ui.measures import scaled
from learningstories.ui.moment_field import MomentField
from learningstories.ui.scale_editor import ScaleEditor
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import Choice, Field, choice_field, number_field, text_area, text_field
from learningstories.ui.widgets.read_area import for_use

_A_WEEK = 7 * 24 * 60
_NO_LIMIT = 0
_CALL_HEIGHT = 110


class ChallengeForm(QScrollArea):
    """Shows a challenge; `values` gives the fields as typed, `fault` what keeps them from being stored."""

    changed = Signal()

    def __init__(self, challenge: Challenge, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._before = challenge
        self._now = now
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 4, 14)
        column.setSpacing(14)
        groups = (self._call, self._dates, self._more_time, self._stories, self._reading, self._event)
        for card in (group() for group in groups):
            column.addWidget(card)
        self.setWidget(inside)
        for_use(self)
        self._follow_zone()

    # --- the groups ------------------------------------------------------------------------------------

    def _call(self) -> Card:
        card, c = Card(_("The call")), self._before
        self.title = text_field(_("such as Learning Stories 2013"), c.title, 200)
        self.community = text_field(_("who runs it"), c.community, 200)
        self.call = text_area(_("What you ask for, in Markdown"), c.call, 4)
        self.call.setMaximumHeight(scaled(_CALL_HEIGHT))
        self.language_field = LanguageField(_("Language of book and packs"), c.language)
        self.language = self.language_field.line
        self.contact = text_field(_("such as stories@example.org"), c.contact, 500)
        card.body.addWidget(_field(_("Title"), self.title, self.changed))
        card.body.addLayout(_row(_field(_("Community"), self.community), self.language_field))
        card.body.addWidget(_field(_("The call"), self.call))
        told = _("It stands in the call, and receipts come from it.")
        card.body.addWidget(Field(_("Where stories are sent"), self.contact, told))
        return card

    def _dates(self) -> Card:
        card, c = Card(_("Dates")), self._before
        self.zone = _zone_field(c.zone)
        self.zone_field = Field(_("Time zone"), self.zone)
        self.opens = MomentField(_("Opens"), c.opens_at, c.zone, needed=False)
        self.closes = MomentField(_("Closes"), c.closes_at, c.zone)
        self.grace = number_field(c.grace_minutes, 0, _A_WEEK, _(" min"))
        self.late = choice_field(
            [
                (_("Let me decide"), LateRule.DECIDE),
                (_("Refuse them"), LateRule.REFUSE),
                (_("Accept them"), LateRule.ACCEPT),
            ],
            c.late_rule,
        )
        self.zone.currentTextChanged.connect(self._follow_zone)
        for moment in (self.opens, self.closes):
            moment.changed.connect(self.changed)
        card.body.addLayout(_row(self.opens, self.closes))
        card.body.addLayout(
            _row(
                self.zone_field,
                Field(_("Grace after the deadline"), self.grace),
                Field(_("Late stories"), self.late),
            )
        )
        return card

    def _more_time(self) -> Card:
        card, c = Card(_("More time for single authors")), self._before
        self.extensions = ExtensionEditor(c.extensions, c.zone, self._now)
        self.extensions.changed.connect(self.changed)
        card.body.addWidget(self.extensions)
        return card

    def _stories(self) -> Card:
        card, c = Card(_("Stories")), self._before
        self.least = _limit(c.words_least)
        self.most = _limit(c.words_most)
        self.themes = text_field(_("Failure, Teams, Schools"), ", ".join(c.themes), 1000)
        card.body.addLayout(
            _row(
                _field(_("Fewest words"), self.least, self.changed),
                _field(_("Most words"), self.most, self.changed),
            )
        )
        card.body.addWidget(Field(_("Themes, with commas between them"), self.themes))
        self.languages = text_field(_("en, de, pt-BR"), ", ".join(c.story_languages), 500)
        told = _("Stories in another language wait for your decision. Leave it empty for any language.")
        card.body.addWidget(Field(_("Languages that stories may be in, as codes"), self.languages, told))
        self.languages.textChanged.connect(lambda _text: self.changed.emit())
        return card

    def _reading(self) -> Card:
        card, c = Card(in_context("card", "Reading")), self._before
        self.question = text_field(text=c.question, most=300)
        self.scale = ScaleEditor(c.scale)
        self.scale.changed.connect(self.changed)
        self.action_question = text_field(text=c.action_question, most=300)
        self.chance_question = text_field(text=c.chance_question, most=300)
        self.why_question = text_field(text=c.why_question, most=300)
        self.readings = number_field(c.readings_wanted, 1, 100)
        self.blind = QCheckBox(_("Readers do not see who wrote a story"))
        self.blind.setChecked(c.blind)
        self.criteria = CriteriaEditor(c.criteria)
        self.criteria.changed.connect(self.changed)
        card.body.addWidget(
            _field(_("The question; stories are ranked by its answers"), self.question, self.changed)
        )
        card.body.addWidget(Field(_("Its answers, from the least to the most"), self.scale))
        card.body.addWidget(Field(_("Then: the action"), self.action_question))
        card.body.addWidget(Field(_("Then: the chance, 0 to 10"), self.chance_question))
        card.body.addWidget(Field(_("Then: the reason"), self.why_question))
        card.body.addWidget(Field(_("Further criteria, kept apart from the ranking"), self.criteria))
        card.body.addLayout(_row(Field(_("Readings for each story"), self.readings), self.blind))
        return card

    def _event(self) -> Card:
        card, c = Card(_("The event")), self._before
        self.event_title = text_field(_("such as The showcase evening"), c.event_title, 200)
        self.event_at = MomentField(_("Begins"), c.event_at, c.zone, needed=False)
        self.event_at.changed.connect(self.changed)
        self.event_place = text_field(_("such as The Old Library"), c.event_place, 200)
        self.event_minutes = number_field(c.event_minutes, 1, 24 * 60, _(" min"))
        card.body.addLayout(
            _row(Field(_("Title"), self.event_title), Field(in_context("event", "Place"), self.event_place))
        )
        card.body.addLayout(_row(self.event_at, Field(_("Time for stories"), self.event_minutes)))
        return card

    # --- what is typed -----------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """The fields of a challenge, as they stand; raises `ExpectedError` where one cannot be read."""
        return {
            "title": self.title.text().strip(),
            "community": self.community.text().strip(),
            "call": self.call.toPlainText().strip(),
            "language": self.language.text().strip() or "en",
            "zone": self._zone(),
            "opens_at": self.opens.moment,
            "closes_at": self.closes.moment or self._before.closes_at,
            "grace_minutes": self.grace.value(),
            "late_rule": LateRule(self.late.currentData()),
            "words_least": self.least.value() or None,
            "words_most": self.most.value() or None,
            "extensions": self.extensions.extensions(),
            "contact": self.contact.text().strip(),
            "story_languages": _parted(self.languages.text()),
            "themes": _parted(self.themes.text()),
            "question": self.question.text().strip(),
            "scale": self.scale.points(),
            "criteria": self.criteria.criteria(),
            "action_question": self.action_question.text().strip(),
            "chance_question": self.chance_question.text().strip(),
            "why_question": self.why_question.text().strip(),
            "readings_wanted": self.readings.value(),
            "blind": self.blind.isChecked(),
            "event_title": self.event_title.text().strip(),
            "event_at": self.event_at.moment,
            "event_place": self.event_place.text().strip(),
            "event_minutes": self.event_minutes.value(),
        }

    def challenge(self) -> Challenge:
        """The challenge as typed; raises `ChallengeInvalid` and the like."""
        return Challenge(id=self._before.id, **self.values())

    def kept(self) -> dict[str, Any] | None:
        """The fields as they stand, or None where one cannot be read."""
        try:
            return {**self.values(), "more_time": self.extensions.typed()}
        except ExpectedError:
            return None

    def show_field(self, name: str) -> None:
        """Put the keyboard into the field of that name, and the field into view."""
        field = getattr(self, name, None) if name else None
        if isinstance(field, QWidget):
            field.setFocus()
            self.ensureWidgetVisible(field)

    def fault(self) -> str:
        """What keeps it from being stored, in a sentence; "" when nothing does."""
        for moment in (self.opens, self.closes, self.event_at):
            if not moment.is_right():
                return moment.problem()
        given = self.extensions.fault(self.closes.moment)
        if given:
            return given
        try:
            self.challenge()
        except (ChallengeInvalid, ExpectedError) as error:
            return advice(error)
        return ""

    def _zone(self) -> str:
        text = self.zone.currentText()
        return ANYWHERE_ON_EARTH if text == zone_words(ANYWHERE_ON_EARTH) else zone_name(text)

    def _follow_zone(self) -> None:
        try:
            zone = self._zone()
        except ZoneUnknown as error:
            self.zone_field.set_problem(advice(error))
        else:
            self.zone_field.set_problem("")
            for moment in (self.opens, self.closes, self.event_at, self.extensions):
                moment.set_zone(zone)
        self.changed.emit()


def _parted(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _limit(value: int | None) -> QSpinBox:
    field = number_field(value or _NO_LIMIT, 0, 100_000)
    field.setSpecialValueText(_("no limit"))
    field.setSingleStep(50)
    return field


def _zone_field(zone: str) -> QComboBox:
    field = Choice()
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.addItem(zone_words(ANYWHERE_ON_EARTH))
    field.addItems(
        sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    )
    completer = field.completer()
    if completer is not None:
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCurrentText(zone_words(zone))
    field.setMinimumContentsLength(16)
    return field


def _field(label: str, widget: QWidget, changed: Any = None) -> Field:
    if changed is not None:
        signal = getattr(widget, "textChanged", None) or getattr(widget, "valueChanged", None)
        if signal is not None:
            signal.connect(lambda *_args: changed.emit())
    return Field(label, widget)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row
