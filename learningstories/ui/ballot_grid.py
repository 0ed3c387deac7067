"""The grid in which ballots are typed from paper, as fast as the keyboard allows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.ballots import CodeFault, typed_code
from learningstories.services.by_hand import HandRating, PaperRoom
from learningstories.services.hand_form import HandForm
from learningstories.ui.ballot_row import CODE_WIDTH, POINT_WIDTH, VALUE_WIDTH, BallotRow, Cell, note_width
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.labels import ElidedLabel, Text

_FOCUS = Qt.FocusReason.OtherFocusReason


class BallotGrid(QWidget):
    """Rows of code, value, further criteria and action; there is always an empty one at the end.

    Enter goes from the code to the value, over the further criteria, and from there to the next row.
    `ended` comes with Enter in an empty row.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, room: PaperRoom) -> None:
        super().__init__()
        self._room = room
        self.rows: list[BallotRow] = []
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._lines)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(_titles(room.form))
        whole.addWidget(self._area, 1)
        self._add_row()

    def ratings(self) -> list[HandRating]:
        """All that is right."""
        return [rating for row in self.rows if (rating := row.rating()) is not None]

    def faulty(self) -> list[BallotRow]:
        """The rows in which something is missing or wrong."""
        return [row for row in self.rows if not row.is_empty() and row.rating() is None]

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return all(row.is_empty() for row in self.rows)

    def reviewers(self) -> int:
        """Of how many reviewers there are answers."""
        found = [row.ballot() for row in self.rows if row.rating() is not None]
        return len({ballot.pack.reviewer_id for ballot in found if not isinstance(ballot, CodeFault)})

    def take_keys(self) -> None:
        """The last row's code has the keyboard."""
        self.rows[-1].code.setFocus(_FOCUS)

    def _add_row(self) -> None:
        row = BallotRow(self._room)
        self.rows.append(row)
        self._lines.addWidget(row)
        row.setAccessibleName(_("Row {n}").format(n=len(self.rows)))
        row.changed.connect(lambda: self._follow(row))
        row.code.entered.connect(lambda: self._from_code(row))
        row.value.entered.connect(lambda: self._from_value(row))
        for place, cell in enumerate(row.points):
            cell.entered.connect(lambda place=place: self._from_point(row, place))
        row.action.entered.connect(lambda: self._on(row))
        for place, cell in enumerate(row.cells):
            cell.stepped.connect(lambda step, place=place: self._step(row, place, step))

    def _follow(self, row: BallotRow) -> None:
        if row is self.rows[-1] and not row.is_empty():
            self._add_row()
        self._tell_repeated()
        row.tell()
        self.changed.emit()

    def _tell_repeated(self) -> None:
        """The same ballot twice would leave open which of the two holds."""
        first: dict[str, int] = {}
        for place, row in enumerate(self.rows, start=1):
            if isinstance(row.ballot(), CodeFault):
                row.elsewhere = ""
                continue
            there = first.setdefault(typed_code(row.code.text()), place)
            before, repeated = row.elsewhere, there != place
            row.elsewhere = _("Typed above already, in row {n}.").format(n=there) if repeated else ""
            if row.elsewhere != before:
                row.tell()

    def _from_code(self, row: BallotRow) -> None:
        if row.is_empty():
            self.ended.emit()
        elif isinstance(row.ballot(), CodeFault):
            row.tell()
            row.code.selectAll()
        else:
            self._go(row.value)

    def _from_value(self, row: BallotRow) -> None:
        row.tell()
        if not row.is_answered():
            row.value.selectAll()
        elif row.points and not row.is_aside():
            self._go(row.points[0])
        else:
            self._on(row)

    def _from_point(self, row: BallotRow, place: int) -> None:
        row.tell()
        following = row.points[place + 1 :]
        if row.points[place] in row.off_scale():
            row.points[place].selectAll()
        elif following:
            self._go(following[0])
        else:
            self._on(row)

    def _on(self, row: BallotRow) -> None:
        following = self.rows[self.rows.index(row) + 1 :]
        if following:
            self._go(following[0].code)

    def _step(self, row: BallotRow, place: int, step: int) -> None:
        there = self.rows.index(row) + step
        if 0 <= there < len(self.rows):
            self._go(self.rows[there].cells[place])

    def _go(self, cell: Cell) -> None:
        cell.setFocus(_FOCUS)
        cell.selectAll()
        self._column.activate()
        self._area.ensureWidgetVisible(cell)


def _titles(form: HandForm) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 8, 0)
    row.setSpacing(8)
    questions = [each.question for each in form.criteria]
    words = (_("Code"), _("Value"), *questions, _("Action, or why aside"), _("Whose, and what"))
    points = [POINT_WIDTH] * len(questions)
    widths = (CODE_WIDTH, VALUE_WIDTH, *points, 0, note_width(len(questions)))
    for told, width in zip(words, widths, strict=True):
        label = ElidedLabel(told, Text.SMALL, Role.MUTED)
        if width:
            label.setFixedWidth(width)
        row.addWidget(label, 0 if width else 1)
    return row
