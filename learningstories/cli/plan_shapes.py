"""What is done with what was found, as JSON and as lines for a person; the names of fields are a promise."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from learningstories.domain.arrival import Claim
from learningstories.domain.deadline import Verdict
from learningstories.domain.story import Story
from learningstories.i18n import _, plural
from learningstories.services.drafts import problem_sentence
from learningstories.services.found import Found
from learningstories.services.likeness import Likeness
from learningstories.services.plan import Action, Planned
from learningstories.services.plan_words import alike_sentence
from learningstories.services.sentences import advice
from learningstories.services.wording import verdict_name

Json = dict[str, Any]


def as_json(planned: Sequence[Planned], stories: Sequence[Story | None]) -> Json:
    """A line for each find; what could not be read has no action, only a problem."""
    stored = {story.number for story in stories if story is not None}
    replaced = stored & {
        each.likeness.number for each in planned if each.likeness and each.action is Action.REPLACE
    }
    lines = [_line(each, story) for each, story in zip(planned, stories, strict=True)]
    skipped = sum(each.action is Action.SKIP for each in planned if each.found.draft)
    return {"added": len(stored - replaced), "replaced": len(replaced), "skipped": skipped, "stories": lines}


def _line(planned: Planned, story: Story | None) -> Json:
    found, draft = planned.found, planned.found.draft
    return {
        "number": story.number if story else None,
        "title": draft.title if draft else "",
        "author": draft.author if draft else "",
        "email": draft.email if draft else "",
        "words": draft.words if draft else 0,
        "received": found.received_at.isoformat() if draft else None,
        "verdict": str(found.verdict) if draft else None,
        "source": found.source,
        "action": str(planned.action) if draft else None,
        "alike": _alike(planned.likeness) if planned.likeness else None,
        "problems": _problems(planned),
        "provenance": _provenance(found),
    }


def _alike(likeness: Likeness) -> Json:
    return {
        "code": str(likeness.kind),
        "number": likeness.number,
        "place": likeness.place,
        "title": likeness.title,
        "author": likeness.author,
        "percent": likeness.percent,
    }


def _problems(planned: Planned) -> list[Json]:
    found, likeness = planned.found, planned.likeness
    if found.failure is not None:
        return [{"code": found.failure.code, "message": advice(found.failure)}]
    alike = [(likeness.kind, alike_sentence(likeness, planned.action))] if likeness else []
    told = [*alike, *((problem.code, problem_sentence(problem)) for problem in found.problems)]
    return [{"code": str(code), "message": message} for code, message in told]


def _provenance(found: Found) -> Json:
    origin, draft = found.origin, found.draft
    part = "/".join((*origin.part.within, origin.part.name)) if origin.part else None
    return {
        "file": origin.path.name if origin.path else None,
        "part": part,
        "form": origin.form or None,
        "row": origin.row,
        "message_id": (draft.message_id or None) if draft else None,
        "fingerprint": draft.fingerprint if draft else None,
        "chosen": {"by": str(found.received_by), "at": found.received_at.isoformat()} if draft else None,
        "claims": [_claim(claim) for claim in found.claims],
    }


def _claim(claim: Claim) -> Json:
    return {
        "by": str(claim.by),
        "at": claim.at.isoformat() if claim.at else None,
        "said": claim.said or None,
    }


def as_lines(plan: Json) -> Iterator[str]:
    """The same in words, without what could not be read."""
    for story in plan["stories"]:
        if story["action"] is None:
            continue
        number = f"#{story['number']}  " if story["number"] else ""
        words = plural("{n} word", "{n} words", story["words"]).format(n=story["words"])
        facts = (story["author"] or _("no author"), words, story["source"])
        came = verdict_name(Verdict(story["verdict"]))
        yield f"{number}{story['title']}  ({', '.join(facts)})  {came}"
        # Of what is left out only why: nobody has to mend it.
        for problem in story["problems"][: 1 if story["action"] == Action.SKIP else None]:
            yield f"    {problem['message']}"


def counts(plan: Json, *, is_dry: bool) -> Iterator[str]:
    """How many stories came of it, or would come of it; there is always something to say of what is new."""
    numbers = _planned_counts(plan["stories"]) if is_dry else (plan["added"], plan["replaced"])
    for place, (n, sentence) in enumerate(zip((*numbers, plan["skipped"]), _COUNTS[is_dry], strict=True)):
        if n or place == 0:
            yield sentence(n).format(n=n)


def _planned_counts(stories: Sequence[Json]) -> tuple[int, int]:
    """Of what is not stored: what takes the place of another find is counted with that one."""
    renewed = {each["alike"]["number"] for each in stories if each["action"] == Action.REPLACE}
    return sum(each["action"] == Action.ADD for each in stories), len(renewed - {None})


_COUNTS: Mapping[bool, Sequence[Callable[[int], str]]] = {
    False: (
        lambda n: plural("Added {n} story.", "Added {n} stories.", n),
        lambda n: plural("Renewed {n} story.", "Renewed {n} stories.", n),
        lambda n: plural("Left out {n} story.", "Left out {n} stories.", n),
    ),
    True: (
        lambda n: plural("Would add {n} story.", "Would add {n} stories.", n),
        lambda n: plural("Would renew {n} story.", "Would renew {n} stories.", n),
        lambda n: plural("Would leave out {n} story.", "Would leave out {n} stories.", n),
    ),
}
