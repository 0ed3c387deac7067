"""What is attached to a mail: which of it may be the story, and what comes along with one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from learningstories.documents.detect import Kind, detect
from learningstories.documents.detect_media import media_type_of
from learningstories.documents.files import shown_name
from learningstories.documents.letter import Enclosure
from learningstories.documents.manuscript import Manuscript
from learningstories.documents.pictures import clean_picture
from learningstories.documents.recording import recording_file
from learningstories.documents.refusal import Refusal
from learningstories.documents.zip_opener import members
from learningstories.domain.words import count_words
from learningstories.services.drafts import DraftFile, Problem

STORY_WORDS = 60  # fewer are a note or a form to sign
MOST_ALONG = 40
_MOST_READ = 20
_SIGNED = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_PAPERS = re.compile(
    r"consent|release|permission|agreement|terms|invoice|einverst|einwillig|zustimm|erkl[aä]r|rechnung|consentement"
    r"|autori[sz]|\bcv\b|resum[eé]|lebenslauf|curriculum|\bbio\b|biogra|privacy|datenschutz",
    re.IGNORECASE,
)
_ENDINGS = {"text/plain": ".txt", "text/html": ".html", "text/markdown": ".md", "message/rfc822": ".eml"}

Inner = Callable[[str, bytes], Manuscript]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """An attached file that can be read as a story; `likely` is whether it seems to be one."""

    name: str
    data: bytes
    media_type: str
    manuscript: Manuscript
    words: int
    likely: bool


@dataclass(slots=True)
class Attached:
    """The attached files, sorted: those that may be the story, those that come along, and what to know."""

    documents: list[Document] = field(default_factory=list)
    files: list[DraftFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def has_media(self) -> bool:
        """Whether a picture or a recording is among them."""
        return any(file.role != "file" for file in self.files)

    def beside(self, *chosen: Document) -> list[DraftFile]:
        """The files that come along with a story: all but those that are stories."""
        others = [_as_file(each) for each in self.documents if each not in chosen]
        return [*self.files, *others][:MOST_ALONG]


def sort_attached(enclosures: Sequence[Enclosure], inner: Inner | None) -> Attached:
    """Sort out what is attached; what cannot be read is kept as a file."""
    attached = Attached()
    for enclosure in _unpacked(enclosures):
        if enclosure.media_type in _SIGNED:
            continue
        if len(attached.files) + len(attached.documents) >= MOST_ALONG:
            problem = Problem(code="attachments_left_out", facts={"name": shown_name(enclosure.name)})
            attached.problems.append(problem)
            break
        _sort_one(attached, enclosure, inner)
    return attached


def _unpacked(enclosures: Sequence[Enclosure]) -> list[Enclosure]:
    """The enclosures, those in an archive one by one."""
    each: list[Enclosure] = []
    for enclosure in enclosures:
        try:
            is_archive = detect(enclosure.name, enclosure.data) is Kind.ARCHIVE
            parts = [part for part in members(enclosure.data) if part.data] if is_archive else []
        except Refusal:
            parts = []
        each += [
            Enclosure(name=p.name, media_type="", data=bytes(p.data))
            for p in parts
            if isinstance(p.data, bytes)
        ]
        if not parts:
            each.append(enclosure)
    return each


def _sort_one(attached: Attached, enclosure: Enclosure, inner: Inner | None) -> None:
    name = shown_name(enclosure.name or f"attachment{_ENDINGS.get(enclosure.media_type, '')}")
    media_type = media_type_of(enclosure.data, name)
    try:
        if media_type:
            attached.files.append(_media(name, enclosure.data, media_type))
            return
        if inner is not None and len(attached.documents) < _MOST_READ:
            attached.documents.append(_document(name, enclosure.data, inner))
            return
    except Refusal as refusal:
        if refusal.cause != "unknown_type":
            attached.problems.append(Problem(code="attachment_not_read", facts={"name": name}))
    media_type = media_type or enclosure.media_type or "application/octet-stream"
    attached.files.append(DraftFile(name=name, media_type=media_type, role="file", data=enclosure.data))


def _media(name: str, data: bytes, media_type: str) -> DraftFile:
    if not media_type.startswith("image/"):
        return recording_file(name, data)
    clean, clean_type, (width, height) = clean_picture(data)
    return DraftFile(name=name, media_type=clean_type, role="picture", data=clean, width=width, height=height)


def _document(name: str, data: bytes, inner: Inner) -> Document:
    kind = detect(name, data)
    manuscript = inner(name, data)
    words = count_words(manuscript.tree.text())
    if not words and not manuscript.shelf.pictures:
        raise Refusal("no_text")
    likely = words >= STORY_WORDS and not _PAPERS.search(name)
    return Document(name, data, kind.value, manuscript, words, likely)


def _as_file(document: Document) -> DraftFile:
    return DraftFile(name=document.name, media_type=document.media_type, role="file", data=document.data)
