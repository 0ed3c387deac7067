"""How a ranking was worked out, in plain words with the challenge's own numbers; the exports say the same."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from learningstories.i18n import _, numeral, plural
from learningstories.services.agreement_words import agreement_paragraphs
from learningstories.services.criteria import mixed_in
from learningstories.services.criteria_words import criteria_paragraphs
from learningstories.services.level_words import level_paragraphs
from learningstories.services.method_formula import expert_sections
from learningstories.services.method_numbers import challenge_numbers, counted_numbers
from learningstories.services.reader_words import aside_words, points_words
from learningstories.services.result_words import apart, chance_words

if TYPE_CHECKING:
    from learningstories.services.results import ReaderResult, Results, StoryResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the account: sentences, then names with their values, then lines of a formula.

    What is `for_experts` is folded away until somebody wants it.
    """

    heading: str
    text: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    formula: tuple[str, ...] = ()
    for_experts: bool = False


def method_account(results: "Results") -> tuple[Section, ...]:
    """All parts, in the order in which one reads them."""
    found = (
        Section(heading=_("In short"), text=_in_short(results)),
        Section(
            heading=_("Which readings count"),
            text=_set_aside(results),
            numbers=counted_numbers(results.counted),
        ),
        Section(heading=_("What is corrected"), text=_corrected(results)),
        Section(heading=_("What the range and the chance say"), text=_uncertain(results)),
        Section(heading=_("Groups with levels of their own"), text=level_paragraphs(results)),
        Section(heading=_("Further criteria"), text=criteria_paragraphs(results)),
        Section(heading=_("How far the readers agree"), text=agreement_paragraphs(results)),
        Section(heading=_("The numbers of this challenge"), numbers=challenge_numbers(results)),
        *(
            Section(heading=part.heading, text=part.text, formula=part.formula, for_experts=True)
            for part in expert_sections(results)
        ),
    )
    return tuple(section for section in found if section.text or section.numbers or section.formula)


def _in_short(results: "Results") -> tuple[str, ...]:
    read = sum(1 for story in results.stories if story.n)
    readers = sum(1 for reader in results.readers if reader.n)
    stories = plural("{n} story", "{n} stories", read).format(n=numeral(read))
    count = len(results.table.value)
    given = plural("{n} reading", "{n} readings", count).format(n=numeral(count))
    people = plural("{n} reader", "{n} readers", readers).format(n=numeral(readers))
    facts = _("The ranking rests on {readings} of {stories} by {people}.").format(
        readings=given, stories=stories, people=people
    )
    how = _(
        "We correct for how generous each reader tends to be, and pull stories with few readers towards the"
        " average, so that nobody wins or loses by the luck of who read the story."
    )
    return facts, how


def _set_aside(results: "Results") -> tuple[str, ...]:
    zone = results.table.challenge.zone
    aside = [reader for reader in results.readers if reader.set_aside is not None]
    if not aside:
        return (_("Nobody is set aside."),)
    return tuple(
        _("{name}: {told}").format(name=apart(one.name), told=aside_words(one.set_aside, zone))
        for one in aside
        if one.set_aside is not None
    )


def _corrected(results: "Results") -> tuple[str, ...]:
    return (*_leaning(results), *_example(results))


def _leaning(results: "Results") -> tuple[str, ...]:
    read = [reader for reader in results.readers if reader.n]
    if len(read) < 2:  # noqa: PLR2004 - one reader is like nobody
        return (_("With one reader it cannot be told how strict that reader is, so nothing is corrected."),)
    strict, generous = min(read, key=lambda r: r.effect), max(read, key=lambda r: r.effect)
    told = _(
        "Of one and the same story {generous} would say {points} more than {strict} does: these are the most"
        " generous and the strictest of the {n} readers. Such differences are taken out."
    )
    between = told.format(
        generous=apart(generous.name),
        strict=apart(strict.name),
        points=points_words(generous.effect - strict.effect),
        n=len(read),
    )
    return (between, _tendencies(read))


def _tendencies(read: "list[ReaderResult]") -> str:
    count = {word: sum(1 for r in read if r.tendency == word) for word in ("strict", "generous", "unknown")}
    told = _(
        "{strict} of them usually read strictly and {generous} generously; of {unknown} too few readings are"
        " known to say."
    )
    return told.format_map(count)


def _example(results: "Results") -> tuple[str, ...]:
    """The story whose estimate lies furthest from the plain mean of its answers."""
    table = results.table
    total = np.bincount(table.story, table.weighed, len(table.lines))
    lean = np.bincount(table.story, table.ranking.effect[table.reviewer], len(table.lines))
    row = {line.number: place for place, line in enumerate(table.lines)}
    read = [story for story in results.stories if story.n]

    def mean(story: "StoryResult") -> float:
        return float(total[row[story.number]]) / story.n

    story = max(read, key=lambda one: abs(one.score - mean(one)), default=None)
    if story is None:
        return ()
    readers = float(lean[row[story.number]]) / story.n
    told = plural(
        "For example, “{title}” has {n} answer, {mean:.2f}. {readers} Since one answer can be chance, too,"
        " its estimate is {score:.2f}, where all stories are at {average:.2f} on average.",
        "For example, “{title}” has {n} answers with {mean:.2f} as their mean. {readers} Since {n} answers"
        " can be chance, too, its estimate is {score:.2f}, where all stories are at {average:.2f} on"
        " average.",
        story.n,
    )
    shown = {
        "title": apart(story.title),
        "n": story.n,
        "mean": mean(story),
        "readers": _side(readers, story.n),
        "score": story.score,
        "average": results.mean,
    }
    weights = _("The answers are mixed with those to further criteria, as told below.")
    return (told.format_map(shown), *([weights] if mixed_in(table.challenge) else []))


def _side(lean: float, readers: int) -> str:
    """How far the readers of a story lean, on average."""
    if abs(lean) < 0.05:  # noqa: PLR2004 - it would be told as nothing
        return plural(
            "Its reader is neither strict nor generous.",
            "Its readers are neither strict nor generous on the whole.",
            readers,
        )
    if lean > 0:
        told = plural(
            "Its reader usually says {points} more than others.",
            "Its readers usually say {points} more than others.",
            readers,
        )
    else:
        told = plural(
            "Its reader usually says {points} less than others.",
            "Its readers usually say {points} less than others.",
            readers,
        )
    return told.format(points=points_words(abs(lean)))


def _uncertain(results: "Results") -> tuple[str, ...]:
    best = results.stories[0]
    meaning = _(
        "“{title}” stands first at {score:.1f}. If many more people read it, its estimate would be"
        " between {low:.1f} and {high:.1f} nine times in ten: that is its range."
    ).format(title=apart(best.title), score=best.score, low=best.low, high=best.high)
    chance = _(
        "The chance says how often a story is among the best {top} when the truth is drawn 1,000 times from"
        " what may be true. For the first story it is {chance}."
    ).format(top=results.top, chance=chance_words(best.p_top))
    return (meaning, *_widths(results), chance)


def _widths(results: "Results") -> tuple[str, ...]:
    """How much more readings tell: the ranges of the stories read least and most."""
    counts = sorted({story.n for story in results.stories if story.n})
    if len(counts) < 2:  # noqa: PLR2004 - nothing to compare
        return ()
    few, many = counts[0], counts[-1]
    told = plural(
        "With {few} reading the range is {wide} wide on average, with {many} it is {narrow}.",
        "With {few} readings the range is {wide} wide on average, with {many} it is {narrow}.",
        few,
    )
    wide, narrow = (points_words(_width(results, count)) for count in (few, many))
    return (told.format(few=few, many=many, wide=wide, narrow=narrow),)


def _width(results: "Results", count: int) -> float:
    widths = [story.high - story.low for story in results.stories if story.n == count]
    return sum(widths) / len(widths)
