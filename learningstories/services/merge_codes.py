"""What is told of each return and of each story in it, whether it is only looked at or taken in."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from learningstories.domain.counting import Rule
from learningstories.domain.pack import ReturnBy
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.revision import Revision, Standing, standing
from learningstories.domain.story import Story, StoryId
from learningstories.services.answering import typed_word
from learningstories.services.deriving import Pair, in_pieces, readings_of, resolutions_of
from learningstories.services.judging import Judge, Judged
from learningstories.services.kept_words import CLOCKS_DIFFER
from learningstories.services.merge_words import file_words
from learningstories.services.pack_contents import ENDING as PACK_ENDING
from learningstories.services.ports import UnitOfWork
from learningstories.services.returned import ENDING

_PAGE = ".html"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryOutcome:
    """What becomes of the answers to one story; `number` is None where there is no such story here."""

    story_id: StoryId | None
    number: int | None
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of one return; `new` is how many answers in it were not known."""

    name: str
    path: Path | None
    by: ReturnBy
    code: str
    message: str
    reviewer: Reviewer | None
    received_at: datetime
    new: int
    stories: tuple[StoryOutcome, ...]


def outcomes(unit: UnitOfWork, judge: Judge, judged: Sequence[Judged], now: datetime) -> Iterator[Outcome]:
    """What is told of each, in their order, supposing that all are taken in."""
    after = _After(unit, judge, judged)
    for each in judged:
        came = each.arrival.received_at
        received_at = came if came is not None and came < now else now
        yield Outcome(
            name=each.arrival.name,
            path=each.arrival.path,
            by=each.arrival.by,
            code=each.code,
            message=told(each.code, len(each.new), each.reviewer, each.arrival.name),
            reviewer=each.reviewer,
            received_at=received_at,
            new=len(each.new),
            stories=tuple(after.stories(each, received_at)),
        )


def by_code(stories: Iterable[StoryOutcome]) -> Mapping[str, list[str]]:
    """The stories of a return by what became of their answers, as it is kept."""
    found: dict[str, list[str]] = {}
    for story in stories:
        found.setdefault(story.code, []).append(story.story_id.hex if story.story_id else "")
    return found


def told(code: str, new: int, reviewer: Reviewer | None, name: str) -> str:
    """What became of a return in a file called `name`, in a sentence or two."""
    stem = name.rpartition(": ")[2].removesuffix(PACK_ENDING).removesuffix(_PAGE)
    return file_words(code, new=new, reviewer=reviewer.name if reviewer else "", expected=stem + ENDING)


class _After:
    """How all stands once everything is taken in."""

    def __init__(self, unit: UnitOfWork, judge: Judge, judged: Sequence[Judged]) -> None:
        people = {each.reviewer.id for each in judged if each.reviewer is not None and each.words}
        new = [word for each in judged for word in each.new]
        words = [kept.word for kept in judge.said if isinstance(kept.word, Revision)] + new
        typed = (typed_word(reading) for reading in readings_of(unit, people).values())
        words += [word for word in typed if word is not None]
        self._standings = _standings(words, new, unit)
        challenge = unit.challenge()
        self._until, self._out = challenge.returns_until, frozenset(challenge.not_counted)
        self._judge = judge
        about = {word.story_id for each in judged for word in each.words}
        about |= {fault.story_id for each in judged for fault in each.held if fault.story_id is not None}
        self._stories = _stories(unit, about)

    def stories(self, each: Judged, received_at: datetime) -> Iterator[StoryOutcome]:
        """What is told of each story of a return, in the order of the stories in it."""
        new: dict[StoryId, list[Revision]] = {word.story_id: [] for word in each.words}
        for word in each.new:
            new[word.story_id].append(word)
        for story_id, words in new.items():
            code = self._code(each, words, received_at) if words else "nothing_new"
            yield self._outcome(story_id, code)
        for fault in each.held:
            yield self._outcome(fault.story_id, fault.code)

    def _outcome(self, story_id: StoryId | None, code: str) -> StoryOutcome:
        story = self._stories.get(story_id) if story_id is not None else None
        return StoryOutcome(story_id=story_id, number=story.number if story else None, code=code)

    def _code(self, each: Judged, words: Sequence[Revision], received_at: datetime) -> str:
        """The one thing that matters most about the new answers to a story."""
        last = words[-1]
        story = self._stories.get(last.story_id)
        checks = (
            ("conflict", self._is_in_question(words)),
            ("story_withdrawn", story is None or self._leaves_out(Rule.WITHDRAWN_STORY, story.withdrawn)),
            (
                "pack_revoked",
                self._leaves_out(Rule.PACK_REVOKED, each.pack is not None and each.pack.revoked),
            ),
            (
                "late",
                self._leaves_out(Rule.LATE_RETURN, self._until is not None and received_at > self._until),
            ),
            ("story_changed_since", story is not None and story.text_sha != self._judge.texts.of(last)),
            ("clock_ahead", last.at > received_at + CLOCKS_DIFFER),
        )
        return next((code for code, applies in checks if applies), "merged")

    def _leaves_out(self, rule: Rule, concerned: bool) -> bool:  # noqa: FBT001 - what the rule is about
        return concerned and rule in self._out

    def _is_in_question(self, words: Sequence[Revision]) -> bool:
        if not self._standings:
            return False
        holds = self._standings.get((words[-1].reviewer_id, words[-1].story_id))
        return holds is not None and holds.conflict and any(word in holds.heads for word in words)


def _standings(
    words: Iterable[Revision], new: Iterable[Revision], unit: UnitOfWork
) -> Mapping[Pair, Standing[Revision]]:
    """How those answers stand to which something is new, and which are not the only ones."""
    found: dict[Pair, list[Revision]] = {}
    for word in words:
        found.setdefault((word.reviewer_id, word.story_id), []).append(word)
    several = {pair: said for pair, said in found.items() if len(said) > 1}
    if not several:
        return {}
    several = {pair: several[pair] for word in new if (pair := (word.reviewer_id, word.story_id)) in several}
    resolutions = resolutions_of(unit, {reviewer for reviewer, _ in several})
    standings = {pair: standing(said, resolutions.get(pair)) for pair, said in several.items()}
    return {pair: holds for pair, holds in standings.items() if holds is not None}


def _stories(unit: UnitOfWork, keys: Collection[StoryId]) -> Mapping[StoryId, Story]:
    found: dict[StoryId, Story] = {}
    for some in in_pieces(keys):
        found |= {story.id: story for story in unit.stories.find(id=some)}
    return found
