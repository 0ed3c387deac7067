"""Reads the order for a document of words back, and typesets it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from learningstories.domain.showcase import Look, Paper
from learningstories.publish.facts import Fact
from learningstories.publish.lettering import first_language, reads_from_right
from learningstories.publish.nodes import NOT_WORDS, Node, line_node
from learningstories.publish.sheet_volume import sheet_volume
from learningstories.publish.typesetting import Typeset, Typesetter
from learningstories.publish.volume import Volume
from learningstories.services.document_content import DocumentContent

_OWN_LANGUAGE = {"text", "language"}  # the fields of a line in a language of its own


def typeset_document(
    job: dict[str, Any], folder: Path, _progress: Callable[[int], None]
) -> tuple[Typeset, list[Fact]]:
    """The document that is ordered, and what to tell of it."""
    content = read_document(job["document"])
    volume, facts = document_volume(content, folder)
    return Typesetter(folder, content.dated, f"{content.template}.typ").typeset(volume), facts


def read_document(fields: dict[str, Any]) -> DocumentContent:
    """The content whose fields these are; lines stay as their fields."""
    made = {
        "dated": date.fromisoformat(fields["dated"]),
        "paper": Paper(fields["paper"]),
        "look": Look(fields["look"]),
    }
    return DocumentContent(**fields | made)


def document_volume(content: DocumentContent, folder: Path) -> tuple[Volume, list[Fact]]:
    """The document as data, and what to tell of it; fonts that are needed go to `folder`.

    Raises `GlyphMissing`.
    """
    return sheet_volume(_frame(content), folder)


def _frame(content: DocumentContent) -> Node:
    language, region = first_language(content.language)
    return {
        "language": language,
        "region": region,
        "rtl": reads_from_right(language),
        "paper": str(content.paper),
        "look": str(content.look),
        "dated": [content.dated.year, content.dated.month, content.dated.day],
        "labels": {},
        "title": line_node(content.title, language),
        "author": line_node(content.author, language),
        "content": _printed(content.data, language),
    }


def _printed(data: Any, language: str) -> Any:
    """`data` with each text as a line; what the template acts on stays as it is."""
    if isinstance(data, str):
        return line_node(data, language)
    if isinstance(data, list):
        return [_printed(each, language) for each in data]
    if not isinstance(data, dict):
        return data
    if data.keys() == _OWN_LANGUAGE:
        return line_node(data["text"], first_language(data["language"])[0])
    return {
        name: value if name in NOT_WORDS and isinstance(value, str) else _printed(value, language)
        for name, value in data.items()
    }
