"""Promises in a person's words."""

from learningstories.domain.promise import Asking, Outcome
from learningstories.i18n import _, in_context
from learningstories.services.promises import PromiseLine
from learningstories.services.wording import short_day


def outcome_words(outcome: Outcome) -> str:
    """What became of a promise."""
    return {
        Outcome.OPEN: in_context("promise", "Open"),
        Outcome.KEPT: _("Kept"),
        Outcome.PARTLY: _("Partly"),
        Outcome.NOT: _("Not kept"),
        Outcome.SILENT: _("No answer"),
    }[outcome]


def asking_words(line: PromiseLine, zone: str) -> str:
    """Where a promise stands: what became of it, or when to ask."""
    if line.asking is Asking.ANSWERED:
        return outcome_words(line.outcome)
    if line.asking is Asking.LATER:
        return _("Ask from {day}").format(day=short_day(line.ask_at, zone))
    return {
        Asking.ASKED: _("Asked"),
        Asking.DUE: _("Ask now"),
        Asking.NEVER: _("Not to be asked"),
    }[line.asking]


def whose_words(line: PromiseLine) -> str:
    """Whose promise it is."""
    if line.reader is not None:
        return line.name
    return line.name or _("A guest")
