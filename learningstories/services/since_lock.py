"""The figures a locked shortlist was frozen with, and what has become different since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learningstories.domain.shortlist import Lock
from learningstories.domain.story import Eligibility
from learningstories.i18n import _, plural
from learningstories.services.ports import UnitOfWork

if TYPE_CHECKING:  # the window knows this before NumPy is there
    from learningstories.services.results import Results


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenPlace:
    """Where a story stood when the shortlist was locked: rank, readings, and the chance to be at the top."""

    rank: int
    n: int
    p_top: float


def frozen_places(lock: Lock) -> Mapping[int, FrozenPlace]:
    """By story number; empty where there was no ranking then."""
    ranked = lock.snapshot.get("results") or {}
    return {
        story["number"]: FrozenPlace(rank=place, n=story["n"], p_top=story["p_top"])
        for place, story in enumerate(ranked.get("stories", ()), start=1)
    }


def changes_since(unit: UnitOfWork, lock: Lock, results: "Results | None") -> tuple[str, ...]:
    """A sentence for each thing about the locked stories that is no longer as it was."""
    then = frozen_places(lock)
    found = list(_readings_since(then, results))
    current = {story.number: story for story in unit.stories.all()}
    for frozen in lock.snapshot.get("stories", ()):
        number, title = frozen["number"], frozen["title"]
        story = current.get(number)
        if story is None or story.withdrawn:
            found.append(_("“{title}” has been withdrawn").format(title=title))
            continue
        if story.eligibility is Eligibility.NOT_ELIGIBLE:
            found.append(_("“{title}” was found not eligible").format(title=title))
            continue
        if story.text_sha != frozen["text_sha"]:
            found.append(_("“{title}” has a newer text").format(title=title))
        if story.title != title:
            found.append(_("“{before}” is now called “{title}”").format(before=title, title=story.title))
        found += _moved(number, story.title, then, results)
    return tuple(found)


def _readings_since(then: Mapping[int, FrozenPlace], results: "Results | None") -> Iterator[str]:
    if results is None or not then:
        return
    more = sum(s.n for s in results.stories) - sum(place.n for place in then.values())
    if more > 0:
        yield plural("{n} reading came in", "{n} readings came in", more).format(n=more)
    if more < 0:
        yield plural("{n} reading no longer counts", "{n} readings no longer count", -more).format(n=-more)


def _moved(number: int, title: str, then: Mapping[int, FrozenPlace], results: "Results | None") -> list[str]:
    now = results.story(number) if results else None
    before = then.get(number)
    if now is None or before is None or now.rank == before.rank:
        return []
    facts: dict[str, Any] = {"title": title, "before": before.rank, "now": now.rank}
    return [_("“{title}” was ranked {before} and would be ranked {now}").format_map(facts)]
