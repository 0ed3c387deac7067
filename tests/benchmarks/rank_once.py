"""Ranks one made-up challenge in a process of its own and prints what it cost, as JSON.

Arguments: stories, reviewers, and how often.
"""

import json
import resource
import sys
from time import process_time

import numpy as np
import numpy.typing as npt

from learningstories.analysis.ranking import rank
from learningstories.analysis.readers import check_readers

EACH = 3
MEGABYTE = 1024


def challenge(
    stories: int, reviewers: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Ratings on a scale of four points, three a story, of readers who share stories with many others."""
    rng = np.random.default_rng(stories)
    story = np.repeat(np.arange(stories), EACH)
    first = rng.permutation(np.arange(stories) % reviewers)
    apart = rng.integers(1, max(reviewers // EACH, 2), size=(stories, EACH - 1)).cumsum(axis=1)
    reviewer = np.column_stack([first, (first[:, None] + apart) % reviewers]).ravel()
    heard = rng.standard_normal(stories)[story] + 0.4 * rng.standard_normal(reviewers)[reviewer]
    heard += rng.standard_normal(len(story))
    return story, reviewer, np.digitize(heard, [-1.2, 0.2, 1.5]) + 1.0


def main() -> None:
    """Rank, and print CPU seconds (the least of all times) and what memory it took beyond the ratings."""
    stories, reviewers, times = map(int, sys.argv[1:])
    columns = challenge(stories, reviewers)
    warm = challenge(60, 12)
    rank(*warm, stories=60, reviewers=12, top=6)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = []
    for _ in range(times):
        begin = process_time()
        ranking = rank(*columns, stories=stories, reviewers=reviewers, top=max(1, stories // 50))
        check_readers(*columns, ranking=ranking)
        taken.append(process_time() - begin)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    found = {"cpu": min(taken), "megabytes": grown / MEGABYTE, "method": ranking.method}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
