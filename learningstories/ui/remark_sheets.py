"""What a reviewer may say beside the answers: knowing the author, and a concern."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from learningstories.domain.reading import Concern, Knows, Reading
from learningstories.i18n import _
from learningstories.services.wording import concern_words
from learningstories.ui.measures import scaled
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.fields import Field, text_area, text_field
from learningstories.ui.widgets.sheet import NARROW, Sheet

_NOTE_HEIGHT = 84


class KnowsSheet(Sheet):
    """`given` carries Knows and the reason for stepping aside, which is needed then."""

    given = Signal(object, str)

    def __init__(self, over: QWidget, reading: Reading | None) -> None:
        title = _("Do you know the author?")
        super().__init__(over, title, _("Nobody minds. It only helps to weigh what you say."), NARROW)
        words = (
            (Knows.NO, _("No")),
            (Knows.GUESS, _("I can guess who it is")),
            (Knows.YES, _("Yes, and I can still be fair")),
            (Knows.ASIDE, _("Yes, and I must step aside from this story")),
        )
        self.options = {knows: QRadioButton(text) for knows, text in words}
        self._group = QButtonGroup(self)
        for option in self.options.values():
            self._group.addButton(option)
            self.body.addWidget(option)
        self.reason = text_field(_("Such as: we work together"), reading.aside_reason if reading else "")
        self._field = Field(
            _("Why you step aside"),
            self.reason,
            _("The organiser sees it. Your answers to this story do not count."),
        )
        self.body.addWidget(self._field)
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Keep"), Kind.MAIN), main=True)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)
        self.reason.textChanged.connect(self._follow)
        self._group.buttonToggled.connect(self._follow)
        self.options[reading.knows if reading else Knows.NO].setChecked(True)
        self._follow()

    def chosen(self) -> Knows:
        """What is chosen."""
        return next((knows for knows, option in self.options.items() if option.isChecked()), Knows.NO)

    def _follow(self) -> None:
        aside = self.chosen() is Knows.ASIDE
        self._field.setVisible(aside)
        self.confirm.set_text(_("Step aside") if aside else _("Keep"))
        self.confirm.setEnabled(not aside or bool(self.reason.text().strip()))

    def _finish(self) -> None:
        knows = self.chosen()
        self.given.emit(knows, self.reason.text().strip() if knows is Knows.ASIDE else "")
        self.accept()


class ConcernSheet(Sheet):
    """`given` carries Concern and a note; Concern.NONE takes the concern back."""

    given = Signal(object, str)

    def __init__(self, over: QWidget, reading: Reading | None) -> None:
        subtitle = _("The organiser sees it beside the story. You can still answer.")
        super().__init__(over, _("Raise a concern"), subtitle, NARROW)
        hints = {
            Concern.CONSENT: _("Somebody may not have agreed to be in it"),
            Concern.SAFETY: _("Somebody may come to harm"),
            Concern.IDENTIFIES: _("It says who somebody is"),
            Concern.OFF_TOPIC: _("It is not a story about learning"),
            Concern.OTHER: "",
        }
        self.options: dict[Concern, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for concern, hint in hints.items():
            words = concern_words(concern)
            option = QRadioButton(f"{words}: {hint}" if hint else words)
            self._group.addButton(option)
            self.options[concern] = option
            self.body.addWidget(option)
        self.note = text_area(text=reading.concern_note if reading else "", lines=3)
        self.note.setFixedHeight(scaled(_NOTE_HEIGHT))
        self.body.addWidget(Field(_("What should be looked at"), self.note))
        self._add_buttons(raised=reading is not None and reading.concern is not Concern.NONE)
        if reading is not None and reading.concern in self.options:
            self.options[reading.concern].setChecked(True)
        self._follow()

    def _add_buttons(self, *, raised: bool) -> None:
        self.take_back = self.add_button(Button(_("Take it back"), Kind.DANGER))
        self.take_back.setVisible(raised)
        cancel = self.add_button(Button(_("Cancel")))
        self.confirm = self.add_button(Button(_("Raise it"), Kind.MAIN), main=True)
        self.take_back.clicked.connect(lambda: self._finish(Concern.NONE))
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(lambda: self._finish(self.chosen()))
        self._group.buttonToggled.connect(self._follow)

    def chosen(self) -> Concern:
        """What the concern is about."""
        return next((concern for concern, option in self.options.items() if option.isChecked()), Concern.NONE)

    def _follow(self) -> None:
        self.confirm.setEnabled(self.chosen() is not Concern.NONE)

    def _finish(self, concern: Concern) -> None:
        note = self.note.toPlainText().strip()[:1000] if concern is not Concern.NONE else ""
        self.given.emit(concern, note)
        self.accept()
