"""What is different between two rankings, in sentences."""

from collections.abc import Sequence

from learningstories.domain.counting import Rule
from learningstories.i18n import _, listed, numeral, plural, quoted
from learningstories.services.counting_words import rule_words
from learningstories.services.result_words import apart
from learningstories.services.results_change import ResultsChange, StoryChange

_MOST_TITLES = 5
_RULES = {str(rule): rule for rule in Rule}


def change_words(change: ResultsChange) -> list[str]:
    """What changed and what it came of, the most important first."""
    told = [*_best(change), _moves(change), _readings(change), _agreement(change)]
    told += _rules(change)
    told += _weights(change)
    told += _readers(change)
    return told


def _best(change: ResultsChange) -> list[str]:
    before, after = change.before.top, change.after.top
    told = []
    if before != after:
        told.append(
            _("The best {before} were sought then, the best {after} now.").format(before=before, after=after)
        )
    entering = [story for story in change.stories if story.enters]
    leaving = [story for story in change.stories if story.leaves]
    if entering:
        told.append(_("Into the best {top} came {titles}.").format(top=after, titles=_titles(entering)))
    if leaving:
        told.append(_("Out of the best {top} went {titles}.").format(top=before, titles=_titles(leaving)))
    return (
        told if entering or leaving else [*told, _("The same stories are the best {top}.").format(top=after)]
    )


def _moves(change: ResultsChange) -> str:
    steps = [story.up for story in change.stories]
    up, down = (sum(step is not None and way * step > 0 for step in steps) for way in (1, -1))
    new = sum(story.before is None for story in change.stories)
    gone = sum(story.after is None for story in change.stories)
    parts = [
        told.format(n=numeral(n))
        for n, told in (
            (up, plural("{n} story stands higher", "{n} stories stand higher", up)),
            (down, plural("{n} lower", "{n} lower", down)),
            (new, plural("{n} is new", "{n} are new", new)),
            (gone, plural("{n} is not ranked any more", "{n} are not ranked any more", gone)),
        )
        if n
    ]
    return _("{parts}.").format(parts=listed(parts)) if parts else _("Every story stands where it stood.")


def _readings(change: ResultsChange) -> str:
    before, after = change.before.readings, change.after.readings
    told = plural("{n} reading counts", "{n} readings count", after).format(n=numeral(after))
    if after == before:
        return _("{readings}, as many as before.").format(readings=told)
    way = (
        _("{readings}, {n} more than before.") if after > before else _("{readings}, {n} fewer than before.")
    )
    return way.format(readings=told, n=numeral(abs(after - before)))


def _agreement(change: ResultsChange) -> str:
    before, after = change.before.alpha, change.after.alpha
    if before is None and after is None:
        return _("How far readers agree can be told in neither.")
    if before is None:
        return _("How far readers agree can be told now: {alpha:.2f}.").format(alpha=after)
    if after is None:
        return _("How far readers agree cannot be told any more; it was {alpha:.2f}.").format(alpha=before)
    if numeral(before, ".2f") == numeral(after, ".2f"):
        return _("The readers' agreement is {alpha:.2f} as before.").format(alpha=after)
    told = _("The readers' agreement went from {before:.2f} to {after:.2f}.")
    return told.format(before=before, after=after)


def _rules(change: ResultsChange) -> list[str]:
    then, now = change.before.not_counted, change.after.not_counted
    return [
        told.format(what=rule_words(_RULES[rule]))
        for told, rules in (
            (_("Count now and did not: {what}."), then - now),
            (_("Do not count any more: {what}."), now - then),
        )
        for rule in sorted(rules)
        if rule in _RULES
    ]


def _weights(change: ResultsChange) -> list[str]:
    then, now = change.before.weights, change.after.weights
    told = _("“{question}” counted {before} where the headline counts 100, and counts {after} now.")
    return [
        told.format(question=question, before=then.get(question, 0), after=now.get(question, 0))
        for question in sorted(then.keys() | now.keys())
        if then.get(question) != now.get(question)
    ]


def _readers(change: ResultsChange) -> list[str]:
    then, now = change.before.set_aside, change.after.set_aside
    told = [
        _("{name} was set aside: {reason}").format(
            name=apart(change.names.get(email, email)), reason=now[email]
        )
        for email in sorted(now.keys() - then.keys())
    ]
    told += [
        _("{name} was taken back and counts again.").format(name=apart(change.names.get(email, email)))
        for email in sorted(then.keys() - now.keys())
    ]
    return told


def _titles(stories: Sequence[StoryChange]) -> str:
    named = listed(quoted(apart(story.title)) for story in stories[:_MOST_TITLES])
    more = len(stories) - _MOST_TITLES
    if more <= 0:
        return named
    return plural("{titles} and {n} more", "{titles} and {n} more", more).format(titles=named, n=more)
