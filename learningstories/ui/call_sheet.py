"""The call for stories: the page as it will print, and the ways in which it leaves."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.showcase import Paper
from learningstories.i18n import _
from learningstories.services.calling import CallForm
from learningstories.services.changes import ChangeSet
from learningstories.services.sentences import advice
from learningstories.ui.call_maker import CallCopy, CallMaker
from learningstories.ui.call_out import CallOut
from learningstories.ui.call_well import CallWell
from learningstories.ui.challenge_sheet import ChallengeSheet
from learningstories.ui.desk import Desk
from learningstories.ui.measures import widened
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.notice import Notice
from learningstories.ui.widgets.sheet import Sheet

_SIZE = (1080, 820)
_SIDE = 290
_SHAPES = {Paper.A4: 2**0.5, Paper.LETTER: 11 / 8.5}


class CallSheet(Sheet):
    """Follows the challenge: what is changed meanwhile is on the page a moment later."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        told = _("What authors need to know, on one page. Each of its forms says the same.")
        super().__init__(over, _("Call for stories"), told, _SIZE)
        self._desk = desk
        self.maker = CallMaker(desk, self)
        self.out = CallOut(desk, self)
        self.well = CallWell(desk)
        self.save_pdf = Button(_("Save as PDF…"), Kind.MAIN, "file-text")
        self.save_page = Button(_("Save as web page…"), icon="globe")
        self.copy = Button(_("Copy as text"), icon="mail")
        self.save_template = Button(_("Save form template…"), icon="table")
        self.missing = self._notice()
        self._arrange()
        self._listen()
        self.maker.make_now()

    def _notice(self) -> Notice:
        sentence = _("The call does not say where to send stories.")
        notice = Notice(sentence, Role.SPARK, _("Fill it in…"), self._fill_in)
        notice.close_button.hide()  # it goes when the call says so
        notice.hide()
        return notice

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.well, 1)
        row.addWidget(self._ways())
        self.body.addWidget(self.missing)
        self.body.addLayout(row, 1)
        close = self.add_button(Button(_("Close")))
        close.clicked.connect(self.reject)
        self._main = self.save_pdf

    def _ways(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(widened(_SIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for button, words in (
            (self.save_pdf, _("One page to print and to attach; screen readers can read it.")),
            (self.save_page, _("One file for your website, for phones and for printing.")),
            (self.copy, _("For a mail or a chat.")),
            (
                self.save_template,
                _("The questions for an online form. Its answers can be added as they are."),
            ),
        ):
            button.setAccessibleDescription(words)
            column.addWidget(button.from_left())
            column.addWidget(Label(words, Text.SMALL, Role.MUTED, wrap=True))
            column.addSpacing(12)
        column.addStretch(1)
        return side

    def _listen(self) -> None:
        self.save_pdf.clicked.connect(partial(self.out.save, CallForm.PDF))
        self.save_page.clicked.connect(partial(self.out.save, CallForm.PAGE))
        self.save_template.clicked.connect(partial(self.out.save, CallForm.TEMPLATE))
        self.copy.clicked.connect(self.out.copy)
        self.out.begun.connect(self._begin)
        self.out.said.connect(self._say)
        self.maker.begun.connect(lambda: self.well.begin(_("Making the page…")))
        self.maker.made.connect(self._show)
        self.maker.stopped.connect(self._tell_stopped)
        self.well.wanted.connect(self._mend)
        self.well.cancelled.connect(self._stop)
        self._desk.news.committed.connect(self._follow)
        self.finished.connect(self._leave)

    def _leave(self) -> None:
        self._desk.news.committed.disconnect(self._follow)
        self.out.leave()
        self.well.view.show_file(None)  # a picture of it may still be under way
        self.maker.close()

    def _follow(self, _changes: ChangeSet) -> None:
        self.maker.ask()

    def _fill_in(self) -> None:
        ChallengeSheet.change(self._desk, self, "contact")

    def _show(self, copy: CallCopy) -> None:
        self.well.end()
        self.out.title = copy.content.title.text
        self.missing.setVisible(copy.content.contact_missing)
        if copy.path is not None:
            self.well.show_page(copy.path, _SHAPES[copy.content.paper])
            self.foot_note.setText(" ".join(copy.notes))
        elif copy.refusal is not None:
            self.well.tell(_("There is no page yet"), advice(copy.refusal), _("Change the challenge…"))

    def _mend(self) -> None:
        """What keeps the page from being made is changed, or it is made after all."""
        if self.maker.copy is not None and self.maker.copy.refusal is not None:
            ChallengeSheet.change(self._desk, self, "call")
        else:
            self.maker.make_now()

    def _begin(self, words: str) -> None:
        self._let_save(yes=False)
        self.foot_note.setText("")
        self.well.begin(words)

    def _say(self, sentence: str) -> None:
        self._let_save(yes=True)
        self.well.end()
        self.foot_note.setText(sentence)

    def _let_save(self, *, yes: bool) -> None:
        for button in (self.save_pdf, self.save_page, self.save_template):
            button.setEnabled(yes)

    def _stop(self) -> None:
        if self.out.busy:
            self.out.stop()
        else:
            self.maker.stop()

    def _tell_stopped(self) -> None:
        self.well.end()
        if self.maker.copy is None:
            self.well.tell(_("There is no page yet"), _("Making it was stopped."), _("Make the page"))
