"""The host's script: who is next, how the name is said, how the story begins and ends, and how long it is."""

from collections.abc import Callable

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _, plural, quoted, speaking
from learningstories.services.document_content import DocumentContent, Line, Printed
from learningstories.services.evening import Row, evening_rows
from learningstories.services.gate import Admitted, Passed, through
from learningstories.services.output import MadeOutput, Order, Use
from learningstories.services.ports import UnitOfWork
from learningstories.services.running_order_output import minutes_words
from learningstories.services.sheets import make_sheets, sheets
from learningstories.services.showcase import book_title, event_line
from learningstories.services.spoken_lines import first_and_last

_MOST_PROMISES = 3


def make_script(order: Order) -> MadeOutput:
    """As many pages as it takes; raises `ShortlistEmpty`, `NoStageConsent`."""
    with order.workspace.read() as unit:
        passed = through(unit, Use.STAGE)
        with speaking(passed.challenge.language):
            content = _content(order, unit, passed)
    return make_sheets(order, content, passed.left_out)


def _content(order: Order, unit: UnitOfWork, passed: Passed) -> DocumentContent:
    challenge, to_html = passed.challenge, order.toolbox.documents.to_html
    rows = evening_rows(unit, passed)
    printed = []
    for done, row in enumerate(rows):
        order.control.step(done, len(rows))
        printed.append(_row(row, challenge, lambda sha: to_html(unit.texts.get(sha))))
    total = sum(row.minutes for row in rows)
    count = plural("{n} story", "{n} stories", len(passed.stories)).format(n=len(passed.stories))
    data: dict[str, Printed] = {
        "kicker": book_title(challenge, passed.book),
        "event": event_line(challenge),
        "sum": _("{count} in {minutes}").format(count=count, minutes=minutes_words(total)),
        "first": _("It begins"),
        "last": _("It ends"),
        "said": _("Say"),
        "moved": _("What people will do"),
        "rows": printed,
    }
    return sheets(order, challenge, passed.book, template="script", title=_("Host's script"), data=data)


def _row(row: Row, challenge: Challenge, html_of: Callable[[str], str]) -> dict[str, Printed]:
    given: dict[str, Printed] = {"kind": str(row.kind), "time": row.time, "title": row.words}
    given["minutes"] = minutes_words(row.minutes) if row.minutes else ""
    return given if row.story is None else given | _story(row.story, challenge, html_of)


def _story(admitted: Admitted, challenge: Challenge, html_of: Callable[[str], str]) -> dict[str, Printed]:
    story = admitted.story
    language = story.language or challenge.language
    first, last = first_and_last(html_of(story.text_sha))
    return {
        "title": Line(text=story.title.strip() or _("Without a title"), language=language),
        "author": admitted.author or _("An author who is not named"),
        "said": admitted.said,
        "first": Line(text=first, language=language),
        "last": Line(text="" if last == first else last, language=language),
        "promises": [
            Line(text=_promise(promise.text, promise.name), language=language)
            for promise in admitted.promises[:_MOST_PROMISES]
        ],
    }


def _promise(text: str, name: str) -> str:
    return f"{quoted(text)} — {name}" if name else quoted(text)
