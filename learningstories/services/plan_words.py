"""What something that was found is like and what becomes of it, in a sentence."""

from collections.abc import Callable, Mapping

from learningstories.i18n import _
from learningstories.services.likeness import Alike, Likeness
from learningstories.services.plan import Action


def alike_sentence(likeness: Likeness, action: Action) -> str:
    """What it is like, how much, and what is done about that."""
    return f"{_LIKE[likeness.kind]().format_map(_facts(likeness))} {_DONE[action]()}"


def _facts(likeness: Likeness) -> Mapping[str, object]:
    other = _("“{title}”, found before it").format(title=likeness.title)
    if likeness.number is not None:
        other = _("#{number} “{title}”").format(number=likeness.number, title=likeness.title)
    if likeness.author:
        other = _("{story} by {author}").format(story=other, author=likeness.author)
    return {"other": other, "percent": likeness.percent}


_LIKE: Mapping[Alike, Callable[[], str]] = {
    Alike.SAME_FILE: lambda: _("The same file as {other}."),
    Alike.SAME_MESSAGE: lambda: _("The same message as {other}."),
    Alike.SAME_ROW: lambda: _("The same answer to the form as {other}."),
    Alike.SAME_TEXT: lambda: _("The same text as {other}."),
    Alike.EARLIER_TEXT: lambda: _("An earlier text of {other}, which is in its history."),
    Alike.NEW_VERSION: lambda: _("A newer text of {other}: {percent} % of it is alike."),
    Alike.OLDER_VERSION: lambda: _("Came before the text that {other} has now: {percent} % of it is alike."),
    Alike.SIMILAR: lambda: _("Similar to {other}: {percent} % of the text is alike. Please look."),
}
_DONE: Mapping[Action, Callable[[], str]] = {
    Action.ADD: lambda: _("Added as a story of its own."),
    Action.REPLACE: lambda: _("It takes that one's place; the earlier text is kept in its history."),
    Action.SKIP: lambda: _("Left out."),
}
