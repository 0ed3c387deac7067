"""Mails as Outlook saves them, written by hand: a file system within a file, with a stream a property."""

import struct
from collections.abc import Mapping
from datetime import datetime
from itertools import count, pairwise

SECTOR = 512
_NONE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALL = 4_096  # shorter streams lie together
Tree = Mapping[str, "bytes | Tree"]


def outlook_mail(properties: Mapping[int, object], attached: "list[Tree] | None" = None) -> bytes:
    """A .msg file with these properties and attachments."""
    return compound(_message(properties, attached or [], 32))


def attachment(properties: Mapping[int, object]) -> Tree:
    """An attached file."""
    return _stored(properties, 8)


def attached_mail(properties: Mapping[int, object]) -> Tree:
    """A mail that is attached as it was."""
    return {**_stored({0x3705: 5}, 8), "__substg1.0_3701000D": _message(properties, [], 24)}


def compound(tree: Tree) -> bytes:
    """A compound file that holds these streams and folders."""
    made = _Compound()
    made.place("Root Entry", tree, 5)
    return made.written()


class _Chains:
    """Data in sectors of one size; `table` says which sector follows which."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.data = b""
        self.table: list[int] = []

    def put(self, data: bytes) -> int:
        """Where the data begins."""
        start = len(self.table)
        count = -(-len(data) // self.size)
        if not count:
            return _END
        self.data += data.ljust(count * self.size, b"\0")
        self.table += [*range(start + 1, start + count), _END]
        return start

    def packed_table(self) -> bytes:
        return b"".join(struct.pack("<I", each) for each in self.table)


class _Compound:
    def __init__(self) -> None:
        self._entries: list[tuple[str, int, int, bytes]] = []  # name, kind, first child, data
        self._next: dict[int, int] = {}

    def place(self, name: str, content: "bytes | Tree", kind: int) -> int:
        number = len(self._entries)
        if isinstance(content, bytes):
            self._entries.append((name, kind, _NONE, content))
            return number
        self._entries.append((name, kind, _NONE, b""))
        children = [
            self.place(each, inner, 2 if isinstance(inner, bytes) else 1) for each, inner in content.items()
        ]
        self._next |= dict(pairwise(children))
        self._entries[number] = (name, kind, children[0] if children else _NONE, b"")
        return number

    def written(self) -> bytes:
        small, large = _Chains(64), _Chains(SECTOR)
        starts = [(small if len(data) < _SMALL else large).put(data) for *_rest, data in self._entries]
        root_start, small_table = large.put(small.data), large.put(small.packed_table())
        starts[0] = root_start
        sizes = [len(data) for *_rest, data in self._entries]
        sizes[0] = len(small.data)
        directory = large.put(
            b"".join(self._record(*each) for each in zip(count(), starts, sizes, strict=False))
        )
        fats = -(-len(large.table) // (SECTOR // 4 - 1))
        places = range(len(large.table), len(large.table) + fats)
        large.table += [_TABLE] * fats
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
        head += bytes(6) + struct.pack("<IIIII", 0, fats, directory, 0, _SMALL)
        head += struct.pack("<IIII", small_table, 1 if small.table else 0, _END, 0)
        head += b"".join(struct.pack("<I", place) for place in places).ljust(436, b"\xff")
        return head + large.data + large.packed_table().ljust(fats * SECTOR, b"\xff")

    def _record(self, number: int, start: int, size: int) -> bytes:
        name, kind, child, _data = self._entries[number]
        letters = name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<HBBIII", len(letters), kind, 1, _NONE, self._next.get(number, _NONE), child)
        return letters.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def _message(properties: Mapping[int, object], attached: "list[Tree]", start: int) -> Tree:
    folders = {f"__attach_version1.0_#{number:08X}": each for number, each in enumerate(attached)}
    return {**_stored(properties, start), **folders}


def _stored(properties: Mapping[int, object], start: int) -> Tree:
    rows = bytes(start)
    streams: dict[str, bytes | Tree] = {}
    for key, value in properties.items():
        if isinstance(value, str | bytes):
            kind = 0x001F if isinstance(value, str) else 0x0102
            data = value.encode("utf-16-le") if isinstance(value, str) else value
            streams[f"__substg1.0_{key:04X}{kind:04X}"] = data
            rows += struct.pack("<HHIII", kind, key, 6, len(data), 0)
        elif isinstance(value, datetime):
            ticks = int((value.timestamp() + 11_644_473_600) * 10_000_000)
            rows += struct.pack("<HHIQ", 0x0040, key, 6, ticks)
        else:
            rows += struct.pack("<HHIII", 0x0003, key, 6, value, 0)
    return {"__properties_version1.0": rows, **streams}
