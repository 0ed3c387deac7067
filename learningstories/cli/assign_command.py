"""The command that decides who reads what: assign."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.cli.output import columns
from learningstories.i18n import _, plural

if TYPE_CHECKING:  # brings NumPy and SciPy along
    from learningstories.services.distribution import Assigned, Unmet


def _arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    readers = _("readers each story is to have")
    parser.add_argument("--per-story", metavar="N", type=arguments.positive, required=True, help=readers)
    other = _("another way to share them out; the same number gives the same")
    parser.add_argument("--seed", metavar="N", type=arguments.whole, default=0, help=other)
    anew = _("share out anew what its reader has not begun and has in no pack; else all keep what they have")
    parser.add_argument("--anew", action="store_true", help=anew)
    parser.add_argument("--dry-run", action="store_true", help=_("tell what would be done; store nothing"))


def _assign(given: Namespace, desk: Desk) -> int:
    from learningstories.services import assigning  # noqa: PLC0415 - only this command needs it

    act = assigning.plan_stories if given.dry_run else assigning.assign_stories
    way = assigning.Way(seed=given.seed, anew=given.anew)
    with (desk.reading if given.dry_run else desk.writing)(given.file) as opened:
        done = act(opened.workspace, opened.lists, given.per_story, way)
    desk.output.give({"dry_run": given.dry_run, "seed": given.seed, **_shape(done)}, lambda: _rows(done))
    for sentence in _remarks(done):
        desk.output.complain(sentence)
    return DONE


def _shape(done: "Assigned") -> dict[str, Any]:
    return {
        "assigned": done.new,
        "taken_back": done.taken,
        "reviewers": [
            {"name": r.name, "email": r.email, "assigned": n, "new": list(done.given.get(r.id, ()))}
            for r, n in done.loads
        ],
        "short": [{"number": s.number, "title": s.title, "missing": s.missing} for s in done.short],
        "unmet": [_unmet_shape(each) for each in done.unmet],
        "groups": done.groups,
        "connected": done.groups <= 1,
    }


def _unmet_shape(unmet: "Unmet") -> dict[str, Any]:
    from learningstories.services.assign_words import unmet_words  # noqa: PLC0415 - not for the other commands

    return {
        "language": unmet.language,
        "why": str(unmet.why),
        "stories": [story.number for story in unmet.stories],
        "missing": unmet.missing,
        "people": unmet.people,
        "room": unmet.room,
        "full": [reviewer.email for reviewer in unmet.full],
        "message": unmet_words(unmet),
    }


def _rows(done: "Assigned") -> Iterator[str]:
    counted = ((reviewer, plural("{n} story", "{n} stories", n).format(n=n)) for reviewer, n in done.loads)
    yield from columns([(reviewer.name, reviewer.email, stories) for reviewer, stories in counted])


def _remarks(done: "Assigned") -> Iterator[str]:
    from learningstories.services.assign_words import (  # noqa: PLC0415 - not for the other commands
        apart_words,
        unmet_words,
    )

    yield from map(unmet_words, done.unmet)
    if done.groups > 1:
        yield apart_words(done)


COMMANDS = (Command("assign", _("decide who reads what"), _arguments, _assign),)
