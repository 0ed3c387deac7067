"""What a mail that Outlook saved (.msg) holds: its texts, its attachments, its headers."""

import io
import struct
from collections.abc import Iterator
from typing import Any

from olefile import OleFileIO  # type: ignore[import-untyped]  # it has no types

from learningstories.packs.mail_part import MailPart
from learningstories.services.outlook_bounds import tables_fit

MOST_STREAMS = 5_000
_MOST_WORDS = 1024 * 1024  # of a file's name, or of all headers
# Names of streams are the numbers of what they hold, and of how it is written.
_TEXT, _HTML, _DATA, _FILE_NAME, _HEADERS = "1000", "1013", "3701", "3707", "007D"
_UNICODE, _BYTES, _STREAM = "001F", "001E", "__substg1.0_"
_KINDS = {_TEXT: "text/plain", _HTML: "text/html", _DATA: "application/octet-stream"}
# What the library raises for files that are broken or none.
_ODD = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    OSError,
    struct.error,
    RecursionError,
)


def understood(data: bytes, most: int) -> tuple[str, list[MailPart]]:
    """The headers, and what may hold a return, at most `most` bytes each; nothing where it is no mail."""
    if not tables_fit(data):
        return "", []
    try:
        with OleFileIO(io.BytesIO(data)) as mail:
            streams = {"/".join(path): path for path in mail.listdir()[:MOST_STREAMS]}
            told = (mail.root.size, sum(map(mail.get_size, streams.values())))
            if max(told) > len(data):  # it would be gone round in a circle within the file
                return "", []
            headers = _first(mail, streams, f"{_STREAM}{_HEADERS}")
            return _words(headers), list(_parts(mail, streams, most))
    except _ODD:
        return "", []


def _parts(mail: Any, streams: dict[str, list[str]], most: int) -> Iterator[MailPart]:
    for name, path in streams.items():
        what, how = path[-1].removeprefix(_STREAM)[:4], path[-1][-4:]
        if what not in _KINDS or not path[-1].startswith(_STREAM) or mail.get_size(path) > most:
            continue
        found = mail.openstream(path).read()
        if how == _UNICODE:
            found = found.decode("utf-16-le", "replace").encode("utf-8", "replace")
        beside = name.removesuffix(path[-1]) + f"{_STREAM}{_FILE_NAME}"
        called = _words(_first(mail, streams, beside)) if what == _DATA else ""
        yield MailPart(called.rstrip("\0"), _KINDS[what], found)


def _first(mail: Any, streams: dict[str, list[str]], name: str) -> tuple[str, bytes]:
    for how in (_UNICODE, _BYTES):
        if name + how in streams and mail.get_size(name + how) <= _MOST_WORDS:
            return how, mail.openstream(name + how).read()
    return _BYTES, b""


def _words(found: tuple[str, bytes]) -> str:
    how, data = found
    return data.decode("utf-16-le" if how == _UNICODE else "utf-8", "replace")
