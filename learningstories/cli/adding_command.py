"""The command that takes story files in: add."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from learningstories.cli.command import DONE, REFUSED, Command, Desk, add_file
from learningstories.domain.deadline import read_moment
from learningstories.i18n import _, plural
from learningstories.services.adding import add
from learningstories.services.drafts import problem_sentence
from learningstories.services.found import Found
from learningstories.services.preview import Reception, preview
from learningstories.services.sentences import advice


def _arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", type=Path, help=_("story files, and the pictures they show")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what was understood"))
    parser.add_argument("--received", metavar="WHEN", help=_("when they came, such as “2013-03-18 09:00”"))


def _add(given: Namespace, desk: Desk) -> int:
    numbers: Sequence[int] = ()
    with (desk.reading if given.dry_run else desk.writing)(given.file) as opened:
        with opened.workspace.read() as unit:
            challenge = unit.challenge()
        received = read_moment(given.received, challenge.zone) if given.received else None
        clock, reader = desk.toolbox.clock, desk.toolbox.documents
        reception = Reception(challenge=challenge, reader=reader, now=clock(), received=received)
        found = preview(given.paths, reception).found
        if not given.dry_run:
            numbers = [story.number for story in add(opened.workspace, found)]
    stories = _as_json(found, numbers)
    return _answer(desk, stories, found, added=len(numbers))


def _as_json(found: Sequence[Found], numbers: Sequence[int]) -> list[dict[str, Any]]:
    """A line for each file; what could not be read has no number, only a problem."""
    left = iter(numbers)
    return [
        {
            "number": next(left, None) if each.draft else None,
            "title": each.draft.title if each.draft else "",
            "author": each.draft.author if each.draft else "",
            "email": each.draft.email if each.draft else "",
            "words": each.draft.words if each.draft else 0,
            "received": each.received_at.isoformat() if each.draft else None,
            "verdict": str(each.verdict) if each.draft else None,
            "source": each.source,
            "problems": _problems(each),
        }
        for each in found
    ]


def _problems(each: Found) -> list[dict[str, str]]:
    if each.failure is not None:
        return [{"code": each.failure.code, "message": advice(each.failure)}]
    return [{"code": problem.code, "message": problem_sentence(problem)} for problem in each.problems]


def _answer(desk: Desk, stories: list[dict[str, Any]], found: Sequence[Found], *, added: int) -> int:
    answer = {"added": added, "stories": stories}
    failures = [each.failure for each in found if each.failure is not None]
    if not failures:
        desk.output.give(answer, lambda: _told(stories, added))
        return DONE
    if not desk.output.as_json:
        desk.output.give(answer, lambda: _told(stories, added))
    desk.output.refuse(failures[0].code, "\n".join(map(advice, failures)), answer)
    return REFUSED


def _told(stories: Sequence[dict[str, Any]], added: int) -> Iterator[str]:
    for story in stories:
        if story["verdict"] is None:
            continue
        number = f"#{story['number']}  " if story["number"] else ""
        words = plural("{n} word", "{n} words", story["words"]).format(n=story["words"])
        yield f"{number}{story['title']}  ({story['author'] or _('no author')}, {words}, {story['source']})"
        for problem in story["problems"]:
            yield f"    {problem['message']}"
    yield plural("Added {n} story.", "Added {n} stories.", added).format(n=added)


COMMAND = Command("add", _("take story files in"), _arguments, _add)
