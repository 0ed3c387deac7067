"""The challenge as tables for spreadsheets: its stories, its readings and its shortlist.

Spreadsheets are handed on: authors are named as they want to be, readers are numbered, and what readers
wrote is there only as far as they agreed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_of
from learningstories.domain.reading import Reading, has_open_concern
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.story import Story, StoryId, language_of, story_state
from learningstories.i18n import _
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.shortlisting import Place, programme
from learningstories.services.wording import language_words, state_words

Value = str | int | bool | datetime | None

_SHOWN = frozenset({PromiseUse.NAMED, PromiseUse.UNSIGNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table; moments in it are on the clocks of the challenge, without a zone."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def challenge_tables(unit: UnitOfWork, control: Control) -> tuple[Table, ...]:
    """Stories, readings and shortlist, worded in the language of the moment; raises `Cancelled`."""
    challenge = unit.challenge()
    stories = sorted(unit.stories.all(), key=lambda story: story.number)
    control.step(1, 4)
    given = _given(unit.readings.all())
    control.step(2, 4)
    places = programme(unit).places
    return (
        _stories(challenge, stories, given),
        _readings(unit, challenge, stories, given),
        _shortlist(challenge, places),
    )


def _given(readings: Sequence[Reading]) -> Mapping[StoryId, Sequence[Reading]]:
    found: dict[StoryId, list[Reading]] = {}
    for reading in readings:
        found.setdefault(reading.story_id, []).append(reading)
    return found


def _stories(
    challenge: Challenge, stories: Sequence[Story], given: Mapping[StoryId, Sequence[Reading]]
) -> Table:
    columns = (
        _("Number"),
        _("Story"),
        _("Author"),
        _("Theme"),
        _("Language"),
        _("Words"),
        _("Received"),
        _("State"),
        _("Readings"),
        _("May be read"),
        _("May be printed"),
        _("May be on the web"),
        _("May be told"),
    )
    rows = (_story(challenge, story, given.get(story.id, ())) for story in stories)
    return Table(title=_("Stories"), columns=columns, rows=tuple(rows))


def _story(challenge: Challenge, story: Story, given: Sequence[Reading]) -> tuple[Value, ...]:
    count = sum(reading.counts for reading in given)
    state = story_state(story, challenge, count, concern=has_open_concern(story, given))
    language = language_of(story)
    return (
        story.number,
        story.title,
        story.public_name,
        story.theme,
        language_words(language) if language else "",
        story.words,
        _local(story.received_at, challenge),
        state_words(state),
        count,
        story.consent_read,
        story.consent_print,
        story.consent_web,
        story.consent_stage,
    )


def _readings(
    unit: UnitOfWork,
    challenge: Challenge,
    stories: Sequence[Story],
    given: Mapping[StoryId, Sequence[Reading]],
) -> Table:
    columns = (
        _("Number"),
        _("Story"),
        _("Reader"),
        challenge.question,
        *(criterion.question for criterion in challenge.criteria),
        challenge.action_question,
        challenge.chance_question,
        challenge.why_question,
    )
    # By their keys, which are drawn by lot: in the order of the list, numbers would tell who is who.
    readers = sorted(unit.reviewers.all(), key=lambda reader: reader.id.int)
    numbers = {reader.id: number for number, reader in enumerate(readers, start=1)}
    shows = {reader.id for reader in readers if reader.promise_use in _SHOWN}
    rows: list[tuple[Value, ...]] = []
    for story in stories:
        counting = (reading for reading in given.get(story.id, ()) if reading.counts)
        for reading in sorted(counting, key=lambda reading: numbers[reading.reviewer_id]):
            answers = _answers(challenge, reading, shown=reading.reviewer_id in shows)
            rows.append((story.number, story.title, numbers[reading.reviewer_id], *answers))
    return Table(title=_("Readings"), columns=columns, rows=tuple(rows))


def _answers(challenge: Challenge, reading: Reading, *, shown: bool) -> Iterator[Value]:
    """What was answered, as far as the reader agreed; `shown` is whether promises may be."""
    further = (*reading.criteria, *(0 for _each in challenge.criteria))[: len(challenge.criteria)]
    yield reading.value
    yield from (answer or None for answer in further)
    yield reading.action if shown and not reading.no_action else ""
    yield reading.chance if shown else None
    yield reading.why if reading.share_why else ""


def _shortlist(challenge: Challenge, places: Sequence[Place]) -> Table:
    columns = (_("Place"), _("Number"), _("Story"), _("Author"), _("Begins"), _("Minutes"), _("Pinned"))
    rows = (
        (
            place.choice.position,
            place.story.number,
            place.story.title,
            place.story.public_name,
            _local(place.starts_at, challenge) if place.starts_at else None,
            place.minutes,
            place.choice.pinned,
        )
        for place in places
    )
    return Table(title=_("Shortlist"), columns=columns, rows=tuple(rows))


def _local(moment: datetime, challenge: Challenge) -> datetime:
    return moment.astimezone(zone_of(challenge.zone)).replace(tzinfo=None)
