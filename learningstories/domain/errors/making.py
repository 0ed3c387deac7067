"""Failures of typesetting."""

from dataclasses import dataclass

from learningstories.domain.errors.base import ExpectedError


@dataclass(eq=False)
class TypesettingFailed(ExpectedError):
    """The typesetter gave up; `number` is the story it gave up on, if that is known."""

    code = "typesetting_failed"
    cause: str
    number: int | None = None


@dataclass(eq=False)
class GlyphMissing(ExpectedError):
    """No font that we have can print a character."""

    code = "glyph_missing"
    character: str
    number: int | None = None


class CallTooLong(ExpectedError):
    """The call for stories does not fit on its one page."""

    code = "call_too_long"


@dataclass(eq=False)
class CallEndingUnknown(ExpectedError):
    """The name of a file does not say which form of the call is wanted."""

    code = "call_ending_unknown"
    name: str


@dataclass(eq=False)
class ResultsEndingUnknown(ExpectedError):
    """The name of a file does not say which form of the results is wanted."""

    code = "results_ending_unknown"
    name: str


@dataclass(eq=False)
class OutputUnknown(ExpectedError):
    """There is no kind of output of that name."""

    code = "output_unknown"
    kind: str


@dataclass(eq=False)
class PaperNotOffered(ExpectedError):
    """The output does not come on that paper; `papers` are those that it comes on, if any."""

    code = "paper_not_offered"
    kind: str
    papers: tuple[str, ...]


@dataclass(eq=False)
class CoverUnusable(ExpectedError):
    """The file for the book's cover is no picture, or one that is too large."""

    code = "cover_unusable"
    name: str


@dataclass(eq=False)
class FolderTaken(ExpectedError):
    """What is to become a folder of ours is a file, or a folder that holds other things."""

    code = "folder_taken"
    name: str


class NothingToWrite(ExpectedError):
    """There is neither a story nor a reading that a letter could be about."""

    code = "nothing_to_write"


class NothingToCertify(ExpectedError):
    """There is nobody who would get a certificate."""

    code = "nothing_to_certify"


class EveningWithoutDate(ExpectedError):
    """The evening is to go into calendars, and has no date yet."""

    code = "evening_without_date"
