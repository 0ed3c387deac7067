"""Failures that a person can cause and mend.

Anything else that is raised is a bug. No error holds prose: it holds the facts, and
`services.sentences` words them. `code` is what scripts see.
"""

from dataclasses import dataclass
from typing import ClassVar


class ExpectedError(Exception):
    """Base of every failure that is told as advice."""

    code: ClassVar[str] = "refused"


class Cancelled(ExpectedError):
    """A running task was stopped."""

    code = "cancelled"


# --- the challenge file -----------------------------------------------------------------------


@dataclass(eq=False)
class FileMissing(ExpectedError):
    """There is no such file."""

    code = "file_missing"
    name: str


@dataclass(eq=False)
class FileGone(ExpectedError):
    """The file was moved, deleted or replaced while it was open."""

    code = "file_gone"
    name: str


@dataclass(eq=False)
class FileForbidden(ExpectedError):
    """The file may not be read by this person."""

    code = "file_forbidden"
    name: str


@dataclass(eq=False)
class FileExists(ExpectedError):
    """A new challenge would overwrite a file."""

    code = "file_exists"
    name: str


@dataclass(eq=False)
class NotAChallenge(ExpectedError):
    """The file is no challenge: no database at all, or another program's."""

    code = "not_a_challenge"
    name: str
    other_program: bool = False


@dataclass(eq=False)
class FileDamaged(ExpectedError):
    """The file is a challenge, but cut short or altered."""

    code = "file_damaged"
    name: str


@dataclass(eq=False)
class MadeByNewerVersion(ExpectedError):
    """A newer release wrote the file."""

    code = "made_by_newer_version"
    name: str


@dataclass(eq=False)
class FileReadOnly(ExpectedError):
    """The file or its folder cannot be written."""

    code = "read_only"
    name: str


@dataclass(eq=False)
class FileBusy(ExpectedError):
    """Another program holds the file for longer than we wait."""

    code = "busy"
    name: str


@dataclass(eq=False)
class DiskFull(ExpectedError):
    """There was no room to store the step; nothing of it was kept."""

    code = "disk_full"
    name: str


@dataclass(eq=False)
class DiskTrouble(ExpectedError):
    """The disk failed to read or write: over a quota, taken out, or worn out."""

    code = "disk_trouble"
    name: str


@dataclass(eq=False)
class CannotWrite(ExpectedError):
    """A result could not be written where it was wanted."""

    code = "cannot_write"
    name: str
    cause: str


# --- what is in it ------------------------------------------------------------------------------


@dataclass(eq=False)
class NoSuchStory(ExpectedError):
    """No story has that number."""

    code = "no_such_story"
    number: int


@dataclass(eq=False)
class NoSuchReviewer(ExpectedError):
    """No reviewer has that e-mail address."""

    code = "no_such_reviewer"
    email: str


@dataclass(eq=False)
class ReviewerExists(ExpectedError):
    """A reviewer with that e-mail address is there already."""

    code = "reviewer_exists"
    email: str


@dataclass(eq=False)
class ReviewerHasReadings(ExpectedError):
    """The reviewer has answered or put off stories, which would be lost."""

    code = "reviewer_has_readings"
    email: str


@dataclass(eq=False)
class ReviewerHasPack(ExpectedError):
    """A pack was made for the reviewer, and what comes back of it would have nobody to belong to."""

    code = "reviewer_has_pack"
    email: str


@dataclass(eq=False)
class NotAnEmail(ExpectedError):
    """That is no e-mail address."""

    code = "not_an_email"
    email: str


@dataclass(eq=False)
class ValueOutOfScale(ExpectedError):
    """A rating is not a point of the challenge's scale."""

    code = "value_out_of_scale"
    value: int
    points: int


@dataclass(eq=False)
class ChanceOutOfRange(ExpectedError):
    """A chance is not between 0 and 10."""

    code = "chance_out_of_range"
    value: int


@dataclass(eq=False)
class ChanceWithoutAction(ExpectedError):
    """A chance was given though no action was named."""

    code = "chance_without_action"


@dataclass(eq=False)
class SteppedAside(ExpectedError):
    """The reviewer stepped aside from this story."""

    code = "stepped_aside"
    number: int


@dataclass(eq=False)
class StoryWithdrawn(ExpectedError):
    """The story was withdrawn."""

    code = "story_withdrawn"
    number: int


@dataclass(eq=False)
class StoryRefused(ExpectedError):
    """The story was refused as late."""

    code = "story_refused"
    number: int


@dataclass(eq=False)
class StoryNotEligible(ExpectedError):
    """The story was found not eligible."""

    code = "story_not_eligible"
    number: int


@dataclass(eq=False)
class NotLate(ExpectedError):
    """The story came in time: there is nothing to decide about its lateness."""

    code = "not_late"
    number: int


@dataclass(eq=False)
class NoSuchClaim(ExpectedError):
    """Nothing that came with the story says such a time."""

    code = "no_such_claim"
    number: int


@dataclass(eq=False)
class TimeNotCome(ExpectedError):
    """A time that lies ahead cannot be when something came."""

    code = "time_not_come"


@dataclass(eq=False)
class ExtensionTooShort(ExpectedError):
    """More time for one author would end no later than the deadline itself."""

    code = "extension_too_short"


@dataclass(eq=False)
class NoExtension(ExpectedError):
    """The author with that address has no more time than others."""

    code = "no_extension"
    email: str


@dataclass(eq=False)
class ChallengeInvalid(ExpectedError):
    """A field of the challenge makes no sense; `field` names it, `cause` is a code."""

    code = "challenge_invalid"
    field: str
    cause: str


@dataclass(eq=False)
class TimeNotUnderstood(ExpectedError):
    """A date and time could not be read."""

    code = "time_not_understood"
    text: str


@dataclass(eq=False)
class TimeImpossible(ExpectedError):
    """The clocks jump over this time."""

    code = "time_impossible"
    text: str
    zone: str


@dataclass(eq=False)
class TimeAmbiguous(ExpectedError):
    """The clocks show this time twice."""

    code = "time_ambiguous"
    text: str
    zone: str


@dataclass(eq=False)
class ZoneUnknown(ExpectedError):
    """There is no such time zone."""

    code = "zone_unknown"
    zone: str


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
class NoPrintConsent(ExpectedError):
    """None of the stories on the shortlist may be printed."""

    code = "no_print_consent"
    numbers: tuple[int, ...]


@dataclass(eq=False)
class ReasonNeeded(ExpectedError):
    """The decision needs a reason."""

    code = "reason_needed"


@dataclass(eq=False)
class NothingToRank(ExpectedError):
    """There are no ratings yet."""

    code = "nothing_to_rank"


# --- tables of ratings ------------------------------------------------------------------------------


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


# --- packs ----------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotAPack(ExpectedError):
    """The file is no pack."""

    code = "not_a_pack"
    name: str


@dataclass(eq=False)
class ThisIsAReturn(ExpectedError):
    """What was opened as a pack is a return."""

    code = "this_is_a_return"
    name: str


@dataclass(eq=False)
class ThisIsAPage(ExpectedError):
    """What was opened as a pack is the page of one, which a browser shows."""

    code = "this_is_a_page"
    name: str


@dataclass(eq=False)
class PackDamaged(ExpectedError):
    """The file is a pack, but cut short or altered."""

    code = "pack_damaged"
    name: str


@dataclass(eq=False)
class PackUnsafe(ExpectedError):
    """The file holds what no pack of ours holds."""

    code = "pack_unsafe"
    name: str


@dataclass(eq=False)
class PackTooBig(ExpectedError):
    """The file is larger than any pack, or would become so."""

    code = "pack_too_big"
    name: str


@dataclass(eq=False)
class PackLocked(ExpectedError):
    """The pack is protected, and no phrase was given."""

    code = "pack_locked"
    name: str


@dataclass(eq=False)
class PhraseWrong(ExpectedError):
    """The phrase does not open the pack."""

    code = "phrase_wrong"
    name: str


class ReturnNotOurs(ExpectedError):
    """What was to be gone on from is no return of this pack."""

    code = "return_not_ours"


@dataclass(eq=False)
class CutDoesNotFit(ExpectedError):
    """Words that are to be replaced do not stand where they should."""

    code = "cut_does_not_fit"
    number: int
    text: str


@dataclass(eq=False)
class NothingToPack(ExpectedError):
    """There is no story for this reviewer, or for any if there is no address."""

    code = "nothing_to_pack"
    email: str = ""


@dataclass(eq=False)
class NoSuchPack(ExpectedError):
    """No such pack was made."""

    code = "no_such_pack"


@dataclass(eq=False)
class NoSuchAnswer(ExpectedError):
    """The reviewer gave no such answer to this story."""

    code = "no_such_answer"
    number: int


@dataclass(eq=False)
class PackOverfull(ExpectedError):
    """A reviewer's stories do not fit into one pack; `name` is the reviewer's."""

    code = "pack_overfull"
    name: str


# --- undo -----------------------------------------------------------------------------------------


@dataclass(eq=False)
class NothingToUndo(ExpectedError):
    """No step is left to take back, or none to bring back."""

    code = "nothing_to_undo"
    redo: bool = False


@dataclass(eq=False)
class UndoBlocked(ExpectedError):
    """A record has changed since the step that is to be undone."""

    code = "undo_blocked"
    label: str


# --- story files ------------------------------------------------------------------------------------


@dataclass(eq=False)
class StoryUnreadable(ExpectedError):
    """A file that was offered as a story cannot be read as one; `cause` is one of `UNREADABLE`."""

    name: str
    cause: str

    @property
    def code(self) -> str:  # type: ignore[override]  # the cause is what a script wants to know
        """The cause."""
        return self.cause


UNREADABLE = (
    "missing",
    "folder",
    "empty",
    "too_big",
    "no_text",
    "unknown_type",
    "unknown_encoding",
    "not_a_docx",
    "old_word",
    "old_sheet",
    "presentation",
    "apple_document",
    "ebook",
    "other_archive",
    "only_link",
    "scanned",
    "encrypted",
    "zip_bomb",
    "external_entities",
    "too_deep",
    "took_too_long",
    "out_of_memory",
    "no_permission",
    "picture_unreadable",
    "recording_too_big",
    "mail_too_complex",
    "archive_too_deep",
    "too_many_files",
    "sheet_too_large",
    "not_a_form",
    "no_answers",
    "broken",
)


@dataclass(eq=False)
class FieldUnknown(ExpectedError):
    """A column of a form was to be matched to something that no story has; `text` is what was written."""

    code = "field_unknown"
    text: str


@dataclass(eq=False)
class ColumnUnknown(ExpectedError):
    """No form that was read has such a column; `columns` are those that there are."""

    code = "column_unknown"
    column: str
    columns: tuple[str, ...]


# --- making the book ----------------------------------------------------------------------------


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
