"""The numbers behind a ranking, each with its name in words."""

from typing import TYPE_CHECKING

from learningstories.i18n import _, numeral
from learningstories.services.counted import Counted
from learningstories.services.counting_words import concerned_words, rule_words
from learningstories.services.result_words import apart

if TYPE_CHECKING:
    from learningstories.services.results import ReaderResult, Results

Numbers = tuple[tuple[str, str], ...]
_MINUS = "\N{MINUS SIGN}"


def counted_numbers(counted: Counted) -> Numbers:
    """Each rule in force that concerns anything, and what comes of it."""
    shares = f"{numeral(counted.counting)} / {numeral(counted.given)}"
    rows = [(_("Readings that count, of all that were given"), shares)]
    for rule, about in counted.by_rule.items():
        if about.stories:
            told = _("left out: {how_many}") if rule in counted.not_counted else _("counted: {how_many}")
            rows.append((rule_words(rule), told.format(how_many=concerned_words(rule, about))))
    if counted.skipped:
        rows.append((_("Put off by their readers without an answer"), numeral(counted.skipped)))
    return tuple(rows)


def challenge_numbers(results: "Results") -> Numbers:
    """Average, spreads, who leans furthest, and by what the draws can be repeated."""
    points = _("{points:.2f} points")
    spreads = (
        (_("Average of all answers, of {most}").format(most=results.points), results.mean),
        (_("How much stories differ"), results.variance_story**0.5),
        (_("How much readers differ in strictness"), results.variance_reviewer**0.5),
        (_("What is left to chance in one answer"), results.variance_residual**0.5),
    )
    rows = [(name, points.format(points=value)) for name, value in spreads]
    rows += _leanings([reader for reader in results.readers if reader.n])
    rows.append((_("Method, version and seed of the draws"), method_line(results)))
    return tuple(rows)


def method_line(results: "Results") -> str:
    """What it takes to work out the same again: the same answers with these give the same ranking."""
    return f"{results.version} · {results.method} · {results.seed}"


def _leanings(readers: "list[ReaderResult]") -> list[tuple[str, str]]:
    if not readers:
        return []
    words = _("{name}, {effect} points")
    ends = (
        (_("The strictest reader"), min(readers, key=lambda r: r.effect)),
        (_("The most generous reader"), max(readers, key=lambda r: r.effect)),
    )
    return [(told, words.format(name=apart(one.name), effect=_signed(one.effect))) for told, one in ends]


def _signed(points: float) -> str:
    """Points above or below the average, with a sign; what rounds to nothing has none."""
    shown = numeral(abs(points), ".2f")
    return shown if round(points, 2) == 0 else f"{'+' if points > 0 else _MINUS}{shown}"
