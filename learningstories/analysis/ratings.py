"""A table of ratings, checked and in a fixed order."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from learningstories.analysis.arrays import FloatArray, IntArray

LARGEST = 1e9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ratings:
    """N ratings: who (`reviewer`, 0 to R - 1) gave which story (`story`, 0 to S - 1) how much (`value`).

    Values are points of the scale. `stories` is S and `reviewers` R, with those without ratings.
    """

    story: IntArray
    reviewer: IntArray
    value: FloatArray
    stories: int
    reviewers: int

    @property
    def count(self) -> int:
        """N."""
        return len(self.value)

    @property
    def alike(self) -> bool:
        """Whether nothing can be learned about spread: fewer than two ratings, or all the same."""
        return self.count <= 1 or float(np.ptp(self.value)) == 0.0


def gather(
    story: IntArray, reviewer: IntArray, value: FloatArray, *, stories: int, reviewers: int
) -> Ratings:
    """Check three columns of equal length N and put them in order.

    Sorting makes every later sum the same to the last bit, in whatever order the ratings came.
    Raises ValueError for columns that do not fit together, an index outside 0 to S - 1 or
    0 to R - 1, and a value that is not finite or is beyond 1e9.
    """
    story, reviewer = _index("story", story, stories), _index("reviewer", reviewer, reviewers)
    value = np.asarray(value, dtype=np.float64)
    if not (story.shape == reviewer.shape == value.shape):
        raise ValueError(f"columns differ in length: {story.shape}, {reviewer.shape}, {value.shape}")
    if not np.all(np.abs(value) <= LARGEST):
        raise ValueError("a value is not a number or too large")
    order = np.lexsort((value, reviewer, story))
    return Ratings(
        story=story[order],
        reviewer=reviewer[order],
        value=value[order],
        stories=stories,
        reviewers=reviewers,
    )


def _index(name: str, column: Any, size: int) -> IntArray:
    found = np.asarray(column)
    if found.ndim != 1 or (found.size and not np.issubdtype(found.dtype, np.integer)):
        raise ValueError(f"{name} is not a column of whole numbers")
    if found.size and (int(found.min()) < 0 or int(found.max()) >= size):
        raise ValueError(f"{name} has a number outside 0 to {size - 1}")
    return found.astype(np.int64)
