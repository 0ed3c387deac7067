"""Answers that contradict each other, side by side; somebody says which of them holds."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from learningstories.i18n import _, plural
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.contradictions import Contradiction, Said, contradictions
from learningstories.services.merging import resolve
from learningstories.services.wording import moment_words
from learningstories.ui.desk import Desk
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, Role, rating_role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.card import Card, Divider
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.dot import Dot
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.read_area import for_use
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (1000, 700)
_CARD, _LEAST_CARD = 440, 260


class ConflictSheet(Sheet):
    """One reviewer and story at a time; what is chosen is one step, and the next follows by itself."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        told = _(
            "The reviewer gave these on two devices, neither knowing of the other. All are kept; the one you "
            "choose holds until a new answer comes."
        )
        super().__init__(over, _("Contradicting answers"), told, _SIZE)
        self._desk = desk
        self._at = 0
        self.found: Sequence[Contradiction] | None = None
        self.cards: list[AnswerCard] = []
        with desk.workspace.read() as unit:
            self._zone = unit.challenge().zone
        self._asked: Newest[Sequence[Contradiction]] = Newest(desk.tasks, self._show)
        self.heading = Label("", Text.SUBTITLE, wrap=True)
        self.who = Label("", role=Role.MUTED, wrap=True)
        self.none = EmptyState(
            "circle-check",
            _("Nothing contradicts"),
            _("No reviewer has given two answers to one story among which you would have to choose."),
        )
        self._arrange()
        self._listen()
        self._read()

    def _arrange(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.who)
        column.addSpacing(6)
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        for_use(self.area)
        column.addWidget(self.area, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(page)
        self.stack.addWidget(self.none)
        self.body.addWidget(self.stack, 1)
        self.before = self.add_button(Button(_("Previous"), icon="chevron-left"))
        self.after = self.add_button(Button(_("Next"), icon="chevron-right"))
        self.close_button = self.add_button(Button(_("Close")))

    def _listen(self) -> None:
        self.before.clicked.connect(lambda: self.go(-1))
        self.after.clicked.connect(lambda: self.go(1))
        self.close_button.clicked.connect(self.accept)
        self._desk.news.committed.connect(self._follow)
        self.finished.connect(self._leave)

    def _leave(self, _done: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._desk.news.committed.disconnect(self._follow)
        self._asked.drop()

    def _read(self) -> None:
        workspace = self._desk.workspace
        self._asked.ask(lambda _control: contradictions(workspace))

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(Kind.READING, Kind.RETURN, Kind.RESOLUTION, Kind.CHALLENGE):
            self._read()

    def go(self, step: int) -> None:
        """Look at the next one, or the one before; after the last comes the first."""
        if self.found:
            self._at = (self._at + step) % len(self.found)
            self._fill()

    def _show(self, found: Sequence[Contradiction]) -> None:
        """What is looked at stays, unless it was chosen in: then the next one takes its place."""
        shown = self._key(self.found[self._at]) if self.found else None
        self.found = found
        there = (at for at, each in enumerate(found) if self._key(each) == shown)
        self._at = next(there, min(self._at, max(0, len(found) - 1)))
        self._fill()

    @staticmethod
    def _key(each: Contradiction) -> tuple[object, object]:
        return each.reviewer.id, each.story.id

    def _fill(self) -> None:
        found = self.found or ()
        self.stack.setCurrentIndex(0 if found else 1)
        for button in (self.before, self.after):
            button.setVisible(len(found) > 1)
        clear_layout(self._row)
        self.cards = []
        if not found:
            self.foot_note.setText("")
            return
        shown = found[self._at]
        left = plural("{at} of {n} contradiction", "{at} of {n} contradictions", len(found))
        self.foot_note.setText(left.format(at=self._at + 1, n=len(found)))
        self.heading.setText(f"#{shown.story.number} {shown.story.title}")
        self.who.setText(_("as {name} read it").format(name=shown.reviewer.name))
        for said in shown.said:
            card = AnswerCard(said, shown.points, self._zone)
            card.chosen.connect(partial(self._choose, shown, said))
            self.cards.append(card)
            self._row.addWidget(card, 1)
        self._row.addStretch(0)
        self.cards[0].show()  # a layout would do it later, and what is hidden takes no keys
        self.cards[0].choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, shown: Contradiction, said: Said) -> None:
        workspace, email, number = self._desk.workspace, shown.reviewer.email, shown.story.number
        for card in self.cards:
            card.choose.setEnabled(False)
        self._desk.write(
            _("Storing"),
            lambda _control: resolve(workspace, email, number, said.id),
            tell=_("Chosen for #{number}").format(number=number),
        )


class AnswerCard(Card):
    """One of the answers; what it says differently from the others stands out."""

    chosen = Signal()

    def __init__(self, said: Said, points: int, zone: str) -> None:
        super().__init__(padding=18, spacing=8)
        self.setAccessibleName(said.where)
        self.setMinimumWidth(_LEAST_CARD)
        self.setMaximumWidth(_CARD)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Dot(rating_role(said.value, points) if said.value else None))
        head.addWidget(Label(said.where, Text.CARD_TITLE))
        head.addStretch(1)
        if said.holds:
            head.addWidget(Chip(_("Holds for now"), Role.ACCENT))
        self.body.addLayout(head)
        given = _("given {moment}").format(moment=moment_words(said.at, zone, named=False))
        came = _("came {how}").format(how=said.came) if said.came else ""
        told = "\n".join(part for part in (given, came) if part)
        self.body.addWidget(Label(told, Text.SMALL, Role.MUTED, wrap=True))
        for name, words in said.facts:
            self.body.addWidget(Divider())
            differs = name in said.differs
            self.body.addWidget(Label(name, Text.SMALL, Role.SPARK if differs else Role.MUTED, wrap=True))
            self.body.addWidget(Label(words or "—", Text.STRONG if differs else Text.BODY, wrap=True))
        self.body.addStretch(1)
        self.choose = Button(_("Let this one hold"), ButtonKind.PLAIN, "check")
        self.choose.setAccessibleDescription(said.where)
        self.choose.clicked.connect(self.chosen)
        self.body.addWidget(self.choose)
