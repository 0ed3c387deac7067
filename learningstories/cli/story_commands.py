"""Commands about stories: list and show; `add` has a file of its own."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from learningstories.cli import adding_command, arguments, shapes
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.cli.output import columns
from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import Verdict
from learningstories.domain.story import StoryState
from learningstories.i18n import _, plural
from learningstories.services.opening import OpenChallenge
from learningstories.services.ports import UnitOfWork
from learningstories.services.story_query import SortBy, StoryLine, StoryQuery
from learningstories.services.wording import moment_words, short_moment, state_words, verdict_words

_CHUNK = 500  # as many as a database takes in one question


def _list_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument("--search", metavar="TEXT", default="", help=_("in title, author or text; or #17"))
    parser.add_argument(
        "--state", metavar="S", choices=[str(s) for s in StoryState], help=_("one of: {states}").format(
            states=", ".join(StoryState))
    )  # fmt: skip


def _list(given: Namespace, desk: Desk) -> int:
    states = frozenset({StoryState(given.state)}) if given.state else frozenset()
    query = StoryQuery(search=given.search, states=states, sort=SortBy.NUMBER, descending=False)
    with desk.reading(given.file) as opened:
        lines = opened.lists.lines(opened.lists.numbers(query))
        with opened.workspace.read() as unit:
            challenge = unit.challenge()
            verdicts = _verdicts(unit, challenge, lines)
    found = [shapes.story_line(line, verdicts[line.number]) for line in lines]
    desk.output.give(found, lambda: _as_table(challenge, lines))
    return DONE


def _verdicts(unit: UnitOfWork, challenge: Challenge, lines: Sequence[StoryLine]) -> dict[int, Verdict]:
    """Whether each story came in time."""
    # The state of a withdrawn story hides what was decided about its lateness.
    withdrawn = [line.number for line in lines if line.state is StoryState.WITHDRAWN]
    found = {line.number: shapes.line_verdict(line, challenge) for line in lines}
    for start in range(0, len(withdrawn), _CHUNK):
        for story in unit.stories.find(number=withdrawn[start : start + _CHUNK]):
            found[story.number] = Verdict(shapes.verdict_of(story, challenge))
    return found


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
        found, received = _story(opened, given.number)
    desk.output.give(found, lambda: _told(found, received))
    return DONE


def _story(opened: OpenChallenge, number: int) -> tuple[dict[str, Any], str]:
    with opened.workspace.read() as unit:
        challenge, story = unit.challenge(), unit.story(number)
        line = opened.lists.lines([number])[0]
        kept = sorted(unit.versions.find(story_id=story.id), key=lambda v: v.version)
        files = sorted(unit.attachments.find(story_id=story.id), key=lambda a: (a.role, a.name, a.sha))
        came = moment_words(story.received_at, challenge.zone)
        in_time = verdict_words(challenge, story.received_at, story.late_decision)
        found = {
            **shapes.story_line(line, Verdict(shapes.verdict_of(story, challenge))),
            **shapes.story_details(story),
            "text": unit.texts.get(story.text_sha),
            "versions": [shapes.version(v) for v in kept],
            "attachments": [shapes.attachment(a) for a in files],
        }
    return found, f"{came} ({in_time})"


def _told(found: dict[str, Any], received: str) -> Iterator[str]:
    yield f"#{found['number']}  {found['title']}"
    agreed = [name for name, given in found["consent"].items() if given]
    facts = (
        (_("Author"), " ".join(part for part in (found["author"], found["email"]) if part)),
        (_("Theme"), found["theme"]),
        (_("Language"), found["language"]),
        (_("Received"), received),
        (_("Words"), str(found["words"])),
        (_("Readings"), str(found["readings"])),
        (_("State"), state_words(StoryState(found["state"]))),
        (_("Consent"), ", ".join(agreed) or _("none")),
        (_("Files"), ", ".join(file["name"] for file in found["attachments"])),
    )
    yield from columns([(name, value) for name, value in facts if value])
    yield ""
    yield found["text"]


COMMANDS = (
    adding_command.COMMAND,
    Command("list", _("the stories"), _list_arguments, _list),
    Command("show", _("one story with its text, versions and files"), _show_arguments, _show),
)
