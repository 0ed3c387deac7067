"""What the presenter says of the clock and of what comes next."""

from datetime import datetime

from learningstories.domain.deadline import zone_of
from learningstories.i18n import _, in_context, plural
from learningstories.services.presenting import Evening, Slide, SlideKind, Standing
from learningstories.ui.one_line import apart


def clock_words(left: int) -> str:
    """Minutes and seconds that are left, or over: "4:12", "+0:30"."""
    minutes, seconds = divmod(abs(left), 60)
    return f"{'+' if left < 0 else ''}{minutes}:{seconds:02}"


def left_words(left: int, minutes: int) -> str:
    """What those minutes are."""
    words = _("over the {minutes} min there are") if left < 0 else _("left of {minutes} min")
    return words.format(minutes=minutes)


def plan_words(standing: Standing, now: datetime, zone: str) -> tuple[str, str]:
    """The time against the plan, and when the evening ends."""
    clock = f"{now.astimezone(zone_of(zone)):%H:%M}"
    behind = standing.behind
    if behind > 0:
        told = plural("{n} min behind the plan", "{n} min behind the plan", behind)
    elif behind < 0:
        told = plural("{n} min ahead of the plan", "{n} min ahead of the plan", -behind)
    else:
        told = in_context("plan", "on time")
    ends, planned = (f"{at.astimezone(zone_of(zone)):%H:%M}" for at in (standing.ends, standing.should_end))
    end = _("ends {time} instead of {planned}") if ends != planned else _("ends {time}")
    return f"{clock} · {told.format(n=abs(behind))}", end.format(time=ends, planned=planned)


def place_words(evening: Evening, slide: Slide) -> str:
    """Which story of how many."""
    if slide.kind is not SlideKind.STORY:
        return ""
    return _("{place} of {count}").format(place=slide.place, count=evening.stories)


def next_words(slide: Slide | None) -> tuple[str, str]:
    """What comes next, and who and how long."""
    if slide is None:
        return "", ""
    minutes = _("{minutes} min").format(minutes=slide.minutes) if slide.minutes else ""
    author = slide.author if slide.kind is SlideKind.STORY else ""
    return _("Next: {title}").format(title=slide.title), " · ".join(
        part for part in (author, minutes) if part
    )


def quote_words(slide: Slide) -> str:
    """Whose words the quotation is, and how many more there are."""
    whose = slide.name or (_("what one guest will do") if slide.guest else _("what one reader will do"))
    if not slide.others:
        return whose
    more = plural("and {n} more like it", "and {n} more like it", slide.others).format(n=slide.others)
    return _("{whose}, {more}").format(whose=apart(whose), more=more)
