"""The line over the views: how far readers agree, what is in, how old it is, how many are sought."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from learningstories.i18n import _, numeral, plural
from learningstories.services.criteria_words import mixed_chip
from learningstories.services.level_words import level_chip
from learningstories.services.result_words import agreement_words, given_words
from learningstories.ui.measures import scaled
from learningstories.ui.one_line import in_one_line
from learningstories.ui.tokens import CHIP_HEIGHT, Role
from learningstories.ui.top_chooser import TopChooser
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.chips import Chip
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import Label, Text

if TYPE_CHECKING:  # the page is there before NumPy is
    from learningstories.services.results import Results

_LONG_MS = 400  # what is done sooner than this needs no word about it
_AGREE = 0.4
_ROOM_FOR_ADJUSTED = 900


class ResultsLine(QWidget):
    """Chips, the link to the method, and the number that is sought."""

    top_wanted = Signal(int)
    method_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agreement, self.given = Chip(""), Chip("")
        self.adjusted = Chip(_("Adjusted for how strict each reader is"))
        self.special = Chip("")
        self.special.hide()
        self.method = Button(_("How is this worked out?"), Kind.QUIET, small=True)
        self.method.setFixedHeight(scaled(CHIP_HEIGHT))
        self.top = TopChooser()
        self.age = Label("", Text.SMALL, Role.MUTED)
        self.age.setFixedHeight(scaled(CHIP_HEIGHT))
        self._since = self._news = ""
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LONG_MS)
        self._late.timeout.connect(self._tell_news)
        self.top.chosen.connect(self.top_wanted)
        self.method.clicked.connect(self.method_wanted)
        self._arrange()

    def _arrange(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips, gap=8)
        for widget in (self.agreement, self.given, self.special, self.adjusted, self.age, self.method):
            flow.addWidget(widget)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what the link to the method says, too, is left to it."""
        super().resizeEvent(event)
        self.adjusted.setVisible(self.width() >= _ROOM_FOR_ADJUSTED)

    def show_results(self, results: "Results | None", *, top: int | None) -> None:
        """Tell of a ranking; `top` is how many the person seeks, None for what fits the evening."""
        if results is None:
            return
        words, role = agreement_words(results), Role.TEXT
        if results.alpha is not None:
            words = _("{words} · \N{GREEK SMALL LETTER ALPHA} = {alpha:.2f}").format(
                words=words, alpha=results.alpha
            )
            role = Role.OK if results.alpha >= _AGREE else Role.SPARK
        self.agreement.show_state(words, role)
        self.given.show_state(given_words(results), Role.TEXT)
        special = [level_chip(results), mixed_chip(results)]
        self.special.show_state(in_one_line(filter(None, special)), Role.SPARK)
        self.special.setVisible(any(special))
        self.top.show_top(top if top is not None else results.top, len(results.stories))

    def show_age(self, since: str) -> None:
        """Say of when the figures are."""
        self._late.stop()
        self._since, self._news = since, ""
        self.age.setText(_("As of {time}").format(time=since))

    def show_news(self, readings: int) -> None:
        """Say, if it takes a while, that the figures are worked out anew with so many new readings."""
        told = plural(
            "As of {time} · {n} new reading is being worked in",
            "As of {time} · {n} new readings are being worked in",
            readings,
        )
        if not readings:
            told = _("As of {time} · being worked out anew")
        self._news = told.replace("{n}", numeral(readings))
        if not self._late.isActive():
            self._late.start()

    def _tell_news(self) -> None:
        if self._since and self._news:
            self.age.setText(self._news.format(time=self._since))
