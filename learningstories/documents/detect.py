"""What a file is, by what is in it; its name only decides between kinds of text."""

import codecs
import contextlib
import re
import zipfile

from learningstories.documents.detect_media import media_type_of
from learningstories.documents.detect_text import text_kind
from learningstories.documents.kinds import Kind
from learningstories.documents.refusal import Refusal
from learningstories.documents.zip_guard import BROKEN, open_zip, refuse_doctypes

__all__ = ["Kind", "detect", "looks_like_markdown"]

_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a folder in an old Office file is called; the first that is there decides.
_OLE_PARTS = (
    ("__properties_version1.0", ""),
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "old_word"),
    ("Workbook", "old_sheet"),
    ("PowerPoint Document", "presentation"),
)
_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    *((head, "other_archive") for head in (b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ")),
    *(
        (head, "unknown_type")
        for head in (b"MZ\x90\x00", b"\x7fELF", b"SQLite format 3", b"\x00\x00\x01\x00")
    ),
    (b"%!PS", "unknown_type"),
)
_ODF = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.text-master": Kind.ODT,
    b"application/vnd.oasis.opendocument.text-template": Kind.ODT,
    b"application/vnd.oasis.opendocument.text-web": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
}
_ZIPPED_REFUSED = {
    b"application/vnd.oasis.opendocument.presentation": "presentation",
    b"application/epub+zip": "ebook",
}
_OFFICE_FOLDERS = {"word/": Kind.WORD, "xl/": Kind.XLSX}
_HEAD = 1_024
_LOOKED_AT = 4_000
_LINES_OF_MARKDOWN = re.compile(
    r"^(?:---\s*$.*?^---\s*$|#{1,6} \S|> |[-*] \S|```|\|.+\|\s*$|!\[|\[\^\w+\]:)", re.MULTILINE | re.DOTALL
)


def detect(name: str, data: bytes) -> Kind:
    """The kind of a file; raises `Refusal` for what is none of them."""
    ending = name.lower()
    return _packed(ending, data) or _marked(ending, data) or text_kind(ending, data)


def looks_like_markdown(text: str) -> bool:
    """Whether a text that was pasted or typed has marks of Markdown."""
    return _LINES_OF_MARKDOWN.search(text[:_LOOKED_AT]) is not None or "**" in text or "](" in text


def _packed(ending: str, data: bytes) -> Kind | None:
    """A file that holds other parts."""
    if data.startswith(_ZIPPED):
        return _zipped(open_zip(data), ending)
    if data.startswith(_OLE):
        return _compound(data)
    if ending.endswith(".docx"):
        raise Refusal("not_a_docx")
    return None


def _marked(ending: str, data: bytes) -> Kind | None:
    """A file whose format begins with a mark of its own."""
    if data[:_HEAD].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    if b"%PDF-" in data[:_HEAD]:
        return Kind.PDF
    media = media_type_of(data, ending)
    if media:
        return Kind(media.split("/")[0] + "/*")
    for head, cause in _OTHER_FORMATS:
        if data.startswith(head):
            raise Refusal(cause)
    return None


def _compound(data: bytes) -> Kind:
    """A file of old Office programs, of Outlook, or one that newer ones locked with a password."""
    for part, cause in _OLE_PARTS:
        if part.encode("utf-16-le") in data:
            if cause:
                raise Refusal(cause)
            return Kind.OUTLOOK
    raise Refusal("unknown_type")


def _zipped(archive: zipfile.ZipFile, ending: str) -> Kind:
    names = archive.namelist()
    kind = _open_document(archive, names) or _office(names)
    if kind is not None:
        refuse_doctypes(archive, kind)
        return kind
    if ending.endswith(".docx"):
        raise Refusal("not_a_docx")
    if any(name.startswith("ppt/") for name in names):
        raise Refusal("presentation")
    if any(name.endswith(".iwa") for name in names) or "index.apxl" in names:
        raise Refusal("apple_document")
    return Kind.ARCHIVE


def _open_document(archive: zipfile.ZipFile, names: list[str]) -> Kind | None:
    """What an archive says about itself in a part called mimetype, as LibreOffice's and e-books do."""
    if "mimetype" not in names:
        return None
    said = b""
    with contextlib.suppress(*BROKEN), archive.open("mimetype") as part:
        said = part.read(100).strip()
    if said in _ZIPPED_REFUSED:
        raise Refusal(_ZIPPED_REFUSED[said])
    return _ODF.get(said)


def _office(names: list[str]) -> Kind | None:
    if "[Content_Types].xml" not in names:
        return None
    return next(
        (kind for folder, kind in _OFFICE_FOLDERS.items() if any(n.startswith(folder) for n in names)), None
    )
