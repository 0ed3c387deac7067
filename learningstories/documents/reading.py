"""One file to what it holds: what it is, which reader, and what is still missing."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace

from learningstories.documents.details import Details, shown
from learningstories.documents.detect import Kind, detect, looks_like_markdown
from learningstories.documents.files import MOST_TEXT, shown_name
from learningstories.documents.html_reader import read_page
from learningstories.documents.html_to_markdown import html_to_markdown
from learningstories.documents.mail_reader import read_mail
from learningstories.documents.manuscript import FormatReader, Manuscript, Material, Opener
from learningstories.documents.markdown_reader import read_markdown
from learningstories.documents.mbox_opener import open_mailbox
from learningstories.documents.mhtml_reader import read_saved_page
from learningstories.documents.msg_reader import read_msg
from learningstories.documents.odt_reader import read_odt
from learningstories.documents.picture_reader import read_picture
from learningstories.documents.recording import read_recording
from learningstories.documents.refusal import Refusal
from learningstories.documents.rtf_reader import read_rtf
from learningstories.documents.sheet_book import open_ods, open_xlsx
from learningstories.documents.sheet_text import NoTable, open_sheet_text
from learningstories.documents.text_language import language_of
from learningstories.documents.text_reader import read_text, text_tree
from learningstories.documents.title import settle_author, settle_title
from learningstories.documents.tree import TooDeep
from learningstories.documents.zip_opener import open_archive
from learningstories.domain.words import count_words, longest_token
from learningstories.services.deliveries import CellText, Delivery
from learningstories.services.drafts import Draft, Problem
from learningstories.services.markup import reorders_text


def _read_docx(material: Material) -> Manuscript:
    from learningstories.documents.docx_reader import read_docx  # noqa: PLC0415 - 0.1 s, only for Word files

    return read_docx(material)


def _read_pdf(material: Material) -> Manuscript:
    from learningstories.documents.pdf_reader import read_pdf  # noqa: PLC0415 - 0.05 s, only for PDFs

    return read_pdf(material)


READERS: Mapping[Kind, FormatReader] = {
    Kind.MARKDOWN: read_markdown,
    Kind.TEXT: read_text,
    Kind.WORD: _read_docx,
    Kind.ODT: read_odt,
    Kind.RTF: read_rtf,
    Kind.PAGE: read_page,
    Kind.PDF: _read_pdf,
    Kind.SAVED_PAGE: read_saved_page,
    Kind.MAIL: read_mail,
    Kind.OUTLOOK: read_msg,
    Kind.PICTURE: read_picture,
    Kind.SOUND: read_recording,
    Kind.VIDEO: read_recording,
}
# These hold other things than one story; everything else is read by `READERS`.
OPENERS: Mapping[Kind, Opener] = {
    Kind.ARCHIVE: open_archive,
    Kind.MAILBOX: open_mailbox,
    Kind.SHEET_TEXT: open_sheet_text,
    Kind.XLSX: open_xlsx,
    Kind.ODS: open_ods,
}
_LONG_WORD = 100
_DEEPEST = 2  # a letter in a letter in a letter


def open_document(material: Material, *, simply: bool = False) -> Delivery:
    """What a file holds; raises `Refusal`.

    `simply` reads Markdown as plain text, for texts that have proved too much.
    """
    kind = detect(material.name, material.data)
    if kind in OPENERS:
        try:
            return OPENERS[kind](material)
        except NoTable:
            kind = Kind.TEXT
    if kind not in READERS:
        raise Refusal("unknown_type")
    draft = _draft(material, kind, _read(material, kind, simply=simply))
    return Delivery(name=shown_name(material.name), drafts=(draft,))


def read_typed(material: Material, *, simply: bool = False) -> Delivery:
    """The draft of a text that was pasted or typed; raises `Refusal`."""
    marked = looks_like_markdown(material.data.decode("utf-8", "replace"))
    kind = Kind.MARKDOWN if marked else Kind.TEXT
    draft = _draft(material, kind, _read(material, kind, simply=simply))
    return Delivery(name=draft.source, drafts=(draft,))


def read_cell(text: str) -> CellText:
    """The text that somebody typed into a form."""
    tree = text_tree(text[:MOST_TEXT])
    markdown = html_to_markdown(tree)
    reordered = (Problem(code="direction_characters_removed"),) if reorders_text(text) else ()
    return CellText(
        markdown=markdown,
        words=count_words(markdown),
        language_found=language_of(markdown),
        problems=reordered,
    )


def _read(material: Material, kind: Kind, *, simply: bool, depth: int = 0) -> Manuscript:
    def inner(name: str, data: bytes) -> Manuscript:
        within = detect(name, data)
        if depth >= _DEEPEST or within not in READERS:
            raise Refusal("unknown_type")
        return _read(Material(name=name, data=data), within, simply=simply, depth=depth + 1)

    material = replace(material, inner=inner)
    try:
        return _read_simply(material) if simply and kind is Kind.MARKDOWN else READERS[kind](material)
    except TooDeep:
        return _read_simply(material)
    except RecursionError as error:
        raise Refusal("too_deep") from error


def _read_simply(material: Material) -> Manuscript:
    manuscript = read_text(material)
    manuscript.details.add("text_simplified")
    return manuscript


def _draft(material: Material, kind: Kind, manuscript: Manuscript) -> Draft:
    """The draft, with one alternative for each other way to understand the file that leads to a text."""
    drafts = []
    refusal = None
    for way in (manuscript, *manuscript.others):
        try:
            drafts.append(_draft_of_one(material, kind, way))
        except Refusal as error:
            refusal = refusal or error
    if not drafts:
        raise refusal or Refusal("no_text")
    return replace(drafts[0], alternatives=tuple(drafts[1:]), apart=manuscript.apart and len(drafts) > 1)


def _draft_of_one(material: Material, kind: Kind, manuscript: Manuscript) -> Draft:
    details, pictures = manuscript.details, manuscript.shelf.pictures
    settle_title(details, manuscript.tree)
    settle_author(details, manuscript.tree, manuscript.likely_author)
    markdown = html_to_markdown(manuscript.tree)
    words = count_words(markdown)
    if len(markdown) > MOST_TEXT:
        raise Refusal("too_big")
    if not words and not pictures and not manuscript.files:
        raise Refusal("no_text")
    _note_gaps(details, markdown, shown_name(manuscript.name or material.name))
    return Draft(
        source=_source(material, manuscript),
        original=manuscript.original,
        original_media_type=manuscript.media_type or kind.value,
        title=details.title,
        author=details.author,
        email=details.email,
        theme=details.theme,
        language=details.language,
        consent_read="read" in details.consent,
        consent_print="print" in details.consent,
        consent_web="web" in details.consent,
        consent_stage="stage" in details.consent,
        name_use=details.name_use,
        received_text=details.received,
        claims=tuple(manuscript.claims),
        message_id=manuscript.message_id,
        language_found=language_of(markdown),
        markdown=markdown,
        words=words,
        pictures=pictures,
        files=tuple(manuscript.files),
        problems=(*details.problems, *manuscript.shelf.problems),
        variant=manuscript.variant,
        variant_name=shown_name(manuscript.name) if manuscript.name else "",
    )


def _source(material: Material, manuscript: Manuscript) -> str:
    """What the story came in is called: an attachment that is kept by itself by its own name."""
    name = manuscript.name if manuscript.original is not None else material.name
    return shown_name(name) if name else ""


def _note_gaps(details: Details, markdown: str, name: str) -> None:
    """What is missing; without a title a story is called by its first words, or as its file is."""
    if not details.title:
        details.title = _first_words(markdown) or name.rsplit(".", 1)[0]
        details.add("no_title")
    if not details.author:
        details.add("no_author")
    for consent in ("read", "print"):
        if consent not in details.consent:
            details.add(f"no_consent_{consent}")
    longest = longest_token(markdown)
    if len(longest) > _LONG_WORD and "://" not in longest:
        details.add("very_long_word", length=str(len(longest)), value=shown(longest))


def _first_words(markdown: str) -> str:
    text = re.sub(
        r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|<[^<>]*>|[\\*#>`\[\]|]|^\s*(?:-|\d+\.)\s", " ", markdown[:2_000]
    )
    text = html.unescape(text)
    words = [word for word in text.split() if word != "---"]
    start = " ".join(words[:8])
    start = start if len(start) <= 60 else start[:60].rstrip()  # noqa: PLR2004 - about a line
    return start + ("…" if len(start) < len(" ".join(words)) else "")
