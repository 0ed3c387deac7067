"""One line of the command box: something to do, somewhere to go, a story or a person."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from learningstories.i18n import listed
from learningstories.services.command_match import Span


class CommandKind(IntEnum):
    """What a line is; of lines that match alike, the first of these come first."""

    PAGE = 0
    ACTION = 1
    REVIEWER = 2
    STORY = 3
    SEARCH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`key` is the same whenever the same thing is meant; `note` is its kind or its keys.

    `bar` says why it cannot be done now, "" where it can.
    """

    key: str
    kind: CommandKind
    words: str
    icon: str
    do: Callable[[], object]
    aside: str = ""
    note: str = ""
    bar: str = ""
    spans: tuple[Span, ...] = ()

    def said(self) -> str:
        """The whole line, for those who hear it."""
        return listed(part for part in (self.words, self.bar or self.aside, self.note) if part)
