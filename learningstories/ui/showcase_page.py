"""All that is made for the evening: the real pages, the choices for them, and how they leave the window."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from learningstories.domain.errors import (
    ExpectedError,
    NoPrintConsent,
    NoStageConsent,
    NoWebConsent,
    ShortlistEmpty,
)
from learningstories.i18n import _
from learningstories.services.changes import ChangeSet, Kind
from learningstories.services.outputs import output_of, outputs
from learningstories.services.sentences import advice
from learningstories.ui.book_maker import BOOK, BookMaker, Copy
from learningstories.ui.book_out import BookOut
from learningstories.ui.book_well import BookWell
from learningstories.ui.desk import Desk
from learningstories.ui.measures import widened
from learningstories.ui.output_list import OutputList
from learningstories.ui.showcase_settings import ShowcaseSettings
from learningstories.ui.showcase_side import ShowcaseSide, copy_line
from learningstories.ui.showcase_state import ShowcaseState, showcase_state
from learningstories.ui.showcase_store import store_choices
from learningstories.ui.showcase_words import none_may_words, without_pages_words
from learningstories.ui.tasks import Newest
from learningstories.ui.tokens import GAP, PAGE_MARGIN, Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.buttons import Kind as ButtonKind
from learningstories.ui.widgets.empty_state import EmptyState
from learningstories.ui.widgets.page_header import PageHeader

_SIDE_PX = 250
_ROOM_FOR_THREE = 1000
_CONCERNS = (
    Kind.CHALLENGE,
    Kind.STORY,
    Kind.VERSION,
    Kind.ATTACHMENT,
    Kind.REVIEWER,
    Kind.READING,
    Kind.PROMISE,
    Kind.CHOICE,
    Kind.BOOK,
)


class ShowcasePage(QWidget):
    """The preview is a real copy of what is chosen; it is made again when anything in it has changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._wide: bool | None = None
        self.state: ShowcaseState | None = None
        self._asked: Newest[ShowcaseState] = Newest(desk.tasks, self._show_state)
        self.maker = BookMaker(desk, self)
        self.list = OutputList(outputs())
        self.side, self.well, self.choices = ShowcaseSide(), BookWell(desk), ShowcaseSettings()
        self.empty = EmptyState(
            "presentation",
            _("All of it is made from the shortlist"),
            _("There is nothing on the shortlist yet. Choose stories for it, and their pages appear here."),
            _("Go to the shortlist"),
        )
        self.out = BookOut(desk, self.maker, self)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        self.header = PageHeader(_("Showcase"))
        self.open_button = Button(_("Open"), icon="external-link", shortcut="Ctrl+Shift+O")
        self.print_button = Button(_("Print"), icon="printer", shortcut="Ctrl+P")
        self.save_button = Button(_("Save PDF"), ButtonKind.MAIN, "download", shortcut="Ctrl+S")
        self.present_button = Button(_("Present"), icon="play", name=_("Present full screen"))
        for button in (self.present_button, self.open_button, self.print_button, self.save_button):
            self.header.add(button)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._columns())
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, GAP, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        self._place_side()

    def _columns(self) -> QWidget:
        right = QWidget()
        right.setProperty("role", "clear")
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(GAP)
        self._right.addWidget(self.choices)
        self._right.addWidget(self.side)
        self._right.addStretch(1)
        self._choices_area = QScrollArea(widgetResizable=True)
        self._choices_area.setWidget(right)
        self._list_area = QScrollArea(widgetResizable=True)
        self._list_area.setFixedWidth(widened(_SIDE_PX))
        self._list_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.well, 1)
        self._row.addWidget(self._choices_area)
        return body

    def _listen(self) -> None:
        maker = self.maker
        maker.begun.connect(self.well.begin)
        maker.progressed.connect(self.well.show_progress)
        maker.made.connect(self._show_copy)
        maker.refused.connect(self._show_refusal)
        maker.stopped.connect(self._show_stopped)
        self.well.again.connect(maker.make_now)
        self.well.cancelled.connect(maker.stop)
        self.well.view.images.failed.connect(self._desk.tell)
        self.choices.altered.connect(self._store)
        self.choices.cover_wanted.connect(self.out.choose_cover)
        self.choices.drawing_wanted.connect(self.out.draw_cover)
        self.list.chosen.connect(self.choose)
        self.list.everything_wanted.connect(self.out.save_everything)
        self.empty.wanted.connect(lambda: self._desk.go.emit("shortlist", None))
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.out.print_book)
        self.open_button.clicked.connect(self.out.open_book)
        self.present_button.clicked.connect(lambda: self._desk.go.emit("present", None))
        self._desk.news.committed.connect(self._follow)
        self.list.items[BOOK].setChecked(True)

    def _place_side(self) -> None:
        """Where there is little room, what can be made stands above the choices for it."""
        self._fit_choices()
        wide = self.width() >= widened(_ROOM_FOR_THREE)
        if wide == self._wide:
            return
        self._wide = wide
        if wide:
            self._right.removeWidget(self.list)
            self._list_area.setWidget(self.list)
            self._row.insertWidget(0, self._list_area)
        else:
            self._list_area.takeWidget()
            self._right.insertWidget(0, self.list)
        self._list_area.setVisible(wide)
        self.list.show()

    def _fit_choices(self) -> None:
        """Long words of a language, or large ones, take room from the pages rather than being cut."""
        area = self._choices_area
        needed = self._right.minimumSize().width() + area.verticalScrollBar().sizeHint().width()
        area.setFixedWidth(max(widened(_SIDE_PX), min(needed, self.width() // 2)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns, or two."""
        super().resizeEvent(event)
        self._place_side()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is half typed is stored; what is half made is given up."""
        super().hideEvent(event)
        self.choices.store()
        if self.maker.busy or not self.maker.fresh:
            self._stale = True
            self.maker.hold()
            self.well.end()

    def leave(self) -> None:
        """The window closes."""
        self.choices.store()
        self.maker.close()

    # --- what is shown -----------------------------------------------------------------------------------

    def _follow(self, changes: ChangeSet) -> None:
        if changes.touches(*_CONCERNS):
            self.maker.fresh = False
            if self.isVisible():
                self._refresh(soon=True)
            else:
                self._stale = True
        elif changes.touches(Kind.LOCK, Kind.SAVED_OUTPUT):
            self._ask_state()

    def _refresh(self, *, soon: bool = False) -> None:
        self._stale = False
        self._ask_state()
        if not self.maker.output.has_preview:
            self._tell_what_it_is()
        elif soon:
            self.maker.ask()
        else:
            self.maker.make_now()

    def choose(self, kind: str) -> None:
        """Show another of the things that can be made."""
        if kind == self.maker.output.kind:
            return
        self.choices.store()
        self.list.items[self.maker.output.kind].say("")
        self.maker.turn_to(output_of(kind))
        self.list.items[kind].setChecked(True)
        self.choices.show_output(self.maker.output)
        self.side.show_copy(None)
        self.well.end()
        self.well.view.show_file(None)
        output = self.maker.output
        saves_pdf = output.has_preview and not output.is_folder
        self.save_button.set_text(_("Save PDF") if saves_pdf else _("Save"))
        self.open_button.set_text(_("Open in browser") if output.start else _("Open"))
        self._show_buttons()
        self._refresh()

    def _tell_what_it_is(self) -> None:
        """There are no pages to look at."""
        output = self.maker.output
        self.well.tell(output.title, without_pages_words(output), again=False)

    def _ask_state(self) -> None:
        workspace, kind = self._desk.workspace, self.maker.output.kind
        self._asked.ask(lambda _c: showcase_state(workspace, kind))

    def _show_state(self, state: ShowcaseState) -> None:
        self.state = self.out.state = state
        self.choices.show_state(state)
        self.side.show_left_out(state.left_out)
        self.side.show_standing(state.standings.get(state.kind), state.challenge.zone)
        self.list.show_standings(state.standings)
        self.stack.setCurrentIndex(0 if state.chosen else 1)
        if state.chosen:
            locked = bool(state.lock)
            words = _("Shortlist locked") if locked else _("Shortlist not locked yet")
            self.header.set_pill(words, Role.OK if locked else Role.TEXT)
        else:
            self.header.set_pill("")
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self.state is not None and self.state.chosen > 0
        there = self.maker.copy is not None and chosen
        self.print_button.setEnabled(there)
        self.open_button.setEnabled(there or (chosen and bool(self.maker.output.start)))
        self.save_button.setEnabled(there or (chosen and not self.maker.output.has_preview))

    def _show_copy(self, copy: Copy) -> None:
        self.well.end()
        self.well.view.show_file(copy.path, copy.pages, copy.shape)
        self.side.show_copy(copy)
        self.list.items[self.maker.output.kind].say(copy_line(copy))
        self.side.show_left_out(copy.made.left_out)
        self._show_buttons()

    def _show_refusal(self, error: Exception) -> None:
        self.side.show_copy(None)
        self._show_buttons()
        if isinstance(error, ShortlistEmpty):
            self.well.end()
            self.well.view.show_file(None)
            self.stack.setCurrentWidget(self.empty)
        elif isinstance(error, NoPrintConsent | NoStageConsent | NoWebConsent):
            self.well.tell(none_may_words(error), advice(error))
        elif isinstance(error, ExpectedError):
            self.well.tell(_("This could not be made"), advice(error))
        else:
            self.well.tell(_("This could not be made"), _("What is stored is safe. Please try again."))
            raise error

    def _show_stopped(self) -> None:
        self.well.end()
        if self.maker.copy is None:
            self.well.tell(_("The preview was stopped"), _("Nothing was changed by it."))

    # --- what is done ------------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask where to, and save what is on view there, with what was typed last."""
        self.choices.store()
        self.out.save()

    def _store(self, fields: dict[str, Any]) -> None:
        workspace, kind = self._desk.workspace, self.maker.output.kind
        self._desk.write(
            "",
            lambda _control: store_choices(workspace, kind, fields),
            lambda _none: self.choices.stored(fields),
        )
