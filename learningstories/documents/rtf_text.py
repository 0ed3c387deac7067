"""The text of an RTF file as HTML, and the pictures in it."""

import re
from collections.abc import Callable, Mapping

from learningstories.documents.rtf_flow import Flow, Picture, Piece, Shape
from learningstories.documents.rtf_groups import Drawing, Field, Part
from learningstories.documents.rtf_tokens import Token
from learningstories.documents.rtf_walk import NO_TEXT, Walk
from learningstories.documents.rtf_words import (
    AJAR,
    CHARACTERS,
    CLOSED,
    FILE_ENCODINGS,
    MARKS,
    OPENING,
    PARAGRAPH_ENDS,
    PICTURE_KINDS,
    of_code_page,
)
from learningstories.documents.runs import PLAIN

_MOST_NOTES = 5_000
_MOST_FALLBACK = 16
_BULLET = 0xF0B7  # where fonts of symbols have it
_PARTS = {
    "fonttbl": Part.FONTS, "stylesheet": Part.STYLES, "listtext": Part.MARKER, "pntext": Part.MARKER,
    "fldinst": Part.FIELD, "author": Part.AUTHOR, "listtable": Part.LISTS, "listoverridetable": Part.LISTS,
    "sn": Part.NAME, "sv": Part.VALUE,
}  # fmt: skip
_STYLES_OF_OTHERS = frozenset(("cs", "ds", "ts"))
_WITHOUT_MEANING = frozenset(("shppict", "bkmkpub", "info"))
_NUMBERED = re.compile(r"\(?[0-9a-zA-Z]{1,8}[.)]")


class RtfText(Walk):
    """Does what the words of a file say."""

    def __init__(self, rtf: bytes) -> None:
        super().__init__()
        self.pictures: list[Picture] = []
        self._default_font = 0
        self._notes: list[Flow] = []
        self._handlers = self._handlers_by_word()
        self._sayers = {
            Part.FONTS: self.tables.say_font,
            Part.STYLES: self.tables.say_style,
            Part.LISTS: self.tables.say_list,
        }
        self.walk(rtf)

    def html(self) -> str:
        """The whole text, its notes at the end."""
        written = self.flow.html()
        notes = "".join(f'<li id="fn{n}">{note.html()}</li>' for n, note in enumerate(self._notes, start=1))
        return f"{written}<section><ol>{notes}</ol></section>" if notes else written

    def word(self, token: Token) -> None:
        word, number = token.word, token.number
        optional, self.optional = self.optional, False
        group = self.group
        if group.part is Part.CLOSED:
            return
        if word in CLOSED:
            group.part = Part.CLOSED
        elif word in _PARTS:
            self._begin(_PARTS[word])
        elif group.part in self._sayers and word != "u":
            if optional and word not in _STYLES_OF_OTHERS:
                group.part = Part.CLOSED
            else:
                self._sayers[group.part](word, number or 0)
        elif word in self._handlers:
            self._handlers[word](token)
        elif optional and word not in _WITHOUT_MEANING:
            group.part = Part.CLOSED

    def _begin(self, part: Part) -> None:
        group = self.group
        group.part = Part.CLOSED if part is Part.AUTHOR and self.author else part
        if part is Part.MARKER:
            group.flow.marker = group.flow.marker or " "
        elif part is Part.NAME and group.drawing:
            group.drawing.name = ""

    def _handlers_by_word(self) -> Mapping[str, Callable[[Token], None]]:
        return {
            **dict.fromkeys(FILE_ENCODINGS, self._encode),
            **dict.fromkeys(MARKS, self._mark),
            **dict.fromkeys(PARAGRAPH_ENDS, self._paragraph),
            **dict.fromkeys(CHARACTERS, lambda token: self.say(CHARACTERS[token.word])),
            **dict.fromkeys(AJAR, self._leave_ajar),
            **dict.fromkeys(OPENING, self._open_text),
            **dict.fromkeys(("ulnone", "nosupersub", "plain"), self._unmark),
            **dict.fromkeys(("pard", "s", "outlinelevel", "ls", "ilvl", "intbl", "itap"), self._form),
            **dict.fromkeys(PICTURE_KINDS, self._picture_kind),
            **dict.fromkeys(("cell", "row", "nestcell"), self._table),
            **dict.fromkeys(("line", "lbr", "softline"), self._break),
            **dict.fromkeys(("v", "deleted"), self._hide),
            "ansicpg": self._encode,
            "bin": self._raw,
            "deff": self._font,
            "f": self._font,
            "field": self._field,
            "fldrslt": self._field_result,
            "footnote": self._note,
            "pict": self._picture,
            "u": self._unicode,
            "uc": self._fallback,
        }

    def _encode(self, token: Token) -> None:
        page = token.number if token.word == "ansicpg" else FILE_ENCODINGS[token.word]
        self.tables.file_encoding = of_code_page(page or 0)

    def _font(self, token: Token) -> None:
        if token.word == "deff":
            self._default_font = token.number or 0
        self.group.font = token.number or 0

    def _unicode(self, token: Token) -> None:
        code = (token.number or 0) % 0x10000
        if code and self.group.part not in NO_TEXT:
            self.say("\u2022" if code == _BULLET else chr(code))
        self.to_skip = self.group.fallback

    def _fallback(self, token: Token) -> None:
        self.group.fallback = min(_MOST_FALLBACK, max(0, token.number or 0))

    def _mark(self, token: Token) -> None:
        mark = MARKS[token.word]
        on = token.number != 0
        self.group.marks = self.group.marks | {mark} if on else self.group.marks - {mark}

    def _unmark(self, token: Token) -> None:
        group = self.group
        if token.word == "plain":
            group.marks, group.hidden, group.font = PLAIN, False, self._default_font
        else:
            group.marks -= {"u"} if token.word == "ulnone" else {"sup", "sub"}

    def _hide(self, token: Token) -> None:
        self.group.hidden = token.number != 0

    def _form(self, token: Token) -> None:
        if self.group.part is Part.TEXT:
            shape = Shape() if token.word == "pard" else self.group.flow.shape
            shape.say(token.word, token.number or 0, self.tables.level)
            self.group.flow.shape = shape

    def _paragraph(self, _token: Token) -> None:
        if self.group.part is Part.TEXT:
            self.group.flow.end_paragraph(ordered=self._is_ordered())

    def _table(self, token: Token) -> None:
        if self.group.part is not Part.TEXT:
            return
        flow = self.group.flow
        if token.word == "row":
            flow.end_row()
        elif token.word == "cell":
            flow.end_cell(ordered=self._is_ordered())
        else:
            flow.end_paragraph(ordered=self._is_ordered())

    def _is_ordered(self) -> bool:
        flow = self.group.flow
        told = self.tables.is_ordered(flow.shape.list_number, flow.shape.list_level)
        return _NUMBERED.match(flow.marker.strip()) is not None if told is None else told

    def _break(self, _token: Token) -> None:
        if self.group.part is Part.TEXT:
            self.group.flow.add(Piece(html="<br>", marks=self.group.marks, address=self.group.address))

    # --- parts ----------------------------------------------------------------------------------

    def _leave_ajar(self, token: Token) -> None:
        group = self.group
        if group.part is not Part.AJAR:
            group.outer = group.part
        group.part = Part.AJAR
        if token.word in {"shp", "shpgrp", "picprop"}:
            pictures = [group.picture] if token.word == "picprop" and group.picture else []
            group.drawing = Drawing(pictures=pictures)
            group.owns = "drawing"

    def _open_text(self, token: Token) -> None:
        group = self.group
        if group.part is not Part.AJAR or group.outer is not Part.TEXT:
            return
        group.part = Part.TEXT
        if token.word == "shptxt":
            group.flow = Flow()
            group.owns = "frame"

    def _note(self, _token: Token) -> None:
        group = self.group
        if group.part is not Part.TEXT or group.hidden or len(self._notes) >= _MOST_NOTES:
            group.part = Part.CLOSED
            return
        note = Flow()
        self._notes.append(note)
        number = len(self._notes)
        group.flow.add(Piece(html=f'<sup><a href="#fn{number}">{number}</a></sup>'))
        group.flow, group.marks, group.address = note, PLAIN, ""

    def _field(self, _token: Token) -> None:
        self.group.field = Field()

    def _field_result(self, _token: Token) -> None:
        if self.group.field and self.group.part is Part.TEXT:
            self.group.address = self.group.field.address or self.group.address

    # --- pictures -------------------------------------------------------------------------------

    def _picture(self, _token: Token) -> None:
        group = self.group
        if group.hidden:
            group.part = Part.CLOSED
            return
        picture = Picture(place=len(self.pictures))
        self.pictures.append(picture)
        if group.drawing:
            group.drawing.pictures.append(picture)
        group.part, group.picture = Part.PICTURE, picture
        group.flow.add(Piece(picture=picture, address=group.address))

    def _picture_kind(self, token: Token) -> None:
        if self.group.picture:
            self.group.picture.kind = token.word

    def _raw(self, token: Token) -> None:
        if self.group.part is Part.PICTURE and self.group.picture:
            self.group.picture.raw += token.data
