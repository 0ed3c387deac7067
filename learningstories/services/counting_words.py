"""What counts, in words."""

from collections.abc import Callable, Mapping

from learningstories.domain.counting import Rule
from learningstories.i18n import _, listed_apart, numeral, plural
from learningstories.services.counted import Concerned, Counted


def rule_words(rule: Rule) -> str:
    """Which readings a rule is about."""
    return _RULES[rule][0]()


def rule_hint(rule: Rule) -> str:
    """What comes of it when they count, or do not."""
    return _RULES[rule][1]()


def counting_words(counted: Counted) -> str:
    """How many of the readings that were given count."""
    told = plural("{counting} of {n} reading counts.", "{counting} of {n} readings count.", counted.given)
    return told.format(counting=numeral(counted.counting), n=numeral(counted.given))


def left_out_words(counted: Counted) -> str:
    """What is left out, and how much of it there is; empty where that is nothing."""
    found = [
        _("{what} ({count})").format(what=rule_words(rule), count=concerned_words(rule, about))
        for rule, about in counted.by_rule.items()
        if rule in counted.not_counted and about.stories
    ]
    return _("Left out: {kinds}.").format(kinds=listed_apart(found)) if found else ""


def skipped_words(counted: Counted) -> str:
    """How often a story was put off, which is no answer."""
    told = plural(
        "{n} story was put off by its reader without an answer, so there is nothing to count.",
        "{n} times a story was put off by a reader without an answer, so there is nothing to count.",
        counted.skipped,
    )
    return told.format(n=numeral(counted.skipped))


def concerned_words(rule: Rule, found: Concerned) -> str:
    """How much a rule is about."""
    if not found.stories:
        return _("none")
    stories = plural("{n} story", "{n} stories", found.stories).format(n=numeral(found.stories))
    if rule is Rule.UNREAD_STORY:
        return stories
    readings = plural("{n} reading", "{n} readings", found.readings).format(n=numeral(found.readings))
    return _("{readings}, {stories}").format(readings=readings, stories=stories)


_RULES: Mapping[Rule, tuple[Callable[[], str], Callable[[], str]]] = {
    Rule.LATE_STORY: (
        lambda: _("Stories that came late, and nobody has decided about"),
        lambda: _("While they count they are ranked like all others."),
    ),
    Rule.REFUSED_STORY: (
        lambda: _("Stories that were refused as late"),
        lambda: _("They cannot be proposed for the shortlist, counted or not."),
    ),
    Rule.WITHDRAWN_STORY: (
        lambda: _("Stories that were withdrawn"),
        lambda: _("Their readers' answers would still tell how strict each reader is."),
    ),
    Rule.NOT_ELIGIBLE_STORY: (
        lambda: _("Stories that were found not eligible"),
        lambda: _("They cannot be proposed for the shortlist, counted or not."),
    ),
    Rule.CONCERN: (
        lambda: _("Stories with a concern that nobody has decided about"),
        lambda: _("Once you find such a story eligible, it counts either way."),
    ),
    Rule.UNREAD_STORY: (
        lambda: _("Stories without a reading that counts"),
        lambda: _("While they count they are ranked at the average, with a wide range."),
    ),
    Rule.CHANGED_SINCE_READ: (
        lambda: _("Readings of an earlier text of the story"),
        lambda: _("The story has changed since it was read."),
    ),
    Rule.STEPPED_ASIDE: (
        lambda: _("Readings by reviewers who answered and then stepped aside"),
        lambda: _("They said that they should not judge this story."),
    ),
    Rule.KNOWS_AUTHOR: (
        lambda: _("Readings by reviewers who know the author"),
        lambda: _("They said so, and did not step aside."),
    ),
    Rule.GUESSES_AUTHOR: (
        lambda: _("Readings by reviewers who think they know who the author is"),
        lambda: _("They said so, and did not step aside."),
    ),
    Rule.READER_SET_ASIDE: (
        lambda: _("Readings by readers whom you set aside"),
        lambda: _("Readers are set aside, and taken back, among the readers."),
    ),
    Rule.LATE_RETURN: (
        lambda: _("Readings that came after the day by which returns were wanted"),
        lambda: _("What was typed at this computer is never late."),
    ),
    Rule.PACK_REVOKED: (
        lambda: _("Readings out of packs that were withdrawn"),
        lambda: _("What came by another pack, too, counts all the same."),
    ),
}
