"""The pieces that an RTF file is made of."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)


class Token(NamedTuple):
    """One piece: a word with its number, a symbol, a brace, or bytes of text.

    `data` are the bytes of text; `symbol` is a brace, or the character after a backslash.
    """

    word: str = ""
    number: int | None = None
    symbol: str = ""
    data: bytes = b""


def tokens(rtf: bytes) -> Iterator[Token]:
    """The pieces in their order; bytes that a file announces with bin are one piece of text."""
    at = 0
    while found := _TOKEN.match(rtf, at):
        at = found.end()
        word, number, code, symbol, brace, text = found.groups()
        if text is not None:
            yield Token(data=text)
        elif code is not None:
            yield Token(symbol="'", data=bytes((int(code, 16),)))
        elif word == b"bin":
            size = max(0, int(number or 0))
            yield Token(word="bin", data=rtf[at : at + size])
            at += size
        elif word is not None:
            yield Token(word=word.decode(), number=None if number is None else int(number))
        elif brace or symbol:
            yield Token(symbol=(brace or b"\\" + symbol).decode("latin-1"))
