"""Beside the pages: what there is to make, how this copy turned out, and what is not in it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.i18n import _, plural
from learningstories.services.output import LeftOut, MadeOutput
from learningstories.services.wording import size_words
from learningstories.ui.book_maker import Copy
from learningstories.ui.icons import paint_icon
from learningstories.ui.showcase_settings import paper_words
from learningstories.ui.theme import colors
from learningstories.ui.tokens import BUTTON_RADIUS, ICON, Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.painting import mirrored, paint_box


class ShowcaseSide(QWidget):
    """Three cards, of which the last is there only when something is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self.book = KindItem("book-open", _("Showcase book"))
        kinds = Card(padding=8)
        kinds.body.addWidget(self.book)
        self.copy_card = Card(_("This copy"), spacing=8)
        self.accessible = Chip("")
        self.notes = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.copy_card.body.addWidget(self.accessible)
        self.copy_card.body.addWidget(self.notes)
        self.left_out = Card(_("Not in the book, and why"), spacing=8)
        self._left_out = QVBoxLayout()
        self._left_out.setSpacing(10)
        self.left_out.body.addLayout(self._left_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (kinds, self.copy_card, self.left_out):
            column.addWidget(card)
        column.addStretch(1)
        self.show_copy(None)
        self.show_left_out(())

    def show_copy(self, copy: Copy | None) -> None:
        """Say what the copy is, and whether everybody can read it."""
        self.copy_card.setVisible(copy is not None)
        if copy is None:
            self.book.say(_("PDF"))
            return
        report = copy.made
        pages = plural("{n} page", "{n} pages", copy.pages).format(n=f"{copy.pages:,}")
        self.book.say(_("PDF · {pages}, {paper}").format(pages=pages, paper=paper_words(copy.paper)))
        if report.accessible:
            self.accessible.show_state(_("Accessible"), Role.OK, "check")
        else:
            self.accessible.show_state(_("Not fully accessible"), Role.SPARK, "triangle-alert")
        self.notes.setText("\n".join(copy_facts(report)))

    def show_left_out(self, stories: Sequence[LeftOut]) -> None:
        """List the stories of the shortlist that cannot be printed."""
        clear_layout(self._left_out)
        self.left_out.setVisible(bool(stories))
        for story in stories:
            block = QVBoxLayout()
            block.setSpacing(1)
            title = _("#{number} {title}").format(number=story.number, title=story.title)
            block.addWidget(ElidedLabel(title, Text.STRONG))
            block.addWidget(Label(story.why, Text.SMALL, Role.MUTED, wrap=True))
            self._left_out.addLayout(block)


class KindItem(QWidget):
    """The thing that is previewed, as the chosen line of a list."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(0)
        row.addSpacing(30)  # a margin would not change sides with the language
        column = QVBoxLayout()
        column.setSpacing(1)
        row.addLayout(column, 1)
        self.name = ElidedLabel(name, Text.STRONG)
        self.line = ElidedLabel("", Text.SMALL, Role.MUTED)
        column.addWidget(self.name)
        column.addWidget(self.line)

    def say(self, line: str) -> None:
        """Change the second line."""
        self.line.setText(line)
        self.setAccessibleName(f"{self.name.text()}: {line}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, shades = QPainter(self), colors()
        paint_box(painter, self.rect(), BUTTON_RADIUS, shades[Role.ACCENT_SOFT])
        place = QRect(12, (self.height() - ICON) // 2, ICON, ICON)
        place = mirrored(self.layoutDirection(), self.rect(), place)
        paint_icon(painter, self._icon, place, shades[Role.TEXT])


def copy_facts(report: MadeOutput) -> list[str]:
    """What is to be known of a copy, a sentence each."""
    if report.accessible:
        reached = _("Meets PDF/UA-1 and PDF/A-2a: screen readers can follow it, archives can keep it.")
    else:
        reached = _("Tagged for screen readers, but not all of PDF/UA-1 and PDF/A-2a is reached.")
    return [reached, *report.notes, _("{size} in all.").format(size=size_words(report.bytes or 0))]
