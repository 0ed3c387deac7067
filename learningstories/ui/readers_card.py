"""How far each reviewer has come."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.i18n import _, numeral, plural
from learningstories.services.reader_progress import ReaderProgress
from learningstories.ui.fonts import tabular
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import ElidedLabel, Label
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.meter import Meter

MOST_ROWS = 60
_ROW, _GAP = 32, 10


class ReadersCard(Card):
    """A name, a bar and how many of how many; many reviewers are cut short and the rest is counted."""

    opened = Signal()
    remind_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Reviewers"), spacing=10, parent=parent)
        self._shown: tuple[ReaderProgress, ...] | None = None
        self._holder = QWidget()
        self._holder.setProperty("role", "clear")
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        self._column = column
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 6)
        self.open_button = Button(_("All reviewers"), icon="users")
        self.open_button.clicked.connect(self.opened)
        self.remind = Button("", icon="send")
        self.remind.clicked.connect(self.remind_wanted)
        column.addLayout(self._grid)
        column.addSpacing(12)
        column.addLayout(self._buttons())
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._holder)
        self.area.verticalScrollBar().rangeChanged.connect(self._leave_room)
        self.body.addWidget(self.area, 1)

    def _buttons(self) -> QVBoxLayout:
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        for button in (self.remind, self.open_button):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            button.installEventFilter(self)
        self.remind.hide()
        return buttons

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has the keyboard is seen, however many reviewers are above it."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.area.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)

    def _leave_room(self, _least: int, most: int) -> None:
        """The counts keep away from the scroll bar where there is one."""
        gap = _GAP if most else 0
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._column.setContentsMargins(gap if rtl else 0, 0, 0 if rtl else gap, 0)

    def show_readers(self, readers: Sequence[ReaderProgress], silent: int = 0) -> None:
        """Show these, of whom some have not answered; what is shown already is left alone."""
        words = plural("Remind {n} reviewer", "Remind {n} reviewers", silent)
        self.remind.set_text(words.format(n=numeral(silent)))
        self.remind.setVisible(silent > 0)
        if self._shown == tuple(readers):
            return
        self._shown = tuple(readers)
        clear_layout(self._grid)
        for row, reader in enumerate(readers[:MOST_ROWS]):
            self._add_row(row, reader)
        more = len(readers) - MOST_ROWS
        note = plural("and {n} more", "and {n} more", more).format(n=more) if more > 0 else ""
        if not readers:
            note = _(
                "Nobody reads yet. Reviewers are people who say how much a story makes them want to act."
            )
        if note:
            self._grid.addWidget(Label(note, role=Role.MUTED, wrap=True), MOST_ROWS, 0, 1, 3)
        self.open_button.set_text(_("All reviewers") if readers else _("Add reviewers"))
        self.open_button.set_icon("users" if readers else "user-plus")

    def _add_row(self, row: int, reader: ReaderProgress) -> None:
        name = ElidedLabel(reader.name)
        meter = Meter(reader.name)
        told = _("{read} of {wanted} stories read").format(
            read=numeral(reader.read), wanted=numeral(reader.wanted)
        )
        meter.show_share(reader.read / reader.wanted if reader.wanted else 0.0, told)
        count = Label(f"{numeral(reader.read)}/{numeral(reader.wanted)}", role=Role.MUTED)
        count.setFont(tabular(count.font()))
        count.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        for column, widget in enumerate((name, meter, count)):
            self._grid.addWidget(widget, row, column)
        self._grid.setRowMinimumHeight(row, _ROW)
