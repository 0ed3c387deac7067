"""What a person corrects in something that was found, before it is stored."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from learningstories.domain.arrival import Claim, ReceivedBy, surest
from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import LateDecision, verdict
from learningstories.services.drafts import Draft, Problem, Variant
from learningstories.services.found import Found, understood

_CONSENTS = ("consent_read", "consent_print", "consent_web", "consent_stage")
# What a person has filled in is no longer missing.
_ANSWERED_BY: Mapping[str, tuple[str, ...]] = {
    "no_title": ("title",),
    "title_from_name": ("title",),
    "no_author": ("author",),
    "no_consent_read": ("consent_read",),
    "no_consent_print": ("consent_print",),
    "consent_not_understood": _CONSENTS,
    "consent_answer_not_understood": _CONSENTS,
    "consent_to_nothing": _CONSENTS,
    "name_use_not_understood": ("name_use",),
    "name_use_not_answered": ("name_use",),
    "email_not_understood": ("email",),
    "language_not_understood": ("language",),
    "received_not_understood": ("received",),
    "stamp_not_understood": ("received",),
    "date_order_open": ("received",),
}
_MISSED: Mapping[str, str] = {
    "no_author": "author",
    "no_consent_read": "consent_read",
    "no_consent_print": "consent_print",
}


def corrected(
    found: Found, challenge: Challenge, fields: Mapping[str, Any], received: datetime | None = None
) -> Found:
    """The same with `fields` of its draft as a person has them, and the time that the person gives."""
    if found.draft is None:
        return found
    draft = replace(found.draft, **fields)
    given = (Claim(by=ReceivedBy.GIVEN, at=received),) if received is not None else ()
    claims = (*given, *found.claims)
    chosen = surest(claims)
    moment, by = (chosen.at, chosen.by) if chosen and chosen.at else (found.received_at, found.received_by)
    answers = {**fields, "received": received}
    return replace(
        found,
        draft=draft,
        claims=claims,
        received_at=moment,
        received_by=by,
        verdict=verdict(challenge, moment, LateDecision.OPEN, draft.email),
        problems=_problems(found, draft, answers),
    )


def _problems(found: Found, draft: Draft, answers: Mapping[str, Any]) -> tuple[Problem, ...]:
    left = [problem for problem in found.problems if not _is_answered(problem, answers)]
    there = {problem.code for problem in left}
    taken_away = [
        Problem(code=code)
        for code, field in _MISSED.items()
        if field in answers and not getattr(draft, field) and code not in there
    ]
    return (*left, *taken_away)


def _is_answered(problem: Problem, answers: Mapping[str, Any]) -> bool:
    return any(answers.get(field) for field in _ANSWERED_BY.get(problem.code, ()))


def taken_as(found: Found, challenge: Challenge, draft: Draft) -> Found:
    """The same file understood in another of its ways."""
    entered = next((claim.at for claim in found.claims if claim.by is ReceivedBy.ENTERED), None)
    other = understood(draft, challenge, now=entered or found.received_at, origin=found.origin)
    return replace(other, source=found.source)


def each_apart(found: Found, challenge: Challenge) -> list[Found]:
    """Each attachment of a message as a story of its own, in their order.

    Each may still be taken as another part of the message.
    """
    draft = found.draft
    if draft is None:
        return [found]
    whole = replace(draft, apart=True)
    ways = (whole, *(whole.as_alternative(place) for place in range(len(whole.alternatives))))
    alone = [way for way in ways if way.variant is Variant.ATTACHMENT]
    apart = [taken_as(found, challenge, way) for way in alone]
    return [
        replace(each, source=f"{each.source}/{way.variant_name}")
        for each, way in zip(apart, alone, strict=True)
    ] or [found]
