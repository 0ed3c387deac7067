"""One line of a ballot as it is typed from paper: code, value, further criteria, action."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from learningstories.i18n import _
from learningstories.services.ballots import ALPHABET, LENGTH, Ballot, CodeFault
from learningstories.services.by_hand import MOST_ACTION, HandRating, PaperRoom
from learningstories.ui.measures import scaled
from learningstories.ui.one_line import in_one_line
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.labels import Label, Text

CODE_WIDTH, VALUE_WIDTH, POINT_WIDTH, NOTE_WIDTH = 110, 110, 48, 320
_MOST_TYPED = 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Cell(QLineEdit):
    """A field in which Enter goes on, and the arrow keys go to the row above or below."""

    entered = Signal()
    stepped = Signal(int)

    def __init__(self, name: str, most: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(most)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def show_problem(self, *, wrong: bool) -> None:
        """Mark the field, or take the mark away."""
        if self.property("problem") != wrong:
            self.setProperty("problem", wrong)
            self.style().unpolish(self)
            self.style().polish(self)


class BallotRow(QWidget):
    """Says at once whose ballot and which story it is, or what is wrong."""

    changed = Signal()

    def __init__(self, room: PaperRoom) -> None:
        super().__init__()
        self._room, self._form = room, room.form
        self.elsewhere = ""  # why it cannot be taken although it is right by itself
        self.code = Cell(_("Code"), _MOST_TYPED)
        self.value = Cell(_("Value"), _MOST_TYPED)
        self.points = [Cell(each.question, _MOST_TYPED) for each in room.form.criteria]
        self.action = Cell(_("Action, or why aside"), MOST_ACTION)
        self.note = Label("", Text.SMALL, Role.MUTED, wrap=True)
        self.code.setFixedWidth(scaled(CODE_WIDTH))
        self.value.setFixedWidth(scaled(VALUE_WIDTH))
        self.note.setFixedWidth(note_width(len(self.points)))
        for cell in self.points:
            cell.setFixedWidth(POINT_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for cell in self.cells:
            row.addWidget(cell, 1 if cell is self.action else 0)
            cell.textChanged.connect(self.changed)
            cell.editingFinished.connect(self.tell)
        row.addWidget(self.note)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The fields in their order."""
        return (self.code, self.value, *self.points, self.action)

    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return not any(cell.text().strip() for cell in self.cells)

    def ballot(self) -> Ballot | CodeFault:
        """What the code names."""
        return self._room.codes.find(self.code.text())

    def point(self) -> int | None:
        """The value, if it is on the scale."""
        return self._form.value(self.value.text())

    def is_aside(self) -> bool:
        """Whether the reviewer steps aside from this story."""
        return self._form.is_aside(self.value.text())

    def is_answered(self) -> bool:
        """Whether there is a value, or a word instead of it."""
        return self.is_aside() or self.point() is not None

    def off_scale(self) -> list[Cell]:
        """The further criteria whose answer is on no scale."""
        asked = enumerate(self.points)
        return [cell for place, cell in asked if self._form.point(place, cell.text()) is None]

    def rating(self) -> HandRating | None:
        """What is to be taken in; None where something is missing or wrong."""
        ballot = self.ballot()
        if isinstance(ballot, CodeFault) or not self.is_answered() or self.elsewhere or self.off_scale():
            return None
        written = self.action.text().strip()
        blank = HandRating(pack_id=ballot.pack.id, story_id=ballot.story.story_id)
        if self.is_aside():
            return replace(blank, aside=True, reason=written)
        further = self._form.points([cell.text() for cell in self.points]) or ()
        return replace(blank, value=self.point(), criteria=further, action=written)

    def tell(self) -> None:
        """Say what is known, or what is wrong; what is still being typed is not wrong yet."""
        ballot = self.ballot()
        code_wrong = isinstance(ballot, CodeFault) and not self._is_being_typed(self.code, ballot)
        value_wrong = bool(self.value.text().strip()) and not self.is_answered()
        self.code.show_problem(wrong=code_wrong or bool(self.elsewhere))
        self.value.show_problem(wrong=value_wrong)
        off_scale = self.off_scale()
        for cell in self.points:
            cell.show_problem(wrong=cell in off_scale)
        if code_wrong and isinstance(ballot, CodeFault):
            self._say(_fault_words(ballot), Role.BAD)
        elif self.elsewhere:
            self._say(self.elsewhere, Role.BAD)
        elif value_wrong:
            self._say(_off_scale_words(self._form.scale), Role.BAD)
        elif off_scale:
            self._say(_off_scale_words(self._form.criteria[self.points.index(off_scale[0])].scale), Role.BAD)
        elif isinstance(ballot, CodeFault):
            self._say("", Role.MUTED)
        else:
            self._say(self._told(ballot), Role.TEXT if self.is_answered() else Role.MUTED)

    def _is_being_typed(self, cell: Cell, fault: CodeFault) -> bool:
        if self.is_empty():
            return True
        return fault in (CodeFault.NONE, CodeFault.SHORT) and cell.hasFocus()

    def _told(self, ballot: Ballot) -> str:
        reviewer = self._room.reviewers.get(ballot.pack.reviewer_id)
        first = _("{reviewer}: #{number} {title}").format(
            reviewer=reviewer.name if reviewer else _("a reviewer who was removed"),
            number=ballot.story.number,
            title=self._room.titles.get(ballot.story.story_id, ""),
        )
        told, value = [first], self.point()
        if value is not None:
            told.append(self._form.scale[value - 1])
        if self.is_aside():
            told.append(_("steps aside"))
        if ballot.pack.revoked:
            told.append(_("the pack was withdrawn, so it does not count"))
        return in_one_line(told)

    def _say(self, words: str, role: Role) -> None:
        self.note.setText(words)
        self.note.set_role(role)
        for cell in self.cells:
            cell.setAccessibleDescription(words)


def note_width(criteria: int) -> int:
    """How much room there is to say whose it is, beside so many further criteria."""
    return max(NOTE_WIDTH - criteria * POINT_WIDTH // 2, NOTE_WIDTH * 2 // 3)


def _off_scale_words(scale: Sequence[str]) -> str:
    return _("Not on the scale: it goes from 1 to {n}.").format(n=len(scale))


def _fault_words(fault: CodeFault) -> str:
    letters = " ".join(sorted(set("01ILOUZ") - set(ALPHABET)))
    return {
        CodeFault.NONE: _("The code is missing."),
        CodeFault.SHORT: _("A code has {n} letters.").format(n=LENGTH),
        CodeFault.FOREIGN: _("No code: they have {n} letters, and none of {letters}.").format(
            n=LENGTH, letters=letters
        ),
        CodeFault.MISTYPED: _("Mistyped: these letters do not go together. Look again."),
        CodeFault.UNKNOWN: _("No pack of this challenge has this code."),
        CodeFault.SEVERAL: _("Two packs have this code. Enter it as from an e-mail, by its reviewer."),
    }[fault]
