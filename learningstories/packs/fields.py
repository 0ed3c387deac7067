"""Takes fields out of JSON that may hold anything: each is what it should be, or `Unsound` is raised."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from learningstories.domain.revision import Vector
from learningstories.packs.unsound import Unsound

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

MOST_DEVICES = 32
MOST_WORDS_OF_A_DEVICE = 1_000_000
_DEVICE = re.compile(r"d_[0-9a-f]{16}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")
_ID = re.compile(r"[0-9a-f]{32}")
_HALF = re.compile("[\ud800-\udfff]")
_BASE64 = re.compile(r"[A-Za-z0-9_-]*")


class Fields:
    """The fields of one JSON object; those that nobody asks for are passed over."""

    def __init__(self, told: Any) -> None:
        if not isinstance(told, dict):
            raise Unsound("damaged")
        self._told: dict[str, Any] = told

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._told.get(name) is not None

    def given(self, names: Iterable[str]) -> list[str]:
        """Those of the fields that are there and not null."""
        told = self._told
        return [name for name in names if told.get(name) is not None]

    def names(self) -> frozenset[str]:
        """The names of all fields."""
        return frozenset(self._told)

    def part(self, name: str) -> "Fields":
        """An object within this one."""
        return Fields(self._told.get(name))

    def text(self, name: str, most: int, default: str | None = None) -> str:
        """A text of at most `most` characters."""
        if name not in self._told and default is not None:
            return default
        value = self._told.get(name)
        if not isinstance(value, str) or len(value) > most or not _is_text(value):
            raise Unsound("damaged")
        return value

    def whole(self, name: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number; `true` and 3.0 are none."""
        value = self._told.get(name, default)
        if type(value) is not int or not least <= value <= most:
            raise Unsound("damaged")
        return value

    def flag(self, name: str) -> bool:
        """Yes or no; no where nothing is said."""
        value = self._told.get(name, False)
        if value is True or value is False:
            return value
        raise Unsound("damaged")

    def choice(self, name: str, kind: type[E], default: E) -> E:
        """One of the words of an enumeration."""
        if name not in self._told:
            return default
        try:
            return kind(self._told[name])
        except ValueError as error:
            raise Unsound("damaged") from error

    def items(self, name: str, most: int, read: Callable[[Any], T]) -> tuple[T, ...]:
        """A list, each of it as `read` makes it; none where there is no such field."""
        if name not in self._told:
            return ()
        value = self._told[name]
        if not isinstance(value, list) or len(value) > most:
            raise Unsound("damaged")
        return tuple(read(each) for each in value)

    def texts(self, name: str, most: int, longest: int) -> tuple[str, ...]:
        """A list of texts."""
        return self.items(name, most, lambda each: Fields({"": each}).text("", longest))

    def key(self, name: str) -> UUID:
        """An id, 32 digits from 0 to f."""
        value = self._told.get(name)
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise Unsound("damaged")
        return _key(value)

    def moment(self, name: str) -> datetime:
        """A moment in UTC."""
        value = self._told.get(name)
        if not isinstance(value, str) or not _MOMENT.fullmatch(value):
            raise Unsound("damaged")
        try:
            return datetime.fromisoformat(value)
        except ValueError as error:
            raise Unsound("damaged") from error

    def data(self, name: str, size: int) -> bytes:
        """Exactly so many bytes, written in base64 for addresses."""
        value = self._told.get(name)
        if not isinstance(value, str) or not _BASE64.fullmatch(value):
            raise Unsound("damaged")
        try:
            found = urlsafe_b64decode(value + "=" * (-len(value) % 4))
        except ValueError as error:
            raise Unsound("damaged") from error
        if len(found) != size:
            raise Unsound("damaged")
        return found

    def device(self, name: str) -> str:
        """The name of a device."""
        value = self._told.get(name)
        if not isinstance(value, str) or not _DEVICE.fullmatch(value):
            raise Unsound("damaged")
        return value

    def vector(self, name: str) -> Vector:
        """How often each device had spoken; nothing where there is no such field."""
        value = self._told.get(name, {})
        if not isinstance(value, dict) or len(value) > MOST_DEVICES:
            raise Unsound("damaged")
        for device, count in value.items():
            if not _DEVICE.fullmatch(device) or type(count) is not int:
                raise Unsound("damaged")
            if not 1 <= count <= MOST_WORDS_OF_A_DEVICE:
                raise Unsound("damaged")
        return tuple(sorted(value.items()))


@lru_cache(4_096)
def _key(digits: str) -> UUID:
    """Thousands of answers name the same few stories."""
    return UUID(int=int(digits, 16))


def moment_out(moment: datetime) -> str:
    """A moment as files write it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def data_out(data: bytes) -> str:
    """Bytes as files write them."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _is_text(value: str) -> bool:
    """Half characters are none, and could be neither stored nor sent on."""
    return value.isascii() or not _HALF.search(value)
