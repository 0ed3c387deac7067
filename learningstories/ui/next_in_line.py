"""The stories that are not on the shortlist: why not, and the way in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from learningstories.domain.story import takes_part
from learningstories.i18n import _, numeral, plural
from learningstories.services.left_out import LeftOut
from learningstories.services.shortlist_overview import Overview
from learningstories.ui.reason_rows import Reason, ReasonRows
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import PADDING, Card
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text

STEP = 20  # as many as are told exactly


class NextInLine(Card):
    """The best first, each with its reason; then those that were excluded, with the way back."""

    add_wanted = Signal(int)
    lift_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self.setAccessibleName(_("Next in line"))
        self._most = STEP
        self._overview: Overview | None = None
        self.waiting, self.excluded = ReasonRows(_("Add"), "plus"), ReasonRows(_("Lift"), "undo-2")
        self.more = Button("", Kind.QUIET, "chevron-down", small=True)
        self.nobody, self.excluded_title = _note(""), _note(_("Excluded"), Text.STRONG)
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, PADDING, PADDING, 6)
        head.setSpacing(8)
        head.addWidget(Label(_("Next in line"), Text.STRONG))
        head.addWidget(ElidedLabel(_("and why each is not in"), Text.SMALL, Role.MUTED, lines=2), 1)
        self.body.addLayout(head)
        for widget in (self.waiting, self.more, self.nobody, self.excluded_title, self.excluded):
            self.body.addWidget(widget)
        self.waiting.then = self.more
        self.more.clicked.connect(self._show_more)
        self.waiting.wanted.connect(self.add_wanted)
        self.excluded.wanted.connect(self.lift_wanted)

    def show_overview(self, overview: Overview) -> None:
        """Show what is left out now."""
        self._overview = overview
        made, open_ = overview.programme, overview.programme.lock is None
        excluded = {story.number for story, _choice in made.excluded}
        waiting = [one for one in overview.left_out if one.story.number not in excluded]
        self.waiting.show_reasons([_waiting(one, overview) for one in waiting[: self._most]])
        more = len(waiting) - self._most
        if more > 0:
            told = plural("and {n} more, ranked lower", "and {n} more, ranked lower", more)
            self.more.set_text(told.format(n=numeral(more)))
        self.more.setVisible(more > 0)
        self.nobody.setText("" if waiting else _nobody_waits(overview))
        self.nobody.setVisible(not waiting)
        self.excluded_title.setVisible(bool(excluded))
        self.excluded.show_reasons(
            [
                Reason(
                    number=story.number,
                    rank="",
                    title=story.title,
                    why=choice.reason,
                    deed=_("Lift the exclusion of “{title}”").format(title=story.title),
                    offered=open_,
                )
                for story, choice in made.excluded
            ]
        )

    def _show_more(self) -> None:
        self._most += STEP
        if self._overview is not None:
            self.show_overview(self._overview)


def _waiting(one: LeftOut, overview: Overview) -> Reason:
    return Reason(
        number=one.story.number,
        rank=str(one.rank or ""),
        title=one.story.title,
        why=one.why,
        deed=_("Add “{title}”").format(title=one.story.title),
        offered=overview.programme.lock is None and takes_part(one.story, overview.challenge),
    )


def _nobody_waits(overview: Overview) -> str:
    if overview.programme.excluded:
        return _("Every other story has been decided about.")
    if overview.programme.places:
        return _("Every story is on the shortlist.")
    return _("There are no stories yet.")


def _note(words: str, kind: Text = Text.SMALL) -> Label:
    label = Label(words, kind, Role.TEXT if kind is Text.STRONG else Role.MUTED, wrap=True)
    label.setContentsMargins(PADDING, 12, PADDING, 12)
    return label
