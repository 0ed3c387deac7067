"""How the columns of a form's export were matched, remembered for the next export of the same form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

FormId = NewType("FormId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form, known by its `fingerprint`, which is made of its headers.

    `columns` maps a header to the field of a story that it holds; a header that is not there was left
    out on purpose. `day_first` says how its dates are written, None where they say so themselves.
    """

    id: FormId
    fingerprint: str
    name: str
    columns: Mapping[str, str]
    day_first: bool | None = None
    changed_at: datetime
