"""The line over a story that is being read: which it is, and what can be said or set beside the answers."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from learningstories.domain.reading import Concern, Knows, Reading
from learningstories.i18n import _
from learningstories.services.wording import concern_words
from learningstories.ui.bench import Bench
from learningstories.ui.theme import THEME, ThemeChoice
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind, icon_button
from learningstories.ui.widgets.labels import ElidedLabel

LARGER, SMALLER, USUAL = "Ctrl++", "Ctrl+-", "Ctrl+0"


class ReadingBar(QWidget):
    """`size_wanted` carries 1 for larger letters, -1 for smaller, 0 for the usual."""

    concern_wanted = Signal()
    knows_wanted = Signal()
    promises_wanted = Signal()
    size_wanted = Signal(int)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.place = ElidedLabel("", role=Role.MUTED)
        self.concern = Button(_("Raise a concern"), Kind.QUIET, "flag")
        self.knows = Button(_("I know this author"), Kind.QUIET, "user-x")
        self.letters = icon_button("a-large-small", _("Size of the letters"))
        self.colours = icon_button("moon", _("Dark"))
        self.more = icon_button("ellipsis", _("More"))
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 12, 24, 4)
        row.setSpacing(4)
        row.addWidget(self.place)
        row.addStretch(1)
        for button in (self.concern, self.knows, self.letters, self.colours, self.more):
            # A click leaves the keyboard where it is: the keys go on answering.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.concern.clicked.connect(self.concern_wanted)
        self.knows.clicked.connect(self.knows_wanted)
        self.colours.clicked.connect(self._turn_colours)
        bench.theme.changed.connect(self._show_colours)
        self.letters.clicked.connect(self._open_sizes)
        self.more.clicked.connect(self._open_more)
        self._show_colours()

    def _turn_colours(self) -> None:
        choice = ThemeChoice.LIGHT if self._bench.theme.is_dark else ThemeChoice.DARK
        self._bench.theme.choose(choice)
        self._bench.settings.setValue(THEME, str(choice))

    def _show_colours(self) -> None:
        """Offer the other ones."""
        dark = self._bench.theme.is_dark
        words = _("Light colours") if dark else _("Dark colours")
        self.colours.set_icon("sun" if dark else "moon")
        self.colours.setToolTip(words)
        self.colours.setAccessibleName(words)

    def show_story(self, place: int, total: int, reading: Reading | None) -> None:
        """Say which story is open and what was said beside the answers."""
        self.place.setText(_("Story {place} of {total}").format(place=place, total=total))
        concern = reading.concern if reading else Concern.NONE
        knows = reading.knows if reading else Knows.NO
        self.concern.set_text(
            _("Concern: {about}").format(about=concern_words(concern))
            if concern is not Concern.NONE
            else _("Raise a concern")
        )
        words = {
            Knows.NO: _("I know this author"),
            Knows.GUESS: _("You can guess the author"),
            Knows.YES: _("You know the author"),
            Knows.ASIDE: _("You stepped aside"),
        }
        self.knows.set_text(words[knows])

    def show_nothing(self) -> None:
        """No story is open."""
        self.place.setText("")

    def set_story_buttons(self, *, enabled: bool) -> None:
        """Whether there is a story to say something about."""
        self.concern.setVisible(enabled)
        self.knows.setVisible(enabled)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_sizes(self) -> None:
        menu = self._menu()
        for words, keys, step in (
            (_("Larger"), LARGER, 1),
            (_("Smaller"), SMALLER, -1),
            (_("The usual size"), USUAL, 0),
        ):
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            menu.addAction(f"{words}\t{shown}", partial(self.size_wanted.emit, step))
        menu.popup(self.letters.mapToGlobal(self.letters.rect().bottomLeft()))

    def _open_more(self) -> None:
        menu = self._menu()
        menu.addAction(_("What may be shown of what you will do…"), self.promises_wanted.emit)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
