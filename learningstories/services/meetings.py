"""Who is to meet whom at the evening: each author some of the people whom the story moved."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from learningstories.services.gate import Admitted, Promised

MOST = 3  # people whom anybody is asked to look for


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Whom the author of a story meets, `people`, and who else meets one another because of it, `circles`.

    `neighbour` is another story, whose author this one meets where nobody may be named.
    """

    story: Admitted
    people: tuple[Promised, ...]
    circles: tuple[tuple[Promised, ...], ...] = ()
    neighbour: Admitted | None = None


def meetings(stories: Sequence[Admitted]) -> tuple[Meeting, ...]:
    """A meeting for each story, in their order; only people who may be named are in them.

    An author meets up to `MOST` readers and guests, and each of these up to `MOST` authors; those who
    would meet nobody meet others whom the same story moved.
    """
    moved = [_named(story) if story.author else {} for story in stories]
    met: Counter[str] = Counter()
    chosen: list[list[str]] = [[] for _story in stories]
    for _round in range(MOST):
        for place in sorted(range(len(stories)), key=lambda at: (len(moved[at]), at)):
            free = [who for who in moved[place] if who not in chosen[place] and met[who] < MOST]
            if free:
                who = min(free, key=lambda one: (met[one], moved[place][one].name, one))
                chosen[place].append(who)
                met[who] += 1
    left = _left(stories, met)
    return tuple(
        Meeting(
            story=story,
            people=tuple(moved[place][who] for who in chosen[place]),
            circles=tuple(_circles(left[place])),
            neighbour=None if chosen[place] or not story.author else _neighbour(stories, place),
        )
        for place, story in enumerate(stories)
    )


def _named(story: Admitted) -> dict[str, Promised]:
    """The promises of those who may be named, one of each."""
    return {promise.person: promise for promise in story.promises if promise.person}


def _left(stories: Sequence[Admitted], met: Counter[str]) -> list[list[Promised]]:
    """Those whom each story moved who meet no author, each at the first story only."""
    placed = set(met)
    left: list[list[Promised]] = []
    for story in stories:
        some = {who: promise for who, promise in _named(story).items() if who not in placed}
        placed.update(some)
        left.append(sorted(some.values(), key=lambda promise: (promise.name, promise.person)))
    return left


def _circles(people: Sequence[Promised]) -> Iterator[tuple[Promised, ...]]:
    """Twos, and a three where one would be alone."""
    start = 0
    while start < len(people):
        size = MOST if len(people) - start == MOST else 2
        yield tuple(people[start : start + size])
        start += size


def _neighbour(stories: Sequence[Admitted], place: int) -> Admitted | None:
    """The author to meet instead: of a story on the same theme, else of the one that is told nearest."""
    theme = stories[place].story.theme.strip()
    others = [at for at, other in enumerate(stories) if at != place and other.author]

    def nearness(at: int) -> tuple[bool, int, int]:
        return (not theme or stories[at].story.theme.strip() != theme, abs(at - place), at)

    return stories[min(others, key=nearness)] if others else None
