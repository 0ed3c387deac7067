"""How much a workbook holds, counted before it is opened: its reader sets room aside between far corners."""

import re
import zipfile
from xml.parsers import expat

from learningstories.documents.refusal import Refusal
from learningstories.documents.sheet_table import MOST_CELLS, MOST_CHARACTERS
from learningstories.documents.zip_guard import BROKEN

_CHUNK = 1 << 18
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SHEET, _TEXTS = "worksheet", "sst"
_LONGEST_NUMBER = 10
_ODS_CONTENT = "content.xml"
Attributes = dict[str, str]


def refuse_large_workbook(archive: zipfile.ZipFile) -> None:
    """Raises `Refusal` where the sheets of an .xlsx hold or span too much."""
    parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
    by_root = {part.filename: _root(archive, part.filename) for part in parts}
    texts = _Texts()
    for name in (name for name, root in by_root.items() if root == _TEXTS):
        _parse(archive, name, texts)
    for name in (name for name, root in by_root.items() if root == _SHEET):
        _parse(archive, name, _ExcelSheet(texts.lengths))


def refuse_large_ods(archive: zipfile.ZipFile) -> None:
    """Raises `Refusal` where the sheets of an .ods hold or span too much."""
    _parse(archive, _ODS_CONTENT, _OdsSheets())


class _Handler:
    """What is told of a part while it is parsed."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def text(self, text: str) -> None:
        """There is text."""

    def end(self, name: str) -> None:
        """An element ends."""


class _Room:
    """The room between the corners of what is filled, and how much text there is."""

    def __init__(self) -> None:
        self._cells = self._characters = 0
        self._box: tuple[int, int, int, int] | None = None

    def fill(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Something stands in these cells."""
        self._cells += rows * columns
        top, left, bottom, right = self._box or (row, column, row, column)
        top, left = min(top, row), min(left, column)
        bottom, right = max(bottom, row + rows - 1), max(right, column + columns - 1)
        self._box = (top, left, bottom, right)
        if max(self._cells, (bottom - top + 1) * (right - left + 1)) > MOST_CELLS:
            raise Refusal("sheet_too_large")

    def write(self, characters: int) -> None:
        """So much text is there."""
        self._characters += characters
        if self._characters > MOST_CHARACTERS:
            raise Refusal("sheet_too_large")


class _Texts(_Handler):
    """The lengths of the texts that the cells of an .xlsx refer to."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "si":
            self.lengths.append(0)
            if len(self.lengths) > MOST_CELLS:
                raise Refusal("sheet_too_large")

    def text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _ExcelSheet(_Handler):
    """One sheet of an .xlsx. Cells that are only formatted take no room."""

    def __init__(self, lengths: list[int]) -> None:
        self._lengths = lengths
        self._room = _Room()
        self._row = self._column = -1
        self._refers = self._in_value = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column = -1
        elif name == "c":
            self._place(attributes.get("r", ""))
            self._refers = attributes.get("t") == "s"
        elif name in {"v", "is"}:
            self._room.fill(self._row, self._column)
            self._in_value = name == "v"

    def text(self, text: str) -> None:
        self._room.write(self._length(text) if self._refers and self._in_value else len(text))

    def end(self, name: str) -> None:
        if name == "v":
            self._in_value = False

    def _place(self, reference: str) -> None:
        place = _PLACE.fullmatch(reference)
        if place is None:
            self._column += 1
            return
        self._column = -1
        for letter in place[1]:
            self._column = (self._column + 1) * 26 + ord(letter) - ord("A")
        self._row = int(place[2]) - 1

    def _length(self, reference: str) -> int:
        place = _number(reference, 0) + 1
        return self._lengths[place] if 0 <= place < len(self._lengths) else 0


class _OdsSheets(_Handler):
    """All sheets of an .ods, where a row or a cell can say that it comes a million times."""

    def __init__(self) -> None:
        self._room = _Room()
        self._row = self._rows = self._column = self._columns = 0
        self._length = 0
        self._filled = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self._room, self._row, self._rows = _Room(), 0, 0
        elif name == "table-row":
            self._row += self._rows
            self._rows = _number(attributes.get("table:number-rows-repeated"), 0) + 1
            self._column = self._columns = 0
        elif name in {"table-cell", "covered-table-cell"}:
            self._column += self._columns
            self._columns = _number(attributes.get("table:number-columns-repeated"), 0) + 1
            self._filled = "office:value-type" in attributes
            self._length = 0
        elif name == "s":
            self.text(" " * min(_number(attributes.get("text:c"), 0) + 1, MOST_CHARACTERS + 1))

    def text(self, text: str) -> None:
        self._length += len(text)
        self._room.write(len(text))

    def end(self, name: str) -> None:
        if name in {"table-cell", "covered-table-cell"} and (self._filled or self._length):
            self._room.fill(self._row, self._column, self._rows, self._columns)
            self._room.write(self._length * (self._rows * self._columns - 1))


def _number(told: str | None, otherwise: int) -> int:
    """A number that counts from one, from zero; `otherwise` where there is none that makes sense."""
    return int(told) - 1 if told and told.isdecimal() and len(told) <= _LONGEST_NUMBER else otherwise


class _Found(Exception):
    def __init__(self, name: str) -> None:
        self.name = name


def _root(archive: zipfile.ZipFile, name: str) -> str:
    def stop(element: str, _attributes: Attributes) -> None:
        raise _Found(_local(element))

    parser = expat.ParserCreate()
    parser.StartElementHandler = stop
    try:
        _feed(archive, name, parser)
    except _Found as found:
        return found.name
    return ""


def _parse(archive: zipfile.ZipFile, name: str, handler: _Handler) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda element, attributes: handler.start(_local(element), attributes)
    parser.EndElementHandler = lambda element: handler.end(_local(element))
    parser.CharacterDataHandler = handler.text
    _feed(archive, name, parser)


def _feed(archive: zipfile.ZipFile, name: str, parser: expat.XMLParserType) -> None:
    try:
        with archive.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except (*BROKEN, KeyError, expat.ExpatError) as error:
        raise Refusal("broken") from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]
