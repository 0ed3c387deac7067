"""The command that takes stories in: add."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from learningstories.cli.arguments import source
from learningstories.cli.command import DONE, REFUSED, Command, Desk, add_file
from learningstories.cli.plan_shapes import as_json, as_lines, counts
from learningstories.domain.deadline import read_moment
from learningstories.i18n import _
from learningstories.services.form_columns import map_columns, refuse_unknown_columns
from learningstories.services.form_memory import known_forms
from learningstories.services.found import Found
from learningstories.services.likeness import Alike
from learningstories.services.opening import OpenChallenge
from learningstories.services.plan import Action, Planned, carry_out, plan
from learningstories.services.preview import Preview, Reception, preview
from learningstories.services.sentences import advice

_ACTIONS = {"new": Action.ADD, "version": Action.REPLACE, "skip": Action.SKIP}
_DAY_FIRST = {"day-first": True, "month-first": False}


def _arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        type=source,
        help=_(
            "stories: texts, mails, mailboxes, form exports, archives, folders, and the pictures they show"
        ),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what was understood"))
    parser.add_argument("--received", metavar="WHEN", help=_("when they came, such as “2013-03-18 09:00”"))
    parser.add_argument(
        "--map",
        metavar="COLUMN=FIELD",
        action="append",
        default=[],
        help=_("what a form's column holds, such as “Your name=author”; may be given again"),
    )
    parser.add_argument(
        "--dates", choices=_DAY_FIRST, help=_("how a form writes dates, where it does not show")
    )
    parser.add_argument(
        "--as",
        dest="action",
        choices=_ACTIONS,
        help=_("what to do with what is like a story that is there, instead of what seems best"),
    )


def _add(given: Namespace, desk: Desk) -> int:
    with (desk.reading if given.dry_run else desk.writing)(given.file) as opened:
        seen = _look(given, desk, opened)
        planned = [_decided(each, given.action) for each in plan(opened.workspace, seen.found)]
        forms = [match.form for match in seen.matches]
        stories = (
            [None] * len(planned) if given.dry_run else carry_out(opened.workspace, planned, forms=forms)
        )
    return _answer(desk, as_json(planned, stories), seen.found, is_dry=given.dry_run)


def _look(given: Namespace, desk: Desk, opened: OpenChallenge) -> Preview:
    """What was found; nothing is stored where the words about a form are wrong."""
    columns = map_columns(given.map)
    with opened.workspace.read() as unit:
        challenge, forms = unit.challenge(), known_forms(unit)
    reception = Reception(
        challenge=challenge,
        reader=desk.toolbox.documents,
        now=desk.toolbox.clock(),
        received=read_moment(given.received, challenge.zone) if given.received else None,
        forms=forms,
        columns=columns,
        day_first=_DAY_FIRST.get(given.dates),
    )
    seen = preview(given.paths, reception)
    refuse_unknown_columns(columns, seen.matches)
    return seen


def _decided(planned: Planned, word: str | None) -> Planned:
    """The same as somebody wants it; another author's story is never replaced."""
    likeness = planned.likeness
    if word is None or likeness is None:
        return planned
    action = _ACTIONS[word]
    if action is Action.REPLACE and likeness.kind is Alike.SIMILAR:
        return planned
    return replace(planned, action=action)


def _answer(desk: Desk, answer: dict[str, Any], found: Sequence[Found], *, is_dry: bool) -> int:
    def lines() -> list[str]:
        return [*as_lines(answer), *counts(answer, is_dry=is_dry)]

    failures = [each.failure for each in found if each.failure is not None]
    if not failures:
        desk.output.give(answer, lines)
        return DONE
    if not desk.output.as_json:
        desk.output.give(answer, lines)
    desk.output.refuse(failures[0].code, "\n".join(map(advice, failures)), answer)
    return REFUSED


COMMAND = Command("add", _("take stories in"), _arguments, _add)
