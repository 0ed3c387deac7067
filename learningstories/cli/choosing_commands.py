"""The command that chooses: shortlist."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.cli.output import columns
from learningstories.cli.parser_faults import Misused
from learningstories.domain.errors import NothingToRank
from learningstories.i18n import _
from learningstories.services import shortlisting
from learningstories.services.figures import figures
from learningstories.services.left_out import LeftOut, left_out
from learningstories.services.opening import OpenChallenge
from learningstories.services.shortlisting import Programme

if TYPE_CHECKING:
    from learningstories.services.results import Results


def _arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument(
        "--size", metavar="N", type=arguments.positive, help=_("propose this many stories at most")
    )
    limit.add_argument(
        "--minutes", metavar="N", type=arguments.positive, help=_("propose what fits this time")
    )
    parser.add_argument(
        "--pin",
        metavar="NUMBER",
        type=arguments.number,
        action="append",
        default=[],
        help=_("hold a story in"),
    )
    parser.add_argument(
        "--exclude",
        metavar="NUMBER:REASON",
        type=arguments.exclusion,
        action="append",
        default=[],
        help=_("keep a story out"),
    )
    parser.add_argument("--lock", action="store_true", help=_("freeze it with the figures it rests on"))


def _shortlist(given: Namespace, desk: Desk) -> int:
    if {number for number, _reason in given.exclude} & set(given.pin):
        raise Misused(_("a story cannot be pinned and excluded at once"))
    changes = given.size or given.minutes or given.pin or given.exclude or given.lock
    with (desk.writing if changes else desk.reading)(given.file) as opened:
        results = _results(opened)
        _choose(given, opened, results)
        if given.lock:
            _lock(opened, results)
        made, rest = _as_it_stands(given, opened, results)
    found = {
        "locked": made.lock is not None,
        "minutes": made.minutes,
        "stories": [
            {
                "number": place.story.number,
                "position": place.choice.position,
                "minutes": place.minutes,
                "pinned": place.choice.pinned,
                "reason": place.choice.reason,
            }
            for place in made.places
        ],
        "left_out": [{"number": out.story.number, "why": out.why} for out in rest],
    }
    desk.output.give(found, lambda: _told(made, rest))
    return DONE


def _results(opened: OpenChallenge) -> "Results | None":
    """The ranking, or None while there are no ratings."""
    from learningstories.services.results import compute  # noqa: PLC0415 - brings NumPy and SciPy along

    try:
        return compute(opened.workspace, opened.lists)
    except NothingToRank:
        return None


def _choose(given: Namespace, opened: OpenChallenge, results: "Results | None") -> None:
    from learningstories.services import proposing  # noqa: PLC0415 - brings NumPy and SciPy along

    decisions = proposing.Decisions(pins=tuple(dict.fromkeys(given.pin)), exclusions=dict(given.exclude))
    if given.size or given.minutes:
        if results is None:
            raise NothingToRank
        proposing.propose(
            opened.workspace, results, size=given.size, minutes=given.minutes, decisions=decisions
        )
    elif decisions.pins or decisions.exclusions:
        proposing.decide(opened.workspace, decisions)


def _lock(opened: OpenChallenge, results: "Results | None") -> None:
    rests_on = figures(results) if results else None
    shortlisting.lock(opened.workspace, lambda _unit: {"results": rests_on})


def _as_it_stands(
    given: Namespace, opened: OpenChallenge, results: "Results | None"
) -> tuple[Programme, Sequence[LeftOut]]:
    with opened.workspace.read() as unit:
        return shortlisting.programme(unit), left_out(unit, results, size=given.size, minutes=given.minutes)


def _told(made: Programme, rest: Sequence[LeftOut]) -> Iterator[str]:
    state = _("locked") if made.lock else _("open")
    yield _("{minutes} of {there_are} minutes, {state}").format(
        minutes=made.minutes, there_are=made.minutes_there_are, state=state
    )
    rows: list[tuple[str, ...]] = [
        (
            f"{place.choice.position}.",
            f"#{place.story.number}",
            place.story.title,
            _("{n} min").format(n=place.minutes),
            _("pinned") if place.choice.pinned else "",
            place.choice.reason,
        )
        for place in made.places
    ]
    yield from columns(rows)
    if rest:
        yield ""
        yield _("Not in:")
        yield from columns([(f"#{out.story.number}", out.story.title, out.why) for out in rest])


COMMANDS: Sequence[Command] = (
    Command("shortlist", _("show, propose, decide on or lock the shortlist"), _arguments, _shortlist),
)
