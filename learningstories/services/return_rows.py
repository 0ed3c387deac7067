"""Returns in words: what would become of each, or did, and of the answers in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from learningstories.domain.pack import ReturnBy, ReturnState
from learningstories.i18n import _, numeral, plural
from learningstories.services.merge_codes import Outcome, StoryOutcome
from learningstories.services.merge_words import story_words
from learningstories.services.ports import UnitOfWork
from learningstories.services.return_log import ReturnLine
from learningstories.services.wording import moment_words

_AT_ONCE = 500
_HELD = frozenset(("bad_mac", "identity_mismatch", "unknown_pack", "return_too_new"))
_HELD_ANSWERS = frozenset(("story_not_in_pack", "value_out_of_scale", "rating_damaged"))
_KNOWN = frozenset(("nothing_new", "already_merged"))


class Fate(StrEnum):
    """What becomes of a return as a whole."""

    TAKEN = "taken"
    LOOK = "look"  # taken in, but something in it asks for a look
    KNOWN = "known"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """What becomes of the answers to one story; `code` as `services.merge_words` has it."""

    number: int | None
    title: str
    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """One return; `told` says how and when it came."""

    name: str
    who: str
    fate: Fate
    chip: str
    message: str
    told: str
    stories: tuple[StoryRow, ...]

    @property
    def is_to_look_at(self) -> bool:
        """Whether somebody should read what is said of it."""
        return self.fate in (Fate.LOOK, Fate.HELD, Fate.REFUSED)


def looked_at(unit: UnitOfWork, outcomes: Sequence[Outcome]) -> list[ReturnRow]:
    """What would become of returns that came."""
    titles = _titles(unit, (story for outcome in outcomes for story in outcome.stories))
    zone = unit.challenge().zone
    return [
        ReturnRow(
            name=outcome.name or _("pasted text"),
            who=outcome.reviewer.name if outcome.reviewer else "",
            fate=fate(outcome.code, outcome.stories),
            chip=_chip(outcome.code, outcome.new),
            message=outcome.message,
            told=_told(outcome.by, outcome.received_at, None, zone),
            stories=_stories(outcome.stories, titles),
        )
        for outcome in outcomes
    ]


def kept(unit: UnitOfWork, lines: Sequence[ReturnLine]) -> list[ReturnRow]:
    """What became of returns that are kept."""
    titles = _titles(unit, (story for line in lines for story in line.stories))
    zone = unit.challenge().zone
    return [
        ReturnRow(
            name=line.name or _("pasted text"),
            who=line.reviewer.name if line.reviewer else "",
            fate=Fate.HELD if line.state is ReturnState.HELD else fate(line.code, line.stories),
            chip=_chip(line.code, _new(line.stories)),
            message=line.message,
            told=_told(line.came_by, line.received_at, line.taken_in_at, zone),
            stories=_stories(line.stories, titles),
        )
        for line in lines
    ]


def fate(code: str, stories: Iterable[StoryOutcome]) -> Fate:
    """What becomes of a return with this code."""
    if code == "merged":
        fine = all(story.code in ("merged", "nothing_new") for story in stories)
        return Fate.TAKEN if fine else Fate.LOOK
    if code in _KNOWN:
        return Fate.KNOWN
    return Fate.HELD if code in _HELD | _HELD_ANSWERS else Fate.REFUSED


def _new(stories: Iterable[StoryOutcome]) -> int:
    return sum(story.code not in _HELD_ANSWERS and story.code != "nothing_new" for story in stories)


def _chip(code: str, new: int) -> str:
    """What becomes of it, short enough for a chip."""
    if code == "merged":
        answers = plural("{n} new answer", "{n} new answers", new).format(n=numeral(new))
        return answers if new else _("Taken in")
    if code in _HELD | _HELD_ANSWERS:
        return _("Held")
    words = {
        "nothing_new": _("Known already"),
        "already_merged": _("Taken in before"),
        "this_is_the_pack": _("This is the pack"),
    }
    return words.get(code, _("Not taken in"))


def by_words(by: ReturnBy) -> str:
    """How a return came."""
    return {
        ReturnBy.FILE: _("as a file"),
        ReturnBy.MAIL: _("in a mail"),
        ReturnBy.PASTED: _("pasted"),
        ReturnBy.PAPER: _("on paper"),
        ReturnBy.HERE: _("typed at this computer"),
    }[by]


def _told(by: ReturnBy, received_at: datetime, taken_in_at: datetime | None, zone: str) -> str:
    came = _("Came {how}, and counts as of {moment}.").format(
        how=by_words(by), moment=moment_words(received_at, zone, named=False)
    )
    if taken_in_at is None:
        return came
    taken = _("Taken in {moment}.").format(moment=moment_words(taken_in_at, zone, named=False))
    return f"{came} {taken}"


def _stories(stories: Iterable[StoryOutcome], titles: Mapping[int, str]) -> tuple[StoryRow, ...]:
    rows = [
        StoryRow(
            number=story.number,
            title=titles.get(story.number, "") if story.number is not None else _("a story that is not here"),
            code=story.code,
            words=story_words(story.code),
        )
        for story in stories
    ]
    return tuple(sorted(rows, key=lambda row: (row.number is None, row.number or 0)))


def _titles(unit: UnitOfWork, stories: Iterable[StoryOutcome]) -> Mapping[int, str]:
    numbers = sorted({story.number for story in stories if story.number is not None})
    found: dict[int, str] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = unit.stories.find(number=numbers[start : start + _AT_ONCE])
        found |= {story.number: story.title for story in some}
    return found
