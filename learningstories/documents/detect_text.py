"""Which kind of text a file is: a mail, a page, a table, or words."""

import codecs
import csv
import re

from learningstories.documents.kinds import Kind
from learningstories.documents.refusal import Refusal

MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown")
_TEXT_ENDINGS = (*MARKDOWN_ENDINGS, ".txt", ".text")
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".xht", ".shtml")
_SHEET_ENDINGS = (".csv", ".tsv", ".tab")
_SAVED_ENDINGS = (".mht", ".mhtml")
_LINK_ENDINGS = (".url", ".webloc", ".gdoc", ".gsheet", ".desktop")
_LOOKED_AT = 16_000

_DAY = rb"[A-Z][a-z]{2},? +(?:[A-Z][a-z]{2} +\d\d?|\d\d? +[A-Z][a-z]{2})\b"
_MAILBOX = re.compile(
    rb"From [^\r\n]*?" + _DAY + rb"[^\r\n]*\d\d:\d\d[^\r\n]*\r?\n(?:>From [^\r\n]*\r?\n)?[!-9;-~]+:"
)
_HEADERS = re.compile(rb"(?:[!-9;-~]{1,76}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+")
_HEADER_NAME = re.compile(rb"^([!-9;-~]{1,76}):", re.MULTILINE)
_OF_MAIL = frozenset((b"date", b"from", b"mime-version", b"received", b"sender", b"subject", b"to"))
_OF_MAIL_ONLY = frozenset((b"delivered-to", b"message-id", b"mime-version", b"received", b"return-path"))
_PAGE_IN_MAIL = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.MULTILINE | re.IGNORECASE)
_SAVED = re.compile(
    rb"^(?:snapshot-content-location|content-location):|^from:\s*\"?<?saved by", re.MULTILINE | re.IGNORECASE
)
_NOT_SENT = re.compile(rb"^(?:to|received|message-id|delivered-to):", re.MULTILINE | re.IGNORECASE)

_BEFORE_PAGE = rb"(?:\s|<\?xml[^>]*>|<!--.*?-->)*+"
_PAGE = re.compile(_BEFORE_PAGE + rb"(?:<!doctype\s+html|<(?:html|head|body)\b)", re.IGNORECASE | re.DOTALL)
_PAGE_BY_TYPE = re.compile(_BEFORE_PAGE + rb"<!doctype\s+html", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<(?:/?[a-z][a-z0-9]{0,10}[\s/>]|!doctype)", re.IGNORECASE)
_OTHER_XML = re.compile(rb"\s*<(?:\?xml\s|svg[\s>])", re.IGNORECASE)
_FEWEST_ROWS = 3
_MOST_ROWS = 20
_FEWEST_COLUMNS = 3
_LONGEST_HEADER = 120


def text_kind(ending: str, data: bytes) -> Kind:
    """The kind of a file that is none of the formats with a mark of their own; raises `Refusal`."""
    head = _one_byte_a_letter(data[: 2 * _LOOKED_AT])
    if ending.endswith(_LINK_ENDINGS):
        raise Refusal("only_link")
    if ending.endswith(_SHEET_ENDINGS):
        return Kind.SHEET_TEXT
    marked = _mail_kind(ending, head) or _page_kind(ending, head)
    if marked is not None:
        return marked
    if ending.endswith(MARKDOWN_ENDINGS):
        return Kind.MARKDOWN
    return Kind.SHEET_TEXT if _is_sheet(head) else Kind.TEXT


def _one_byte_a_letter(data: bytes) -> bytes:
    """The start of a file in a form in which marks of one byte a letter can be looked for."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "ignore").encode("utf-8", "ignore")[:_LOOKED_AT]
    return data.removeprefix(codecs.BOM_UTF8)[:_LOOKED_AT]


def _mail_kind(ending: str, head: bytes) -> Kind | None:
    if _MAILBOX.match(head) or (ending.endswith((".mbox", ".mbx")) and head.startswith(b"From ")):
        return Kind.MAILBOX
    found = _HEADERS.match(head.lstrip(b"\r\n"))
    if found is None:
        return None
    names = {name.lower() for name in _HEADER_NAME.findall(found[0])}
    if _is_saved_page(ending, found[0]):
        return Kind.SAVED_PAGE
    # "From: Ada" and "Subject: ..." may be how a story begins that somebody typed.
    typed = ending.endswith(_TEXT_ENDINGS)
    known = names & (_OF_MAIL_ONLY if typed else _OF_MAIL)
    enough = 1 if ending.endswith((".eml", ".emlx")) else 2
    return Kind.MAIL if len(known) >= enough else None


def _is_saved_page(ending: str, headers: bytes) -> bool:
    """Whether a mail was never sent: browsers and Word save whole pages as such."""
    if not _PAGE_IN_MAIL.search(headers):
        return False
    return ending.endswith(_SAVED_ENDINGS) or (
        not _NOT_SENT.search(headers) and (_SAVED.search(headers) is not None or not ending.endswith(".eml"))
    )


def _page_kind(ending: str, head: bytes) -> Kind | None:
    mark = _PAGE_BY_TYPE if ending.endswith(MARKDOWN_ENDINGS) else _PAGE
    if mark.match(head) or (ending.endswith(_PAGE_ENDINGS) and _TAG.search(head)):
        return Kind.PAGE
    if _OTHER_XML.match(head) and not ending.endswith(_TEXT_ENDINGS):
        raise Refusal("unknown_type")
    return None


def _is_sheet(head: bytes) -> bool:
    """Whether every line has as many columns as the first, which looks like a head."""
    lines = head.decode("utf-8", "replace").splitlines()
    cut = len(head) == _LOOKED_AT or len(lines) > _MOST_ROWS
    return any(_is_even(lines[:_MOST_ROWS], delimiter, cut=cut) for delimiter in "\t;,")


def _is_even(lines: list[str], delimiter: str, *, cut: bool) -> bool:
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return False
    if len(rows) < _FEWEST_ROWS or len(rows[0]) < _FEWEST_COLUMNS:
        return False
    names = rows[0]
    # In a sentence a space follows a comma.
    named = all(0 < len(name.lstrip()) == len(name) <= _LONGEST_HEADER for name in names)
    return (
        named
        and len(set(names)) == len(names)
        and all(len(row) == len(names) for row in (rows[:-1] if cut else rows))
    )
