"""The introductions sheet: each author, and whom to bring to them and why, in the order of the evening."""

from collections.abc import Iterator, Sequence

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _, quoted, speaking
from learningstories.services.document_content import Line, Printed
from learningstories.services.gate import Admitted, Promised, through
from learningstories.services.meetings import Meeting, meetings
from learningstories.services.output import MadeOutput, Order, Use
from learningstories.services.sheets import make_sheets, sheets
from learningstories.services.showcase import book_title, clock_time, event_line

Pair = dict[str, Printed]


def make_introductions(order: Order) -> MadeOutput:
    """As many pages as it takes; raises `ShortlistEmpty`, `NoStageConsent`."""
    with order.workspace.read() as unit:
        passed = through(unit, Use.STAGE)
    challenge = passed.challenge
    with speaking(challenge.language):
        rows = [row for met in meetings(passed.stories) if (row := _row(met, challenge))["pairs"]]
        data: dict[str, Printed] = {
            "kicker": book_title(challenge, passed.book),
            "event": event_line(challenge),
            "how": _("Bring these people together: each has a reason to speak with the other."),
            "nobody": _("Nobody who may be named can be introduced yet."),
            "rows": rows,
        }
        content = sheets(
            order, challenge, passed.book, template="introductions", title=_("Introductions"), data=data
        )
    return make_sheets(order, content, passed.left_out)


def _row(met: Meeting, challenge: Challenge) -> dict[str, Printed]:
    admitted = met.story
    return {
        "time": clock_time(admitted.place.starts_at, challenge),
        "author": admitted.author,
        "title": _titled(admitted, challenge),
        "pairs": list(_pairs(met, challenge)),
    }


def _titled(admitted: Admitted, challenge: Challenge) -> Line:
    story = admitted.story
    return Line(
        text=story.title.strip() or _("Without a title"), language=story.language or challenge.language
    )


def _pairs(met: Meeting, challenge: Challenge) -> Iterator[Pair]:
    language = met.story.story.language or challenge.language
    for one in met.people:
        yield _pair([one.name], "", one.text, language)
    if met.neighbour is not None:
        yield _pair([met.neighbour.author], _neighbour_words(met.story, met.neighbour), "", language)
    for circle in met.circles:
        yield _circle(circle, language)


def _circle(circle: Sequence[Promised], language: str) -> Pair:
    if len(circle) == 1:
        return _pair([circle[0].name], _("was moved by this story, too"), circle[0].text, language)
    return _pair([one.name for one in circle], _("all were moved by this story"), "", language)


def _pair(names: Sequence[str], why: str, quote: str, language: str) -> Pair:
    line = Line(text=quoted(quote) if quote else "", language=language)
    return {"names": " · ".join(names), "why": why, "quote": line}


def _neighbour_words(here: Admitted, other: Admitted) -> str:
    title = other.story.title.strip() or _("Without a title")
    theme = here.story.theme.strip()
    if theme and theme == other.story.theme.strip():
        told = _("tells “{title}”: both stories are about “{theme}”")
        return told.format(title=title, theme=theme)
    return _("tells “{title}”: the two stories are told near each other").format(title=title)
