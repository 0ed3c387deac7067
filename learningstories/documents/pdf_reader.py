"""Reads the text of PDFs."""

import re

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from learningstories.documents.from_html import manuscript_from_html
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.pdf_guard import refuse_bomb
from learningstories.documents.pdf_html import pages_html
from learningstories.documents.pdf_lines import Line, lines_by_page
from learningstories.documents.pdf_pages import own_lines
from learningstories.documents.refusal import Refusal
from learningstories.documents.tree import TITLE_CLASS, Node

_MOST_PAGES = 300
_FEWEST_LETTERS = 12  # fewer are the stamp of a scanner
_FEWEST_MEANT = 0.7
_NO_LETTERS = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x1f]")
_PASSWORD = "password"  # noqa: S105 - a word in what the library says
_PROGRAMS = re.compile(
    r"\.(?:docx?|odt|rtf|pdf|indd|qxd|pages|txt|html?)$|^microsoft|untitled|unbenannt", re.IGNORECASE
)
_LONGEST_TITLE = 150


def read_pdf(material: Material) -> Manuscript:
    """The text in paragraphs, and the title and author as far as the file tells them; raises `Refusal`."""
    refuse_bomb(material.data)
    try:
        document = pypdfium2.PdfDocument(material.data)
    except pypdfium2.PdfiumError as error:
        raise Refusal("encrypted" if _PASSWORD in str(error).lower() else "broken") from error
    try:
        return _manuscript(document)
    except pypdfium2.PdfiumError as error:
        raise Refusal("broken") from error
    finally:
        document.close()


def _manuscript(document: pypdfium2.PdfDocument) -> Manuscript:
    if not len(document):
        raise Refusal("broken")
    if len(document) > _MOST_PAGES:
        raise Refusal("too_big")
    pages = own_lines(list(lines_by_page(document)))
    lines = [line for page in pages for line in page]
    _refuse_scan(lines)
    manuscript = manuscript_from_html(
        pages_html(pages), lambda _source: None, str(document.get_metadata_value("Author"))
    )
    if not manuscript.details.title and not _has_title(manuscript.tree):
        told = _title(str(document.get_metadata_value("Title")))
        manuscript.details.title = manuscript.details.short("title", told)
    return manuscript


def _refuse_scan(lines: list[Line]) -> None:
    letters = "".join("".join(line.text.split()) for line in lines)
    meant = len(_NO_LETTERS.sub("", letters))
    if meant < max(_FEWEST_LETTERS, _FEWEST_MEANT * len(letters)):
        raise Refusal("scanned")


def _has_title(tree: Node) -> bool:
    nodes = (node for node in tree.children if isinstance(node, Node))
    return any(node.attributes.get("class") == TITLE_CLASS for node in nodes)


def _title(told: str) -> str:
    """The title in the properties of the file, which many programs fill with its name."""
    told = " ".join(told.split())
    return told if len(told) <= _LONGEST_TITLE and not _PROGRAMS.search(told) else ""
