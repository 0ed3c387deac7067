"""Answers of a reviewer that contradict each other, side by side, for somebody to choose among."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from learningstories.domain.challenge import Challenge
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.revision import HERE, Answers, Revision, RevisionId
from learningstories.domain.story import Story
from learningstories.i18n import _
from learningstories.services.flags import Choice, open_choices
from learningstories.services.kept_words import Origin
from learningstories.services.return_rows import by_words
from learningstories.services.wording import concern_words, short_moment
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One of the answers: where and when it was given, how it came, and what it says, name and words.

    `holds` is whether it is the one that holds until somebody chooses; `differs` are the names of what
    the answers say differently.
    """

    id: RevisionId
    where: str
    at: datetime
    came: str
    value: int | None
    facts: tuple[tuple[str, str], ...]
    differs: frozenset[str]
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """What a reviewer said about a story, twice or more; `points` is how many the scale has."""

    reviewer: Reviewer
    story: Story
    said: tuple[Said, ...]
    points: int


def contradictions(workspace: Workspace) -> Sequence[Contradiction]:
    """All among which nobody has chosen, by reviewer and story."""
    with workspace.read() as unit:
        challenge, found = unit.challenge(), open_choices(unit)
        origins = unit.revisions.origins([head.id for each in found for head in each.heads])
    return [_shown(challenge, each, origins) for each in found]


def _shown(challenge: Challenge, choice: Choice, origins: Mapping[UUID, Origin]) -> Contradiction:
    heads = sorted(choice.heads, key=lambda head: (head.at, head.id))
    facts = [_facts(challenge, head.answers) for head in heads]
    names = [name for name, _words in facts[0]]
    differs = frozenset(name for name in names if len({dict(each)[name] for each in facts}) > 1)
    devices = list(dict.fromkeys(head.device for head in heads if head.device != HERE))
    said = (
        Said(
            id=head.id,
            where=_where(head, devices),
            at=head.at,
            came=_came(origins.get(head.id), challenge.zone),
            value=head.answers.value,
            facts=tuple((name, words) for name, words in told if words or name in differs),
            differs=differs,
            holds=head.id == choice.shown.id,
        )
        for head, told in zip(heads, facts, strict=True)
    )
    points = len(challenge.scale)
    return Contradiction(reviewer=choice.reviewer, story=choice.story, said=tuple(said), points=points)


def _where(head: Revision, devices: Sequence[str]) -> str:
    """Devices have no names but by chance, and so are counted."""
    if head.device == HERE:
        return _("At this computer")
    return _("Device {n}").format(n=devices.index(head.device) + 1)


def _came(origin: Origin | None, zone: str) -> str:
    if origin is None:
        return ""
    return _("{how}, {moment}").format(how=by_words(origin.by), moment=short_moment(origin.at, zone))


def _facts(challenge: Challenge, answers: Answers) -> list[tuple[str, str]]:
    """All that can be answered, in the order in which it is asked."""
    points = challenge.scale
    value = points[answers.value - 1] if answers.value and answers.value <= len(points) else ""
    skipped = _("put off") if answers.skipped else ""
    action = _("nothing") if answers.no_action else answers.action
    chance = _("{chance} in 10").format(chance=answers.chance) if answers.chance is not None else ""
    concern = concern_words(answers.concern) if answers.concern is not Concern.NONE else ""
    note = f"{concern}: {answers.concern_note}" if answers.concern_note else concern
    return [
        (_("Answer"), value or skipped),
        *_criteria(challenge, answers),
        (_("Will do"), action),
        (_("Chance"), chance),
        (_("Why"), answers.why),
        (_("Steps aside"), _aside(answers)),
        (_("Concern"), note),
    ]


def _criteria(challenge: Challenge, answers: Answers) -> list[tuple[str, str]]:
    found = []
    for place, criterion in enumerate(challenge.criteria):
        point = answers.criteria[place] if place < len(answers.criteria) else 0
        words = criterion.scale[point - 1] if 0 < point <= len(criterion.scale) else ""
        found.append((criterion.question, words))
    return found


def _aside(answers: Answers) -> str:
    if answers.knows is Knows.ASIDE:
        return answers.aside_reason or _("yes")
    known = {Knows.GUESS: _("no, but guesses who wrote it"), Knows.YES: _("no, but knows who wrote it")}
    return known.get(answers.knows, "")
