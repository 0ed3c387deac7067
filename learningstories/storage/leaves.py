"""Finds lines of tables in a database's pages, page by page, where the way to them is lost."""

from collections.abc import Iterator, Sequence
from struct import unpack

Line = tuple[int, tuple[object, ...]]  # its number and its values
_LEAF = 13  # marks a page that holds lines of a table
_FIRST_HEADER = 100
_MOST_BYTES = 64 * 1024 * 1024  # of one line
_MOST_COLUMNS = 200
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # serial types and their bytes
_FLOAT, _ZERO, _ONE, _BYTES = 7, 8, 9, 12


class Pages:
    """The file's bytes as pages, counted from 1."""

    def __init__(self, data: bytes) -> None:
        size = int.from_bytes(data[16:18])
        self._size = 65536 if size == 1 else size if size in (1 << n for n in range(9, 16)) else 4096
        self._usable = self._size - (data[20] if data[20] <= self._size - 480 else 0)
        self._data = data
        self.count = len(data) // self._size

    def lines(self) -> Iterator[Line]:
        """Every line that stands in a page that is not free; what makes no sense is passed over."""
        free = self._free()
        for number in range(1, self.count + 1):
            if number not in free:
                yield from self._lines_of(number)

    def _page(self, number: int) -> bytes:
        if not 0 < number <= self.count:
            raise ValueError(number)
        return self._data[(number - 1) * self._size : number * self._size]

    def _free(self) -> frozenset[int]:
        """Pages that hold only what was once removed, as far as their list can be followed."""
        found: set[int] = set()
        trunk = int.from_bytes(self._data[32:36])
        while 0 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self._page(trunk)
            count = min(int.from_bytes(page[4:8]), self._usable // 4 - 2)
            found.update(unpack(f">{count}I", page[8 : 8 + 4 * count]))
            trunk = int.from_bytes(page[:4])
        return frozenset(found)

    def _lines_of(self, number: int) -> Iterator[Line]:
        page = self._page(number)
        start = _FIRST_HEADER if number == 1 else 0
        if page[start] != _LEAF:
            return
        for cell in range(min(int.from_bytes(page[start + 3 : start + 5]), self._size // 4)):
            place = start + 8 + 2 * cell
            try:
                yield self._line(page, int.from_bytes(page[place : place + 2]))
            except (ValueError, IndexError):
                continue

    def _line(self, page: bytes, at: int) -> Line:
        size, at = _varint(page, at)
        rowid, at = _varint(page, at)
        if not 0 < size <= _MOST_BYTES:
            raise ValueError(size)
        return _signed(rowid), _values(self._payload(page, at, size))

    def _payload(self, page: bytes, at: int, size: int) -> bytes:
        """What a line holds, the part that overflows into pages of its own included."""
        most, least = self._usable - 35, (self._usable - 12) * 32 // 255 - 23
        here = size
        if size > most:
            here = least + (size - least) % (self._usable - 4)
            here = here if here <= most else least
        found = bytearray(page[at : at + here])
        follows = int.from_bytes(page[at + here : at + here + 4]) if here < size else 0
        while len(found) < size:
            more = self._page(follows)
            found += more[4 : min(self._usable, 4 + size - len(found))]
            follows = int.from_bytes(more[:4])
        return bytes(found)


def _values(payload: bytes) -> tuple[object, ...]:
    head, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < head and len(kinds) < _MOST_COLUMNS:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != head:
        raise ValueError(head)
    values = []
    for kind in kinds:
        size = _size(kind)
        if at + size > len(payload):
            raise ValueError(size)
        values.append(_value(kind, payload[at : at + size]))
        at += size
    return tuple(values)


def _size(kind: int) -> int:
    if kind >= _BYTES:
        return (kind - _BYTES) // 2
    return 8 if kind == _FLOAT else _INTEGERS.get(kind, 0)


def _value(kind: int, stored: bytes) -> object:
    if kind >= _BYTES:
        return stored.decode("utf-8") if kind % 2 else stored
    if kind in _INTEGERS:
        return int.from_bytes(stored, signed=True)
    simple: dict[int, object] = {0: None, _ZERO: 0, _ONE: 1}
    return unpack(">d", stored)[0] if kind == _FLOAT else simple[kind]


def _varint(data: Sequence[int], at: int) -> tuple[int, int]:
    """A number of up to nine bytes, and where the next begins."""
    number = 0
    for place in range(at, at + 8):
        number = number << 7 | data[place] & 127
        if data[place] < 128:  # noqa: PLR2004 - the bit that says that more comes
            return number, place + 1
    return number << 8 | data[at + 8], at + 9


def _signed(number: int) -> int:
    return number - (1 << 64) if number >= 1 << 63 else number
