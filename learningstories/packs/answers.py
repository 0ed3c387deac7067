"""Answers and wishes as packs and returns write them."""

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
    return Answers(
        value=_point(fields, "value", MOST_POINTS) if fields.has("value") else None,
        criteria=fields.items("criteria", MOST_CRITERIA, _criterion),
        action=fields.text("action", LONGEST, ""),
        no_action=fields.flag("no_action"),
        chance=fields.whole("chance", 0, MOST_CHANCE) if fields.has("chance") else None,
        why=fields.text("why", LONGEST, ""),
        share_why=fields.flag("share_why"),
        knows=fields.choice("knows", Knows, Knows.NO),
        aside_reason=fields.text("aside_reason", LONGEST, ""),
        concern=fields.choice("concern", Concern, Concern.NONE),
        concern_note=fields.text("concern_note", LONGEST, ""),
        skipped=fields.flag("skipped"),
    )


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
