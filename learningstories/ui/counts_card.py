"""The five counts of the overview, each against what was received."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.i18n import _, in_context, numeral, plural
from learningstories.services.overview import Figures
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text, plain_tooltip
from learningstories.ui.widgets.meter import Meter


class Count(QWidget):
    """A word, a number and a bar."""

    def __init__(self, name: str, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.name = Label(name, Text.SMALL, Role.MUTED, wrap=True)
        self.number = Label("", Text.NUMBER)
        self.meter = Meter(name)
        self._meaning = meaning
        self.setToolTip(plain_tooltip(meaning))
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.name, 1)  # where one takes two lines, all figures stay beside each other
        column.addWidget(self.number)
        column.addWidget(self.meter)

    def show_count(self, count: int, of: int) -> None:
        """Show how many of how many."""
        self.number.setText(numeral(count))
        told = _("{count} of {total}").format(count=numeral(count), total=numeral(of))
        self.meter.show_share(count / of if of else 0.0, f"{told}. {self._meaning}")


class CountsCard(Card):
    """Received, eligible, read, shortlisted, in the showcase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=18, parent=parent)
        self.setAccessibleName(_("The stories so far"))
        self.received = Count(
            in_context("count", "Received"), _("All stories that were added, withdrawn ones too.")
        )
        self.eligible = Count(
            _("Eligible"), _("In time, agreed to by their authors, and within the word limits.")
        )
        self.read = Count(
            in_context("count", "Read"), _("Eligible stories with as many readings as are wanted.")
        )
        self.shortlisted = Count(_("Shortlisted"), _("On the shortlist, in the running order."))
        self.in_book = Count(
            _("In the showcase"), _("On the shortlist, with the author's consent to be printed.")
        )
        row = QHBoxLayout()
        row.setSpacing(24)
        for count in (self.received, self.eligible, self.read, self.shortlisted, self.in_book):
            row.addWidget(count, 1)
        self.body.addLayout(row)

    def show_figures(self, found: Figures) -> None:
        """Show what is known at once."""
        total, wanted = found.received, found.line.readings_wanted
        self.read.name.setText(plural("Read once", "Read by {n}", wanted).format(n=wanted))
        self.received.show_count(total, total)
        self.eligible.show_count(found.eligible, total)
        self.read.show_count(found.read, total)
        self.shortlisted.show_count(found.line.chosen, total)

    def show_in_book(self, count: int, of: int) -> None:
        """Show how many stories the book has."""
        self.in_book.show_count(count, of)
