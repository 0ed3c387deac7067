"""Who said what of a story, as the results show it: what counts, what does not and why, what will be done."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.challenge import Challenge
from learningstories.domain.reading import Reading
from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _, quoted
from learningstories.services.counting import counts
from learningstories.services.flag_words import flag_words
from learningstories.services.flags import keeping_out
from learningstories.services.result_words import tendency_words
from learningstories.services.story_details import StoryDetails
from learningstories.services.wording import concern_words
from learningstories.ui.measures import widened
from learningstories.ui.tokens import Role, rating_role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.dot import Dot
from learningstories.ui.widgets.labels import Label, Text

_READER_WIDTH = 96


def is_counted(details: StoryDetails, reviewer: Reviewer, reading: Reading) -> bool:
    """Whether a reading enters the ranking."""
    return counts(details.challenge, reading, details.flags.get(reviewer.id, frozenset()))


def left_out_row(details: StoryDetails, reviewer: Reviewer) -> QWidget:
    """Whose answer it is, and why it does not count."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(2)
    column.addWidget(Label(reviewer.name, role=Role.MUTED, wrap=True))
    out = details.flags.get(reviewer.id, frozenset()) & keeping_out(details.challenge)
    why = [flag_words(flag) for flag in sorted(out)] or [_("The reader stepped aside.")]
    column.addWidget(Label(" ".join(why), Text.SMALL, Role.MUTED, wrap=True))
    return block


def said_row(challenge: Challenge, reviewer: Reviewer, reading: Reading, tendency: str) -> QWidget:
    """The answer as dot and word, whose it is and how that reader usually reads, and a quotation."""
    block = QWidget()
    row = QHBoxLayout(block)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(10)
    value, points = reading.value or 0, len(challenge.scale)
    dot = QVBoxLayout()
    dot.setContentsMargins(0, 3, 0, 0)
    dot.addWidget(Dot(rating_role(value, points)))
    dot.addStretch(1)
    row.addLayout(dot)
    who = QVBoxLayout()
    who.setSpacing(2)
    answer = challenge.scale[value - 1] if 0 < value <= points else str(value)
    for words, kind, role in (
        (reviewer.name, Text.STRONG, Role.TEXT),
        (answer, Text.SMALL, Role.TEXT),
        (tendency_words(tendency) if tendency not in ("", "unknown") else "", Text.SMALL, Role.MUTED),
    ):
        if words:
            label = Label(words, kind, role, wrap=True)
            label.setFixedWidth(widened(_READER_WIDTH))
            who.addWidget(label)
    who.addStretch(1)
    row.addLayout(who)
    said = QVBoxLayout()
    words = reading.why.strip() or reading.action.strip()
    quote = quoted(words) if words else ""
    said.addWidget(Label(quote, Text.QUOTE, wrap=True))
    concern = concern_words(reading.concern) if reading.concern != "none" else ""
    if concern:
        told = _("Concern: {about}").format(about=concern)
        said.addWidget(Label(told, Text.SMALL, Role.SPARK, wrap=True))
    said.addStretch(1)
    row.addLayout(said, 1)
    return block


def action_card(reviewer: Reviewer, reading: Reading) -> QWidget:
    """What a reader will do, and how surely."""
    card = Card(padding=12, spacing=4, role="spark-card")
    card.body.addWidget(Label(reading.action, Text.QUOTE, wrap=True))
    who = _("— {name}").format(name=reviewer.name)
    if reading.chance is not None:
        who = _("— {name}, {chance} in 10 sure to do it").format(name=reviewer.name, chance=reading.chance)
    if reviewer.ask_later:
        who = _("{who}; may be asked after 30 days").format(who=who)
    card.body.addWidget(Label(who, Text.SMALL, Role.TEXT, wrap=True))
    return card
