"""What something that was found is like, in words."""

from collections.abc import Callable, Mapping

from learningstories.i18n import _
from learningstories.services.likeness import Alike, Likeness


def other_words(likeness: Likeness) -> str:
    """The other one in as few words as there are."""
    if likeness.number is not None:
        return _("#{number}").format(number=likeness.number)
    return _("“{title}” in this list").format(title=likeness.title)


def alike_cell(likeness: Likeness) -> str:
    """What it is like, for a table."""
    other = other_words(likeness)
    if likeness.number is not None:
        other = _("#{number} “{title}”").format(number=likeness.number, title=likeness.title)
    return _CELLS[likeness.kind]().format(other=other, percent=likeness.percent)


def alike_heading(likeness: Likeness) -> str:
    """The same as a heading."""
    return _HEADINGS[likeness.kind]().format(other=other_words(likeness))


def alike_told(likeness: Likeness) -> str:
    """How alike they are, and by whom the other one is."""
    facts = {"percent": likeness.percent, "author": likeness.author, "title": likeness.title}
    if likeness.kind in (Alike.NEW_VERSION, Alike.OLDER_VERSION):
        return _("Same author, {percent} % of the text alike.").format_map(facts)
    if likeness.kind is Alike.SIMILAR and likeness.author:
        return _("That one is by {author}; {percent} % of the text is alike.").format_map(facts)
    if likeness.kind is Alike.SIMILAR:
        return _("{percent} % of the text is alike.").format_map(facts)
    if likeness.kind is Alike.EARLIER_TEXT:
        return _("It is in the history of “{title}”, which has another text now.").format_map(facts)
    return _("It is there already as “{title}”.").format_map(facts)


_CELLS: Mapping[Alike, Callable[[], str]] = {
    Alike.SAME_FILE: lambda: _("The same file as {other}"),
    Alike.SAME_MESSAGE: lambda: _("The same message as {other}"),
    Alike.SAME_ROW: lambda: _("The same answer as {other}"),
    Alike.SAME_TEXT: lambda: _("The same text as {other}"),
    Alike.EARLIER_TEXT: lambda: _("An earlier text of {other}"),
    Alike.NEW_VERSION: lambda: _("New version of {other} ({percent} % alike)"),
    Alike.OLDER_VERSION: lambda: _("Older than {other} ({percent} % alike)"),
    Alike.SIMILAR: lambda: _("Similar to {other} ({percent} % alike), please look"),
}
_HEADINGS: Mapping[Alike, Callable[[], str]] = {
    Alike.SAME_FILE: lambda: _("The same file as {other}"),
    Alike.SAME_MESSAGE: lambda: _("The same message as {other}"),
    Alike.SAME_ROW: lambda: _("The same answer as {other}"),
    Alike.SAME_TEXT: lambda: _("The same text as {other}"),
    Alike.EARLIER_TEXT: lambda: _("An earlier text of {other}"),
    Alike.NEW_VERSION: lambda: _("Looks like a new version of {other}"),
    Alike.OLDER_VERSION: lambda: _("Came before the text that {other} has now"),
    Alike.SIMILAR: lambda: _("Similar to {other}, please look"),
}
