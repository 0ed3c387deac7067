"""The ranking as plain figures: what scripts get, and what a locked shortlist rests on."""

from typing import TYPE_CHECKING, Any

from learningstories.services.counted import Counted

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import ReaderResult, Results


def figures(results: "Results") -> dict[str, Any]:
    """The ranking as JSON can hold it; the names of fields are a promise to scripts."""
    return {
        "method": results.method,
        "version": results.version,
        "seed": results.seed,
        "top": results.top,
        "alpha": results.alpha,
        "alpha_range": None if results.alpha is None else [results.alpha_low, results.alpha_high],
        "alpha_missing": results.alpha_missing,
        "variance": {
            "story": results.variance_story,
            "reviewer": results.variance_reviewer,
            "residual": results.variance_residual,
        },
        "stories": [
            {
                "number": story.number,
                "title": story.title,
                "n": story.n,
                "mean": story.mean,
                "criteria": list(story.further),
                "score": story.score,
                "low": story.low,
                "high": story.high,
                "p_top": story.p_top,
                "flags": list(story.flags),
            }
            for story in results.stories
        ],
        "readers": [_reader(reader) for reader in results.readers],
        "rules": _rules(results.counted),
        "criteria": [
            {"question": criterion.question, "points": len(criterion.scale), "weight": criterion.weight}
            for criterion in results.table.challenge.criteria
        ],
        "levels": _levels(results),
    }


def _reader(reader: "ReaderResult") -> dict[str, Any]:
    return {
        "email": reader.email,
        "n": reader.n,
        "tendency": reader.tendency,
        "effect": reader.effect,
        "effect_range": [reader.low, reader.high],
        "flags": list(reader.flags),
        "set_aside": _set_aside(reader),
    }


def _set_aside(reader: "ReaderResult") -> dict[str, Any] | None:
    """Why and by whom; of a reader of whom it is only asked what would be, it is nobody."""
    found = reader.set_aside
    if found is None:
        return None
    return {"reason": found.reason, "by": found.by, "at": found.at.isoformat() if found.at else None}


def _levels(results: "Results") -> dict[str, Any] | None:
    """Groups of stories that other people read, and where a story of each would be, if there are any."""
    levels, ranking = results.table.levels, results.table.ranking
    if levels is None:
        return None
    of_group = dict(zip(levels.label.tolist(), ranking.level.tolist(), strict=True))
    return {
        "by": levels.kind,
        "groups": [
            {"language": language, "theme": theme, "level": of_group[place]}
            for place, (language, theme) in enumerate(levels.names)
        ],
    }


def _rules(counted: Counted) -> dict[str, Any]:
    """Of each kind of reading whether it counts, and how many there are."""
    return {
        str(rule): {
            "counts": rule not in counted.not_counted,
            "readings": found.readings,
            "stories": found.stories,
        }
        for rule, found in counted.by_rule.items()
    }
