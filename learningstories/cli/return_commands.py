"""The command that takes in what reviewers send back: merge."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from learningstories.cli.command import DONE, REFUSED, Command, Desk, add_file
from learningstories.i18n import _, plural
from learningstories.services.merge_codes import Outcome, StoryOutcome
from learningstories.services.merge_words import story_words
from learningstories.services.merging import MergeReport, merge, preview
from learningstories.services.pack_port import Packs
from learningstories.services.returned import Arrival

_FINE = frozenset(("merged", "nothing_new", "already_merged"))
_PASTED = "-"
_MOST_PASTED = 5_000_000


def _arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    what = _("returns, mails or folders with them, or - for pasted text")
    parser.add_argument("returns", metavar="RETURN", nargs="+", help=what)
    back = _("bring back packs whose making was taken back, if returns of them came")
    parser.add_argument("--bring-back", action="store_true", help=back)
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))


def _merge(given: Namespace, desk: Desk) -> int:
    files = desk.toolbox.packs()
    came = list(_arrivals(files, given.returns))
    with (desk.reading if given.dry_run else desk.writing)(given.file) as opened:
        take_in = preview if given.dry_run else merge
        report = take_in(opened.workspace, files, came, bring_back=given.bring_back)
    found = {"merged": report.merged, "files": [_file_shape(outcome) for outcome in report.files]}
    refused = [outcome for outcome in report.files if outcome.code not in _FINE]
    if not refused:
        desk.output.give(found, lambda: _told(report, dry_run=given.dry_run))
        return DONE
    if not desk.output.as_json:
        desk.output.give(found, lambda: _told(report, dry_run=given.dry_run))
    sentences = "\n".join(f"{outcome.name}: {outcome.message}" for outcome in refused)
    desk.output.refuse(refused[0].code, sentences, found)
    return REFUSED


def _arrivals(files: Packs, named: list[str]) -> Iterator[Arrival]:
    for name in named:
        if name == _PASTED:
            yield from files.pasted(sys.stdin.read(_MOST_PASTED))
        else:
            yield from files.arrivals([Path(name)])


def _file_shape(outcome: Outcome) -> dict[str, Any]:
    return {
        "path": str(outcome.path) if outcome.path else "",
        "code": outcome.code,
        "message": outcome.message,
        "reviewer": outcome.reviewer.email if outcome.reviewer else None,
        "stories": [{"number": story.number, "code": story.code} for story in outcome.stories],
    }


def _told(report: MergeReport, *, dry_run: bool) -> Iterator[str]:
    for outcome in report.files:
        if outcome.code in _FINE:
            yield f"{outcome.name}: {outcome.message}" if outcome.name else outcome.message
        for story in outcome.stories:
            if story.code not in _FINE:
                yield f"    {_story_told(story)}"
    told = plural("Took in {n} return.", "Took in {n} returns.", report.merged)
    if dry_run:
        told = plural(
            "Would take in {n} return. Nothing is stored.",
            "Would take in {n} returns. Nothing is stored.",
            report.merged,
        )
    yield told.format(n=report.merged)


def _story_told(story: StoryOutcome) -> str:
    return f"#{story.number if story.number is not None else '?'}  {story_words(story.code)}"


COMMANDS = (Command("merge", _("take in what reviewers send back"), _arguments, _merge),)
