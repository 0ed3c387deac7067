"""Asks which is the day and which the month where a form's times do not tell."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton

from learningstories.i18n import _
from learningstories.services.form_columns import DateQuestion, FormMatch
from learningstories.services.form_words import day_words
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label


class FormDateQuestion(Card):
    """`answered` carries whether the day comes first."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__(padding=12, role="spark-card")
        self.sentence = Label("", wrap=True)
        self.day_first = QRadioButton()
        self.month_first = QRadioButton()
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.sentence, 1)
        for radio in (self.day_first, self.month_first):
            self._group.addButton(radio)
            row.addWidget(radio)
        self.body.addLayout(row)
        self.day_first.clicked.connect(lambda: self.answered.emit(True))
        self.month_first.clicked.connect(lambda: self.answered.emit(False))
        self.hide()

    def show_question(self, question: DateQuestion | None, match: FormMatch) -> None:
        """Ask, with the days that a time can be, and show what was answered."""
        self.setVisible(question is not None)
        if question is None:
            return
        told = _("The form writes “{time}”. Which day is that?").format(time=question.text)
        self.sentence.setText(told)
        self.setAccessibleName(told)
        first = match.form.day_first
        days = ((self.day_first, question.day_first, True), (self.month_first, question.month_first, False))
        self._group.setExclusive(False)
        for radio, day, is_day_first in days:
            radio.setText(day_words(day))
            radio.setAccessibleName(day_words(day))
            radio.setChecked(first is is_day_first)
        self._group.setExclusive(True)
