"""Failures of ranking and of the shortlist."""

from dataclasses import dataclass

from learningstories.domain.errors.base import ExpectedError


@dataclass(eq=False)
class ShortlistLocked(ExpectedError):
    """The shortlist is locked."""

    code = "shortlist_locked"


@dataclass(eq=False)
class ShortlistEmpty(ExpectedError):
    """There is nothing on the shortlist to lock or to print."""

    code = "shortlist_empty"


@dataclass(eq=False)
class PinsDoNotFit(ExpectedError):
    """The pinned stories alone are more than was allowed; `unit` is "stories" or "minutes"."""

    code = "pins_do_not_fit"
    taken: int
    allowed: int
    unit: str


@dataclass(eq=False)
class RulesClash(ExpectedError):
    """No set of stories keeps all of these rules, each told as (kind, theme or language, limit).

    Without any one of them there would be a set.
    """

    code = "rules_clash"
    rules: tuple[tuple[str, str, int], ...]


@dataclass(eq=False)
class NoPrintConsent(ExpectedError):
    """None of the stories on the shortlist may be printed."""

    code = "no_print_consent"
    numbers: tuple[int, ...]


@dataclass(eq=False)
class NoStageConsent(ExpectedError):
    """None of the stories on the shortlist may be told on stage."""

    code = "no_stage_consent"
    numbers: tuple[int, ...]


@dataclass(eq=False)
class NoWebConsent(ExpectedError):
    """None of the stories on the shortlist may be on the web."""

    code = "no_web_consent"
    numbers: tuple[int, ...]


@dataclass(eq=False)
class ReasonNeeded(ExpectedError):
    """The decision needs a reason."""

    code = "reason_needed"


@dataclass(eq=False)
class NothingToRank(ExpectedError):
    """There are no ratings yet."""

    code = "nothing_to_rank"


@dataclass(eq=False)
class NoSuchKeptResults(ExpectedError):
    """Results that were kept are not there any more."""

    code = "no_such_kept_results"


@dataclass(eq=False)
class NoSuchDraft(ExpectedError):
    """A draft of the shortlist is not there any more."""

    code = "no_such_draft"


@dataclass(eq=False)
class KeptResultsUnreadable(ExpectedError):
    """What was kept of results under this name is not understood."""

    code = "kept_results_unreadable"
    name: str
