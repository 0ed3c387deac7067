"""Commands that decide about stories: late, received, extension, eligible; `receipts` stands elsewhere."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from learningstories.cli import arguments, receipts_command, shapes
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.cli.output import columns
from learningstories.domain.arrival import ReceivedBy
from learningstories.domain.challenge import Challenge, Extension
from learningstories.domain.deadline import LateDecision, read_moment
from learningstories.domain.errors import NoSuchClaim
from learningstories.domain.story import Eligibility, Story
from learningstories.i18n import _
from learningstories.services import eligibility, extensions, received, stories
from learningstories.services.opening import OpenChallenge
from learningstories.services.proof import proof_line
from learningstories.services.wording import moment_words, state_words

_ELIGIBLE = {"yes": Eligibility.ELIGIBLE, "no": Eligibility.NOT_ELIGIBLE, "open": Eligibility.OPEN}


def _story_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument("number", metavar="NUMBER", type=arguments.number, help=_("the story's number"))


def _reason_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--reason", metavar="TEXT", default="", help=_("why, for whoever asks later"))


def _late_arguments(parser: ArgumentParser) -> None:
    _story_arguments(parser)
    parser.add_argument(
        "decision", choices=[str(d) for d in LateDecision], help=_("what is decided; open takes it back")
    )
    _reason_argument(parser)


def _late(given: Namespace, desk: Desk) -> int:
    with desk.writing(given.file) as opened:
        stories.decide_late(opened.workspace, [given.number], LateDecision(given.decision), given.reason)
        return _give(desk, opened, given.number)


def _received_arguments(parser: ArgumentParser) -> None:
    _story_arguments(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--at", metavar="WHEN", help=_("the time that counts, such as “2013-03-18 09:00”"))
    which.add_argument(
        "--claim",
        metavar="KIND",
        choices=[str(by) for by in ReceivedBy if by is not ReceivedBy.DECIDED],
        help=_("the kind of time that counts, one of those that “show” lists"),
    )
    which.add_argument("--surest", action="store_true", help=_("the surest there is counts again"))
    _reason_argument(parser)


def _received(given: Namespace, desk: Desk) -> int:
    with desk.writing(given.file) as opened:
        workspace, number = opened.workspace, given.number
        with workspace.read() as unit:
            zone, story = unit.challenge().zone, unit.story(number)
        if given.at:
            received.set_time(workspace, number, read_moment(given.at, zone), given.reason)
        elif given.claim:
            claims = received.every_claim(story)
            claim = next((c for c in claims if c.by == given.claim and c.at is not None), None)
            if claim is None:
                raise NoSuchClaim(number)
            received.rest_on(workspace, number, claim, given.reason)
        else:
            received.back_to_surest(workspace, number)
        return _give(desk, opened, number)


def _eligible_arguments(parser: ArgumentParser) -> None:
    _story_arguments(parser)
    parser.add_argument("decision", choices=list(_ELIGIBLE), help=_("what is decided; open takes it back"))
    _reason_argument(parser)


def _eligible(given: Namespace, desk: Desk) -> int:
    with desk.writing(given.file) as opened:
        eligibility.decide(opened.workspace, [given.number], _ELIGIBLE[given.decision], given.reason)
        return _give(desk, opened, given.number)


def _give(desk: Desk, opened: OpenChallenge, number: int) -> int:
    """Where the story stands after the decision."""
    with opened.workspace.read() as unit:
        challenge, story = unit.challenge(), unit.story(number)
    line = opened.lists.lines([number])[0]
    found = {**shapes.story_line(line), **shapes.decisions(story), "proof": proof_line(story, challenge)}
    desk.output.give(found, lambda: _told(story, found))
    return DONE


def _told(story: Story, found: dict[str, Any]) -> Iterator[str]:
    yield f"#{story.number}  {story.title}"
    yield found["proof"]
    state = _("State: {state}").format(state=state_words(found["state"]))
    decided = eligibility.decision_words(story)
    yield f"{state}. {decided}" if decided else state


def _extension_arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument("email", metavar="EMAIL", nargs="?", help=_("the author's address; none lists all"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--until", metavar="WHEN", help=_("the author's deadline, such as “2013-03-22 12:00”"))
    what.add_argument("--take-back", action="store_true", help=_("the author has as long as others again"))
    _reason_argument(parser)


def _extension(given: Namespace, desk: Desk) -> int:
    changes = given.email and (given.until or given.take_back)
    with (desk.writing if changes else desk.reading)(given.file) as opened:
        workspace = opened.workspace
        with workspace.read() as unit:
            zone = unit.challenge().zone
        if given.email and given.until:
            extensions.grant(workspace, given.email, read_moment(given.until, zone), given.reason)
        elif given.email and given.take_back:
            extensions.take_back(workspace, given.email, given.reason)
        with workspace.read() as unit:
            challenge = unit.challenge()
    found = extensions.of_author(challenge, given.email) if given.email else challenge.extensions
    desk.output.give([shapes.extension(each) for each in found], lambda: _listed(challenge, found))
    return DONE


def _listed(challenge: Challenge, found: tuple[Extension, ...]) -> Iterator[str]:
    if not found:
        yield _("Nobody has more time than the challenge gives.")
    yield from columns(
        [(each.email, moment_words(each.until, challenge.zone), each.reason) for each in found]
    )


COMMANDS = (
    Command("late", _("accept or refuse a late story"), _late_arguments, _late),
    Command("received", _("let another time count as when a story came"), _received_arguments, _received),
    Command("extension", _("give an author more time, or list who has it"), _extension_arguments, _extension),
    Command(
        "eligible", _("decide about a story that does not keep to the rules"), _eligible_arguments, _eligible
    ),
    receipts_command.COMMAND,
)
