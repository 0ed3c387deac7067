"""The results as pages to print: the ranking, how each reader reads, and how it was worked out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from learningstories.domain.deadline import zone_of
from learningstories.i18n import _, language, listed, numeral
from learningstories.services.criteria_words import mixed_chip, weight_words
from learningstories.services.document_content import DocumentContent, Line, Printed
from learningstories.services.level_words import level_chip
from learningstories.services.method_account import Section, method_account
from learningstories.services.reader_words import signed
from learningstories.services.result_words import (
    agreement_words,
    chance_words,
    flag_words,
    given_words,
    tendency_words,
)
from learningstories.services.wording import moment_words

if TYPE_CHECKING:
    from learningstories.services.results import ReaderResult, Results, StoryResult

Block = Mapping[str, Printed]
_NONE = "—"
_MOST = 2_000  # rows of a table; more would take the typesetter's memory, and nobody would read them on paper


def results_report(results: "Results", at: datetime) -> DocumentContent:
    """The pages as of the moment `at`; the same results at the same moment give the same pages."""
    challenge = results.table.challenge
    return DocumentContent(
        template="report",
        title=_("Results"),
        author=challenge.community,
        dated=at.astimezone(zone_of(challenge.zone)).date(),
        language=language(),
        data={
            "kicker": Line(text=challenge.title, language=challenge.language),
            "blocks": list(_blocks(results, moment_words(at, challenge.zone))),
        },
    )


def _blocks(results: "Results", moment: str) -> Iterator[Block]:
    yield _said(_("As of {moment}. {given}.").format(moment=moment, given=given_words(results)))
    for fact in filter(None, (agreement_words(results), level_chip(results), mixed_chip(results))):
        yield _said(fact + ".")
    if max(len(results.stories), len(results.readers)) > _MOST:
        told = _("Each table ends after {most} rows; the spreadsheet has all.")
        yield _said(told.format(most=numeral(_MOST)))
    yield _heading(_("Ranking"))
    yield _ranking(results)
    if results.table.challenge.criteria:
        yield _heading(_("Further criteria"))
        yield _criteria(results)
    yield _heading(_("Readers"))
    yield _readers([reader for reader in results.readers if reader.n or reader.set_aside])
    yield _heading(_("How is this worked out?"))
    for section in method_account(results):
        yield from _section(section)


def _section(section: Section) -> Iterator[Block]:
    yield _heading(section.heading, level=3)
    if section.formula:
        yield {"kind": "formula", "lines": list(section.formula)}
    yield from map(_said, section.text)
    if section.numbers:
        columns = [_column(_("What"), shares=1), _column(_("How much"))]
        yield {"kind": "table", "columns": columns, "rows": [list(pair) for pair in section.numbers]}


def _ranking(results: "Results") -> Block:
    columns = [
        _column(_("Rank"), number=True),
        _column(_("Story"), shares=1),
        _column(_("Read"), number=True),
        _column(_("Estimate"), number=True),
        _column(_("90 % range")),
        _column(_("In the top {top}").format(top=results.top), number=True),
        _column(_("Plain mean"), number=True),
    ]
    rows: list[Printed] = [
        [str(story.rank), title, *_figures(story, results.points)]
        for story, title in zip(results.stories, _titles(results), strict=False)
    ]
    return {"kind": "table", "columns": columns, "rows": rows, "cut": results.top}


def _figures(story: "StoryResult", points: int) -> list[Printed]:
    span = _("{low:.1f} to {high:.1f}").format(low=story.low, high=story.high)
    along = [(value - 1) / (points - 1) for value in (story.low, story.score, story.high)]
    return [
        str(story.n),
        numeral(story.score, ".2f"),
        {"line": span, "bar": [min(max(place, 0.0), 1.0) for place in along]},
        chance_words(story.p_top),
        _mean(story.mean),
    ]


def _criteria(results: "Results") -> Block:
    """The means of the answers to each criterion, beside the stories and mixed into nothing."""
    criteria = results.table.challenge.criteria
    columns = [
        _column(_("Rank"), number=True),
        _column(_("Story"), shares=2),
        *(_column(f"{one.question} ({weight_words(one)})", number=True, shares=1) for one in criteria),
    ]
    rows: list[Printed] = [
        [str(story.rank), title, *map(_mean, story.further)]
        for story, title in zip(results.stories, _titles(results), strict=False)
    ]
    return {"kind": "table", "columns": columns, "rows": rows}


def _readers(readers: "Sequence[ReaderResult]") -> Block:
    columns = [
        _column(_("Reader"), shares=1),
        _column(_("Read"), number=True),
        _column(_("Usually")),
        _column(_("Points above the others"), number=True),
        _column(_("To be noticed")),
    ]
    return {"kind": "table", "columns": columns, "rows": [_reader(reader) for reader in readers[:_MOST]]}


def _reader(reader: "ReaderResult") -> list[Printed]:
    aside = [_("Set aside")] if reader.set_aside else []
    return [
        reader.name,
        str(reader.n),
        tendency_words(reader.tendency),
        signed(reader.effect) if reader.n else _NONE,
        listed([*map(flag_words, reader.flags), *aside]) or _NONE,
    ]


def _titles(results: "Results") -> list[Line]:
    """The numbers and titles of the stories that are printed, each in its story's language."""
    tongues = {line.number: line.language for line in results.table.lines}
    usual = results.table.challenge.language
    return [
        Line(text=f"#{story.number} {story.title}", language=tongues[story.number] or usual)
        for story in results.stories[:_MOST]
    ]


def _mean(value: float | None) -> str:
    return _NONE if value is None else numeral(value, ".2f")


def _said(sentence: str) -> Block:
    return {"kind": "p", "line": sentence}


def _heading(words: str, level: int = 2) -> Block:
    return {"kind": "heading", "level": level, "line": words}


def _column(name: str, *, number: bool = False, shares: int = 0) -> Block:
    """A column as wide as what is in it, or with so many shares of the room that is left."""
    return {"name": name, "align": "end" if number else "start", "shares": shares}
