"""Who said what of a story."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.reading import Concern, Knows, Reading
from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _, quoted
from learningstories.services.flag_words import flag_words, origin_words
from learningstories.services.flags import keeping_out
from learningstories.services.story_details import StoryDetails
from learningstories.services.wording import concern_words
from learningstories.ui.tokens import Role, rating_role
from learningstories.ui.widgets.card import Divider
from learningstories.ui.widgets.dot import Dot
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout


class ReadingList(QWidget):
    """One block a reading: the answer as dot and word, the action, the reason, a concern."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(10)

    def show_readings(self, found: StoryDetails) -> None:
        """Show the readings of a story."""
        clear_layout(self._column)
        if not found.readings:
            self._column.addWidget(Label(_("Nobody has read this story yet."), role=Role.MUTED, wrap=True))
        for place, (reviewer, reading) in enumerate(found.readings):
            if place:
                self._column.addWidget(Divider())
            self._column.addWidget(reading_block(found, reviewer, reading))
        self._column.addStretch(1)


def reading_block(found: StoryDetails, reviewer: Reviewer, reading: Reading) -> QWidget:
    """What one reader answered, how it came, and what is to be said about that."""
    challenge = found.challenge
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Dot(rating_role(reading.value, len(challenge.scale)) if reading.value else None))
    row.addWidget(Label(reviewer.name, Text.STRONG))
    row.addWidget(Label(_answer(challenge, reading), role=Role.MUTED), 1)
    column.addLayout(row)
    for words in _words(reading):
        column.addWidget(Label(words, Text.QUOTE, wrap=True))
    if reading.concern is not Concern.NONE:
        told = _("Concern: {about}").format(about=concern_words(reading.concern))
        note = f" — {reading.concern_note}" if reading.concern_note else ""
        column.addWidget(Label(told + note, Text.SMALL, Role.SPARK, wrap=True))
    came = origin_words(found.origins.get(reviewer.id), challenge.zone)
    column.addWidget(Label(came, Text.SMALL, Role.MUTED, wrap=True))
    for flag in sorted(found.flags.get(reviewer.id, ())):
        out = flag in keeping_out(challenge)
        words = flag_words(flag, counts=not out)
        column.addWidget(Label(words, Text.SMALL, Role.BAD if out else Role.SPARK, wrap=True))
    return block


def _answer(challenge: Challenge, reading: Reading) -> str:
    if reading.knows is Knows.ASIDE:
        return _("stepped aside: {reason}").format(reason=reading.aside_reason)
    if reading.value is None or reading.value > len(challenge.scale):
        return _("skipped") if reading.skipped else _("no answer yet")
    return challenge.scale[reading.value - 1]


def _words(reading: Reading) -> list[str]:
    action = quoted(reading.action) if reading.action else ""
    if action and reading.chance is not None:
        action += " " + _("({chance} in 10)").format(chance=reading.chance)
    return [words for words in (action, reading.why) if words]
