"""What a reviewer steps aside from: authors and stories, each with a reason if there is one."""

import re
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.reviewer import Aside, Reviewer
from learningstories.domain.story import Story
from learningstories.i18n import _
from learningstories.services.progress import Control
from learningstories.ui.desk import Desk
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind, icon_button
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (560, 0)
_NUMBER = re.compile(r"#?(\d{1,9})\b.*", re.DOTALL)


class AsideSheet(Sheet):
    """`given` carries all that holds from now on, where it is not what held before."""

    given = Signal(tuple)

    def __init__(self, desk: Desk, over: QWidget, reviewer: Reviewer) -> None:
        title = _("What {name} steps aside from").format(name=reviewer.name)
        told = _("These stories are neither assigned to this reviewer nor put into packs.")
        super().__init__(over, title, told, _SIZE)
        self._held = reviewer.aside
        self.asides: list[Aside] = list(reviewer.aside)
        self._stories: dict[int, Story] = {}
        self._titles: dict[UUID, str] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.what = text_field(_("Tom Hale, or #31"), most=200)
        self.reason = text_field(_("In a sentence"), most=200)
        hint = _("A name or an address stands for all stories of an author, # and a number for one story.")
        self.what_field = Field(_("Author or story"), self.what, hint)
        self.add = Button(_("Add to the list"), icon="plus")
        self._arrange()
        self._listen()
        self._follow()
        self._show_list()
        desk.read(lambda control: _stories(desk, control), self._know)

    def _arrange(self) -> None:
        self.body.addLayout(self._rows)
        self.body.addWidget(self.what_field)
        self.body.addWidget(Field(_("The reason, if you like"), self.reason))
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        cancel = self.add_button(Button(_("Cancel")))
        cancel.clicked.connect(self.reject)
        self.confirm = self.add_button(Button(_("Save"), Kind.MAIN), main=True)

    def _listen(self) -> None:
        self.what.textChanged.connect(lambda _text: self._follow())
        self.add.clicked.connect(self._add)
        self.confirm.clicked.connect(self._finish)

    def _know(self, stories: Sequence[Story]) -> None:
        self._stories = {story.number: story for story in stories}
        self._titles = {story.id: f"#{story.number} {story.title}" for story in stories}
        authors = sorted({story.author for story in stories if story.author}, key=alphabetic)
        completer = QCompleter([*authors, *self._titles.values()], self.what)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.what.setCompleter(completer)
        self._follow()
        self._show_list()

    def _understood(self) -> Aside | None:
        """What is written; None where it is nothing yet, or a story that is not there."""
        text = " ".join(self.what.text().split())
        reason = " ".join(self.reason.text().split())
        number = _NUMBER.fullmatch(text)
        if number is None:
            return Aside(author=text, reason=reason) if text.strip("#") else None
        story = self._stories.get(int(number[1]))
        return Aside(story_id=story.id, reason=reason) if story is not None else None

    def _follow(self) -> None:
        number = _NUMBER.fullmatch(self.what.text().strip())
        absent = number is not None and bool(self._stories) and int(number[1]) not in self._stories
        self.what_field.set_problem(_("There is no story with this number.") if absent else "")
        self.add.setEnabled(self._understood() is not None)

    def _show_list(self) -> None:
        clear_layout(self._rows)
        if not self.asides:
            nothing = _("Nothing yet. Their own stories are left out by themselves, by the address.")
            self._rows.addWidget(Label(nothing, role=Role.MUTED, wrap=True))
        for place, aside in enumerate(self.asides):
            self._rows.addWidget(self._row(place, aside))

    def _row(self, place: int, aside: Aside) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        what = self._titles.get(aside.story_id, "") if aside.story_id is not None else aside.author
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(what, Text.STRONG, wrap=True))
        if aside.reason:
            words.addWidget(Label(aside.reason, Text.SMALL, Role.MUTED, wrap=True))
        inside.addLayout(words, 1)
        remove = icon_button("x", _("Take {what} off the list").format(what=what), small=True)
        remove.clicked.connect(partial(self._remove, place))
        inside.addWidget(remove)
        return row

    def _add(self) -> None:
        found = self._understood()
        if found is None:
            return
        others = [one for one in self.asides if (one.author, one.story_id) != (found.author, found.story_id)]
        self.asides = [*others, found]
        for field in (self.what, self.reason):
            field.clear()
        self.what.setFocus()
        self._show_list()

    def _remove(self, place: int) -> None:
        del self.asides[place]
        self.what.setFocus()
        self._show_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter puts what is written on the list, and saves where nothing is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._understood() is not None:
            self._add()
            return
        super().keyPressEvent(event)

    def _finish(self) -> None:
        """What was written and not put on the list yet is meant, too."""
        self._add()
        if tuple(self.asides) != self._held:
            self.given.emit(tuple(self.asides))
        self.accept()


def _stories(desk: Desk, _control: Control) -> Sequence[Story]:
    with desk.workspace.read() as unit:
        return sorted(unit.stories.all(), key=lambda story: story.number)
