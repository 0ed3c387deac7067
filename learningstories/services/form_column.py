"""One column of a form's export: its header, and what its answers look like."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from learningstories.services.form_answers import address, person
from learningstories.services.form_consent import is_answer, says_use
from learningstories.services.form_dates import read_stamp
from learningstories.services.form_links import links_in

_LOOKED_AT = 200  # answers


class Column:
    """A column; the shares are of its answers, of which some are looked at."""

    def __init__(self, header: str, answers: Sequence[str]) -> None:
        self.header = header
        self.filled = [answer for answer in _spread(answers) if answer.strip()]
        self.is_empty = bool(answers) and not any(answers)

    @cached_property
    def length(self) -> float:
        """How long an answer is on average."""
        return sum(map(len, self.filled)) / max(1, len(self.filled))

    @cached_property
    def distinct(self) -> int:
        """How many different answers there are."""
        return len(set(self.filled))

    @cached_property
    def people(self) -> list[str]:
        """The answers that somebody did not keep to themselves."""
        return [answer for answer in self.filled if person(answer)]

    @cached_property
    def emails(self) -> float:
        """The share of e-mail addresses."""
        return _share(bool(address(answer)) for answer in self.people)

    @cached_property
    def times(self) -> float:
        """The share of dates, with or without a time of day."""
        return _share(read_stamp(answer) is not None for answer in self.filled)

    @cached_property
    def times_of_day(self) -> float:
        """The share of dates with a time of day."""
        return _share(":" in answer and read_stamp(answer) is not None for answer in self.filled)

    @cached_property
    def links(self) -> float:
        """The share of answers that name files by their addresses."""
        return _share(bool(links_in(answer)) for answer in self.filled)

    @cached_property
    def answers(self) -> float:
        """The share of answers that say yes or no, or name a use that is allowed."""
        return _share(is_answer(answer) for answer in self.filled)

    @cached_property
    def uses(self) -> float:
        """The share of answers that name a use that is allowed."""
        return _share(says_use(answer) for answer in self.filled)


def _spread(answers: Sequence[str]) -> Sequence[str]:
    """Some of the answers, from the first to the last."""
    return answers[:: max(1, len(answers) // _LOOKED_AT)]


def _share(each: Iterable[bool]) -> float:
    told = list(each)
    return sum(told) / max(1, len(told))
