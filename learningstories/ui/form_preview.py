"""The first rows of a form's export as the stories that they would be."""

from itertools import islice

from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.i18n import _, listed
from learningstories.services.form_columns import FormMatch
from learningstories.services.form_row import FormRow, read_rows
from learningstories.services.form_words import clock_words
from learningstories.ui.one_line import in_one_line
from learningstories.ui.story_words import consent_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.layouts import clear_layout

_ROWS = 3
_TEXT = 220  # characters


class FormPreview(QWidget):
    """Follows a match at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self.cards: list[StoryCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_match(self, match: FormMatch) -> None:
        """Show the first stories."""
        clear_layout(self._column)
        self.cards = [StoryCard(row) for row in islice(read_rows(match), _ROWS)]
        for card in self.cards:
            self._column.addWidget(card)
        self._column.addStretch(1)


class StoryCard(Card):
    """One row as a story."""

    def __init__(self, row: FormRow) -> None:
        super().__init__(padding=12, spacing=4)
        shade = Role.TEXT if row.title else Role.MUTED
        author = in_one_line(filter(None, (row.author or _("No author"), row.email)))
        self.words: list[Label | ElidedLabel] = [
            ElidedLabel(row.title or _("No title"), Text.CARD_TITLE, shade),
            ElidedLabel(author, Text.SMALL),
            ElidedLabel(_sent(row), Text.SMALL, Role.MUTED),
            Label(_agreed(row), Text.SMALL, Role.OK if row.uses else Role.SPARK, wrap=True),
            Label(_text(row), Text.SMALL, Role.TEXT if row.texts else Role.BAD, wrap=True),
        ]
        for label in self.words:
            self.body.addWidget(label)
        self.setAccessibleName(row.title or _("No title"))

    def text(self) -> str:
        """All that is written on it."""
        return "\n".join(label.text() for label in self.words)


def _sent(row: FormRow) -> str:
    about = [word for word in (row.theme, row.language) if word]
    if row.stamp is not None:
        when = _("Sent {time}").format(time=clock_words(row.stamp.local))
    elif any(problem.code == "date_order_open" for problem in row.problems):
        when = _("Sent “{time}”, on which day?").format(time=row.received)
    elif row.received:
        when = _("Sent “{time}”, not understood").format(time=row.received)
    else:
        when = _("Does not say when it was sent")
    return in_one_line((when, *about))


def _agreed(row: FormRow) -> str:
    words = [words for use, words in consent_words().items() if use in row.uses]
    if not words:
        return _("Agrees to nothing yet")
    return _("Agrees to: {uses}").format(uses=listed(words))


def _text(row: FormRow) -> str:
    text = " ".join(" ".join(answer for _header, answer in row.texts).split())
    if not text:
        return _("No text")
    return text if len(text) <= _TEXT else text[:_TEXT].rstrip() + "…"
