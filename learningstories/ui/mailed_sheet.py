"""Enters what a reviewer answered in the words of a mail."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from learningstories.domain.pack import Pack, ReturnBy
from learningstories.domain.reviewer import ReviewerId
from learningstories.i18n import _, listed, plural
from learningstories.services.by_hand import HandRating, PaperRoom
from learningstories.services.hand_form import HandForm, aside_word
from learningstories.services.mailed_ratings import MOST_TEXT, LineFault, MailLine, MailWords, read_ratings
from learningstories.services.pack_port import Packs
from learningstories.ui.desk import Desk
from learningstories.ui.file_drop import local_files
from learningstories.ui.hand_sheet import HandSheet, open_with_room
from learningstories.ui.mailed_lines import MailedLines
from learningstories.ui.measures import scaled
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.fields import Field, choice_field, text_area
from learningstories.ui.widgets.labels import Label, Text

_SIZE = (1000, 720)
_MOST_BYTES = 20 * 1024 * 1024
_TEXT_HEIGHT = 150
_REST = 120  # milliseconds without a key, and what was typed is read


class MailedSheet(HandSheet):
    """Each line tells what was understood of it."""

    came_by = ReturnBy.MAIL

    def __init__(self, desk: Desk, over: QWidget, room: PaperRoom) -> None:
        told = _("Paste the mail, or drop it here as a file. Nothing is stored before you merge.")
        super().__init__(desk, over, (_("Enter ratings from an e-mail"), told), _SIZE)
        self.told_of = _("Taking in ratings")
        self._room = room
        self._name = ""
        self._lines: list[MailLine] = []
        self.setAcceptDrops(True)
        people = [(f"{one.name} <{one.email}>", one.id) for one in room.readers()]
        self.reviewer = choice_field([(_("Choose the reviewer"), None), *people])
        self.who = Field(_("Whose mail it is"), self.reviewer)
        self.text = text_area(_("Story 3: 4 - I will ask our front desk"), lines=5)
        self.text.setFixedHeight(scaled(_TEXT_HEIGHT))
        self.lines = MailedLines()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_REST)
        self._arrange()
        self._listen()
        self._understand()

    def _arrange(self) -> None:
        self.pick = Button(_("Open a mail…"), icon="mail")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.who, 1)
        row.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addWidget(Field(_("What the mail says"), self.text))
        words = Label(_how_it_reads(self._room.form), Text.SMALL, Role.MUTED, wrap=True)
        self.body.addWidget(words)
        self.body.addWidget(self.lines, 1)

    def _listen(self) -> None:
        self.pick.clicked.connect(self._pick)
        self.reviewer.currentIndexChanged.connect(self._understand)
        self.text.textChanged.connect(self._typed.start)
        self._typed.timeout.connect(self._understand)

    def is_empty(self) -> bool:
        return not self.text.toPlainText().strip()

    def leaving_words(self) -> str:
        return _("Press Cancel again to throw away what you pasted.")

    def source(self) -> str:
        return self._name or _("Ratings in an e-mail")

    # --- a mail that comes as a file -----------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.offer(files[0])

    def offer(self, path: Path) -> None:
        """Show what a mail says; whose it is, its sender says."""
        files = self._desk.toolbox.packs()
        self._desk.read(
            lambda _control: _mail_at(path, files), lambda words: self._show_mail(path.name, words)
        )

    def _pick(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(self, _("Open a mail"), "", _("Mails (*.eml)"))
        if path:
            self.offer(Path(path))

    def _show_mail(self, name: str, words: MailWords) -> None:
        self._name = name
        self.text.setPlainText(words.text)
        sender = words.sender.casefold()
        found = next((one for one in self._room.readers() if one.email.casefold() == sender), None)
        self.reviewer.setCurrentIndex(self.reviewer.findData(found.id) if found else 0)
        if not words.text:
            self.who.set_problem(_("There is no text in this file. Is it a mail?"))
        elif found is None:
            told = _("It comes from {sender}, which is no reviewer's address: choose whose it is.")
            self.who.set_problem(told.format(sender=words.sender or _("nobody")))
        self._understand()

    # --- what is understood --------------------------------------------------------------------------

    def _understand(self) -> None:
        self._leaving = False
        mine = set(self._given().values()) if self._chosen() is not None else self._room.packs
        stories = {story.number: story for pack in mine for story in pack.stories}
        titles = {number: self._room.titles.get(story.story_id, "") for number, story in stories.items()}
        text = self.text.toPlainText()[:MOST_TEXT]
        self._lines = read_ratings(text, self._room.form, stories.keys())
        self.lines.model.show_lines(self._lines, titles, self._room.form)
        if self._chosen() is not None:
            self.who.set_problem("")
        self.follow()

    def _chosen(self) -> ReviewerId | None:
        chosen: ReviewerId | None = self.reviewer.currentData()
        return chosen

    def _given(self) -> Mapping[int, Pack]:
        chosen = self._chosen()
        return self._room.given_to(chosen) if chosen is not None else {}

    def follow(self) -> None:
        ready, unclear = len(self.ratings()), sum(line.fault in _UNCLEAR for line in self._lines)
        self._offer(ready, enabled=bool(ready))
        told = plural("{n} line is left out", "{n} lines are left out", unclear).format(n=unclear)
        if self._chosen() is None:
            told = _("Choose whose mail it is.")
        elif not unclear:
            told = ""
        self.foot_note.setText(told)

    def ratings(self) -> Sequence[HandRating]:
        packs = self._given()
        found = [line for line in self._lines if line.fault is LineFault.NONE]
        return [
            _rating(packs[line.number], line)
            for line in found
            if line.number is not None and line.number in packs
        ]

    def _merge(self) -> None:
        self._understand()  # what was typed in the last moment, too
        super()._merge()


_UNCLEAR = frozenset((LineFault.NO_VALUE, LineFault.OFF_SCALE, LineFault.CRITERION, LineFault.NOT_THEIRS))


def _how_it_reads(form: HandForm) -> str:
    """What a line may say."""
    points = listed(f"{point} {words}" for point, words in enumerate(form.scale, start=1))
    told = _("A line a story: its number, and the value or its word: {scale}; or “{aside}”, and why.")
    lines = [told.format(scale=points, aside=aside_word())]
    if form.criteria:
        questions = listed(each.question for each in form.criteria)
        told = _("Behind the value, in brackets, the points for: {questions}.")
        lines.append(told.format(questions=questions))
    return " ".join(lines)


def _rating(pack: Pack, line: MailLine) -> HandRating:
    story = next(each for each in pack.stories if each.number == line.number)
    blank = HandRating(pack_id=pack.id, story_id=story.story_id)
    if line.aside:
        return replace(blank, aside=True, reason=line.action)
    return replace(blank, value=line.value, criteria=line.criteria, action=line.action)


def _mail_at(path: Path, files: Packs) -> MailWords:
    try:
        with path.open("rb") as stream:
            return files.mail_words(stream.read(_MOST_BYTES))
    except (OSError, ValueError):
        return MailWords(sender="", text="")


def open_mailed(desk: Desk, over: QWidget) -> None:
    """Ask for a mail, once it is known who was given what."""
    open_with_room(desk, lambda room: MailedSheet(desk, over, room))
