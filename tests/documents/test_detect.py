"""What a file is, whatever it is called."""

import io
import zipfile

import pytest

from learningstories.documents.detect import Kind, detect
from learningstories.documents.refusal import Refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


ODT = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
ODS = packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
WORD = packed({"[Content_Types].xml": "<x/>", "word/document2.xml": "<x/>"})
XLSX = packed({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"})
SAVED = b"Snapshot-Content-Location: x\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
MAILBOX = b"From a@example.org Mon Mar  2 23:59:00 2026\nSubject: x\n\nx\n"


@pytest.mark.parametrize("name", ["story.docx", "story", "story.txt", "story.html"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (WORD, Kind.WORD),
        (ODT, Kind.ODT),
        (ODS, Kind.ODS),
        (XLSX, Kind.XLSX),
        (OLE + "__properties_version1.0".encode("utf-16-le"), Kind.OUTLOOK),
    ],
)
def test_packed_files_are_known_by_their_parts(name, data, kind):
    assert detect(name, data) is kind


@pytest.mark.parametrize("name", ["story", "story.txt", "story.doc", "story.bin"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1 x}", Kind.RTF),
        (b"\xef\xbb\xbf \n{\\rtf1 x}", Kind.RTF),
        (b"\n\n%PDF-1.4\n", Kind.PDF),
        (b"<!doctype html><title>x</title>", Kind.PAGE),
        (b"<?xml version='1.0'?>\n<!-- saved -->\n<html xmlns='x'>", Kind.PAGE),
        ("<html><body>x".encode("utf-16"), Kind.PAGE),
        (SAVED, Kind.SAVED_PAGE),
        (b"From: a@example.org\nMessage-ID: <1@x>\nMIME-Version: 1.0\n\nx", Kind.MAIL),
        (MAILBOX, Kind.MAILBOX),
        (packed({"a.txt": "x"}), Kind.ARCHIVE),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), Kind.PICTURE),
        (b"\xff\xd8\xff\xe0" + bytes(50), Kind.PICTURE),
        (b"\0\0\0\x18ftypheic" + bytes(50), Kind.PICTURE),
        (b"ID3\x03\0" + bytes(50), Kind.SOUND),
        (b"RIFF\0\0\0\0WAVEfmt ", Kind.SOUND),
        (b"\0\0\0\x18ftypM4A " + bytes(50), Kind.SOUND),
        (b"\0\0\0\x18ftypmp42" + bytes(50), Kind.VIDEO),
        (b"Name\tAge\tStory\nAda\t36\tx\nBob\t40\ty\n", Kind.SHEET_TEXT),
    ],
)
def test_other_files_are_known_by_how_they_begin(name, data, kind):
    assert detect(name, data) is kind


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("s.md", b"# Bread", Kind.MARKDOWN),
        ("s.md", b"<p align=center>Bread</p>", Kind.MARKDOWN),
        ("s.txt", b"From my window at 10:30 I saw\nbread: warm", Kind.TEXT),
        ("s.txt", b"From: Ada\nSubject: Bread\n\nOnce.", Kind.TEXT),
        ("s.eml", b"Subject: Bread\n\nOnce.", Kind.MAIL),
        ("s.txt", b"The free world", Kind.TEXT),
        ("s.txt", b"Flour, sugar, eggs\nOnce, twice, never\nYou, me, them\n", Kind.TEXT),
        ("s.csv", b"Title,Story\n", Kind.SHEET_TEXT),
        ("s.html", b"<p>Bread", Kind.PAGE),
        ("s.html", b"Bread & butter", Kind.TEXT),
        ("s.wma", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + bytes(50), Kind.SOUND),
        ("s.wmv", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + bytes(50), Kind.VIDEO),
    ],
)
def test_the_name_decides_between_texts(name, data, kind):
    assert detect(name, data) is kind


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("s.doc", OLE + "WordDocument".encode("utf-16-le"), "old_word"),
        ("s.xls", OLE + "Workbook".encode("utf-16-le"), "old_sheet"),
        ("s.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "presentation"),
        ("s.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("s.pptx", packed({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}), "presentation"),
        ("s.pages", packed({"Index/Document.iwa": "x"}), "apple_document"),
        ("s.epub", packed({"mimetype": "application/epub+zip"}), "ebook"),
        ("s.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "other_archive"),
        ("s.gdoc", b'{"doc_id": "x"}', "only_link"),
        ("s.xml", b"<?xml version='1.0'?><a/>", "unknown_type"),
        ("s.exe", b"MZ\x90\x00" + bytes(50), "unknown_type"),
    ],
)
def test_what_cannot_be_read_is_told_apart(name, data, cause):
    with pytest.raises(Refusal) as caught:
        detect(name, data)
    assert caught.value.cause == cause
