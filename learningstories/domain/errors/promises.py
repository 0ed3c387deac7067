"""Failures of keeping promises and asking about them."""

from dataclasses import dataclass

from learningstories.domain.errors.base import ExpectedError


@dataclass(eq=False)
class NoSuchPromise(ExpectedError):
    """There is no promise of this number, or it is none that can be changed so."""

    code = "no_such_promise"
    number: int


@dataclass(eq=False)
class PromiseEmpty(ExpectedError):
    """A promise needs words."""

    code = "promise_empty"
