"""The ranking as a table that spreadsheets open, with the readers and the account of it below."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from learningstories.i18n import _
from learningstories.services.criteria_words import weight_words
from learningstories.services.csv_file import Cell, csv_bytes
from learningstories.services.method_account import method_account
from learningstories.services.result_words import flag_words, tendency_words

if TYPE_CHECKING:
    from learningstories.services.results import ReaderResult, Results, StoryResult


def results_csv(results: "Results") -> bytes:
    """The file; the ranking comes first, so that a script that stops at the empty line has only that."""
    return csv_bytes([*_ranking(results), [], *_readers(results), *_account(results)])


def _ranking(results: "Results") -> Iterator[list[Cell]]:
    yield [
        _("Rank"),
        _("Number"),
        _("Story"),
        _("Author"),
        _("Readings"),
        _("Estimate"),
        _("Low end of the 90 % range"),
        _("High end of the 90 % range"),
        _("Chance to be in the top {top}").format(top=results.top),
        _("Plain mean"),
        _("Middle answer"),
        _("Spread of the answers"),
        *(f"{one.question} ({weight_words(one)})" for one in results.table.challenge.criteria),
        _("Remarks"),
    ]
    for story in results.stories:
        yield _story(story)


def _story(story: "StoryResult") -> list[Cell]:
    known = (story.mean, story.median, story.spread, *story.further)
    return [
        story.rank,
        story.number,
        story.title,
        story.author,
        story.n,
        *(round(value, 3) for value in (story.score, story.low, story.high, story.p_top)),
        *("" if value is None else round(value, 3) for value in known),
        "; ".join(flag_words(flag) for flag in story.flags),
    ]


def _readers(results: "Results") -> Iterator[list[Cell]]:
    yield [
        _("Reader"),
        _("Address"),
        _("Readings"),
        _("Usually"),
        _("Points above the others"),
        _("Low end of the 90 % range"),
        _("High end of the 90 % range"),
        _("Remarks"),
        _("Set aside because"),
    ]
    for reader in results.readers:
        yield _reader(reader)


def _reader(reader: "ReaderResult") -> list[Cell]:
    return [
        reader.name,
        reader.email,
        reader.n,
        tendency_words(reader.tendency),
        *(round(value, 3) for value in (reader.effect, reader.low, reader.high)),
        "; ".join(flag_words(flag) for flag in reader.flags),
        reader.set_aside.reason if reader.set_aside else "",
    ]


def _account(results: "Results") -> Iterator[Sequence[Cell]]:
    for section in method_account(results):
        yield []
        yield [section.heading]
        yield from ([sentence] for sentence in section.text)
        yield from ([name, value] for name, value in section.numbers)
        yield from ([line] for line in section.formula)
