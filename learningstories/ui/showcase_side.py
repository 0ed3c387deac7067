"""Beside the pages: when it was saved, how this copy turned out, and what is not in it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.i18n import _, numeral, plural
from learningstories.services.output import LeftOut, MadeOutput
from learningstories.services.saved_outputs import Standing
from learningstories.services.wording import moment_words, size_words
from learningstories.ui.book_maker import Copy
from learningstories.ui.showcase_settings import paper_words
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.layouts import clear_layout


class ShowcaseSide(QWidget):
    """What is known of the copy on view; a card that has nothing to say is not there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self.saved_card = Card(_("Saved"), spacing=8)
        self.saved = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.saved_card.body.addWidget(self.saved)
        self.copy_card = Card(_("This copy"), spacing=8)
        self.accessible = Chip("")
        self.notes = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.copy_card.body.addWidget(self.accessible)
        self.copy_card.body.addWidget(self.notes)
        self.left_out = Card(_("Not in it, and why"), spacing=8)
        self._left_out = QVBoxLayout()
        self._left_out.setSpacing(10)
        self.left_out.body.addLayout(self._left_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (self.saved_card, self.copy_card, self.left_out):
            column.addWidget(card)
        self.show_copy(None)
        self.show_left_out(())
        self.show_standing(None, "")

    def show_copy(self, copy: Copy | None) -> None:
        """Say what the copy is, and whether everybody can read it."""
        self.copy_card.setVisible(copy is not None)
        if copy is None:
            return
        report = copy.made
        if report.accessible:
            self.accessible.show_state(_("Accessible"), Role.OK, "check")
        else:
            self.accessible.show_state(_("Not fully accessible"), Role.SPARK, "triangle-alert")
        self.notes.setText("\n".join(copy_facts(report)))

    def show_standing(self, standing: Standing | None, zone: str) -> None:
        """Say when it was saved, and what has changed since."""
        self.saved_card.setVisible(standing is not None)
        if standing is None:
            return
        when = moment_words(standing.saved_at, zone)
        told = _("As “{name}”, {when}.").format(name=standing.name, when=when)
        since = standing.stale or (_("Nothing in it has changed since."),)
        self.saved.setText("\n".join([told, *since]))

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


def copy_line(copy: Copy) -> str:
    """What the copy is, in a line."""
    pages = plural("{n} page", "{n} pages", copy.pages).format(n=numeral(copy.pages))
    if copy.paper is None:
        return _("PDF · {pages}").format(pages=pages)
    return _("PDF · {pages}, {paper}").format(pages=pages, paper=paper_words(copy.paper))


def copy_facts(report: MadeOutput) -> list[str]:
    """What is to be known of a copy, a sentence each."""
    if report.accessible:
        reached = _("Meets PDF/UA-1 and PDF/A-2a: screen readers can follow it, archives can keep it.")
    else:
        reached = _("Tagged for screen readers, but not all of PDF/UA-1 and PDF/A-2a is reached.")
    return [reached, *report.notes, _("{size} in all.").format(size=size_words(report.bytes or 0))]
