"""Commands about readers and what they answer: reviewer, rate, results."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.cli.output import columns
from learningstories.i18n import _, listed, plural
from learningstories.services import result_words as words
from learningstories.services import reviewing
from learningstories.services.criteria_words import mixed_chip
from learningstories.services.level_words import level_chip
from learningstories.services.progress import Control

if TYPE_CHECKING:
    from learningstories.services.results import ReaderResult, Results


def _reviewer_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument("action", choices=["add"], help=_("what to do"))
    parser.add_argument("name", metavar="NAME", help=_("the reviewer's name"))
    parser.add_argument("email", metavar="EMAIL", help=_("the reviewer's e-mail address"))
    parser.add_argument(
        "--themes", metavar="A,B", type=arguments.names, default=(), help=_("themes they like")
    )
    parser.add_argument(
        "--languages", metavar="A,B", type=arguments.names, default=(), help=_("languages they read")
    )
    parser.add_argument("--capacity", metavar="N", type=arguments.positive, help=_("most stories to read"))


def _reviewer(given: Namespace, desk: Desk) -> int:
    person = reviewing.NewReviewer(
        name=given.name,
        email=given.email,
        themes=given.themes,
        languages=given.languages,
        capacity=given.capacity,
    )
    with desk.writing(given.file) as opened:
        reviewer = reviewing.add_reviewers(opened.workspace, [person])[0]
    found = {
        "name": reviewer.name,
        "email": reviewer.email,
        "themes": list(reviewer.themes),
        "languages": list(reviewer.languages),
        "capacity": reviewer.capacity,
    }
    added = _("Added {name} <{email}>").format(name=reviewer.name, email=reviewer.email)
    desk.output.give(found, lambda: [added])
    return DONE


def _rate_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument("email", metavar="EMAIL", help=_("who read it"))
    parser.add_argument("number", metavar="NUMBER", type=arguments.number, help=_("the story's number"))
    parser.add_argument(
        "value",
        metavar="VALUE",
        type=arguments.whole,
        help=_("the answer, 1 for the lowest point of the scale"),
    )
    parser.add_argument("--action", metavar="TEXT", help=_("what the reader would do"))
    parser.add_argument("--chance", metavar="N", type=arguments.whole, help=_("of doing it, from 0 to 10"))
    parser.add_argument("--why", metavar="TEXT", help=_("why, in a sentence"))


def _rate(given: Namespace, desk: Desk) -> int:
    answers = {"value": given.value, "action": given.action, "chance": given.chance, "why": given.why}
    fields = {name: value for name, value in answers.items() if value is not None}
    with desk.writing(given.file) as opened:
        reading = reviewing.answer(opened.workspace, given.email, given.number, **fields)
    found = {
        "email": given.email,
        "number": given.number,
        "value": reading.value,
        "action": reading.action,
        "chance": reading.chance,
        "why": reading.why,
    }
    noted = _("Noted: {email} gave #{number} {value}").format_map(found)
    desk.output.give(found, lambda: [noted])
    return DONE


def _results(given: Namespace, desk: Desk) -> int:
    from learningstories.services.results import compute  # noqa: PLC0415 - brings NumPy and SciPy along
    from learningstories.services.results_export import (  # noqa: PLC0415 - the same
        results_fields,
        results_form,
        save_results,
    )

    if given.out is not None:
        results_form(given.out)  # before anything is worked out
    with desk.reading(given.file) as opened:
        with opened.workspace.read() as unit:
            supposed: dict[UUID, str] = {
                reviewing.reviewer_of(unit, who).id: why for who, why in given.set_aside
            }
        results = compute(opened.workspace, opened.lists, top=given.top, supposed=supposed)
    if given.out is None:
        desk.output.give(results_fields(results), lambda: _told(results))
        return DONE
    notes = save_results(results, desk.toolbox, given.out, Control())
    told = _("Saved {path}").format(path=given.out)
    desk.output.give({"path": str(given.out), "notes": list(notes)}, lambda: [told, *notes])
    return DONE


def _told(results: "Results") -> Iterator[str]:
    special = [level_chip(results), mixed_chip(results)]
    facts = [words.agreement_words(results), words.given_words(results), *filter(None, special)]
    yield " ".join(f"{fact}." for fact in facts)
    yield ""
    yield from columns(
        [
            (
                f"{story.rank}.",
                f"#{story.number}",
                story.title,
                _("{score:.2f} ({low:.2f} to {high:.2f})").format(
                    score=story.score, low=story.low, high=story.high
                ),
                _("{percent} % in the top {top}").format(percent=round(100 * story.p_top), top=results.top),
                plural("{n} reading", "{n} readings", story.n).format(n=story.n),
                listed(map(words.flag_words, story.flags)),
            )
            for story in results.stories
        ]
    )
    yield ""
    yield from columns(
        [
            (
                r.name,
                r.email,
                str(r.n),
                listed([words.tendency_words(r.tendency), *map(words.flag_words, r.flags), *_aside(r)]),
            )
            for r in results.readers
        ]
    )
    yield ""
    yield words.method_words(results)


def _aside(reader: "ReaderResult") -> list[str]:
    found = reader.set_aside
    return [] if found is None else [_("set aside: {reason}").format(reason=found.reason)]


def _results_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument(
        "--top",
        metavar="N",
        type=arguments.positive,
        help=_("how many are sought; unless given, how many fit the event"),
    )
    parser.add_argument(
        "--set-aside",
        metavar="EMAIL:REASON",
        type=arguments.setting_aside,
        action="append",
        default=[],
        help=_("what would be without this reader's answers; nothing is stored"),
    )
    parser.add_argument(
        "--out",
        metavar="PATH",
        type=arguments.target,
        help=_("write them to a file instead, with how they were worked out: .csv, .json or .pdf"),
    )


COMMANDS = (
    Command("reviewer", _("add a reviewer"), _reviewer_arguments, _reviewer),
    Command("rate", _("note a reviewer's answers to a story"), _rate_arguments, _rate),
    Command("results", _("the ranking, and how each reader reads"), _results_arguments, _results),
)
