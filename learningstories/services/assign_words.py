"""What an assignment leaves to be wished for, in sentences: who is missing, and why readers are apart."""

from collections.abc import Sequence

from learningstories.i18n import _, listed, numeral, plural
from learningstories.services.distribution import Assigned, ReaderGroup, Short, Unmet, WhyShort
from learningstories.services.wording import language_words

_MOST_NAMED = 6


def unmet_words(unmet: Unmet) -> str:
    """Which stories lack readers, why, and what would be enough."""
    return f"{_which(unmet)} {_why(unmet)} {_enough(unmet)}"


def apart_words(done: Assigned) -> str:
    """Why the readers' answers are hard to compare; empty where they are not."""
    if done.groups <= 1:
        return ""
    told = _("The readers fall into {n} groups that share no story, which makes them hard to compare.")
    return f"{told.format(n=done.groups)} {_connected_by(done)}"


def _which(unmet: Unmet) -> str:
    language, count = unmet.language, len(unmet.stories)
    if count == 1:
        return _one(unmet.stories[0], language)
    words = (
        _("{n} stories in {language} lack {readings}: {numbers}.")
        if language
        else _("{n} stories lack {readings}: {numbers}.")
    )
    return words.format(
        n=numeral(count),
        language=language_words(language),
        readings=_readings(unmet.missing),
        numbers=_numbers(unmet.stories),
    )


def _one(story: Short, language: str) -> str:
    words = (
        _("#{number} “{title}” in {language} lacks {readings}.")
        if language
        else _("#{number} “{title}” lacks {readings}.")
    )
    return words.format(
        number=story.number,
        title=story.title,
        language=language_words(language),
        readings=_readings(story.missing),
    )


def _readings(missing: int) -> str:
    return plural("{n} reading", "{n} readings", missing).format(n=numeral(missing))


def _numbers(stories: Sequence[Short]) -> str:
    named = listed(f"#{story.number}" for story in stories[:_MOST_NAMED])
    more = len(stories) - _MOST_NAMED
    if more <= 0:
        return named
    return plural("{numbers} and {n} more", "{numbers} and {n} more", more).format(
        numbers=named, n=numeral(more)
    )


def _why(unmet: Unmet) -> str:
    language = language_words(unmet.language) if unmet.language else ""
    if unmet.why is WhyShort.NOBODY:
        if not language:
            return _("There is nobody who could read it.")
        return _("Nobody here reads {language}.").format(language=language)
    if unmet.why is WhyShort.ALL_HAVE_IT:
        return _("Everybody who could read it has it.")
    if unmet.why is WhyShort.ASIDE:
        return _("Whoever else could read it steps aside.")
    names = [reviewer.name for reviewer in unmet.full[:_MOST_NAMED]]
    more = len(unmet.full) - _MOST_NAMED
    if more > 0:
        names.append(plural("{n} other", "{n} others", more).format(n=more))
    return _("No room left: {names}.").format(names=listed(names))


def _enough(unmet: Unmet) -> str:
    language = language_words(unmet.language) if unmet.language else ""
    words = (
        plural(
            "One more person who reads {language}, with room for {room}, is enough.",
            "{n} more people who read {language}, with room for {room} each, are enough.",
            unmet.people,
        )
        if language
        else plural(
            "One more person, with room for {room}, is enough.",
            "{n} more people, with room for {room} each, are enough.",
            unmet.people,
        )
    )
    return words.format(n=numeral(unmet.people), language=language, room=numeral(unmet.room))


def _connected_by(done: Assigned) -> str:
    """What would bring the groups together."""
    if all(len(story.kept) + len(story.new) <= 1 for story in done.stories):
        return _("With two readers for each story they could be compared.")
    first, second = done.apart[:2]
    if _speak_apart(first, second):
        told = _("Somebody who reads {one} and {other} would bring the largest of them together.")
        return told.format(one=_listed(first), other=_listed(second))
    return _("More readers for each story would bring them together.")


def _speak_apart(first: ReaderGroup, second: ReaderGroup) -> bool:
    return all((*first.languages, *second.languages)) and not set(first.languages) & set(second.languages)


def _listed(group: ReaderGroup) -> str:
    named = [language_words(code) for code in group.languages]
    return _("{one} or {other}").format(one=listed(named[:-1]), other=named[-1]) if named[1:] else named[0]
