"""The stories that are not on the shortlist: why not, and the way in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.shortlist import Choice
from learningstories.domain.story import Story, takes_part
from learningstories.i18n import _, plural
from learningstories.services.left_out import LeftOut
from learningstories.services.shortlist_overview import Overview
from learningstories.ui.fonts import tabular
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import PADDING, Card, Divider
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.layouts import clear_layout

MOST_SHOWN = 40
_RANK_WIDTH = 26


class NextInLine(Card):
    """The best first, each with its reason; then those that were excluded, with the way back."""

    add_wanted = Signal(int)
    lift_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self.setAccessibleName(_("Next in line"))
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, PADDING, PADDING, 6)
        head.setSpacing(8)
        head.addWidget(Label(_("Next in line"), Text.STRONG))
        head.addWidget(Label(_("and why each is not in"), Text.SMALL, Role.MUTED), 1)
        self.body.addLayout(head)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)

    def show_overview(self, overview: Overview) -> None:
        """Show what is left out now."""
        clear_layout(self._column)
        excluded = {story.number: (story, choice) for story, choice in overview.programme.excluded}
        waiting = [one for one in overview.left_out if one.story.number not in excluded]
        for one in waiting[:MOST_SHOWN]:
            self._column.addWidget(self._waiting(one, overview))
        more = len(waiting) - MOST_SHOWN
        if more > 0:
            told = plural("and {n} more, ranked lower", "and {n} more, ranked lower", more).format(n=more)
            self._column.addWidget(_note(told))
        if not waiting:
            self._column.addWidget(_note(_nobody_waits(overview)))
        if excluded:
            self._column.addWidget(_note(_("Excluded"), Text.STRONG))
        for story, choice in excluded.values():
            self._column.addWidget(self._excluded(story, choice, locked=overview.programme.lock is not None))

    def _waiting(self, one: LeftOut, overview: Overview) -> QWidget:
        button = Button(
            _("Add"), icon="plus", name=_("Add “{title}”").format(title=one.story.title), small=True
        )
        button.clicked.connect(lambda: self.add_wanted.emit(one.story.number))
        button.setVisible(overview.programme.lock is None and takes_part(one.story, overview.challenge))
        return _line(str(one.rank or ""), one.story.title, one.why, button)

    def _excluded(self, story: Story, choice: Choice, *, locked: bool) -> QWidget:
        name = _("Lift the exclusion of “{title}”").format(title=story.title)
        button = Button(_("Lift"), icon="undo-2", name=name, small=True)
        button.clicked.connect(lambda: self.lift_wanted.emit(story.number))
        button.setVisible(not locked)
        return _line("", story.title, choice.reason, button)


def _nobody_waits(overview: Overview) -> str:
    if overview.programme.excluded:
        return _("Every other story has been decided about.")
    if overview.programme.places:
        return _("Every story is on the shortlist.")
    return _("There are no stories yet.")


def _line(rank: str, title: str, why: str, button: Button) -> QWidget:
    """A row whose button's visibility was set before it had a parent stays as it was."""
    hidden = button.isHidden()
    block = QWidget()
    block.setAccessibleName(title)
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    row = QHBoxLayout()
    row.setContentsMargins(PADDING - 4, 9, PADDING - 4, 9)
    row.setSpacing(10)
    number = Label(rank, role=Role.MUTED)
    number.setFont(tabular(number.font()))
    number.setFixedWidth(_RANK_WIDTH)
    number.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(number)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(ElidedLabel(title, Text.STRONG))
    words.addWidget(Label(why, Text.SMALL, Role.MUTED, wrap=True))
    row.addLayout(words, 1)
    row.addWidget(button)
    button.setVisible(not hidden)
    column.addLayout(row)
    column.addWidget(Divider())
    return block


def _note(words: str, kind: Text = Text.SMALL) -> Label:
    label = Label(words, kind, Role.TEXT if kind is Text.STRONG else Role.MUTED, wrap=True)
    label.setContentsMargins(PADDING, 12, PADDING, 12)
    return label
