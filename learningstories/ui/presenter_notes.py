"""What only the host sees, on the second screen: the slide small, what comes next, notes and the clock."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.presenting import SlideKind
from learningstories.ui.fonts import serif_font, tabular, ui_font
from learningstories.ui.presenter_session import PresenterSession
from learningstories.ui.presenter_slide import SlideView
from learningstories.ui.presenter_words import clock_words, left_words, next_words, plan_words
from learningstories.ui.tokens import GAP, PAGE_MARGIN, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.read_area import ReadArea

_CLOCK_PX, _NOTE_PX, _SMALL_PX = 40, 16, 13


class NotesWindow(QWidget):
    """Follows `session`. Keys do the same as on the big screen."""

    def __init__(self, session: PresenterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self.setWindowTitle(_("Notes for the host"))
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(720, 480)
        self.small = SlideView(session)
        self.clock, self.plan, self.end = Label("", Text.STORY_TITLE), Label(""), Label("", role=Role.MUTED)
        self.clock_note = Label("", Text.SMALL, Role.MUTED)
        self.next, self.next_note = Label("", Text.CARD_TITLE, wrap=True), Label("", role=Role.MUTED)
        self.notes = Label("", Text.QUOTE, wrap=True)
        self.notes.setContentsMargins(8, 6, 8, 6)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.back_button = Button(_("Back"))
        self.on_button = Button(_("Next"), Kind.MAIN)
        self.black_button = Button(_("Black screen"))
        self.light_button = Button(_("Light slides"))
        self.leave_button = Button(_("Leave"))
        self._arrange()
        self.back_button.clicked.connect(session.back)
        self.on_button.clicked.connect(session.on)
        self.black_button.clicked.connect(session.switch_black)
        self.light_button.clicked.connect(session.switch_light)
        self.leave_button.clicked.connect(session.left)
        session.changed.connect(self._follow)
        session.ticked.connect(self._show_clock)
        self._follow()

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        for button in (self.leave_button, self.black_button, self.light_button):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self.back_button, self.on_button):
            foot.addWidget(button)
        for button in self.findChildren(Button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        time = Card(padding=14, spacing=2)
        for label in (self.clock, self.clock_note, self.plan, self.end):
            time.body.addWidget(label)
        after = Card(_("What comes next"), padding=14, spacing=4)
        after.body.addWidget(self.next)
        after.body.addWidget(self.next_note)
        side = QVBoxLayout()
        side.setSpacing(GAP)
        side.addWidget(time)
        side.addWidget(after)
        side.addWidget(self._notes_card(), 1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.small, 3)
        row.addLayout(side, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(GAP)
        column.addLayout(row, 1)
        column.addLayout(foot)

    def _notes_card(self) -> Card:
        card = Card(_("Notes"), padding=14)
        area = ReadArea(self.notes)
        area.setAccessibleName(_("Notes"))
        card.body.addWidget(area, 1)
        return card

    def _follow(self) -> None:
        session = self._session
        slide = session.slide()
        after = session.next_slide()
        _title, who = next_words(after)
        self.next.setText(after.title if after is not None else _("That was the last one."))
        self.next_note.setText(who)
        self.notes.setText("\n\n".join(slide.notes) or _("There are no notes for this one."))
        self.black_button.set_text(_("Show again") if session.black else _("Black screen"))
        self.light_button.set_text(_("Dark slides") if session.light else _("Light slides"))
        self.on_button.setEnabled(after is not None)
        self._show_clock()

    def _show_clock(self) -> None:
        session = self._session
        slide, standing = session.slide(), session.standing()
        plan, end = plan_words(standing, session.now(), session.evening.zone)
        timed = slide.kind in (SlideKind.STORY, SlideKind.PAUSE)
        self.clock.setText(clock_words(standing.left) if timed else plan.split(" · ")[0])
        self.clock_note.setText(left_words(standing.left, slide.minutes) if timed else "")
        self.clock.set_role(Role.SPARK if timed and standing.left < 0 else Role.TEXT)
        self.plan.setText(plan)
        self.plan.set_role(Role.SPARK if standing.behind > 0 else Role.TEXT)
        self.end.setText(end)
        self._fit_words()  # a label that takes another role takes its usual font with it

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger window has larger words."""
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        """The clock and the notes are read from a lectern, at arm's length."""
        high = self.height()
        self.clock.setFont(tabular(serif_font(max(_CLOCK_PX, high // 14), 600)))
        for label in (self.next, self.notes):
            label.setFont(serif_font(max(_NOTE_PX, high // 46)))
        for label in (self.plan, self.end, self.next_note, self.clock_note):
            label.setFont(ui_font(max(_SMALL_PX, high // 60)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A clicker may speak to either window."""
        if not self._session.press(event.key(), self.layoutDirection()):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it leaves the presenter."""
        super().closeEvent(event)
        self._session.left.emit()
