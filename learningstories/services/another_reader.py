"""Where one more reading would tell most, and why."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from learningstories.analysis.needs import value_of_reading
from learningstories.i18n import _, plural
from learningstories.services.results import Results, StoryResult

LEAST = 0.05  # of the greatest value; less than that is not worth asking anybody
MOST = 100


class WhyMore(StrEnum):
    """What makes one more reading worth its reader's time."""

    UNREAD = "unread"
    FEW = "few"
    SPLIT = "split"
    NEAR = "near"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantsReader:
    """A story and what the best gain by one more reading of it, in expected points of the scale."""

    story: StoryResult
    worth: float
    why: WhyMore


def wanting(results: Results) -> tuple[WantsReader, ...]:
    """The stories that one more reading is worth most for, the first the most; none without a cut."""
    table = results.table
    worth = value_of_reading(table.ranking, results.top)
    by_number = {line.number: float(worth[index]) for index, line in enumerate(table.lines)}
    greatest = max(by_number.values(), default=0.0)
    open_to_all = [s for s in results.stories if s.number not in table.closed]
    found = [
        WantsReader(story=story, worth=by_number[story.number], why=_why(story))
        for story in open_to_all
        if greatest > 0 and by_number[story.number] >= LEAST * greatest
    ]
    return tuple(sorted(found, key=lambda each: (-each.worth, each.story.number))[:MOST])


def wanting_these(results: Results, numbers: Collection[int]) -> tuple[WantsReader, ...]:
    """These stories, whatever one more reading is worth, the most first; none that nobody may be given."""
    table, wanted = results.table, frozenset(numbers) - results.table.closed
    worth = value_of_reading(table.ranking, results.top)
    by_number = {line.number: float(worth[index]) for index, line in enumerate(table.lines)}
    found = [
        WantsReader(story=story, worth=by_number[story.number], why=_why(story))
        for story in results.stories
        if story.number in wanted
    ]
    return tuple(sorted(found, key=lambda each: (-each.worth, each.story.number))[:MOST])


def why_words(wanted: WantsReader, top: int) -> str:
    """Why, as a sentence."""
    return _WORDS[wanted.why](wanted.story, top)


def _why(story: StoryResult) -> WhyMore:
    if not story.n:
        return WhyMore.UNREAD
    if "few_readings" in story.flags:
        return WhyMore.FEW
    return WhyMore.SPLIT if "readers_split" in story.flags else WhyMore.NEAR


def _chance(story: StoryResult) -> str:
    return _("{percent} %").format(percent=round(100 * min(max(story.p_top, 0.01), 0.99)))


_WORDS: Mapping[WhyMore, Callable[[StoryResult, int], str]] = {
    WhyMore.UNREAD: lambda _story, _top: _("Nobody has read it yet."),
    WhyMore.FEW: lambda story, top: plural(
        "{n} reading is little, and it may be among the best {top} or not ({chance}).",
        "{n} readings are little, and it may be among the best {top} or not ({chance}).",
        story.n,
    ).format(n=story.n, top=top, chance=_chance(story)),
    WhyMore.SPLIT: lambda story, top: _(
        "Its readers see it differently, and it lies within reach of the best {top} ({chance})."
    ).format(top=top, chance=_chance(story)),
    WhyMore.NEAR: lambda story, top: _("It lies at the edge of the best {top} ({chance}).").format(
        top=top, chance=_chance(story)
    ),
}
