"""One story at a time, as a reviewer reads a pack offline."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learningstories.i18n import _, plural
from learningstories.services.offline_reading import Unsent
from learningstories.ui.pack_desk import PackDesk
from learningstories.ui.pack_player import PackPlayer
from learningstories.ui.reading_end import ReadingEnd
from learningstories.ui.reading_sidebar import ReadingSidebar
from learningstories.ui.reading_view import ReadingView
from learningstories.ui.tasks import Newest
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.empty_state import EmptyState


class PackPage(ReadingView):
    """Its foot offers the return (`return_wanted`) and says how much is not sent yet."""

    return_wanted = Signal()

    def __init__(self, desk: PackDesk, parent: QWidget | None = None) -> None:
        words = _("Save the return file")
        empty = EmptyState(
            "book-open", _("There is no story in this pack"), _("Ask the organiser to send you another one.")
        )
        super().__init__(
            desk,
            sidebar=ReadingSidebar(Button(words, icon="send")),
            nothing=empty,
            finished=ReadingEnd(words),
            parent=parent,
        )
        self._desk = desk
        self._asked: Newest[Unsent] = Newest(desk.tasks, self._show_unsent)
        for sends in (self.sidebar.button.clicked, self.finished.wanted):
            sends.connect(self.return_wanted)
        self.player = PackPlayer(desk, self)
        self.text.play_wanted.connect(self.player.play)
        desk.changed.connect(self.follower.look_at_answers)
        desk.changed.connect(self._look_at_unsent)

    def begin(self) -> None:
        """Show the pack."""
        self.read(self._desk.reading)
        self._look_at_unsent()

    def is_all_read(self) -> bool:
        """Whether nothing is left to answer."""
        return self.session is not None and self.session.done == len(self.session.stories)

    def _look_at_unsent(self) -> None:
        reading = self._desk.reading
        self._asked.ask(lambda _control: reading.unsent())

    def _show_unsent(self, unsent: Unsent) -> None:
        self.sidebar.sent.say(unsent_words(unsent))


def unsent_words(unsent: Unsent) -> str:
    """What is not sent yet; "" where there is nothing to send at all."""
    if unsent.answers:
        told = plural("{n} answer not sent yet", "{n} answers not sent yet", unsent.answers)
        return told.format(n=unsent.answers)
    if unsent.wish:
        return _("What may be shown is not sent yet")
    return _("All answers are in your return file") if unsent.answered else ""
