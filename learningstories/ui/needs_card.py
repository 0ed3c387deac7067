"""What needs the organiser: each row says it, and its button does it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from learningstories.domain.story import StoryState
from learningstories.i18n import _, numeral, plural
from learningstories.services.overview import Need, NeedKind
from learningstories.ui.icons import icon_pixmap
from learningstories.ui.measures import icon_size, scaled
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card, Divider
from learningstories.ui.widgets.labels import Label
from learningstories.ui.widgets.layouts import clear_layout

_ROW = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where a row's button leads."""

    button: str
    icon: str
    page: str
    argument: object = None


class NeedsCard(Card):
    """`wanted` carries a page's name and what to show there."""

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What needs you"), spacing=10, parent=parent)
        self._shown: tuple[Need, ...] | None = None
        self.rows: list[NeedRow] = []
        self.comes_after: QWidget | None = None  # what Tab comes from
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self.body.addStretch(1)

    def show_needs(self, needs: Sequence[Need]) -> None:
        """Show these; what is shown already is left alone, and the keyboard stays where it was."""
        if self._shown == tuple(needs):
            return
        focused = next((row.need.kind for row in self.rows if row.button.hasFocus()), None)
        self._shown = tuple(needs)
        clear_layout(self._column)
        self.rows = [NeedRow(need) for need in needs]
        for row in self.rows:
            row.wanted.connect(self.wanted)
            self._column.addWidget(Divider())
            self._column.addWidget(row)
            if row.need.kind is focused:
                row.button.setFocus()
        self._keep_order()
        if not needs:
            self._column.addWidget(Divider())
            self._column.addSpacing(12)
            self._column.addWidget(Label(_("Nothing just now."), role=Role.MUTED))

    def _keep_order(self) -> None:
        """Tab goes through the rows where they are seen; Qt would come to what is new last of all."""
        before = self.comes_after
        for row in self.rows:
            if before is not None:
                QWidget.setTabOrder(before, row.button)
            before = row.button


class NeedRow(QWidget):
    """One thing to do."""

    wanted = Signal(str, object)

    def __init__(self, need: Need, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.need = need
        self.way = way(need)
        self.setMinimumHeight(scaled(_ROW))
        self._picture = QLabel()
        self._picture.setFixedWidth(icon_size())
        self.sentence = Label(need_words(need), wrap=True)
        self.button = Button(self.way.button, small=True, name=f"{self.way.button}: {self.sentence.text()}")
        self.button.clicked.connect(lambda: self.wanted.emit(self.way.page, self.way.argument))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(self._picture)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.button)
        self._tint()

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icon_pixmap(self.way.icon, colors()[Role.TEXT], icon_size(), ratio))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)


def way(need: Need) -> Way:
    """What the button of a need does."""

    def decide(icon: str, state: StoryState) -> Way:
        return Way(button=_("Decide"), icon=icon, page="decide", argument=[state])

    def fix(icon: str, state: StoryState) -> Way:
        """The first one is opened, over the list of all."""
        return Way(button=_("Fix"), icon=icon, page="fix", argument=[state, need.story])

    remind = plural("Remind {n} reviewer", "Remind {n} reviewers", need.count).format(n=numeral(need.count))
    ways = {
        NeedKind.ADD: Way(button=_("Add stories"), icon="plus", page="add"),
        NeedKind.RETURNS: Way(button=_("Take in"), icon="mail-open", page="merge"),
        NeedKind.LATE: decide("clock", StoryState.LATE),
        NeedKind.CONCERN: decide("flag", StoryState.CONCERN),
        NeedKind.CONFLICT: Way(button=_("Choose"), icon="git-compare", page="conflicts"),
        NeedKind.CONSENT: fix("shield-check", StoryState.NO_CONSENT),
        NeedKind.AUTHOR: fix("user", StoryState.NO_AUTHOR),
        NeedKind.LANGUAGE: decide("globe", StoryState.OTHER_LANGUAGE),
        NeedKind.TOO_LONG: decide("triangle-alert", StoryState.TOO_LONG),
        NeedKind.TOO_SHORT: decide("triangle-alert", StoryState.TOO_SHORT),
        NeedKind.INVITE: Way(
            button=_("Add reviewers"), icon="user-plus", page="do", argument=["reviewer-add"]
        ),
        NeedKind.READERS: Way(button=_("Assign"), icon="users", page="assign"),
        NeedKind.SILENT: Way(button=remind, icon="send", page="remind"),
        NeedKind.HELD: Way(button=_("Decide"), icon="inbox", page="returns", argument=["held"]),
        NeedKind.TWIN: Way(button=_("Compare"), icon="copy", page="alike", argument=[need.story, need.like]),
        NeedKind.PICTURE: Way(button=_("Describe"), icon="image-off", page="describe", argument=[need.story]),
        NeedKind.CHOOSE: Way(
            button=_("Propose"), icon="list-checks", page="do", argument=["results-propose"]
        ),
        NeedKind.LOCK: Way(button=_("Lock"), icon="lock", page="lock"),
        NeedKind.BOOK: Way(
            button=_("Save the book"), icon="book-open-check", page="do", argument=["save-book"]
        ),
        NeedKind.ASK: Way(button=_("Ask"), icon="mail", page="do", argument=["ask-promises"]),
    }
    return ways[need.kind]


def need_words(need: Need) -> str:
    """What a need says."""
    n = need.count
    words = {
        NeedKind.ADD: _("There are no stories yet"),
        NeedKind.RETURNS: plural(
            "{n} return is in the watched folder", "{n} returns are in the watched folder", n
        ),
        NeedKind.LATE: plural(
            "{n} story came after the deadline and its grace; take it or refuse it?",
            "{n} stories came after the deadline and its grace; take or refuse them?",
            n,
        ),
        NeedKind.CONCERN: plural(
            "A reader raised a concern about {n} story, #{story}",
            "Readers raised concerns about {n} stories, #{story} among them",
            n,
        ),
        NeedKind.CONFLICT: plural(
            "A reviewer answered {n} story differently on two devices, #{story}",
            "Reviewers answered {n} stories differently on two devices, #{story} among them",
            n,
        ),
        NeedKind.CONSENT: plural(
            "{n} story lacks its author's consent to be read or printed",
            "{n} stories lack their authors' consent to be read or printed",
            n,
        ),
        NeedKind.AUTHOR: plural(
            "{n} story does not say who wrote it", "{n} stories do not say who wrote them", n
        ),
        NeedKind.LANGUAGE: plural(
            "{n} story is in a language that stories may not be in",
            "{n} stories are in languages that stories may not be in",
            n,
        ),
        NeedKind.TOO_LONG: plural(
            "{n} story is longer than the word limit", "{n} stories are longer than the word limit", n
        ),
        NeedKind.TOO_SHORT: plural(
            "{n} story is shorter than the word limit", "{n} stories are shorter than the word limit", n
        ),
        NeedKind.INVITE: _("Nobody reads the stories yet"),
        NeedKind.READERS: plural("{n} story still needs readers", "{n} stories still need readers", n),
        NeedKind.SILENT: plural("{n} reviewer has not answered", "{n} reviewers have not answered", n),
        NeedKind.HELD: plural(
            "{n} return is held and does not count", "{n} returns are held and do not count", n
        ),
        NeedKind.TWIN: plural(
            "“{title}” looks like a new version of #{like}",
            "{n} stories look like earlier ones: “{title}” like #{like}",
            n,
        ),
        NeedKind.PICTURE: plural(
            "{n} story has a picture with no description",
            "{n} stories have pictures with no description",
            n,
        ),
        NeedKind.CHOOSE: _("Every eligible story is read; the shortlist is still empty"),
        NeedKind.LOCK: _("Every eligible story is read; the shortlist is not locked yet"),
        NeedKind.BOOK: _("The shortlist is locked; the showcase book is not saved yet"),
        NeedKind.ASK: plural(
            "{n} promise is to be asked about: what became of it?",
            "{n} promises are to be asked about: what became of them?",
            n,
        ),
    }
    return words[need.kind].format(n=numeral(n), story=need.story, like=need.like, title=need.title)
