"""The running order for the wall: what is told when, large enough to be read from afar."""

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _, plural, speaking
from learningstories.services.document_content import DocumentContent, Line, Printed
from learningstories.services.evening import Row, evening_rows
from learningstories.services.gate import Passed, through
from learningstories.services.output import MadeOutput, Order, Use
from learningstories.services.ports import UnitOfWork
from learningstories.services.sheets import make_sheets, sheets
from learningstories.services.showcase import book_title, event_line


def make_running_order(order: Order) -> MadeOutput:
    """One page, or more where there is much; raises `ShortlistEmpty`, `NoStageConsent`."""
    with order.workspace.read() as unit:
        passed = through(unit, Use.STAGE)
        with speaking(passed.challenge.language):
            content = _content(order, unit, passed)
    return make_sheets(order, content, passed.left_out)


def _content(order: Order, unit: UnitOfWork, passed: Passed) -> DocumentContent:
    challenge, book = passed.challenge, passed.book
    data: dict[str, Printed] = {
        "kicker": book_title(challenge, book),
        "event": event_line(challenge),
        "time": _("Time"),
        "story": _("Story"),
        "minutes": _("Minutes"),
        "rows": [_row(row, challenge) for row in evening_rows(unit, passed)],
    }
    return sheets(order, challenge, book, template="running-order", title=_("Running order"), data=data)


def _row(row: Row, challenge: Challenge) -> dict[str, Printed]:
    given: dict[str, Printed] = {"kind": str(row.kind), "time": row.time, "title": row.words, "author": ""}
    given["minutes"] = minutes_words(row.minutes) if row.minutes else ""
    if row.story is not None:
        story = row.story.story
        given["title"] = Line(
            text=story.title.strip() or _("Without a title"), language=story.language or challenge.language
        )
        given["author"] = row.story.author
    return given


def minutes_words(minutes: int) -> str:
    """How long something takes, in the language of the moment."""
    return plural("{n} min", "{n} min", minutes).format(n=minutes)
