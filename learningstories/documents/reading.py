"""One file to one draft: what it is, which reader, and what is still missing."""

import html
import re
from collections.abc import Mapping

from learningstories.documents.details import Details, shown
from learningstories.documents.detect import Kind, detect, looks_like_markdown
from learningstories.documents.docx_reader import read_docx
from learningstories.documents.files import MOST_TEXT, shown_name
from learningstories.documents.html_to_markdown import html_to_markdown
from learningstories.documents.manuscript import FormatReader, Manuscript, Material
from learningstories.documents.markdown_reader import read_markdown
from learningstories.documents.refusal import Refusal
from learningstories.documents.text_reader import read_text
from learningstories.documents.title import settle_author, settle_title
from learningstories.documents.tree import TooDeep
from learningstories.domain.words import count_words, longest_token
from learningstories.services.drafts import Draft

READERS: Mapping[Kind, FormatReader] = {
    Kind.MARKDOWN: read_markdown,
    Kind.TEXT: read_text,
    Kind.WORD: read_docx,
}
_LONG_WORD = 100


def read_document(material: Material, *, simply: bool = False) -> Draft:
    """The draft of a file; raises `Refusal`.

    `simply` reads Markdown as plain text, for texts that have proved too much.
    """
    kind = detect(material.name, material.data)
    return _read(material, kind, simply=simply)


def read_typed(material: Material, *, simply: bool = False) -> Draft:
    """The draft of a text that was pasted or typed; raises `Refusal`."""
    marked = looks_like_markdown(material.data.decode("utf-8", "replace"))
    return _read(material, Kind.MARKDOWN if marked else Kind.TEXT, simply=simply)


def _read(material: Material, kind: Kind, *, simply: bool) -> Draft:
    try:
        manuscript = _read_simply(material) if simply and kind is Kind.MARKDOWN else READERS[kind](material)
    except TooDeep:
        manuscript = _read_simply(material)
    except RecursionError as error:
        raise Refusal("too_deep") from error
    return _draft(material, kind, manuscript)


def _read_simply(material: Material) -> Manuscript:
    manuscript = read_text(material)
    manuscript.details.add("text_simplified")
    return manuscript


def _draft(material: Material, kind: Kind, manuscript: Manuscript) -> Draft:
    details = manuscript.details
    settle_title(details, manuscript.tree)
    settle_author(details, manuscript.tree, manuscript.likely_author)
    markdown = html_to_markdown(manuscript.tree)
    words = count_words(markdown)
    pictures = manuscript.shelf.pictures
    if len(markdown) > MOST_TEXT:
        raise Refusal("too_big")
    if not words and not pictures:
        raise Refusal("no_text")
    if not details.title:
        details.title = _first_words(markdown) or shown_name(material.name).rsplit(".", 1)[0]
        details.add("no_title")
    _note_gaps(details, markdown)
    return Draft(
        source=shown_name(material.name) if material.name else "",
        original_media_type=kind.value,
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
        markdown=markdown,
        words=words,
        pictures=pictures,
        problems=(*details.problems, *manuscript.shelf.problems),
    )


def _note_gaps(details: Details, markdown: str) -> None:
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
