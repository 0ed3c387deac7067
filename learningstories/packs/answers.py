"""Answers and wishes as packs and returns write them."""

from collections.abc import Callable
from typing import Any

from learningstories.domain.challenge import MOST_POINTS
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import PromiseUse, ReviewerId
from learningstories.domain.revision import HERE, Answers, Revision, Wish
from learningstories.domain.story import StoryId
from learningstories.packs.fields import Fields, moment_out
from learningstories.packs.unsound import Unsound

LONGEST = 10_000  # of anything a reviewer writes
MOST_CHANCE = 10
MOST_CRITERIA = 50
LONGEST_SHA = 64
_MOST_PLACES = 100_000


def answers_out(answers: Answers) -> dict[str, Any]:
    """The answers that were given; what was left open is not mentioned."""
    told: dict[str, Any] = {
        "value": answers.value,
        "criteria": list(answers.criteria),
        "action": answers.action[:LONGEST],
        "no_action": answers.no_action,
        "chance": answers.chance,
        "why": answers.why[:LONGEST],
        "share_why": answers.share_why,
        "knows": "" if answers.knows is Knows.NO else str(answers.knows),
        "aside_reason": answers.aside_reason[:LONGEST],
        "concern": "" if answers.concern is Concern.NONE else str(answers.concern),
        "concern_note": answers.concern_note[:LONGEST],
        "skipped": answers.skipped,
    }
    # A chance of 0 is an answer, though it is as false to Python as none.
    return {name: value for name, value in told.items() if value or type(value) is int}


def answers_in(fields: Fields) -> Answers:
    """The answers among the fields; raises `Unsound`. Whether they are on the scale is not looked at."""
    # Most are left open, and thousands come at once: only what is there is read.
    return Answers(**{name: _READ[name](fields, name) for name in fields.given(_READ)})


def _written(fields: Fields, name: str) -> str:
    return fields.text(name, LONGEST)


_READ: dict[str, Callable[[Fields, str], Any]] = {
    "value": lambda fields, name: _point(fields, name, MOST_POINTS),
    "criteria": lambda fields, name: fields.items(name, MOST_CRITERIA, _criterion),
    "action": _written,
    "no_action": Fields.flag,
    "chance": lambda fields, name: fields.whole(name, 0, MOST_CHANCE),
    "why": _written,
    "share_why": Fields.flag,
    "knows": lambda fields, name: fields.choice(name, Knows, Knows.NO),
    "aside_reason": _written,
    "concern": lambda fields, name: fields.choice(name, Concern, Concern.NONE),
    "concern_note": _written,
    "skipped": Fields.flag,
}


def revision_out(one: Revision) -> dict[str, Any]:
    """One rating of a return."""
    return {
        "story": one.story_id.hex,
        "sha": one.sha,
        "device": one.device,
        "vector": dict(one.vector),
        "at": moment_out(one.at),
        "position": one.position,
        **answers_out(one.answers),
    }


def revision_in(told: Any, reviewer_id: ReviewerId) -> Revision:
    """One rating of a return; raises `Unsound`."""
    fields = Fields(told)
    device, vector = fields.device("device"), fields.vector("vector")
    if device not in dict(vector) or device == HERE:
        raise Unsound("damaged")
    return Revision(
        reviewer_id=reviewer_id,
        story_id=StoryId(fields.key("story")),
        sha=fields.text("sha", LONGEST_SHA, ""),
        device=device,
        vector=vector,
        at=fields.moment("at"),
        position=fields.whole("position", 0, _MOST_PLACES, 0),
        answers=answers_in(fields),
    )


def wish_out(one: Wish) -> dict[str, Any]:
    """How a reviewer wants promises shown."""
    return {
        "device": one.device,
        "vector": dict(one.vector),
        "at": moment_out(one.at),
        "promises": str(one.promise_use),
        "ask_later": one.ask_later,
    }


def wish_in(told: Any, reviewer_id: ReviewerId) -> Wish:
    """How a reviewer wants promises shown; raises `Unsound`."""
    fields = Fields(told)
    device, vector = fields.device("device"), fields.vector("vector")
    if device not in dict(vector) or device == HERE:
        raise Unsound("damaged")
    return Wish(
        reviewer_id=reviewer_id,
        device=device,
        vector=vector,
        at=fields.moment("at"),
        promise_use=fields.choice("promises", PromiseUse, PromiseUse.UNASKED),
        ask_later=fields.flag("ask_later") if fields.has("ask_later") else None,
    )


def _point(fields: Fields, name: str, most: int) -> int:
    """A point of a scale: at least 1; that it is one of this scale is for others to say."""
    try:
        return fields.whole(name, 1, most)
    except Unsound as error:
        raise Unsound("value_out_of_scale") from error


def _criterion(told: Any) -> int:
    try:
        return Fields({"": told}).whole("", 0, MOST_POINTS)
    except Unsound as error:
        raise Unsound("value_out_of_scale") from error
