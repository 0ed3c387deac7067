"""What a file is, by what is in it; its name only decides between kinds of text."""

import re
import zipfile
from enum import StrEnum

from learningstories.documents.refusal import Refusal
from learningstories.documents.zip_guard import open_zip


class Kind(StrEnum):
    """The formats that stories come in, by media type."""

    MARKDOWN = "text/markdown"
    TEXT = "text/plain"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_OTHER_FORMATS = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00"),
    *(b"%PDF-", b"{\\rtf", b"MZ\x90\x00", b"\x7fELF", b"SQLite format 3", b"OggS"),
    *(b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ"),
)
_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>]|<\?xml\s)", re.IGNORECASE)
_TEXT_ENDINGS = (".md", ".markdown", ".mdown", ".txt", ".text")
_MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown")
_LOOKED_AT = 4_000
_LINES_OF_MARKDOWN = re.compile(
    r"^(?:---\s*$.*?^---\s*$|#{1,6} \S|> |[-*] \S|```|\|.+\|\s*$|!\[|\[\^\w+\]:)", re.MULTILINE | re.DOTALL
)


def detect(name: str, data: bytes) -> Kind:
    """The kind of a file; raises `Refusal` for what is not a story."""
    ending = name.lower()
    if data.startswith(_ZIPPED):
        return _zipped(open_zip(data), ending)
    if data.startswith(_OLE):
        raise Refusal("encrypted" if _ENCRYPTED_PART in data else "unknown_type")
    if ending.endswith(".docx"):
        raise Refusal("not_a_docx")
    if data.startswith(_OTHER_FORMATS):
        raise Refusal("unknown_type")
    if not ending.endswith(_TEXT_ENDINGS) and _PAGE.match(data[:_LOOKED_AT]):
        raise Refusal("unknown_type")
    if ending.endswith(_MARKDOWN_ENDINGS):
        return Kind.MARKDOWN
    return Kind.TEXT


def looks_like_markdown(text: str) -> bool:
    """Whether a text that was pasted or typed has marks of Markdown."""
    return _LINES_OF_MARKDOWN.search(text[:_LOOKED_AT]) is not None or "**" in text or "](" in text


def _zipped(archive: zipfile.ZipFile, ending: str) -> Kind:
    if "word/document.xml" in archive.namelist():
        return Kind.WORD
    raise Refusal("not_a_docx" if ending.endswith(".docx") else "unknown_type")
