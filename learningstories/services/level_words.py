"""Why some groups of stories have levels of their own in a ranking, and which, in words."""

from typing import TYPE_CHECKING

from learningstories.i18n import _, listed, listed_apart, plural
from learningstories.services.result_words import apart
from learningstories.services.wording import language_words

if TYPE_CHECKING:
    from learningstories.services.results import Results

_MOST_NAMED = 8


def level_chip(results: "Results") -> str:
    """In a few words that groups have levels of their own; empty where none has."""
    levels = results.table.levels
    if levels is None:
        return ""
    return {
        "language": _("Each language has its own level"),
        "theme": _("Each theme has its own level"),
        "both": _("Languages and themes have their own levels"),
    }[levels.kind]


def level_paragraphs(results: "Results") -> tuple[str, ...]:
    """In sentences, with what it means and the level of each group; nothing where none has one."""
    levels = results.table.levels
    if levels is None:
        return ()
    first = {
        "language": _("Stories in different languages were read by other people: each has its own level."),
        "theme": _("Stories of different themes were read by other people: each has its own level."),
        "both": _(
            "Stories of different languages and themes were read by other people:"
            " each group has its own level."
        ),
    }[levels.kind]
    why = _(
        "One cannot tell from such readings alone whether stories of one group are better or their readers"
        " more generous. So a story is first compared with those of its own group, and the ranges are wider"
        " by what is not known of the groups."
    )
    of_group = dict(zip(levels.label.tolist(), results.table.ranking.level.tolist(), strict=True))
    named = [
        _("{group}: {level:.2f}").format(group=_group_words(name), level=of_group[place])
        for place, name in enumerate(levels.names[:_MOST_NAMED])
    ]
    if len(levels.names) > _MOST_NAMED:
        more = len(levels.names) - _MOST_NAMED
        named.append(plural("and {n} more", "and {n} more", more).format(n=more))
    told = _("Where a story would be of which only the group is known: {levels}.")
    return (first, why, told.format(levels=listed_apart(named)))


def _group_words(name: tuple[str, str]) -> str:
    language, theme = name
    parts = [language_words(language) if language else "", apart(theme) if theme else ""]
    return listed(part for part in parts if part) or _("all others")
