"""Failures of what a challenge holds: stories, reviewers, readings, its own fields, undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learningstories.domain.errors.base import ExpectedError


@dataclass(eq=False)
class NoSuchStory(ExpectedError):
    """No story has that number."""

    code = "no_such_story"
    number: int


@dataclass(eq=False)
class NoSuchReviewer(ExpectedError):
    """No reviewer has that e-mail address."""

    code = "no_such_reviewer"
    email: str


@dataclass(eq=False)
class NoSuchLanguage(ExpectedError):
    """No language is called that."""

    code = "no_such_language"
    name: str


@dataclass(eq=False)
class NoSuchCriterion(ExpectedError):
    """The challenge has no further criterion with that question."""

    code = "no_such_criterion"
    question: str


@dataclass(eq=False)
class ReviewerExists(ExpectedError):
    """A reviewer with that e-mail address is there already."""

    code = "reviewer_exists"
    email: str


@dataclass(eq=False)
class ReviewerHasReadings(ExpectedError):
    """The reviewer has answered or put off stories, which would be lost."""

    code = "reviewer_has_readings"
    email: str


@dataclass(eq=False)
class ReviewerHasPack(ExpectedError):
    """A pack was made for the reviewer, and what comes back of it would have nobody to belong to."""

    code = "reviewer_has_pack"
    email: str


@dataclass(eq=False)
class NotAnEmail(ExpectedError):
    """That is no e-mail address."""

    code = "not_an_email"
    email: str


@dataclass(eq=False)
class ValueOutOfScale(ExpectedError):
    """A rating is not a point of the challenge's scale."""

    code = "value_out_of_scale"
    value: int
    points: int


@dataclass(eq=False)
class ChanceOutOfRange(ExpectedError):
    """A chance is not between 0 and 10."""

    code = "chance_out_of_range"
    value: int


@dataclass(eq=False)
class ChanceWithoutAction(ExpectedError):
    """A chance was given though no action was named."""

    code = "chance_without_action"


@dataclass(eq=False)
class SteppedAside(ExpectedError):
    """The reviewer stepped aside from this story."""

    code = "stepped_aside"
    number: int


@dataclass(eq=False)
class StoryWithdrawn(ExpectedError):
    """The story was withdrawn."""

    code = "story_withdrawn"
    number: int


@dataclass(eq=False)
class StoryRefused(ExpectedError):
    """The story was refused as late."""

    code = "story_refused"
    number: int


@dataclass(eq=False)
class StoryNotEligible(ExpectedError):
    """The story was found not eligible."""

    code = "story_not_eligible"
    number: int


@dataclass(eq=False)
class ChallengeInvalid(ExpectedError):
    """A field of the challenge makes no sense; `field` names it, `cause` is a code."""

    code = "challenge_invalid"
    field: str
    cause: str


@dataclass(eq=False)
class ChangedMeanwhile(ExpectedError):
    """Somebody else changed the same fields since they were shown; `theirs` is what they are now."""

    code = "changed_meanwhile"
    theirs: Mapping[str, Any]


@dataclass(eq=False)
class NothingToUndo(ExpectedError):
    """No step is left to take back, or none to bring back."""

    code = "nothing_to_undo"
    redo: bool = False


@dataclass(eq=False)
class UndoBlocked(ExpectedError):
    """A record has changed since the step that is to be undone."""

    code = "undo_blocked"
    label: str


@dataclass(eq=False)
class NoSuchPerson(ExpectedError):
    """Nothing here is about somebody of that name or address."""

    code = "no_such_person"
    name: str


@dataclass(eq=False)
class PersonUnclear(ExpectedError):
    """Several people have that name; their addresses tell them apart."""

    code = "person_unclear"
    name: str
    mails: tuple[str, ...]


@dataclass(eq=False)
class NoSuchVersion(ExpectedError):
    """The story never had such a version, or it was forgotten."""

    code = "no_such_version"
    number: int
    version: int
