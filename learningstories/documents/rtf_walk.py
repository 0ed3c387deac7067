"""A walk through an RTF file: its braces, and the bytes between its words as text."""

from abc import ABC, abstractmethod
from dataclasses import replace

from learningstories.documents.files import MOST_TEXT
from learningstories.documents.refusal import Refusal
from learningstories.documents.rtf_flow import Flow, Piece
from learningstories.documents.rtf_groups import Group, Part
from learningstories.documents.rtf_tables import Tables
from learningstories.documents.rtf_tokens import Token, tokens
from learningstories.documents.rtf_words import (
    SYMBOLS,
)

_DEEPEST = 500
_LONGEST_FIELD = 10_000
NO_TEXT = frozenset((Part.CLOSED, Part.AJAR))


class Walk(ABC):
    """Walks through a file once; what is nested more deeply than anybody writes is refused."""

    def __init__(self) -> None:
        self.author = ""
        self.flow = Flow()
        self.tables = Tables()
        self.group = Group(flow=self.flow)
        self._around: list[Group] = []
        self._bytes = bytearray()
        self.to_skip = 0
        self.optional = False
        self._length = 0

    @abstractmethod
    def word(self, token: Token) -> None:
        """Do what a word says."""

    def walk(self, rtf: bytes) -> None:
        """Take in the file from its first brace to the last; raises `Refusal`."""
        for token in tokens(rtf):
            self._take(token)
            if token.symbol == "}" and not self._around:
                break
        self._flush()
        while self._around:
            self._close()

    def _take(self, token: Token) -> None:
        if token.data and not token.word:
            skipped = min(self.to_skip, len(token.data))
            self.to_skip -= skipped
            self._bytes += token.data[skipped:]
            return
        if token.symbol in SYMBOLS:
            self._symbol(token.symbol)
            return
        self._flush()
        if token.word:
            self.word(token)
            return
        self.to_skip = 0
        if token.symbol == "{":
            self._open()
        elif token.symbol == "}":
            self._close()
        self.optional = token.symbol == "\\*"

    def _symbol(self, symbol: str) -> None:
        if self.to_skip:
            self.to_skip -= 1
        elif SYMBOLS[symbol].isascii():
            self._bytes += SYMBOLS[symbol].encode()
        else:
            self._flush()
            self.say(SYMBOLS[symbol])

    def _flush(self) -> None:
        """The bytes so far are text in the encoding of the font that holds here."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        group = self.group
        if group.part is Part.PICTURE and group.picture:
            group.picture.pieces.append(data)
        elif group.part not in NO_TEXT:
            self.say(data.decode(self.tables.encoding(group.font), "replace"))

    def say(self, text: str) -> None:
        group = self.group
        self._length += len(text)
        if self._length > MOST_TEXT:
            raise Refusal("too_big")
        if group.part is Part.TEXT and not group.hidden:
            group.flow.add(Piece(text=text, marks=group.marks, address=group.address))
        elif group.part is Part.MARKER:
            group.flow.marker += text
        elif group.part is Part.STYLES:
            self.tables.name_style(text)
        else:
            self._note_down(text)

    def _note_down(self, text: str) -> None:
        """Text that says something about other text."""
        group = self.group
        if group.part is Part.FIELD and group.field and len(group.field.told) < _LONGEST_FIELD:
            group.field.told += text
        elif group.part is Part.AUTHOR:
            self.author += text
        elif group.drawing and group.part is Part.NAME:
            group.drawing.name += text
        elif group.drawing and group.part is Part.VALUE:
            group.drawing.say(text)

    # --- braces ---------------------------------------------------------------------------------

    def _open(self) -> None:
        if len(self._around) >= _DEEPEST:
            raise Refusal("too_deep")
        self._around.append(self.group)
        self.group = replace(self.group, owns="")

    def _close(self) -> None:
        if not self._around:
            return
        ended, self.group = self.group, self._around.pop()
        if ended.owns == "frame":
            self.group.flow.put_aside(ended.flow)
        elif ended.owns == "drawing" and ended.drawing:
            ended.drawing.describe()
