"""The picture on the book's cover: a drawing, or one that the organiser chose and described."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.showcase import Book
from learningstories.i18n import _
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.labels import Label, Text

_MOST_ALT = 300


class CoverChoice(QWidget):
    """`choose` asks for a picture, `draw` takes it away; `alt` tells it to those who cannot see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self.choose = Button(_("Choose a picture"), icon="image", small=True)
        self.draw = Button(_("Drawing"), Kind.QUIET, small=True)
        self.draw.setToolTip(_("Take the picture away: the cover is drawn"))
        self.alt = text_field(most=_MOST_ALT)
        self._described = Field(
            _("What the picture shows"), self.alt, _("Read aloud to those who cannot see it.")
        )
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.choose)
        row.addWidget(self.draw)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(_("Cover"), Text.SMALL, Role.MUTED))
        column.addLayout(row)
        column.addWidget(self._described)

    def show_book(self, book: Book, *, typed: bool) -> None:
        """Show what is stored, but for a description that is being typed."""
        self.draw.setVisible(bool(book.cover))
        self._described.setVisible(bool(book.cover))
        if not typed and self.alt.text() != book.cover_alt:
            self.alt.setText(book.cover_alt)
