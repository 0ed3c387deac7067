"""Makes manuscripts of a mail's text and of what is attached to it."""

import re
from collections.abc import Sequence

from learningstories.documents.details import Details, read_details, shown
from learningstories.documents.detect import detect
from learningstories.documents.files import shown_name, stem_of
from learningstories.documents.from_html import take_details
from learningstories.documents.front_matter import split_front_matter
from learningstories.documents.letter import Letter
from learningstories.documents.letter_files import Attached, Document
from learningstories.documents.mail_quotes import Sorted
from learningstories.documents.mail_rows import Row, text_rows, tree_of
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.picture_places import from_companions, settle_pictures
from learningstories.documents.pictures import PictureShelf
from learningstories.documents.title import settle_title
from learningstories.documents.tree import Node
from learningstories.domain.words import count_words
from learningstories.services.drafts import DraftFile, Variant
from learningstories.services.markup import reorders_text

_WRITTEN_OUT = from_companions({})  # finds pictures that stand in the text as letters
_FEW_WORDS = 12  # beside a picture or a recording these are a greeting
_SAYS_NOTHING = re.compile(
    r"(?:(?:my|our|a|the|new|learning|short|mein|meine|unsere|eine|neue|ma|notre|une|mi|nuestra|una|minha|uma)\s+)*"
    r"(?:story|stories|submission|entry|contribution|geschichte|lerngeschichte|beitrag|einreichung|einsendung"
    r"|histoire|récit|participation|contribución|historia|relato|envío|história|storia|verhaal|attachment|anhang"
    r"|document|\(?no subject\)?|\(?kein betreff\)?)"
    r"(?:\s+(?:for|to|from|of|by|für|von|pour|de|para|per)\s.{0,60})?",
    re.IGNORECASE,
)


class LetterWriter:
    """Writes the ways in which one mail can be understood."""

    def __init__(self, letter: Letter, material: Material, attached: Attached) -> None:
        self._letter = letter
        self._material = material
        self._attached = attached

    def message(self, sorted_out: Sorted, *, simplified: bool) -> Manuscript:
        """What the sender wrote."""
        tree, details = _text(sorted_out.own)
        shelf = PictureShelf()
        settle_pictures(tree, shelf, self._picture)
        if simplified:
            details.add("text_simplified")
        if sorted_out.left_out:
            details.add("quoted_reply_left_out")
        if sorted_out.signature:
            details.add("signature_left_out", value=shown(sorted_out.signature))
        self._entitle(details, tree)
        manuscript = self._manuscript(tree, details, shelf, self._attached.beside())
        if self._attached.has_media and self.words_of(manuscript) < _FEW_WORDS:
            details.add("media_without_summary")
        return manuscript

    def only_files(self) -> Manuscript:
        """A mail that brings pictures or recordings and no words."""
        details = Details()
        details.add("media_without_summary")
        self._entitle(details, Node("div"))
        if not details.title:
            details.title = details.short("title", stem_of(self._attached.files[0].name))
            details.add("title_from_name")
        return self._manuscript(Node("div"), details, PictureShelf(), self._attached.beside())

    def documents(self, documents: Sequence[Document], *, apart: bool = False) -> list[Manuscript]:
        """The attached documents as stories, one or the other of them, or each `apart` of the others."""
        return [self._document(each, documents if apart else (each,)) for each in documents]

    def words_of(self, manuscript: Manuscript) -> int:
        """How long a story is."""
        return count_words(manuscript.tree.text())

    def _document(self, document: Document, stories: Sequence[Document]) -> Manuscript:
        manuscript, letter, several = document.manuscript, self._letter, len(stories) > 1
        settle_title(manuscript.details, manuscript.tree)
        if not several:
            self._entitle(manuscript.details, manuscript.tree)
        if not manuscript.details.title:
            manuscript.details.title = manuscript.details.short("title", stem_of(document.name))
            manuscript.details.add("title_from_name")
        manuscript.variant, manuscript.name = Variant.ATTACHMENT, document.name
        manuscript.original, manuscript.media_type = document.data, document.media_type
        manuscript.others, manuscript.apart = [], False
        manuscript.claims += letter.claims
        separate = f"{letter.message_id} {document.name}" if letter.message_id else ""
        manuscript.message_id = separate if several else letter.message_id
        manuscript.likely_author = letter.sender.name or manuscript.likely_author
        self._address(manuscript.details)
        manuscript.files += [*self._attached.beside(*stories), self._mail()]
        self._tell_problems(manuscript.details)
        return manuscript

    def _manuscript(
        self, tree: Node, details: Details, shelf: PictureShelf, files: list[DraftFile]
    ) -> Manuscript:
        letter = self._letter
        self._address(details)
        self._tell_problems(details)
        return Manuscript(
            tree=tree,
            details=details,
            shelf=shelf,
            likely_author=letter.sender.name,
            variant=Variant.MESSAGE,
            claims=list(letter.claims),
            message_id=letter.message_id,
            files=files,
        )

    def _address(self, details: Details) -> None:
        details.email = details.email or self._letter.sender.email

    def _tell_problems(self, details: Details) -> None:
        details.problems += [each for each in self._attached.problems if each not in details.problems]
        for file in self._attached.files:
            if file.role == "picture":
                details.add("picture_without_description", name=file.name)
            elif file.role != "file":
                details.add("media_without_description", name=file.name)

    def _entitle(self, details: Details, tree: Node) -> None:
        """The subject is the title, unless it only says that this is a story."""
        subject = self._letter.subject.text
        if not details.title and _SAYS_NOTHING.fullmatch(subject):
            settle_title(details, tree)
        if not details.title and subject:
            details.title = details.short("title", subject)

    def _picture(self, source: str) -> tuple[bytes, str] | None:
        enclosure = self._letter.pictures().get(source.removeprefix("part:"))
        return (
            (enclosure.data, enclosure.name or "picture") if enclosure is not None else _WRITTEN_OUT(source)
        )

    def _mail(self) -> DraftFile:
        """The mail itself, which comes along with a story that was attached to it."""
        name, data = shown_name(self._material.name), self._material.data
        return DraftFile(name=name, media_type=detect(name, data).value, role="file", data=data)


def _text(rows: Sequence[Row]) -> tuple[Node, Details]:
    """The text, and the details at its top."""
    if all(row.node is None and not row.quoted for row in rows):
        top = split_front_matter("\n".join(row.lines[0] for row in rows))
        if top.known:
            return tree_of(text_rows(top.body)), read_details(top.known, top.unknown)
    tree = tree_of(rows)
    details = read_details(take_details(tree), {})
    if any(reorders_text(line) for row in rows for line in row.lines):
        details.add("direction_characters_removed")
    return tree, details
