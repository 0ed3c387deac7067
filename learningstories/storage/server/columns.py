"""How a server keeps the values of columns: in the forms in which a file has them.

So one statement serves both, moments compare as texts on both, and every line can be held against the
line of the other. Texts are compared by their bytes, whatever language the server was set up in.
"""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, String, TypeDecorator
from sqlalchemy.types import UserDefinedType

_HEX = 32


def plain_text(length: int | None = None) -> String:
    """Text that is ordered by its bytes."""
    return String(length, collation="C")


class HexKey(TypeDecorator[UUID]):
    """A record's id as 32 hex digits."""

    impl = plain_text(_HEX)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        return value.hex if value is not None else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> UUID | None:
        return UUID(value) if value is not None else None


class MomentText(TypeDecorator[datetime]):
    """A moment in UTC as text; what a reader may not see is empty."""

    impl = plain_text()
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value).replace(tzinfo=UTC) if value else None


class JsonText(UserDefinedType[Any]):
    """JSON that the server looks at but the driver hands out as it stands."""

    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:
        """The column's type."""
        return "JSON"

    def bind_processor(self, dialect: Dialect) -> Any:
        """Python's value as JSON."""
        return json.dumps

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """JSON as Python's value."""
        return lambda value: json.loads(value) if value is not None else None
