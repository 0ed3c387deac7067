"""What is in a return file that was just saved, and the ways in which it reaches the organiser."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _, listed, plural
from learningstories.services.offline_reading import SavedReturn
from learningstories.services.return_mail import mail_address, mail_draft
from learningstories.services.saving import save_whole
from learningstories.services.sentences import advice
from learningstories.services.wording import size_words
from learningstories.ui.pack_desk import PackDesk
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (560, 0)
_DRAFT = ".eml"


class ReturnSheet(Sheet):
    """Nothing is sent by the app itself: it opens the mail program, makes a draft or copies the text."""

    def __init__(self, desk: PackDesk, over: QWidget, saved: SavedReturn) -> None:
        super().__init__(over, _("Your return file is saved"), _where(saved), _SIZE)
        self._desk, self._saved = desk, saved
        self._contents = desk.reading.contents
        self.inside = Label(inside_words(saved), Text.BODY, wrap=True)
        self.body.addWidget(self.inside)
        self.mail = Button(_("Open an e-mail to the organiser"), Kind.MAIN, "mail")
        self.draft = Button(_("Make a draft with the file attached"), icon="paperclip")
        self.copy = Button(_("Copy the return as text"), icon="copy")
        self._offer(self.mail, self._mail_words(), self._open_mail)
        self._offer(
            self.draft,
            _("The sure way: your mail program opens a mail with the file in it. The draft lies beside it."),
            self._make_draft,
        )
        self._offer(self.copy, _("To be pasted into a mail or a message."), self._copy_text)
        if not self._contents.challenge.contact:
            unknown = _("The pack does not say where to send it: answer whoever sent you the pack.")
            self.body.addWidget(Label(unknown, Text.SMALL, Role.MUTED, wrap=True))
        self.done = self.add_button(Button(_("Done")))
        self.done.clicked.connect(self.accept)

    def _offer(self, button: Button, words: str, do: Callable[[], object]) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(Label(words, Text.SMALL, Role.MUTED, wrap=True))
        self.body.addLayout(column)
        button.clicked.connect(do)

    def _mail_words(self) -> str:
        to = self._contents.challenge.contact
        _address, whole = mail_address(self._contents, self._saved.text)
        if not whole:
            return _("Your return is copied at the same time, for it is too long: paste it into the mail.")
        if not to:
            return _("The text of your return stands in it.")
        return _("It goes to {address}, and the text of your return stands in it.").format(address=to)

    def _open_mail(self) -> None:
        address, whole = mail_address(self._contents, self._saved.text)
        if not whole:
            self._clip()
        opened = QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))
        if not opened:
            self._clip()
            self.foot_note.setText(
                _("No mail program answers here. Your return is copied: paste it into a mail yourself.")
            )
        elif not whole:
            self.foot_note.setText(_("Copied. Paste it into the mail that has just been opened."))
        else:
            self.foot_note.setText(_("Your mail program has it. It is sent when you send it there."))

    def _make_draft(self) -> None:
        saved = self._saved
        target = saved.path.with_name(_stem(saved.path) + _DRAFT)
        data = mail_draft(self._contents, saved.data, saved.path.name)
        self._desk.tasks.write(
            "", lambda _control: save_whole(target, data), lambda _none: self._open_draft(target), self._fail
        )

    def _open_draft(self, target: Path) -> None:
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
        told = (
            _("“{name}” is made and opened. It is sent when you send it there.")
            if opened
            else _("“{name}” is made. No program here opens it; attach the return file to a mail yourself.")
        )
        self.foot_note.setText(told.format(name=target.name))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self.foot_note.setText(advice(error))

    def _copy_text(self) -> None:
        self._clip()
        self.foot_note.setText(_("Copied. Paste it into a mail to the organiser."))

    def _clip(self) -> None:
        QGuiApplication.clipboard().setText(self._saved.text)


def inside_words(saved: SavedReturn) -> str:
    """What a return holds."""
    parts = [
        plural("{n} of {all} story rated", "{n} of {all} stories rated", saved.stories).format(
            n=saved.rated, all=saved.stories
        )
    ]
    if saved.with_action:
        parts.append(_("{n} with what you would do").format(n=saved.with_action))
    if saved.stepped_aside:
        parts.append(_("{n} that you stepped aside from").format(n=saved.stepped_aside))
    if saved.with_concern:
        parts.append(plural("{n} concern", "{n} concerns", saved.with_concern).format(n=saved.with_concern))
    again = _("You can go on answering and save it again: the newest answer counts, nothing counts twice.")
    return _("In it: {what}. {again}").format(what=listed(parts), again=again)


def _where(saved: SavedReturn) -> str:
    return _("“{name}” ({size}) in {folder}").format(
        name=saved.path.name, size=size_words(len(saved.data)), folder=saved.path.parent
    )


def _stem(path: Path) -> str:
    return path.name.partition(".lsreturn")[0] or path.stem
