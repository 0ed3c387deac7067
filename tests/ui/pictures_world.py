"""What tests of pictures draw."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from learningstories.domain.counting import Rule
from learningstories.services.reading_matrix import ReadingMatrix


def matrix_of(
    titles: Sequence[str],
    readers: Sequence[str],
    values: Mapping[tuple[int, int], int],
    *,
    left_out: Collection[tuple[int, int]] = (),
    about: Mapping[tuple[int, int], tuple[Rule, ...]] | None = None,
) -> ReadingMatrix:
    """A matrix of these values, by the places of story and reader."""
    keys = sorted(values)
    rows = np.array([row for row, _column in keys], dtype=np.int64)
    return ReadingMatrix(
        stories=tuple(enumerate(titles, start=1)),
        readers=tuple(readers),
        points=5,
        starts=np.searchsorted(rows, np.arange(len(titles) + 1)),
        columns=np.array([column for _row, column in keys], dtype=np.int64),
        values=np.array([values[key] for key in keys], dtype=np.int64),
        left_out=frozenset(left_out),
        about=about or {},
    )
