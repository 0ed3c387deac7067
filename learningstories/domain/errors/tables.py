"""Failures of tables of ratings."""

from dataclasses import dataclass

from learningstories.domain.errors.base import ExpectedError


@dataclass(eq=False)
class NotATable(ExpectedError):
    """The file is no table that is text."""

    code = "not_a_table"
    name: str


@dataclass(eq=False)
class TableTooLarge(ExpectedError):
    """The table has more than can be analysed at once."""

    code = "table_too_large"
    name: str


@dataclass(eq=False)
class QuoteLeftOpen(ExpectedError):
    """A quotation mark in a table is not closed, so that cells cannot be told apart from line `number` on."""

    code = "quote_left_open"
    name: str
    number: int


@dataclass(eq=False)
class NoSuchColumn(ExpectedError):
    """The table has no column of that name; `columns` are those it has."""

    code = "no_such_column"
    column: str
    columns: str


@dataclass(eq=False)
class TooManyToTellApart(ExpectedError):
    """Both the stories and the reviewers are more than fit into the memory of a computer."""

    code = "too_many_to_tell_apart"
