"""Deciding what counts in the ranking: rules put on and off, and readers set aside and taken back."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.challenge import Challenge, Criterion
from learningstories.domain.counting import Rule
from learningstories.domain.reading import Knows, Reading
from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _
from learningstories.services.counted import Counted
from learningstories.services.counting_words import rule_words
from learningstories.services.flags import Flag, keeping_out
from learningstories.services.ports import Lists
from learningstories.services.reasons import reason_in
from learningstories.services.reviewing import reviewer_of
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatCounts:
    """What counts, and the readers who are set aside, by name; `zone` and `criteria` are the challenge's."""

    counted: Counted
    set_aside: tuple[Reviewer, ...]
    criteria: tuple[Criterion, ...]
    zone: str


def what_counts(workspace: Workspace, lists: Lists) -> WhatCounts:
    """Read what counts, and what does not, whether or not anything is left to rank."""
    with workspace.read() as unit:
        aside = [one for one in unit.reviewers.all() if one.set_aside_at is not None]
        challenge = unit.challenge()
    aside.sort(key=lambda one: (alphabetic(one.name), one.email))
    return WhatCounts(
        counted=lists.counted(), set_aside=tuple(aside), criteria=challenge.criteria, zone=challenge.zone
    )


def set_rule(workspace: Workspace, rule: Rule, *, counts: bool) -> None:
    """Say whether readings of this kind count, as one step; nothing is stored where they do already."""
    label = _("Count: {what}") if counts else _("Do not count: {what}")
    with workspace.change(label.format(what=rule_words(rule))) as unit:
        challenge = unit.challenge()
        others = set(challenge.not_counted) - {rule}
        unit.challenges.replace(
            replace(challenge, not_counted=tuple(sorted(others if counts else others | {rule})))
        )


def set_aside(workspace: Workspace, email: str, reason: str) -> Reviewer:
    """Leave a reader's answers out of the results until they are taken back; nothing is removed.

    Raises `NoSuchReviewer`, `ReasonNeeded`.
    """
    told = reason_in(reason)
    with workspace.change(_("Set reviewer {email} aside").format(email=email)) as unit:
        reviewer = replace(
            reviewer_of(unit, email),
            set_aside_at=workspace.clock(),
            set_aside_by=workspace.who,
            set_aside_reason=told,
        )
        unit.reviewers.replace(reviewer)
    return reviewer


def take_back(workspace: Workspace, email: str) -> Reviewer:
    """Let a reader's answers count again; raises `NoSuchReviewer`."""
    with workspace.change(_("Take reviewer {email} back").format(email=email)) as unit:
        before = reviewer_of(unit, email)
        reviewer = replace(before, set_aside_at=None, set_aside_by="", set_aside_reason="")
        unit.reviewers.replace(reviewer)
    return reviewer


def counts(challenge: Challenge, reading: Reading, flags: Collection[Flag]) -> bool:
    """Whether a reading enters the ranking; `flags` are what is to be said about it."""
    stepped_aside = reading.knows is Knows.ASIDE and Rule.STEPPED_ASIDE in challenge.not_counted
    on_scale = reading.value is not None and 1 <= reading.value <= len(challenge.scale)
    return on_scale and not stepped_aside and not keeping_out(challenge) & set(flags)
