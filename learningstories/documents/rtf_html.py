"""HTML that Outlook put into RTF, taken out again."""

from dataclasses import dataclass, replace

from learningstories.documents.rtf_tokens import Token, tokens

_FROM_HTML = b"\\fromhtml"
_HIDDEN = frozenset(("fonttbl", "colortbl", "stylesheet", "info", "pict", "pntext", "mhtmltag"))
_BREAKS = {"par": "\r\n", "line": "\r\n", "tab": "\t", "lquote": "\u2018", "rquote": "\u2019"}
_SIGNS = {
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "\u2022",
    "endash": "\u2013",
    "emdash": "\u2014",
}
_WORDS = {**_BREAKS, **_SIGNS}
_MOST_GROUPS = 2_000
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within braces: `hidden` text is not HTML; `fallback` characters follow a \\u."""

    hidden: bool = False
    destination: bool = False
    only_rtf: bool = False
    fallback: int = 1


def html_in(rtf: bytes) -> str:
    """The HTML in a piece of RTF; empty if it was not made of HTML."""
    return _Taking(rtf).html() if _FROM_HTML in rtf[:2_000] else ""


class _Taking:
    """Walks through the pieces and keeps those that are HTML."""

    def __init__(self, rtf: bytes) -> None:
        self._rtf = rtf
        self._groups = [_Group()]
        self._out: list[str] = []
        self._bytes = bytearray()
        self._encoding = "cp1252"
        self._skip = 0

    def html(self) -> str:
        """All that is HTML, in its order."""
        for token in tokens(self._rtf):
            if token.symbol in {"{", "}"}:
                self._brace(token.symbol)
            elif token.word:
                self._word(token)
            elif token.data:
                self._text(token.data)
            else:
                self._sign(token.symbol.lstrip("\\"))
        self._flush()
        return "".join(self._out)

    def _brace(self, brace: str) -> None:
        if brace == "{" and len(self._groups) < _MOST_GROUPS:
            self._groups.append(replace(self._groups[-1], destination=False))
        elif brace == "}" and len(self._groups) > 1:
            self._groups.pop()

    def _word(self, token: Token) -> None:
        group, word = self._groups[-1], token.word
        if word == "ansicpg":
            self._encoding = f"cp{token.number or 1252}"
        elif word == "htmltag":
            self._change(hidden=False, destination=False)
        elif word == "htmlrtf":
            self._change(only_rtf=token.number != 0)
        elif word == "uc":
            self._change(fallback=min(max(token.number or 0, 0), 10))
        elif group.destination or word in _HIDDEN:
            self._change(hidden=True, destination=False)
        elif word == "u" and token.number is not None:
            self._say(chr(token.number % 0x10000) if token.number % 0x10000 not in _SURROGATES else "\ufffd")
            self._skip = group.fallback
        elif word in _WORDS:
            self._say(_WORDS[word])

    def _change(self, **now: bool | int) -> None:
        self._groups[-1] = replace(self._groups[-1], **now)  # type: ignore[arg-type]  # each has its own type

    def _text(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        if self._is_html():
            self._bytes += data[skipped:]

    def _sign(self, symbol: str) -> None:
        if symbol == "*":
            self._change(destination=True)
        elif symbol in {"", "\\"}:
            self._say("\\")
        else:
            self._say({"~": "\u00a0", "_": "\u2011", "-": "", "\n": "\r\n", "\r": "\r\n"}.get(symbol, symbol))

    def _say(self, text: str) -> None:
        if self._is_html():
            self._flush()
            self._out.append(text)

    def _is_html(self) -> bool:
        return not (self._groups[-1].hidden or self._groups[-1].only_rtf)

    def _flush(self) -> None:
        """Letters of several bytes are whole only once all of them are there."""
        if self._bytes:
            try:
                self._out.append(self._bytes.decode(self._encoding, "replace"))
            except LookupError:
                self._out.append(self._bytes.decode("cp1252", "replace"))
            self._bytes.clear()
