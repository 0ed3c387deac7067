"""The command about what people promised, and what became of it: promises."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.cli.output import columns
from learningstories.cli.parser_faults import Misused
from learningstories.domain.promise import Outcome
from learningstories.i18n import _, listed, plural
from learningstories.services.progress import Control
from learningstories.services.promise_mail import Asked, write_questions
from learningstories.services.promise_pages import save_report
from learningstories.services.promise_words import asking_words, whose_words
from learningstories.services.promises import PromiseLine, due, promise_lines, set_outcome

_OUTCOMES = {"kept": Outcome.KEPT, "partly": Outcome.PARTLY, "not": Outcome.NOT}
_OUTCOMES |= {"no-answer": Outcome.SILENT, "open": Outcome.OPEN}


def _arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--due", action="store_true", help=_("only those to ask about now"))
    what.add_argument(
        "--set",
        dest="became",
        nargs=2,
        metavar=("N", "kept|partly|not"),
        help=_("note what became of promise N: kept, partly or not; also no-answer, or open again"),
    )
    what.add_argument(
        "--drafts",
        metavar="DIR",
        type=Path,
        help=_("write a mail draft there for everybody who is to be asked now"),
    )
    what.add_argument(
        "--report", metavar="PATH", type=arguments.target, help=_("save the report as PDF there")
    )
    parser.add_argument("--told", metavar="TEXT", help=_("with --set: what they did, in their own words"))


def _promises(given: Namespace, desk: Desk) -> int:
    if given.became is not None:
        return _set(given, desk)
    if given.told is not None:
        raise Misused(_("--told goes with --set"))
    if given.drafts is not None:
        return _ask(given, desk)
    if given.report is not None:
        return _report(given, desk)
    with desk.reading(given.file) as opened, opened.workspace.read() as unit:
        zone, lines = unit.challenge().zone, promise_lines(unit, opened.workspace.clock())
    shown = due(lines) if given.due else lines
    desk.output.give([_shape(line) for line in shown], lambda: _listed(shown, zone, only_due=given.due))
    return DONE


def _set(given: Namespace, desk: Desk) -> int:
    number, outcome = _became(*given.became)
    with desk.writing(given.file) as opened:
        line = set_outcome(opened.workspace, number, outcome, given.told)
        with opened.workspace.read() as unit:
            zone = unit.challenge().zone
    desk.output.give(_shape(line), lambda: _listed([line], zone, only_due=False))
    return DONE


def _became(number: str, word: str) -> tuple[int, Outcome]:
    if word not in _OUTCOMES:
        told = _("“{word}” is none of these: {words}")
        raise Misused(told.format(word=word, words=listed(_OUTCOMES)))
    try:
        return arguments.number(number), _OUTCOMES[word]
    except ArgumentTypeError as fault:
        raise Misused(str(fault)) from fault


def _ask(given: Namespace, desk: Desk) -> int:
    with desk.writing(given.file) as opened:
        made = write_questions(opened.workspace, given.drafts)
    found = {
        "files": [str(path) for path in made.files],
        "promises": list(made.numbers),
        "without_address": list(made.without_address),
    }
    desk.output.give(found, lambda: _drafted(made))
    return DONE


def _report(given: Namespace, desk: Desk) -> int:
    with desk.reading(given.file) as opened:
        made = save_report(opened.workspace, desk.toolbox, given.report, Control())
    found = {"file": str(given.report), "pages": made.pages, "accessible": made.accessible}
    desk.output.give(found, lambda: [str(given.report), *made.notes])
    return DONE


def _drafted(made: Asked) -> Iterator[str]:
    yield from map(str, made.files)
    yield plural("Wrote {n} draft.", "Wrote {n} drafts.", len(made.files)).format(n=len(made.files))
    if made.without_address:
        yield _("No address to write to: {names}").format(names=listed(made.without_address))


def _shape(line: PromiseLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "by": "guest" if line.reader is None else "reader",
        "name": line.name,
        "email": line.email,
        "promise": line.text,
        "story": line.story.number if line.story else None,
        "shown": str(line.use),
        "may_ask": line.may_ask,
        "ask_at": line.ask_at.isoformat(),
        "asking": str(line.asking),
        "outcome": str(line.outcome),
        "told": line.told,
    }


def _listed(lines: Sequence[PromiseLine], zone: str, *, only_due: bool) -> Iterator[str]:
    if not lines:
        yield _("There is nothing to ask about now.") if only_due else _("There are no promises yet.")
    yield from columns(
        [
            (str(line.number), asking_words(line, zone), whose_words(line), _said(line), line.told)
            for line in lines
        ]
    )


def _said(line: PromiseLine) -> str:
    return f"{line.text} (#{line.story.number})" if line.story else line.text


COMMAND = Command(
    "promises", _("list what people promised, and note what became of it"), _arguments, _promises
)
COMMANDS = (COMMAND,)
