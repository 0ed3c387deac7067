"""How the columns of a form's export were matched, remembered for the next export of the same form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

FormId = NewType("FormId", UUID)


class FormField(StrEnum):
    """What a column of a form's export holds."""

    LEFT_OUT = ""
    TITLE = "title"
    AUTHOR = "author"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    THEME = "theme"
    LANGUAGE = "language"
    TEXT = "text"
    FILES = "files"
    RECEIVED = "received"
    CONSENT = "consent"
    CONSENT_READ = "consent_read"
    CONSENT_PRINT = "consent_print"
    CONSENT_WEB = "consent_web"
    CONSENT_STAGE = "consent_stage"
    CONSENT_ALL = "consent_all"
    NAME_USE = "name_use"
    ROW_ID = "row_id"


# A story's text may be asked for in parts, and a consent more than once.
IN_SEVERAL_COLUMNS = frozenset(
    {FormField.LEFT_OUT, FormField.TEXT, FormField.FILES}
    | {field for field in FormField if field.startswith("consent")}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form, known by its `fingerprint`, which is made of its headers.

    `columns` maps each of its headers to the field of a story that it holds, "" where it was left out.
    `day_first` says how its dates are written, None where they say so themselves.
    """

    id: FormId
    fingerprint: str
    name: str
    columns: Mapping[str, str]
    day_first: bool | None = None
    changed_at: datetime
