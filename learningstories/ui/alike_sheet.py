"""Two texts side by side, with the passages marked that both have."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from learningstories.i18n import _, numeral, plural
from learningstories.services import side_by_side as sides
from learningstories.services.progress import Control
from learningstories.services.side_by_side import LinkedPlaces, SharedPassage, SideBySide
from learningstories.ui.desk import Desk
from learningstories.ui.marked_text import MarkedText
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import WIDE, Sheet

_FIRST_WORDS = 40  # letters of a passage that are told
_CARD_ROW = 3
_FROM_TOP = 3  # the passage that is looked at stands a third down


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeText:
    """One of the texts, with its title and what there is to say of it (its number, its author)."""

    title: str
    markdown: str
    told: str = ""


class AlikeSheet(Sheet):
    """The texts roll together; F3 goes from one shared passage to the next, with Shift to the one before."""

    def __init__(self, desk: Desk, over: QWidget, left: AlikeText, right: AlikeText) -> None:
        super().__init__(over, _("Side by side"), _("Looking for passages that both have…"), WIDE)
        self._found: SideBySide | None = None
        self._current = -1
        self._links: LinkedPlaces | None = None
        self._rolling = False
        self.left, self.right = AlikeColumn(left), AlikeColumn(right)
        self._compared: Newest[SideBySide] = Newest(desk.tasks, self._show_found)
        # A grid, so that both texts begin at one height however long their titles are.
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(4)
        grid.setRowStretch(_CARD_ROW, 1)
        for place, column in enumerate((self.left, self.right)):
            grid.setColumnStretch(place, 1)
            for row, widget in enumerate(column.widgets):
                grid.addWidget(widget, row, place)
        self.body.addLayout(grid, 1)
        self.before = self.add_button(Button(_("Previous passage"), icon="chevron-up"))
        self.after = self.add_button(Button(_("Next passage"), icon="chevron-down").with_key_cap("F3"))
        self.close_button = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        self._listen()
        to_html, texts = desk.toolbox.documents.to_html, (left.markdown, right.markdown)
        desk.read(lambda _control: (to_html(texts[0]), to_html(texts[1])), self._show_texts)

    def _listen(self) -> None:
        self.before.clicked.connect(lambda: self.go(-1))
        self.after.clicked.connect(lambda: self.go(1))
        self.close_button.clicked.connect(self.accept)
        for button in (self.before, self.after):
            button.setEnabled(False)
        for column, other in ((self.left, self.right), (self.right, self.left)):
            column.text.settled.connect(self._unlink)
            bar = column.text.verticalScrollBar()
            bar.valueChanged.connect(lambda _value, c=column, o=other: self._roll(c, o))

    def _show_texts(self, html: tuple[str, str]) -> None:
        self.left.text.show_html(html[0])
        self.right.text.show_html(html[1])
        left, right = self.left.text.toPlainText(), self.right.text.toPlainText()

        def compare(_control: Control) -> SideBySide:
            return sides.side_by_side(left, right)

        self._compared.ask(compare)

    def _show_found(self, found: SideBySide) -> None:
        self._found = found
        count = len(found.passages)
        self.left.show_side(found.left)
        self.right.show_side(found.right)
        told = plural(
            "They share {n} passage, which is marked.", "They share {n} passages, which are marked.", count
        )
        none = _("They share no passage of five words or more.")
        self.set_subtitle(told.format(n=numeral(count)) if count else none)
        for button in (self.before, self.after):
            button.setEnabled(count > 0)

    # --- from passage to passage -----------------------------------------------------------------

    def go(self, step: int) -> None:
        """Look at the next passage, or the one before; after the last comes the first."""
        if self._found is None or not self._found.passages:
            return
        count = len(self._found.passages)
        start = self._current if self._current >= 0 or step > 0 else 0
        self._current = (start + step) % count
        passage = self._found.passages[self._current]
        self.foot_note.setText(self._told(passage, count))
        self._rolling = True  # a passage that was moved is elsewhere in the other text
        self.left.look_at(self._found.left.spans, passage.left)
        self.right.look_at(self._found.right.spans, passage.right)
        self._rolling = False

    def _told(self, passage: SharedPassage, count: int) -> str:
        words = " ".join(self.left.text.toPlainText()[slice(*passage.left)].split())
        start = words if len(words) <= _FIRST_WORDS else words[:_FIRST_WORDS].rsplit(" ", 1)[0] + "…"
        told = _("Passage {n} of {count}: “{words}”")
        if not passage.is_in_order:
            told = _("Passage {n} of {count}, elsewhere in the other text: “{words}”")
        return told.format(n=self._current + 1, count=count, words=start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F3:
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        super().keyPressEvent(event)

    # --- rolling together ------------------------------------------------------------------------

    def _unlink(self) -> None:
        self._links = None

    def _linked(self) -> LinkedPlaces:
        if self._links is None:
            left, right = self.left.text, self.right.text
            shared = [p for p in self._found.passages if p.is_in_order] if self._found else []
            pairs = [
                (left.top_of(here), right.top_of(there))
                for passage in shared
                for here, there in zip(passage.left, passage.right, strict=True)
            ]
            self._links = LinkedPlaces(pairs, (left.height_in_all(), right.height_in_all()))
        return self._links

    def _roll(self, moved: "AlikeColumn", other: "AlikeColumn") -> None:
        if self._rolling or self._found is None:
            return
        self._rolling = True
        links = self._linked()
        across = links.across if moved is self.left else links.back
        other.roll_to(across(moved.height_shown()), moved.share())
        self._rolling = False


class AlikeColumn:
    """One text with its title, and how much of it the other one has; `widgets` from the top."""

    def __init__(self, told: AlikeText) -> None:
        self.text = MarkedText()
        self.text.setAccessibleName(told.title)
        self.count = Label("", Text.SMALL, wrap=True)
        title = Label(told.title, Text.CARD_TITLE, wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
        card = Card(padding=16)
        card.body.addWidget(self.text)
        self.widgets: tuple[QWidget, ...] = (
            title,
            Label(told.told, Text.SMALL, Role.MUTED, wrap=True),
            self.count,
            card,
        )

    def show_side(self, side: sides.Side) -> None:
        """Mark what the other text has, and say how much that is."""
        told = plural("{same} of {n} word is the same", "{same} of {n} words are the same", side.words)
        self.count.setText(told.format(same=numeral(side.same), n=numeral(side.words)))
        self.text.mark(side.spans)

    def look_at(self, spans: Sequence[sides.Span], current: sides.Span) -> None:
        """Bring one passage into view."""
        self.text.mark(spans, current)
        top = self.text.top_of(current[0]) - self.text.viewport().height() / _FROM_TOP
        self.text.verticalScrollBar().setValue(round(top))

    def share(self) -> float:
        """How far it is rolled, from 0 to 1."""
        bar = self.text.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def height_shown(self) -> float:
        """The height that is looked at: at the top of the view in the beginning, at its foot in the end."""
        return self.text.verticalScrollBar().value() + self.share() * self.text.viewport().height()

    def roll_to(self, height: float, share: float) -> None:
        """Show a height at a share of the view."""
        self.text.verticalScrollBar().setValue(round(height - share * self.text.viewport().height()))
