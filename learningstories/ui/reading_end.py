"""What a reviewer sees when there is nothing more to read, or nothing yet."""

from learningstories.i18n import _, plural
from learningstories.services.reading_session import ReadingSession
from learningstories.ui.widgets.empty_state import EmptyState


def nothing_to_read() -> EmptyState:
    """There is no story that may be read."""
    return EmptyState(
        "book-open",
        _("Nothing to read yet"),
        _("Stories appear here as soon as there are some that may be read."),
        _("Back to the challenge"),
    )


class AllRead(EmptyState):
    """Thanks, and says what was put off."""

    def __init__(self) -> None:
        super().__init__("book-open-check", "", "", _("Back to the challenge"))

    def show_session(self, session: ReadingSession) -> None:
        """Say how it stands."""
        thanks = _("Thank you. You can go back to any story in the list, for as long as you like.")
        self.title.setText(_("All read"))
        self.sentence.setText(thanks)
        if session.skipped:
            put_off = plural(
                "You put off {n} story; it is in the list.",
                "You put off {n} stories; they are in the list.",
                session.skipped,
            )
            self.title.setText(_("All but what you put off is read"))
            self.sentence.setText(f"{put_off.format(n=session.skipped)} {thanks}")
