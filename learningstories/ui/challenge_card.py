"""The head of the overview: what was asked, until when, and how much time is left."""

import re
from datetime import datetime, timedelta

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from learningstories.domain.challenge import Challenge, LateRule
from learningstories.domain.deadline import grace_ends
from learningstories.i18n import _, numeral
from learningstories.services.story_query import ChallengeLine
from learningstories.services.wording import grace_words, moment_words, span_words, zone_words
from learningstories.ui.fonts import tabular, ui_font
from learningstories.ui.icons import paint_icon
from learningstories.ui.local_clock import local_words
from learningstories.ui.measures import icon_size, scaled
from learningstories.ui.one_line import in_one_line
from learningstories.ui.theme import colors
from learningstories.ui.tokens import Role, soft
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text, plain_tooltip
from learningstories.ui.widgets.painting import mirrored, paint_box

_PILL_HEIGHT, _PILL_PADDING, _PILL_PX = 36, 14, 14
_MARKS = re.compile(r"[*_`#>]{1,6}")
_MOST_CALL = 160
_MINUTE = timedelta(minutes=1)
_DAY_SECONDS, _HOUR_SECONDS = 86400, 3600
_SOONEST_MS = 200


class ChallengeCard(Card):
    """The call at the beginning, the deadline at the end, also on the clocks of zone `own` if they differ.

    `call_wanted` asks for the call to hand out.
    """

    call_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, own: str = "", parent: QWidget | None = None) -> None:
        super().__init__(padding=18, parent=parent)
        self.setAccessibleName(_("The challenge"))
        self._challenge: Challenge | None = None
        self.call = Label("", Text.SUBTITLE, wrap=True)
        self.title = Label(_("The challenge"), Text.SMALL, Role.MUTED)
        self.call_button = Button(_("Call for stories…"), icon="send", small=True)
        self.call_button.clicked.connect(self.call_wanted)
        self.change_button = Button(_("Change the challenge"), icon="pencil", small=True).tells("Ctrl+,")
        self.change_button.clicked.connect(self.change_wanted)
        self._own = own
        self.closing = Label(_("Submissions close"), Text.SMALL, Role.MUTED)
        self.moment = Label("")
        self.moment.setFont(ui_font(15, 600))
        self.local = Label("", Text.SMALL, Role.MUTED)
        self.local.hide()
        self.rules = Label("", Text.SMALL, Role.MUTED)
        self.left = TimeLeft()
        self._arrange()
        self.set_narrow(narrow=False)

    def _arrange(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        asked = QVBoxLayout()
        asked.setSpacing(4)
        asked.addStretch(1)
        asked.addWidget(self.title)
        asked.addWidget(self.call)
        asked.addSpacing(6)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.call_button)
        buttons.addWidget(self.change_button)
        buttons.addStretch(1)
        asked.addLayout(buttons)
        asked.addStretch(1)
        self._row.addLayout(asked, 1)
        told = QVBoxLayout()
        told.setSpacing(3)
        told.addStretch(1)
        for label in self._told():
            told.addWidget(label)
        told.addStretch(1)
        until = QHBoxLayout()
        until.setSpacing(24)
        until.addLayout(told, 1)
        until.addWidget(self.left)
        self._row.addLayout(until)
        self.body.addLayout(self._row)

    def _told(self) -> tuple[Label, ...]:
        return self.closing, self.moment, self.local, self.rules

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the deadline under the call."""
        way, side = QBoxLayout.Direction, Qt.AlignmentFlag
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._row.setSpacing(12 if narrow else 24)
        self.rules.setWordWrap(narrow)
        for label in self._told():
            label.setAlignment((side.AlignLeading if narrow else side.AlignTrailing) | side.AlignVCenter)

    def show_line(self, line: ChallengeLine, now: datetime) -> None:
        """What is known at once."""
        self._show_moment(line.closes_at, line.zone)
        if self._challenge is None:
            self.rules.setText(zone_words(line.zone))
        self.show_time(line.closes_at, now)

    def show_challenge(self, challenge: Challenge, now: datetime) -> None:
        """What was asked, and by which rules."""
        self._challenge = challenge
        self.call.setText(call_words(challenge.call) or challenge.title)
        self.call.setToolTip(plain_tooltip(challenge.call.strip()))
        self._show_moment(challenge.closes_at, challenge.zone)
        rules = (zone_words(challenge.zone), grace_words(challenge), late_rule_words(challenge.late_rule))
        self.rules.setText(in_one_line(rules))
        self.show_time(challenge.closes_at, now)

    def _show_moment(self, closes_at: datetime, zone: str) -> None:
        self.moment.setText(moment_words(closes_at, zone, named=False))
        here = local_words(closes_at, zone, self._own)
        self.local.setText(here)
        self.local.setVisible(bool(here))

    def show_time(self, closes_at: datetime, now: datetime) -> None:
        """How much time is left now; the deadline's own minute counts."""
        ends = grace_ends(self._challenge) if self._challenge is not None else closes_at
        self.closing.setText(_("Submissions close") if now < closes_at + _MINUTE else _("Submissions closed"))
        if now < closes_at + _MINUTE:
            self.left.say(_("{span} left").format(span=clock_words(closes_at - now)), Role.SPARK)
        elif now < ends + _MINUTE:
            self.left.say(_("Grace ends in {span}").format(span=span_words(ends - now)), Role.SPARK)
        else:
            self.left.say(_("Closed"), Role.TEXT)


class TimeLeft(QWidget):
    """A large round label with a clock in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._role = "", Role.TEXT
        self.setFont(tabular(ui_font(_PILL_PX, 500)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, words: str, role: Role) -> None:
        """Change what it says."""
        self._words, self._role = words, role
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._words

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font()).horizontalAdvance(self._words)
        return QSize(words + icon_size() + 8 + 2 * _PILL_PADDING, scaled(_PILL_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, shades = QPainter(self), colors()
        ground = soft(self._role)
        plain = ground == Role.SURFACE
        line = shades[Role.LINE] if plain else None
        paint_box(painter, self.rect(), self.height() / 2, shades[ground], line)
        icon = icon_size()
        place = QRect(_PILL_PADDING, (self.height() - icon) // 2, icon, icon)
        words = self.rect().adjusted(_PILL_PADDING + icon + 8, 0, -_PILL_PADDING, 0)
        tint, way = shades[self._role], self.layoutDirection()
        paint_icon(painter, "clock", mirrored(way, self.rect(), place), tint)
        painter.setPen(tint)
        painter.drawText(mirrored(way, self.rect(), words), Qt.AlignmentFlag.AlignCenter, self._words)


def call_words(markdown: str) -> str:
    """The call's first paragraph without its marks, as short as a heading."""
    first = next((part for part in re.split(r"\n\s*\n", markdown) if part.strip()), "")
    words = " ".join(_MARKS.sub("", first).split())
    return words if len(words) <= _MOST_CALL else words[: _MOST_CALL - 1].rstrip() + "…"


def clock_words(span: timedelta) -> str:
    """The time left, as a clock that counts down tells it: "4 d 06:12", in the last hour "12:34"."""
    seconds = max(0, int(span.total_seconds()))
    days, rest = divmod(seconds, _DAY_SECONDS)
    hours, rest = divmod(rest, _HOUR_SECONDS)
    if 0 < seconds < _HOUR_SECONDS:
        return f"{rest // 60:02}:{rest % 60:02}"
    clock = f"{hours:02}:{rest // 60:02}"
    return _("{days} d {clock}").format(days=numeral(days), clock=clock) if days else span_words(span)


def until_next_word(span: timedelta) -> int:
    """After how many ms the time left reads otherwise: at the next minute, in the last hour second."""
    seconds = span.total_seconds()
    step = 1.0 if 0 <= seconds <= _HOUR_SECONDS else 60.0
    return max(_SOONEST_MS, round((seconds % step) * 1000) + 1)


def late_rule_words(rule: LateRule) -> str:
    """What happens to late stories."""
    return {
        LateRule.REFUSE: _("late stories are refused"),
        LateRule.DECIDE: _("late stories need your decision"),
        LateRule.ACCEPT: _("late stories are accepted"),
    }[rule]
