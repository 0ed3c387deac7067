"""Adds reviewers, one by hand, a pasted list or a spreadsheet of them, and changes what is known of one."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _, plural
from learningstories.services.language_names import language_code
from learningstories.services.reviewer_lines import MOST_LINES, LineProblem, UnderstoodLine, understand
from learningstories.services.reviewer_table import Surroundings, table_in, understand_table
from learningstories.services.reviewing import MOST_CAPACITY, NewReviewer, is_address
from learningstories.services.workspace import Workspace
from learningstories.ui.desk import Desk
from learningstories.ui.measures import scaled
from learningstories.ui.one_line import in_one_line
from learningstories.ui.people_file import PeopleFile
from learningstories.ui.understood_people import UnderstoodPeople
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, number_field, text_area, text_field
from learningstories.ui.widgets.sheet import NARROW, Sheet
from learningstories.ui.widgets.tab_bar import TabBar

MOST_PASTED = 200_000
_ONE, _LIST, _FILE = "one", "list", "file"
_SIZE = (860, 680)


class ReviewerFields(QWidget):
    """Name, e-mail, themes, languages, and how many stories at most."""

    changed = Signal()

    def __init__(self, reviewer: Reviewer | None, themes: Sequence[str]) -> None:
        super().__init__()
        self.name = text_field(text=reviewer.name if reviewer else "", most=200)
        self.email = text_field("name@example.org", reviewer.email if reviewer else "", 254)
        self.themes = text_field(_("any"), ", ".join(reviewer.themes) if reviewer else "", 500)
        self.languages = text_field(_("any"), ", ".join(reviewer.languages) if reviewer else "", 100)
        self.capacity = number_field((reviewer.capacity or 0) if reviewer else 0, 0, MOST_CAPACITY)
        self.capacity.setSpecialValueText(_("all stories"))
        self.email_field = Field(_("E-mail"), self.email)
        self.languages_field = Field(_("Languages"), self.languages, _("Such as: en, Italian"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Field(_("Name"), self.name))
        column.addWidget(self.email_field)
        hint = _("With commas between them: {themes}").format(themes=", ".join(themes)) if themes else ""
        column.addWidget(Field(_("Themes"), self.themes, hint))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.languages_field, 1)
        row.addWidget(Field(_("Reads at most"), self.capacity, _("0: all stories")), 1)
        column.addLayout(row)
        for field in (self.email, self.languages):
            field.textChanged.connect(self.changed)

    def fields(self) -> dict[str, Any]:
        """What is written, as fields of `Reviewer`."""
        email = self.email.text().strip()
        return {
            "name": self.name.text().strip() or email,
            "email": email,
            "themes": _parts(self.themes.text()),
            "languages": _parts(self.languages.text()),
            "capacity": self.capacity.value() or None,
        }

    def judge(self, known: Collection[str]) -> bool:
        """Say what is wrong with the address or the languages; whether they may be used."""
        # By them stories are given out: one that is not known would get its reviewer none.
        odd = [name for name in _parts(self.languages.text()) if not language_code(name)]
        told = _("“{text}” is no language that is known here.").format(text=odd[0]) if odd else ""
        self.languages_field.set_problem(told)
        return self._judge_address(known) and not odd

    def _judge_address(self, known: Collection[str]) -> bool:
        email = self.email.text().strip()
        problem = ""
        if email and not is_address(email):
            problem = _("This is not an e-mail address yet.")
        elif email.lower() in known:
            problem = _("A reviewer with this address is there already.")
        self.email_field.set_problem(problem)
        return bool(email) and not problem


class AddReviewersSheet(Sheet):
    """`given` carries the people (list of NewReviewer) to be added; `known` are addresses in lower case."""

    given = Signal(list)

    def __init__(self, desk: Desk, over: QWidget, known: Collection[str], themes: Sequence[str]) -> None:
        super().__init__(over, _("Add reviewers"), _("Nothing is stored before you add them."), _SIZE)
        self._known, self._themes = known, themes
        self._lines: list[UnderstoodLine] = []
        self._stories: Mapping[int, UUID] = {}
        tabs = [(_ONE, _("By hand")), (_LIST, _("Paste a list")), (_FILE, _("From a spreadsheet"))]
        self.tabs = TabBar(tabs)
        self.tabs.setAccessibleName(_("How to add"))
        self.fields = ReviewerFields(None, themes)
        self.pasted = text_area(_("Amara Okoye <amara@example.org>"), lines=4)
        self.pasted.setFixedHeight(scaled(150))
        self.people = UnderstoodPeople()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._by_hand())
        self.stack.addWidget(self._by_list())
        self.file = PeopleFile(desk, known, themes)
        self.stack.addWidget(self.file)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button("", Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _index: self._follow())
        self.fields.changed.connect(self._follow)
        self.pasted.textChanged.connect(self._understand)
        self.file.changed.connect(self._follow)
        self._follow()
        desk.read(lambda _control: _numbers(desk.workspace), self._know_stories)

    def _know_stories(self, stories: Mapping[int, UUID]) -> None:
        self._stories = stories
        self._understand()

    def _by_hand(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fields)
        column.addStretch(1)
        return page

    def _by_list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        hint = _("One a line: a name and an address, in any order; or cells of a spreadsheet. At most {n}.")
        column.addWidget(Field(_("The list"), self.pasted, hint.format(n=MOST_LINES)))
        column.addWidget(self.people, 1)
        return page

    def _understand(self) -> None:
        text = self.pasted.toPlainText()[:MOST_PASTED]
        table = table_in(text)
        if table is None:
            self._lines = understand(text, self._known)
        else:
            around = Surroundings(known=self._known, stories=self._stories, themes=self._themes)
            self._lines = understand_table(table, around)
        self.people.show_lines(self._lines, {key: number for number, key in self._stories.items()})
        self._follow()

    def _shown_lines(self) -> Sequence[UnderstoodLine]:
        return {_LIST: self._lines, _FILE: self.file.lines}.get(self.tabs.key(), ())

    def chosen(self) -> list[NewReviewer]:
        """Who would be added now."""
        if self.tabs.key() != _ONE:
            return [line.person for line in self._shown_lines() if line.person is not None]
        return [NewReviewer(**self.fields.fields())] if self.fields.judge(self._known) else []

    def _follow(self) -> None:
        count = len(self.chosen())
        words = plural("Add {n} reviewer", "Add {n} reviewers", count).format(n=count)
        self.confirm.set_text(words if count > 1 else _("Add reviewer"))
        self.confirm.setEnabled(count > 0)
        left_out = sum(line.problem is not LineProblem.NONE for line in self._shown_lines())
        told = plural("{n} line adds nobody", "{n} lines add nobody", left_out).format(n=left_out)
        parts = [told] if left_out else []
        if len(self._shown_lines()) >= MOST_LINES:
            parts.append(_("only the first {n} are read").format(n=MOST_LINES))
        self.foot_note.setText(in_one_line(parts))

    def _finish(self) -> None:
        people = self.chosen()
        if people:
            self.given.emit(people)
            self.accept()


class EditReviewerSheet(Sheet):
    """`given` carries the fields that differ; `known` are the others' addresses in lower case."""

    given = Signal(dict)

    def __init__(
        self, over: QWidget, reviewer: Reviewer, known: Collection[str], themes: Sequence[str]
    ) -> None:
        super().__init__(over, _("Edit {name}").format(name=reviewer.name), size=NARROW)
        self._reviewer, self._known = reviewer, known
        self.fields = ReviewerFields(reviewer, themes)
        self.body.addWidget(self.fields)
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Save"), Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)
        self.fields.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.confirm.setEnabled(self.fields.judge(self._known))

    def _finish(self) -> None:
        fields = self.fields.fields()
        changed = {name: value for name, value in fields.items() if getattr(self._reviewer, name) != value}
        if changed:
            self.given.emit(changed)
        self.accept()


def _numbers(workspace: Workspace) -> Mapping[int, UUID]:
    with workspace.read() as unit:
        return {story.number: story.id for story in unit.stories.all()}


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
