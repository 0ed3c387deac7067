"""Failures of files that are offered as stories."""

from dataclasses import dataclass

from learningstories.domain.errors.base import ExpectedError


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
