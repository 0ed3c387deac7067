"""Stories and pauses as the rows of the running order tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from learningstories.domain.deadline import zone_of
from learningstories.domain.shortlist import Pause
from learningstories.domain.story import Eligibility, Mood
from learningstories.i18n import _, in_context
from learningstories.services.pauses import Heard
from learningstories.services.result_words import chance_words
from learningstories.services.shortlist_overview import Overview
from learningstories.services.shortlisting import Place
from learningstories.services.since_lock import FrozenPlace
from learningstories.ui.tokens import Role

Item = Place | Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One story or pause as the list shows it; `number` is 0 for a pause.

    `starts` is "18:30" or empty, `own_minutes` what the organiser gave.
    """

    key: Heard
    number: int
    title: str
    second: str
    starts: str
    minutes: int
    own_minutes: int | None
    pinned: bool
    chips: tuple[tuple[str, Role], ...]
    why: str
    mood: Mood = Mood.UNSAID

    @property
    def is_pause(self) -> bool:
        """Whether nothing is told meanwhile."""
        return not self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What rows are told against: who looks, when the evening begins, the figures of the lock."""

    who: str
    zone: str = "UTC"
    begins: datetime | None = None
    frozen: Mapping[int, FrozenPlace] = field(default_factory=dict)


def items_of(overview: Overview) -> list[Item]:
    """Stories and pauses as they follow each other."""
    made = overview.programme
    items: list[Item] = []
    for told in range(len(made.places) + 1):
        items += [pause for pause in made.pauses if pause.after == told]
        items += made.places[told : told + 1]
    return items


def key_of(item: Item) -> Heard:
    """What tells one row from another."""
    return item.story.number if isinstance(item, Place) else item.id


def rows_of(items: Sequence[Item], setting: Setting) -> list[Row]:
    """A row each; the first story opens the evening and the last closes it."""
    stories = [place for place, item in enumerate(items) if isinstance(item, Place)]
    rows, gone = [], 0
    for at, item in enumerate(items):
        begins = setting.begins + timedelta(minutes=gone) if setting.begins else None
        starts = begins.astimezone(zone_of(setting.zone)).strftime("%H:%M") if begins else ""
        gone += item.minutes
        if isinstance(item, Place):
            ends = [in_context("running order", "Opens")] if at == stories[0] else []
            ends += [in_context("running order", "Closes")] if at == stories[-1] and len(stories) > 1 else []
            rows.append(_story(item, starts, ends, setting))
        else:
            rows.append(_pause(item, starts))
    return rows


def _pause(pause: Pause, starts: str) -> Row:
    return Row(
        key=pause.id,
        number=0,
        title=pause.title or _("Pause"),
        second=_("Pause") if pause.title else "",
        starts=starts,
        minutes=pause.minutes,
        own_minutes=pause.minutes,
        pinned=False,
        chips=(),
        why="",
    )


def _story(place: Place, starts: str, ends: Sequence[str], setting: Setting) -> Row:
    story, choice = place.story, place.choice
    frozen = setting.frozen.get(story.number)
    second = [story.author or _("no name"), story.theme, _mood_word(story.mood)]
    if frozen is not None:
        told = _("rank {rank}, {chance} when it was locked")
        second.append(told.format(rank=frozen.rank, chance=chance_words(frozen.p_top)))
    chips = [
        *_problems(place),
        *([(_pinned(place, setting.who), Role.SPARK)] if choice.pinned else []),
        *((words, Role.ACCENT) for words in ends),
    ]
    return Row(
        key=story.number,
        number=story.number,
        title=story.title,
        second=" · ".join(part for part in second if part),
        starts=starts,
        minutes=place.minutes,
        own_minutes=choice.minutes,
        pinned=choice.pinned,
        mood=story.mood,
        chips=tuple(chips),
        why=choice.reason,
    )


def _mood_word(mood: Mood) -> str:
    return {Mood.UNSAID: "", Mood.LIGHT: _("light"), Mood.SERIOUS: _("serious")}[mood]


def _pinned(place: Place, looking: str) -> str:
    choice = place.choice
    if choice.chosen_by == looking:
        words = _("Pinned by you: {reason}") if choice.reason else _("Pinned by you")
    else:
        words = _("Pinned by {who}: {reason}") if choice.reason else _("Pinned by {who}")
    return words.format(who=choice.chosen_by, reason=choice.reason)


def _problems(place: Place) -> list[tuple[str, Role]]:
    story = place.story
    if story.withdrawn:
        return [(_("Withdrawn"), Role.BAD)]
    if story.eligibility is Eligibility.NOT_ELIGIBLE:
        return [(_("Not eligible"), Role.BAD)]
    found = []
    if not story.consent_print:
        found.append((_("No consent to print"), Role.BAD))
    if not story.consent_stage:
        found.append((_("No consent for the stage"), Role.BAD))
    return found
