"""Asks a reviewer once how promises may be shown and whether we may ask later; changeable at any time."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from learningstories.domain.reviewer import PromiseUse, Reviewer
from learningstories.i18n import _
from learningstories.services.reading_source import ReadingSource
from learningstories.ui.bench import Bench
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import NARROW, Sheet


class PromiseSheet(Sheet):
    """Two questions; what is chosen is stored with one step."""

    def __init__(self, bench: Bench, over: QWidget, source: ReadingSource, reviewer: Reviewer) -> None:
        super().__init__(
            over, _("What you said you would do"), _("You can change this whenever you like."), NARROW
        )
        self._bench, self._source = bench, source
        self.uses = {
            PromiseUse.NAMED: QRadioButton(_("Yes, with my name")),
            PromiseUse.UNSIGNED: QRadioButton(_("Yes, without my name")),
            PromiseUse.HIDDEN: QRadioButton(_("No, keep it between us")),
        }
        self.later = {True: QRadioButton(_("Yes, ask me")), False: QRadioButton(_("No, thank you"))}
        self._groups = [
            self._question(_("May what you will do be shown at the event?"), list(self.uses.values())),
            self._question(_("May we ask you after 30 days whether you did it?"), list(self.later.values())),
        ]
        cancel = self.add_button(Button(_("Not now")))
        self.confirm = self.add_button(Button(_("Keep"), Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)
        for group in self._groups:
            group.buttonToggled.connect(self._follow)
        if reviewer.promise_use in self.uses:
            self.uses[reviewer.promise_use].setChecked(True)
        if reviewer.ask_later is not None:
            self.later[reviewer.ask_later].setChecked(True)
        self._follow()

    def _question(self, words: str, options: list[QRadioButton]) -> QButtonGroup:
        group = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label(words, Text.STRONG, wrap=True))
        for option in options:
            option.setAccessibleDescription(words)
            group.addButton(option)
            column.addWidget(option)
        self.body.addLayout(column)
        return group

    def _follow(self) -> None:
        self.confirm.setEnabled(any(option.isChecked() for option in self.uses.values()))

    def _finish(self) -> None:
        use = next(use for use, option in self.uses.items() if option.isChecked())
        later = next((answer for answer, option in self.later.items() if option.isChecked()), None)
        source = self._source
        self._bench.write(
            _("Saving your wish"),
            lambda _control: source.allow_promises(use, ask_later=later),
            tell=_("Your wish is kept"),
        )
        self.accept()


def promise_words(reviewer: Reviewer) -> str:
    """How a reviewer's promises may be shown."""
    return {
        PromiseUse.UNASKED: _("not asked yet"),
        PromiseUse.NAMED: _("with the name"),
        PromiseUse.UNSIGNED: _("without the name"),
        PromiseUse.HIDDEN: _("not at all"),
    }[reviewer.promise_use]
