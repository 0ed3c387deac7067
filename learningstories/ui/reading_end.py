"""What a reviewer sees when there is nothing more to read, or nothing yet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.domain.reviewer import PromiseUse
from learningstories.i18n import _, plural
from learningstories.services.answering import MOST_CHANCE
from learningstories.services.one_line import one_line
from learningstories.services.reading_session import ReadingSession, StoryToRead
from learningstories.ui.one_line import in_one_line
from learningstories.ui.promise_sheet import promise_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card, Divider
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout

_WIDTH = 620
_MARGIN = 32
_MOST_SHOWN = 40
_LONGEST_TITLE = 160


def nothing_to_read(button: str) -> EmptyState:
    """There is no story that may be read."""
    return EmptyState(
        "book-open",
        _("Nothing to read yet"),
        _("Stories appear here as soon as there are some that may be read."),
        button,
    )


class Promise(QWidget):
    """What a reviewer would do after one story, and how likely."""

    def __init__(self, story: StoryToRead) -> None:
        super().__init__()
        reading = story.reading
        self.action = Label(reading.action.strip() if reading else "", Text.QUOTE, wrap=True)
        about = [one_line(story.title, _LONGEST_TITLE)]
        if reading is not None and reading.chance is not None:
            about.append(_("{chance} in {most}").format(chance=reading.chance, most=MOST_CHANCE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.action)
        column.addWidget(Label(in_one_line(about), Text.SMALL, Role.MUTED, wrap=True))


class ReadingEnd(QScrollArea):
    """Thanks, what was put off, what the reviewer would do, and how that may be shown.

    `wanted` comes when `button` is pressed, `promises_wanted` when what may be shown is to be said.
    """

    wanted = Signal()
    promises_wanted = Signal()

    def __init__(self, button: str) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self.title = Label("", Text.TITLE, wrap=True)
        self.sentence = Label("", Text.BODY, Role.MUTED, wrap=True)
        self.promises = Card(_("What you said you would do"))
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.use = Label("", Text.BODY, wrap=True)
        self.change = Button(_("Change…"))
        self.button = Button(button, Kind.MAIN)
        self.button.clicked.connect(self.wanted)
        self.change.clicked.connect(self.promises_wanted)
        self._arrange()

    def _arrange(self) -> None:
        self.promises.body.addLayout(self._list)
        self.promises.body.addWidget(Divider())
        row = QHBoxLayout()
        row.addWidget(self.use, 1)
        row.addWidget(self.change)
        self.promises.body.addLayout(row)
        middle = QWidget()
        middle.setProperty("role", "clear")
        middle.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self.title, self.sentence, self.promises):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(3)
        whole = QWidget()
        whole.setProperty("role", "clear")
        across = QHBoxLayout(whole)
        across.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        across.addStretch(1)
        across.addWidget(middle, 1000)
        across.addStretch(1)
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_session(self, session: ReadingSession) -> None:
        """Say how it stands."""
        thanks = _("You can go back to any story in the list, for as long as you like.")
        self.title.setText(_all_read(len(session.stories)))
        self.sentence.setText(thanks)
        if session.skipped:
            put_off = plural(
                "You put off {n} story; it is in the list.",
                "You put off {n} stories; they are in the list.",
                session.skipped,
            )
            self.title.setText(_("All but what you put off is read. Thank you."))
            self.sentence.setText(f"{put_off.format(n=session.skipped)} {thanks}")
        self._show_promises([s for s in session.stories if s.reading and s.reading.action.strip()])
        asked = session.reviewer.promise_use is not PromiseUse.UNASKED
        self.use.setText(_("What may be shown of it: {use}").format(use=promise_words(session.reviewer)))
        self.change.set_text(_("Change…") if asked else _("Say what may be shown…"))

    def _show_promises(self, stories: Sequence[StoryToRead]) -> None:
        self.promises.setVisible(bool(stories))
        shown = tuple((s.number, s.title, s.reading) for s in stories)
        if shown != self._shown:
            self._shown = shown
            clear_layout(self._list)
            for story in stories[:_MOST_SHOWN]:
                self._list.addWidget(Promise(story))
            more = len(stories) - _MOST_SHOWN
            if more > 0:
                told = plural("and {n} more", "and {n} more", more).format(n=more)
                self._list.addWidget(Label(told, Text.BODY, Role.MUTED))

    def promised(self) -> list[str]:
        """What is listed."""
        items = (self._list.itemAt(place) for place in range(self._list.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget.action.text() for widget in widgets if isinstance(widget, Promise)]


def _all_read(count: int) -> str:
    """That all stories are read, with their number in letters where it is small."""
    in_letters = {
        2: _("Both are read. Thank you."),
        3: _("All three are read. Thank you."),
        4: _("All four are read. Thank you."),
        5: _("All five are read. Thank you."),
        6: _("All six are read. Thank you."),
        7: _("All seven are read. Thank you."),
        8: _("All eight are read. Thank you."),
        9: _("All nine are read. Thank you."),
        10: _("All ten are read. Thank you."),
        11: _("All eleven are read. Thank you."),
        12: _("All twelve are read. Thank you."),
    }
    told = plural("Your story is read. Thank you.", "All {n} are read. Thank you.", count)
    return in_letters.get(count, told).format(n=count)
