"""Which other stories a story that is there is like."""

from collections.abc import Sequence

from learningstories.domain.shingles import shingles
from learningstories.domain.story import Story
from learningstories.services.likeness import (
    FEWEST_WORDS,
    NEW_VERSION_FROM,
    SIMILAR_FROM,
    Alike,
    Likeness,
    Person,
    SameAuthor,
    overlap,
    words_to_compare,
)
from learningstories.services.likeness_port import Known, KnownBy
from learningstories.services.ports import UnitOfWork
from learningstories.services.workspace import Workspace

MOST = 5
_FEWEST_RUNS = 2


def similar_to(workspace: Workspace, number: int) -> list[Likeness]:
    """The stories that share passages with this one, the most alike first; raises `NoSuchStory`."""
    with workspace.read() as unit:
        story = unit.story(number)
        markdown = unit.texts.get(story.text_sha)
        words = words_to_compare(markdown)
        if len(words) < FEWEST_WORDS:
            return []
        found = [_likeness(unit, story, words, known) for known in _likely(unit, story, markdown)]
    return sorted((each for each in found if each is not None), key=lambda each: -each.percent)


def _likely(unit: UnitOfWork, story: Story, markdown: str) -> Sequence[Known]:
    """Those with the same text, and those with the most runs of words in common."""
    same = unit.likenesses.known(KnownBy.TEXT, [story.text_sha])[: MOST + 1]
    runs = shingles(markdown)
    shared = unit.likenesses.sharing(runs)
    fewest = min(_FEWEST_RUNS, len(runs))
    best = sorted((-count, number) for number, count in shared.items() if count >= fewest)
    numbers = [number for _count, number in best if number != story.number][:MOST]
    more = unit.likenesses.known(KnownBy.NUMBER, numbers)
    every = {known.number: known for known in (*same, *more) if known.number != story.number}
    return list(every.values())[:MOST]


def _likeness(unit: UnitOfWork, story: Story, words: Sequence[str], known: Known) -> Likeness | None:
    markdown = unit.texts.get(known.text_sha)
    shared = overlap(words, words_to_compare(markdown))
    if shared.words < FEWEST_WORDS or shared.percent_of_either < SIMILAR_FROM:
        return None
    who = Person.of(story.author, story.email).same_as(Person.of(known.author, known.email))
    return Likeness(
        kind=_kind(who, percent=shared.percent, same=known.text_sha == story.text_sha),
        number=known.number,
        title=known.title,
        author=known.author,
        markdown=markdown,
        percent=shared.percent,
    )


def _kind(who: SameAuthor, *, percent: int, same: bool) -> Alike:
    if same and who is not SameAuthor.NO:
        return Alike.SAME_TEXT
    return Alike.NEW_VERSION if who is SameAuthor.YES and percent >= NEW_VERSION_FROM else Alike.SIMILAR
