"""Decides what in a mail is the story: what was written, what was attached, or what was passed on."""

import re
from collections.abc import Sequence

from learningstories.documents.letter import Letter
from learningstories.documents.letter_files import Attached, sort_attached
from learningstories.documents.letter_writer import LetterWriter
from learningstories.documents.mail_headers import subject_of
from learningstories.documents.mail_quotes import FEW_WORDS, Quoted, Sorted, sort_out
from learningstories.documents.mail_rows import Row, html_rows, text_rows, words_in
from learningstories.documents.mail_times import date_claim
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.refusal import Refusal
from learningstories.documents.tree import TooDeep
from learningstories.services.drafts import Variant

_LETTER_WORDS = 120  # so long a mail is rather a story than a greeting
_DEEPEST = 4  # forwarded and forwarded again
_MOST_WAYS = 20
_TAG = re.compile(r"<[^<>]*>")


def manuscript_of(letter: Letter, material: Material) -> Manuscript:
    """The likeliest story of a mail, with the other ways to understand it; raises `Refusal`."""
    ways, apart = _Reading(material).ways(letter, 0)
    if not ways:
        raise Refusal("no_text")
    ways[0].others = ways[1:_MOST_WAYS]
    ways[0].apart = apart
    return ways[0]


class _Reading:
    """One mail being understood; `ways` tells the likeliest first and whether each is a story of its own."""

    def __init__(self, material: Material) -> None:
        self._material = material

    def ways(
        self, letter: Letter, depth: int, attached: Attached | None = None
    ) -> tuple[list[Manuscript], bool]:
        """The ways to understand a mail; `attached` is what came with the one that it was passed on in."""
        rows, simplified = _rows(letter)
        sorted_out = sort_out(rows, answers=letter.subject.answers)
        if attached is None:
            attached = sort_attached(letter.not_shown(), self._material.inner)
        writer = LetterWriter(letter, self._material, attached)
        message = _message(writer, sorted_out, simplified=simplified)
        passed_on = self._passed_on(letter, sorted_out, depth)
        if _is_passed_on(letter, sorted_out):
            inline = sorted_out.quoted is not None and not letter.letters
            found, apart = self._each(passed_on, letter, depth, attached if inline else None)
            if found:
                documents = [] if inline else writer.documents(attached.documents)
                return [*found, *documents, *message], apart
        chosen, apart = _chosen(writer, attached, message)
        return [*chosen, *self._each(passed_on, letter, depth, Attached())[0]], apart

    def _passed_on(self, letter: Letter, sorted_out: Sorted, depth: int) -> list[Letter]:
        if depth >= _DEEPEST:
            return []
        quoted = sorted_out.quoted
        return [*letter.letters, *([_as_letter(quoted, letter)] if quoted is not None else [])]

    def _each(
        self, passed_on: Sequence[Letter], outer: Letter, depth: int, attached: Attached | None
    ) -> tuple[list[Manuscript], bool]:
        """The ways to understand the mails that were passed on; several are stories of their own."""
        several = len(passed_on) > 1
        found: list[Manuscript] = []
        others: list[Manuscript] = []
        apart = several
        for letter in passed_on:
            ways, each_apart = self.ways(letter, depth + 1, attached)
            apart = apart or each_apart
            for place, way in enumerate(ways):
                _pass_on(way, outer, letter if several and not place else None)
                (others if place and not each_apart else found).append(way)
        return [*found, *others], apart and len(found) > 1


def _rows(letter: Letter) -> tuple[list[Row], bool]:
    """The text in rows; whether some of its form was too much to be followed."""
    rows = list(letter.rows)
    simplified = False
    for body in letter.bodies:
        try:
            rows += html_rows(body.text) if body.is_html else text_rows(body.text)
        except TooDeep:
            simplified = True
            rows += text_rows(_TAG.sub("\n", body.text))
    return rows, simplified


def _message(writer: LetterWriter, sorted_out: Sorted, *, simplified: bool) -> list[Manuscript]:
    """What was written, if anything was."""
    if all(row.is_empty for row in sorted_out.own):
        return []
    return [writer.message(sorted_out, simplified=simplified)]


def _is_passed_on(letter: Letter, sorted_out: Sorted) -> bool:
    """Whether the mail was sent for the sake of one that is within it."""
    quoted = sorted_out.quoted
    if quoted is None and not letter.letters:
        return False
    said = (
        letter.subject.forwards or bool(letter.letters) or (quoted is not None and quoted.forwarded is True)
    )
    few = words_in(sorted_out.own) <= FEW_WORDS
    if letter.subject.answers and not letter.subject.forwards:
        return few and said
    return said or few


def _as_letter(quoted: Quoted, outer: Letter) -> Letter:
    """A mail within the text of another; the files that it came with may be attached to the other."""
    return Letter(
        subject=subject_of(quoted.subject),
        sender=quoted.sender,
        claims=[date_claim(quoted.date)] if quoted.date else [],
        rows=quoted.rows,
        enclosures=outer.enclosures,
    )


def _pass_on(way: Manuscript, outer: Letter, among: Letter | None) -> None:
    """Note how a story came, that was passed on; `among` is its mail where there were several."""
    way.claims += outer.claims
    way.message_id = way.message_id or outer.message_id
    if way.variant is Variant.MESSAGE:
        way.variant = Variant.FORWARDED
    if among is not None and way.variant is Variant.FORWARDED:
        way.variant, way.name = Variant.ATTACHMENT, f"{among.subject.text or among.sender.shown}.eml"
    if outer.sender.shown and outer.sender.shown not in {way.likely_author, way.details.email}:
        way.details.add("forwarded_by", value=outer.sender.shown)


def _chosen(
    writer: LetterWriter, attached: Attached, message: list[Manuscript]
) -> tuple[list[Manuscript], bool]:
    """The message or the documents that came with it, whichever seems to be the story, before the others."""
    likely = [each for each in attached.documents if each.likely]
    others = [each for each in attached.documents if not each.likely]
    several = len(likely) > 1
    longest = max((each.words for each in likely), default=0)
    words = writer.words_of(message[0]) if message else 0
    if likely and words < max(_LETTER_WORDS, longest // 2):
        # What comes with several stories comes along with each, and is none itself.
        rest = [] if several else writer.documents(others)
        return [*writer.documents(likely, apart=several), *message, *rest], several
    if message or attached.documents:
        return [*message, *writer.documents([*likely, *others])], False
    return ([writer.only_files()] if attached.has_media else []), False
