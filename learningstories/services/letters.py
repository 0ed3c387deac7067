"""Letters: to each author what readers said, never who, and to each reader thanks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.challenge import Challenge
from learningstories.domain.reading import Reading
from learningstories.domain.reviewer import PromiseUse, Reviewer, ReviewerId
from learningstories.domain.shortlist import ChoiceKind
from learningstories.domain.story import Story, StoryId
from learningstories.i18n import _, plural
from learningstories.services.ports import UnitOfWork
from learningstories.services.showcase import event_line

_MOST_QUOTES = 20
_MOST_LETTERS = 1_000  # of a quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence, with what readers wrote below it; `language` is that of what they wrote."""

    words: str
    quotes: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter; `number` is the story's, None for one to a reader, and `about` its subject."""

    name: str
    email: str
    about: str
    passages: tuple[Passage, ...]
    number: int | None = None


def letters(unit: UnitOfWork, ranks: Mapping[int, int] | None = None) -> Iterator[Letter]:
    """To the authors by their stories' numbers, then to the readers by name; in the language of the moment.

    Stories that were withdrawn get none. A rank is told only where `ranks`, by the stories' numbers, has it.
    """
    challenge = unit.challenge()
    readers = {reader.id: reader for reader in unit.reviewers.all()}
    by_story: dict[StoryId, list[Reading]] = {}
    by_reader: dict[ReviewerId, list[Reading]] = {}
    for reading in unit.readings.all():
        if reading.counts:
            by_story.setdefault(reading.story_id, []).append(reading)
            by_reader.setdefault(reading.reviewer_id, []).append(reading)
    told = _told_at_the_evening(unit)
    for story in sorted(unit.stories.all(), key=lambda story: story.number):
        if not story.withdrawn:
            letter = _to_author(story, challenge, by_story.get(story.id, []), readers, told=story.id in told)
            yield _with_rank(letter, ranks or {})
    for reader in sorted(readers.values(), key=lambda reader: (alphabetic(reader.name), reader.email)):
        if reader.id in by_reader:
            yield _to_reader(reader, challenge, by_reader[reader.id])


def _with_rank(letter: Letter, ranks: Mapping[int, int]) -> Letter:
    """With its rank told before the last sentence, if it has one."""
    rank = ranks.get(letter.number) if letter.number is not None else None
    if rank is None:
        return letter
    words = _("By what readers answered it is number {rank} of {count}.").format(rank=rank, count=len(ranks))
    *before, last = letter.passages
    return replace(letter, passages=(*before, Passage(words=words), last))


def _told_at_the_evening(unit: UnitOfWork) -> set[StoryId]:
    """What is chosen for good; before the lock nobody is told."""
    if not unit.locks.all():
        return set()
    return {choice.story_id for choice in unit.choices.find(kind=ChoiceKind.CHOSEN)}


def _to_author(
    story: Story,
    challenge: Challenge,
    readings: Sequence[Reading],
    readers: Mapping[ReviewerId, Reviewer],
    *,
    told: bool,
) -> Letter:
    title = story.title.strip() or _("Without a title")
    language = story.language or challenge.language
    said = [each for each in readings if readers[each.reviewer_id].set_aside_at is None]
    why = _quotes((each.why, readers[each.reviewer_id]) for each in said if each.share_why)
    acts = _quotes(_acts(said, readers))
    thanks = _("thank you for “{title}”, your story for {challenge}.")
    passages = [Passage(words=thanks.format(title=title, challenge=challenge.title))]
    if why:
        passages.append(
            Passage(words=_("This is what readers wrote about it:"), quotes=why, language=language)
        )
    if acts:
        passages.append(
            Passage(words=_("And this is what it made readers want to do:"), quotes=acts, language=language)
        )
    if not why and not acts:
        passages.append(Passage(words=_silence(len(readings))))
    if told:
        place = event_line(challenge) or challenge.title
        passages.append(
            Passage(words=_("Your story is one of those chosen to be told: {event}.").format(event=place))
        )
    passages.append(Passage(words=_("Please go on telling what you learn: somebody is waiting for it.")))
    about = _("Your story “{title}”").format(title=title)
    return Letter(
        name=story.author, email=story.email, about=about, passages=tuple(passages), number=story.number
    )


def _acts(
    readings: Sequence[Reading], readers: Mapping[ReviewerId, Reviewer]
) -> Iterator[tuple[str, Reviewer]]:
    for reading in readings:
        reader = readers[reading.reviewer_id]
        if reader.promise_use in (PromiseUse.NAMED, PromiseUse.UNSIGNED) and not reading.no_action:
            yield reading.action, reader


def _quotes(said: Iterator[tuple[str, Reviewer]]) -> tuple[str, ...]:
    """What was written, without the names of those who wrote it, in an order that tells nothing of them."""
    texts = {_unsigned(" ".join(text.split()), reader) for text, reader in said} - {""}
    return tuple(sorted(texts, key=lambda text: (alphabetic(text), text))[:_MOST_QUOTES])


def _unsigned(text: str, reader: Reviewer) -> str:
    for name in filter(None, (reader.name.strip(), reader.email.strip())):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", text, flags=re.IGNORECASE)
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS].rsplit(maxsplit=1)[0] + "…"


def _silence(readings: int) -> str:
    if not readings:
        return _("We are glad that you trusted us with it.")
    told = plural(
        "One person read it with care. They left no words for us to pass on, and silence is no verdict:"
        " what a story moves often shows later.",
        "{n} people read it with care. They left no words for us to pass on, and silence is no verdict:"
        " what a story moves often shows later.",
        readings,
    )
    return told.format(n=readings)


def _to_reader(reader: Reviewer, challenge: Challenge, readings: Sequence[Reading]) -> Letter:
    thanks = plural(
        "thank you for reading {n} story for {challenge}, and for the time you gave it.",
        "thank you for reading {n} stories for {challenge}, and for the time you gave them.",
        len(readings),
    )
    passages = [Passage(words=thanks.format(n=len(readings), challenge=challenge.title))]
    if any(reading.share_why and reading.why.strip() for reading in readings):
        passages.append(
            Passage(words=_("What you wrote for the authors is passed on to them without your name."))
        )
    if any(reading.action.strip() and not reading.no_action for reading in readings):
        passages.append(Passage(words=_("You wrote what a story would make you do. We hope that you do it.")))
    return Letter(
        name=reader.name, email=reader.email, about=_("Thank you for reading"), passages=tuple(passages)
    )
