"""The first and the last line of a story, by which a host knows that it begins and that it ends."""

import re
from html.parser import HTMLParser

from learningstories.services.one_line import one_line

_MOST = 160  # characters of a line
_BLOCKS = frozenset({"p", "li", "blockquote", "dd", "div"})
_NOT_TOLD = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "table", "pre", "sup", "figcaption", "section"})
_END = r"[.!?\u2026\u3002\uff01\uff1f\u061f\u0964]"
_CLOSING = r"[\"\u201d\u2019\u00bb)]"  # may follow it, and belongs to the sentence
_SENTENCE_END = re.compile(rf"(?<={_END})\s+|(?<={_END}{_CLOSING})\s+")


def first_and_last(html: str) -> tuple[str, str]:
    """The first and the last sentence of a story's text, cut where they are long; "" where it has none."""
    reader = _Told()
    reader.feed(html)
    reader.close()
    told = [block for block in (" ".join(words.split()) for words in reader.blocks) if block]
    if not told:
        return "", ""
    first, last = _SENTENCE_END.split(told[0])[0], _SENTENCE_END.split(told[-1])[-1]
    return one_line(first, _MOST), _end_of(last)


def _end_of(sentence: str) -> str:
    """The end of a long sentence is what is listened for."""
    if len(sentence) <= _MOST:
        return one_line(sentence, _MOST)
    return "…" + one_line(sentence[-_MOST:].partition(" ")[2] or sentence[-_MOST:], _MOST)


class _Told(HTMLParser):
    """Gathers the words that are told, a block at a time; headings, tables and notes are not."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins, or what is not told."""
        notes = tag == "div" and ("class", "footnote") in attrs
        if tag in _NOT_TOLD or notes or (self._silent and tag == "div"):
            self._silent += 1
        elif tag in _BLOCKS:
            self.blocks.append("")
        elif tag == "br":
            self.blocks[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        if self._silent and (tag in _NOT_TOLD or tag == "div"):
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        """Words of it."""
        if not self._silent:
            self.blocks[-1] += data
