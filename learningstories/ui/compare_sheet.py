"""Two stories of the ranking side by side, and the odds between them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QVBoxLayout, QWidget

from learningstories.i18n import _, numeral, plural
from learningstories.services.progress import Control
from learningstories.services.result_words import apart, chance_words, titled
from learningstories.ui.desk import Desk
from learningstories.ui.one_line import in_one_line
from learningstories.ui.result_readings import said_row
from learningstories.ui.story_text import StoryText
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card, Divider
from learningstories.ui.widgets.fields import choice_field
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.read_area import ReadArea
from learningstories.ui.widgets.sheet import WIDE, Sheet

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results
    from learningstories.services.story_pair import PairSide, StoryPair

Shown = tuple["StoryPair | None", tuple[str, str]]


class CompareSheet(Sheet):
    """Both are chosen by typing; what readers said of each stands under its text."""

    def __init__(self, desk: Desk, over: QWidget, results: "Results", one: int, other: int) -> None:
        told = _("Working out which is the better one…")
        super().__init__(over, _("Compare two stories"), told, WIDE)
        self._desk, self._results = desk, results
        self.sides = (CompareSide(desk, results, one), CompareSide(desk, results, other))
        self._asked: Newest[Shown] = Newest(desk.tasks, self._show)
        self.shared = Label("", Text.BODY, Role.MUTED, wrap=True)
        self.body.addWidget(self.shared)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(6)
        grid.setRowStretch(2, 1)
        for place, side in enumerate(self.sides):
            grid.setColumnStretch(place, 1)
            for row, widget in enumerate(side.widgets):
                grid.addWidget(widget, row, place)
            side.story.activated.connect(lambda _row: self._ask())
        self.body.addLayout(grid, 1)
        self.swap = self.add_button(Button(_("Swap sides"), icon="git-compare"))
        self.close_button = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        self.swap.clicked.connect(self._swap)
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(lambda _done: self._asked.drop())
        self._ask()

    def _swap(self) -> None:
        one, other = (side.story.currentIndex() for side in self.sides)
        for side, row in zip(self.sides, (other, one), strict=True):
            side.story.setCurrentIndex(row)
        self._ask()

    def _ask(self) -> None:
        one, other = (int(side.story.currentData()) for side in self.sides)
        results, workspace = self._results, self._desk.workspace
        to_html = self._desk.toolbox.documents.to_html

        def read(_control: Control) -> Shown:
            from learningstories.services.story_pair import story_pair  # noqa: PLC0415 - loads SciPy

            pair = story_pair(workspace, results, one, other)
            if pair is None:
                return None, ("", "")
            return pair, (to_html(pair.one.details.markdown), to_html(pair.other.details.markdown))

        self._asked.ask(read)

    def _show(self, shown: Shown) -> None:
        pair, html = shown
        if pair is None:
            return
        self.set_subtitle(odds_words(pair))
        self.shared.setText(shared_words(pair))
        for side, told, text in zip(self.sides, (pair.one, pair.other), html, strict=True):
            side.show_side(self._results, told, text)


class CompareSide:
    """One of the two: which it is, its figures, its text and what was said; `widgets` from the top."""

    def __init__(self, desk: Desk, results: "Results", number: int) -> None:
        self._desk = desk
        self._files: frozenset[str] = frozenset()
        ranked: list[tuple[str, object]] = [
            (f"{s.rank}. {titled(s.title, s.number)}", s.number) for s in results.stories
        ]
        self.story = choice_field(ranked, number)
        self.story.setAccessibleName(_("The story"))
        _by_typing(self.story)
        self.figures = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.text = StoryText(self._picture)
        self.text.setAccessibleName(_("The story's text"))
        inside = QWidget()
        inside.setProperty("role", "clear")
        self.said = QVBoxLayout(inside)
        self.said.setContentsMargins(0, 0, 8, 0)
        self.said.setSpacing(6)
        area = ReadArea(inside)
        area.setAccessibleName(_("Who said what"))
        card = Card(padding=16, spacing=10)
        card.body.addWidget(self.text, 3)
        card.body.addWidget(Divider())
        card.body.addWidget(area, 2)
        self.widgets: tuple[QWidget, ...] = (self.story, self.figures, card)

    def show_side(self, results: "Results", side: "PairSide", html: str) -> None:
        """Show the story as it is ranked and as it is written."""
        self._files = frozenset(file.sha for file in side.details.attachments)
        self.figures.setText(_figures(results, side))
        self.text.show_html(html)
        self.text.setAccessibleName(side.result.title)
        clear_layout(self.said)
        tendencies = {reader.email: reader.tendency for reader in results.readers}
        for who, reading in side.counted:
            tendency = tendencies.get(who.email, "")
            self.said.addWidget(said_row(side.details.challenge, who, reading, tendency))
        if not side.counted:
            self.said.addWidget(Label(_("Nobody has read this story yet."), role=Role.MUTED, wrap=True))
        self.said.addStretch(1)

    def _picture(self, sha: str) -> bytes | None:
        """A picture of the story that is shown, and no other file."""
        if sha not in self._files:
            return None
        with self._desk.workspace.read() as unit:
            return unit.blobs.get(sha)


def odds_words(pair: "StoryPair") -> str:
    """Which is the better one, and how sure that is."""
    found = pair.difference
    ahead, behind = (pair.one, pair.other) if found.points >= 0 else (pair.other, pair.one)
    if pair.one.result.number == pair.other.result.number:
        return _("This is one story. Choose another one on either side.")
    chance = max(found.chance, 1 - found.chance)
    span = (found.low, found.high) if found.points >= 0 else (-found.high, -found.low)
    told = _(
        "“{ahead}” is truly better than “{behind}” with a chance of {chance}: it lies {points:.2f} points "
        "above, and nine times in ten between {low} and {high}."
    )
    return told.format(
        ahead=apart(ahead.result.title),
        behind=apart(behind.result.title),
        chance=chance_words(chance),
        points=abs(found.points),
        low=_signed(span[0]),
        high=_signed(span[1]),
    )


def _signed(points: float) -> str:
    return numeral(points, ".2f").replace("-", "\N{MINUS SIGN}")


def shared_words(pair: "StoryPair") -> str:
    """What those said who read both."""
    if not pair.both:
        return _("Nobody has read both, so they are compared by how the readers of each lean.")
    told = plural("{n} person has read both.", "{n} people have read both.", pair.both).format(n=pair.both)
    if pair.level == pair.both:
        return " ".join((told, _("Both were rated alike.")))
    preferred = _("{one} rated “{first}” higher, {other} “{second}”, {level} both alike.").format(
        one=pair.preferred,
        other=pair.both - pair.preferred - pair.level,
        level=pair.level,
        first=apart(pair.one.result.title),
        second=apart(pair.other.result.title),
    )
    return f"{told} {preferred}"


def _figures(results: "Results", side: "PairSide") -> str:
    result = side.result
    parts = (
        result.author or _("no name"),
        _("rank {rank}").format(rank=result.rank),
        _("{score:.2f} ({low:.2f} to {high:.2f})").format(
            score=result.score, low=result.low, high=result.high
        ),
        _("{chance} in the top {top}").format(chance=chance_words(result.p_top), top=results.top),
        plural("{n} reading", "{n} readings", result.n).format(n=result.n),
    )
    return in_one_line(parts)


def _by_typing(field: QComboBox) -> None:
    """Let a story be found by any part of its title."""
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    typed = QCompleter(field.model(), field)
    typed.setFilterMode(Qt.MatchFlag.MatchContains)
    typed.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.setCompleter(typed)
    shown = field.lineEdit()
    if shown is not None:
        shown.setCursorPosition(0)  # a long title shows its beginning
