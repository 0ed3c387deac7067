"""Which stories stay short of readers, why, and who or how many more would be enough."""

from collections.abc import Mapping, Sequence

from learningstories.domain.story import Story
from learningstories.services.assignment_table import AssignmentTable
from learningstories.services.distribution import Short, Unmet, WhyShort


def unmet(table: AssignmentTable, missing: Mapping[int, int]) -> tuple[Unmet, ...]:
    """What is short, by language and reason; `missing` are readers by the place of the story.

    To be asked after the table has what is new.
    """
    found: dict[tuple[str, WhyShort], list[int]] = {}
    for place in missing:
        found.setdefault((table.languages[place], _why(table, place)), []).append(place)
    return tuple(_told(table, key, places, missing) for key, places in sorted(found.items()))


def short(story: Story, missing: int) -> Short:
    """The story, as one that lacks so many readers."""
    return Short(number=story.number, title=story.title, missing=missing)


def _could(table: AssignmentTable, place: int) -> set[int]:
    """Who could read the story, and does not have it."""
    return set(table.open_to(table.languages[place])) - table.has[place] - table.barred(place)


def _why(table: AssignmentTable, place: int) -> WhyShort:
    able = set(table.open_to(table.languages[place]))
    if not able:
        return WhyShort.NOBODY
    if _could(table, place):
        return WhyShort.FULL
    return WhyShort.ASIDE if able - table.has[place] else WhyShort.ALL_HAVE_IT


def _told(
    table: AssignmentTable, key: tuple[str, WhyShort], places: Sequence[int], missing: Mapping[int, int]
) -> Unmet:
    language, why = key
    people = max(missing[place] for place in places)
    readings = sum(missing[place] for place in places)
    full = {seat for place in places for seat in _could(table, place)}
    return Unmet(
        language=language,
        why=why,
        stories=tuple(short(table.stories[place], missing[place]) for place in places),
        people=people,
        room=-(-readings // people),
        full=tuple(table.people[seat] for seat in sorted(full)),
    )
