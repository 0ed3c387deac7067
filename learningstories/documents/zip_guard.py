"""What must hold of a ZIP before any reader opens its parts."""

import io
import lzma
import zipfile
import zlib

from learningstories.documents.kinds import Kind
from learningstories.documents.refusal import Refusal

_MB = 1 << 20
MOST_PARTS = 5_000
LARGEST_PART = 100 * _MB
LARGEST_WHOLE = 300 * _MB
RATIO_MATTERS_FROM = 5 * _MB
HIGHEST_RATIO = 250
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
_XML = (".xml", ".rels")
# Old LibreOffice files name a type in parts that are never parsed.
_ODF_PARSED = ("content.xml", "styles.xml", "meta.xml")


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The archive, once its parts are few and small; raises `Refusal`.

    Reading a part never gives more than its header says, so that the sizes may be trusted.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except BROKEN as error:
        raise Refusal("broken") from error
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Refusal("encrypted")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WHOLE:
        raise Refusal("zip_bomb")
    if any(_is_bomb(part) for part in parts):
        raise Refusal("zip_bomb")
    return archive


def refuse_doctypes(archive: zipfile.ZipFile, kind: Kind) -> None:
    """Entities need a document type, which no part that is parsed may have; raises `Refusal`."""
    odf = kind in {Kind.ODT, Kind.ODS}
    for part in archive.infolist():
        name = part.filename
        if name in _ODF_PARSED if odf else name.lower().endswith(_XML):
            _refuse_doctype(archive, part)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    dense = part.file_size > HIGHEST_RATIO * max(1, part.compress_size)
    return part.file_size > LARGEST_PART or (part.file_size > RATIO_MATTERS_FROM and dense)


def _refuse_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    try:
        with archive.open(part) as stream:
            tail = b""
            while chunk := stream.read(_CHUNK):
                window = tail + chunk
                if any(doctype in window for doctype in _DOCTYPES):
                    raise Refusal("external_entities")
                tail = window[-32:]
    except BROKEN as error:
        raise Refusal("broken") from error
