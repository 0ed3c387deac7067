"""Commands about stories: list and show; `add` has a file of its own."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from learningstories.cli import adding_command, arguments, shapes
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.cli.output import columns
from learningstories.domain.challenge import Challenge
from learningstories.domain.story import StoryState
from learningstories.i18n import _, in_context, listed, listed_apart, plural
from learningstories.services.eligibility import against_words
from learningstories.services.opening import OpenChallenge
from learningstories.services.story_details import details
from learningstories.services.story_query import SortBy, StoryLine, StoryQuery
from learningstories.services.wording import short_moment, state_words


def _list_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument("--search", metavar="TEXT", default="", help=_("in title, author or text; or #17"))
    parser.add_argument(
        "--state", metavar="S", choices=[str(s) for s in StoryState], help=_("one of: {states}").format(
            states=listed(StoryState))
    )  # fmt: skip


def _list(given: Namespace, desk: Desk) -> int:
    states = frozenset({StoryState(given.state)}) if given.state else frozenset()
    query = StoryQuery(search=given.search, states=states, sort=SortBy.NUMBER, descending=False)
    with desk.reading(given.file) as opened:
        lines = opened.lists.lines(opened.lists.numbers(query))
        with opened.workspace.read() as unit:
            challenge = unit.challenge()
    found = [shapes.story_line(line) for line in lines]
    desk.output.give(found, lambda: _as_table(challenge, lines))
    return DONE


def _as_table(challenge: Challenge, lines: Sequence[StoryLine]) -> Iterator[str]:
    rows = [
        (
            f"#{line.number}",
            line.title,
            line.author,
            plural("{n} word", "{n} words", line.words).format(n=line.words),
            short_moment(datetime.fromisoformat(line.received_at), challenge.zone),
            plural("{n} reading", "{n} readings", line.readings).format(n=line.readings),
            state_words(line.state),
        )
        for line in lines
    ]
    yield from columns(rows)
    yield plural("{n} story", "{n} stories", len(rows)).format(n=len(rows))


def _show_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument("number", metavar="NUMBER", type=arguments.number, help=_("the story's number"))


def _show(given: Namespace, desk: Desk) -> int:
    with desk.reading(given.file) as opened:
        found = _story(opened, given.number)
    desk.output.give(found, lambda: _told(found))
    return DONE


def _story(opened: OpenChallenge, number: int) -> dict[str, Any]:
    found = details(opened.workspace, number)
    files = sorted(found.attachments, key=lambda a: (a.role, a.name, a.sha))
    return {
        **shapes.story_line(opened.lists.lines([number])[0]),
        **shapes.story_details(found.story),
        **shapes.decisions(found.story),
        "against": [
            {"code": str(state), "message": against_words(state, found.story, found.challenge)}
            for state in found.against
        ],
        "claims": [shapes.claim(line) for arrival in found.proof.claims for line in arrival],
        "proof": {"line": found.proof.line, "lines": found.proof.text.splitlines()},
        "text": found.markdown,
        "versions": [shapes.version(v) for v in reversed(found.versions)],
        "attachments": [shapes.attachment(a) for a in files],
    }


def _told(found: dict[str, Any]) -> Iterator[str]:
    yield f"#{found['number']}  {found['title']}"
    agreed = [name for name, given in found["consent"].items() if given]
    facts = (
        (_("Author"), " ".join(part for part in (found["author"], found["email"]) if part)),
        (_("Theme"), found["theme"]),
        (_("Language"), found["language"]),
        (_("Received"), found["proof"]["line"]),
        (_("Words"), str(found["words"])),
        (_("Readings"), str(found["readings"])),
        (_("State"), state_words(StoryState(found["state"]))),
        (_("Against it"), listed_apart(each["message"] for each in found["against"])),
        (_("Decided"), found["eligibility_reason"]),
        (_("Consent"), listed(agreed) or in_context("consent", "none")),
        (_("Files"), listed(file["name"] for file in found["attachments"])),
    )
    yield from columns([(name, value) for name, value in facts if value])
    yield ""
    yield found["text"]
    yield ""
    yield from found["proof"]["lines"][3:]


COMMANDS = (
    adding_command.COMMAND,
    Command("list", _("the stories"), _list_arguments, _list),
    Command("show", _("one story with its text, versions and files"), _show_arguments, _show),
)
