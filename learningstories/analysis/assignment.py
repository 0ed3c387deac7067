"""Who reads what: even loads, liked themes, and readers who share stories with many others.

Stories are given out one after the other, those of all languages and themes in even turns, each to
whoever has the least to read for their share and has shared the fewest stories with its other readers.
Where a story stays short, readers hand stories on along a chain until somebody has room; where groups of
readers share no story, two swap one. (Were the scarcest stories given out first, fewer would have to be
handed on, but loads be less even: who reads two languages would have their share of the rarer before
anybody has any of the other.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from learningstories.analysis.handing_on import hand_on
from learningstories.analysis.linking import link
from learningstories.analysis.order import reading_order
from learningstories.analysis.sharing_out import Readers, SharingOut, StoryNeed

__all__ = ["Readers", "SharedOut", "StoryNeed", "assign"]
_STEP = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedOut:
    """The new readers of each story, and how many it still lacks.

    `stuck` is the proof where any lacks one: all of them are full, whoever could read a story that is short
    and does not have it is among them, and so is whoever could take one of the new stories that they have.
    """

    given: list[list[int]]
    missing: list[int]
    stuck: frozenset[int]


def assign(
    stories: Sequence[StoryNeed],
    readers: Readers,
    *,
    seed: int = 0,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> SharedOut:
    """Give each story its readers; fewer than it needs only where no others could be found in any way.

    Where two would do as well, `seed` decides. The same stories, readers and
    `seed` give the same. `step` hears how far it is, and may raise.
    """
    plan = SharingOut(stories, readers, reading_order(seed, range(len(readers.load))))
    turn = _turns(stories, seed)
    for done, place in enumerate(turn):
        if not done % _STEP:
            step(done, len(turn))
        plan.give(place)
    stuck = hand_on(plan, [place for place in turn if plan.missing(place)], step)
    link(plan)
    return SharedOut(
        given=[sorted(given) for given in plan.given],
        missing=[plan.missing(place) for place in range(len(stories))],
        stuck=stuck,
    )


def _turns(stories: Sequence[StoryNeed], seed: int) -> list[int]:
    """The order in which stories are given out: by lot, but those of each kind evenly among the others."""
    kinds: dict[tuple[int, int | None], list[int]] = {}
    lot = reading_order(seed, [place for place, story in enumerate(stories) if story.more > 0])
    for place in lot:
        kinds.setdefault((stories[place].pool, stories[place].liked), []).append(place)
    moments = {place: (turn + 0.5) / len(kind) for kind in kinds.values() for turn, place in enumerate(kind)}
    return sorted(lot, key=moments.__getitem__)
