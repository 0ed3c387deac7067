"""A shortlist as plain facts: what a lock freezes, a draft keeps and the account tells."""

from typing import TYPE_CHECKING, Any

from learningstories.domain.shortlist import Choice
from learningstories.domain.story import Story, takes_part
from learningstories.services.choosing_rules import minutes_for, plain_rules, rules_for
from learningstories.services.figures import figures
from learningstories.services.leaving_figures import without_figures
from learningstories.services.ports import UnitOfWork
from learningstories.services.shortlisting import Programme, frozen, programme

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.leaving_out import WithoutReader
    from learningstories.services.results import Results

BY_RULES = "rules"  # what leaving a reader out would change is about a proposal within the rules


def shortlist_facts(
    unit: UnitOfWork, results: "Results | None", without: "tuple[WithoutReader, ...]" = ()
) -> dict[str, Any]:
    """The shortlist as JSON can hold it: stories, what was decided against, pauses, rules and figures."""
    made = programme(unit)
    return {"stories": [frozen(place) for place in made.places], **facts_beside(unit, made, results, without)}


def facts_beside(
    unit: UnitOfWork,
    made: Programme,
    results: "Results | None",
    without: "tuple[WithoutReader, ...]" = (),
) -> dict[str, Any]:
    """The same without the stories themselves, which a lock freezes in any case."""
    rules = rules_for(unit)
    return {
        "excluded": [_excluded(story, choice) for story, choice in made.excluded],
        "pauses": [
            {"after": pause.after, "minutes": pause.minutes, "title": pause.title} for pause in made.pauses
        ],
        "minutes": made.minutes,
        "rules": {**plain_rules(rules), "minutes": minutes_for(unit, rules)},
        "counts": _counts(unit, results),
        "results": figures(results) if results is not None else None,
        "without_by": BY_RULES,
        "without": [without_figures(one) for one in without],
    }


def _excluded(story: Story, choice: Choice) -> dict[str, Any]:
    return {
        "number": story.number,
        "title": story.title,
        "reason": choice.reason,
        "chosen_by": choice.chosen_by,
        "chosen_at": choice.chosen_at.isoformat(),
    }


def _counts(unit: UnitOfWork, results: "Results | None") -> dict[str, int]:
    challenge, stories = unit.challenge(), unit.stories.all()
    return {
        "stories": len(stories),
        "taking_part": sum(takes_part(story, challenge) for story in stories),
        "withdrawn": sum(story.withdrawn for story in stories),
        "read": sum(story.n > 0 for story in results.stories) if results else 0,
        "readings": sum(story.n for story in results.stories) if results else 0,
        "readers": sum(reader.n > 0 for reader in results.readers) if results else 0,
    }
