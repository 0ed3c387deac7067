"""The ranking as plain figures: what scripts get, and what a locked shortlist rests on."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import Results


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
                "score": story.score,
                "low": story.low,
                "high": story.high,
                "p_top": story.p_top,
                "flags": list(story.flags),
            }
            for story in results.stories
        ],
        "readers": [
            {"email": reader.email, "n": reader.n, "tendency": reader.tendency, "flags": list(reader.flags)}
            for reader in results.readers
        ],
    }
