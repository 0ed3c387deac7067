"""Column types that hold the domain's values as they are, and write them into history as JSON."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, get_origin
from uuid import UUID

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, String, TypeDecorator, Uuid
from sqlalchemy.types import TypeEngine

from learningstories.domain.arrival import ReceivedBy
from learningstories.storage.server.columns import HexKey, JsonText, MomentText, plain_text

_MOMENTS = frozenset(("at", "until", "granted_at"))
_AS_THEY_ARE = frozenset((str, int, bool, float, type(None)))


_NAMED = _MOMENTS | {"story_id", "by"}


SERVER = "postgresql"  # whose dialect keeps these values in the forms in which a file has them
KEY = Uuid().with_variant(HexKey(), SERVER)
NUMBER = Integer().with_variant(BigInteger(), SERVER)  # SQLite's are as large
TEXT = String().with_variant(plain_text(), SERVER)
JSON_TEXT = JSON().with_variant(JsonText(), SERVER)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment; SQLite would drop its zone."""

    impl = DateTime(timezone=True).with_variant(MomentText(), SERVER)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise TypeError("a moment without a time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if isinstance(value, datetime) and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC) if value is not None else None


class Choices(TypeDecorator[StrEnum]):
    """One of an enumeration's values, stored as its text."""

    impl = TEXT
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return str(value) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return self.kind(value) if value is not None else None


class Tuple(TypeDecorator[tuple[Any, ...]]):
    """A tuple of texts or numbers."""

    impl = JSON_TEXT
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> list[Any]:
        return list(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Any, ...]:
        return tuple(value)


class ChoicesOf(TypeDecorator[tuple[StrEnum, ...]]):
    """Some of an enumeration's values."""

    impl = JSON_TEXT
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> list[str]:
        return [str(each) for each in value]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[StrEnum, ...]:
        return self.out_of(value)

    def out_of(self, value: list[str]) -> tuple[StrEnum, ...]:
        """The values out of JSON."""
        return tuple(self.kind(each) for each in value)


class Counts(TypeDecorator[tuple[tuple[str, int], ...]]):
    """Names, each with a number."""

    impl = JSON_TEXT
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> list[list[Any]]:
        return [list(pair) for pair in value]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[tuple[str, int], ...]:
        return _pairs(value)


def _pairs(value: Any) -> tuple[tuple[str, int], ...]:
    return tuple((str(name), int(number)) for name, number in value)


class Parts(TypeDecorator[tuple[Any, ...]]):
    """A tuple of small records that live within another one, such as a challenge's criteria."""

    impl = JSON_TEXT
    cache_ok = True

    def __init__(self, part: type[Any]) -> None:
        super().__init__()
        self.part = part
        # All others are in JSON what they are in the record.
        tuples = {field.name for field in fields(part) if get_origin(field.type) is tuple}
        self._unlike_json = tuples | (_NAMED & {field.name for field in fields(part)})

    def process_bind_param(self, value: Any, dialect: Dialect) -> list[Any]:
        return [to_json(part) for part in value]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Any, ...]:
        return self.out_of(value)

    def out_of(self, value: list[Mapping[str, Any]]) -> tuple[Any, ...]:
        """The records out of JSON."""
        return tuple(self.part(**{**each, **self._read(each)}) for each in value)

    def _read(self, each: Mapping[str, Any]) -> dict[str, Any]:
        return {name: _part(name, each[name]) for name in self._unlike_json & each.keys()}


def _part(name: str, told: Any) -> Any:
    """A field of a record within another, by its name: JSON does not tell moments from texts."""
    if isinstance(told, list):
        return tuple(told)
    if told is not None and name in _MOMENTS:
        return datetime.fromisoformat(told)
    if told is not None and name == "story_id":
        return _key(told)
    return ReceivedBy(told) if name == "by" else told


@lru_cache(4_096)
def _key(told: str) -> UUID:
    """Hundreds of packs name the same few stories."""
    return UUID(told)


def to_json(value: Any) -> Any:
    """A column's value as history writes it."""
    if type(value) in _AS_THEY_ARE:  # most are: a big step is written ten times as fast so
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    kind: type[Any] = type(value)
    names = _names(kind) if is_dataclass(kind) else ()
    return {name: to_json(getattr(value, name)) for name in names} if names else value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def from_json(kind: TypeEngine[Any], value: Any) -> Any:
    """A column's value out of history."""
    if value is None:
        return None
    if isinstance(kind, Choices):
        return kind.kind(value)
    if isinstance(kind, Parts | ChoicesOf):
        return kind.out_of(value)
    read = next((read for of, read in _FROM_JSON if isinstance(kind, of)), None)
    return read(value) if read else value


_FROM_JSON: tuple[tuple[type[TypeEngine[Any]], Callable[[Any], Any]], ...] = (
    (Uuid, UUID),
    (UtcDateTime, datetime.fromisoformat),
    (Tuple, tuple),
    (Counts, _pairs),
)
