"""What was understood of a file before it becomes a story."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from learningstories.domain.arrival import Claim
from learningstories.domain.story import NameUse
from learningstories.i18n import _
from learningstories.services.kept import Content, sha_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something about a file that the organiser should know; `code` is one of `PROBLEMS`."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPicture:
    """A picture of the text, made safe to show; the text names it `media:` and `sha`."""

    sha: str
    name: str
    media_type: str
    data: bytes
    description: str = ""
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFile:
    """A file that comes along with a story; `role` is one of `domain.story.ROLES`."""

    name: str
    media_type: str
    role: str
    data: Content
    description: str = ""
    width: int = 0
    height: int = 0
    seconds: int = 0


def picture_file(picture: DraftPicture) -> DraftFile:
    """A picture of a text as a file that comes along with a story."""
    return DraftFile(
        name=picture.name,
        media_type=picture.media_type,
        role="picture",
        data=picture.data,
        description=picture.description,
        width=picture.width,
        height=picture.height,
    )


class Variant(StrEnum):
    """Which part of a file a draft takes for the story."""

    ONLY = "only"
    MAIN_TEXT = "main_text"
    WHOLE_PAGE = "whole_page"
    MESSAGE = "message"
    ATTACHMENT = "attachment"
    FORWARDED = "forwarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A story as it was understood; nothing of it is stored yet.

    `received_text` is what the file itself says about when it was sent, still to be read on the
    clocks of the challenge; `claims` are further times at which it may have come. `form_row` names the
    form and the row it is from. `alternatives` are other ways to understand the same file, each a draft
    without alternatives; `apart` says that each attachment among them seems to be a story of its own.
    """

    source: str
    original: Content | None = None
    original_media_type: str = ""
    title: str
    author: str = ""
    email: str = ""
    theme: str = ""
    language: str = ""
    consent_read: bool = False
    consent_print: bool = False
    consent_web: bool = False
    consent_stage: bool = False
    name_use: NameUse = NameUse.FULL
    received_text: str = ""
    claims: tuple[Claim, ...] = ()
    message_id: str = ""
    form_row: str = ""
    consent_wording: str = ""
    language_found: str = ""
    markdown: str
    words: int
    pictures: tuple[DraftPicture, ...] = ()
    files: tuple[DraftFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    variant: Variant = Variant.ONLY
    variant_name: str = ""
    alternatives: tuple["Draft", ...] = ()
    apart: bool = False

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of what was received: of the file, or else of the text."""
        return sha_of(
            self.original if self.original is not None else self.markdown.encode("utf-8", "replace")
        )

    def as_alternative(self, place: int) -> "Draft":
        """The alternative at `place` in the stead of this draft, which becomes an alternative to it."""
        others = list(self.alternatives)
        chosen = others.pop(place)
        others.insert(place, replace(self, alternatives=(), apart=False))
        return replace(chosen, alternatives=tuple(others), apart=self.apart)


def problem_sentence(problem: Problem) -> str:
    """What is the matter and what to do about it, in one or two sentences."""
    return _SENTENCES[problem.code]().format_map(problem.facts)


_SENTENCES: Mapping[str, Callable[[], str]] = {
    "no_title": lambda: _(
        "The story has no title; its first words became one. Type the title it should have."
    ),
    "no_author": lambda: _("The story does not say who wrote it. Fill in the author."),
    "no_consent_read": lambda: _(
        "Nothing says that the author agrees to the story being read by reviewers. "
        "Ask, and tick it only after a yes."
    ),
    "no_consent_print": lambda: _(
        "Nothing says that the author agrees to the story being printed. "
        "Ask, and tick it only after a yes; until then it stays out of the book."
    ),
    "consent_not_understood": lambda: _(
        "The consent “{value}” was not understood and counts as no. Use any of: read, print, web, stage."
    ),
    "name_use_not_understood": lambda: _(
        "How the name may be shown, “{value}”, was not understood. Choose full, first or none; "
        "the name is not shown until then."
    ),
    "email_not_understood": lambda: _("“{value}” is not an e-mail address. Type the address again."),
    "language_not_understood": lambda: _(
        "The language “{value}” was not understood. Choose it, or write its code, such as en or zh-Hant."
    ),
    "received_not_understood": lambda: _(
        "The time “{value}” was not understood. Write it like 2013-03-18 09:00."
    ),
    "front_matter_unreadable": lambda: _(
        "The lines between --- at the top could not be read; they were kept as part of the text. "
        "Fill in the details by hand and delete those lines, or mend the file and add it again."
    ),
    "unknown_front_matter_key": lambda: _(
        "“{key}: {value}” at the top is not a detail of a story and was left out. "
        "The original file is kept; check that nothing is lost."
    ),
    "remote_picture_left_out": lambda: _(
        "The picture at {address} was not fetched; a link stands in its place. "
        "Add the picture file together with the story."
    ),
    "local_picture_left_out": lambda: _(
        "The picture {name} was not in the file. Add the picture file together with the story."
    ),
    "picture_unreadable": lambda: _(
        "The picture {name} is damaged, too large or of a kind we cannot read, and was left out. "
        "Save it as PNG or JPEG and add the story again."
    ),
    "too_many_pictures": lambda: _(
        "The story has more pictures than a story can hold; those from {name} on were left out. "
        "Keep the ones that matter and add the story again."
    ),
    "picture_without_description": lambda: _(
        "The picture {name} has no description. Write one for those who cannot see it."
    ),
    "scripts_left_out": lambda: _(
        "The file holds program code for web pages, which was left out. Check that the text is complete."
    ),
    "name_too_long": lambda: _(
        "“{value}” was too long and was shortened. Type a shorter one if that is wrong."
    ),
    "direction_characters_removed": lambda: _(
        "Hidden characters that reverse the direction of writing were taken out. "
        "Check that the text reads as it should."
    ),
    "encoding_guessed": lambda: _(
        "The file does not say how its letters are encoded; we took {encoding}. "
        "Look whether all letters are right."
    ),
    "text_simplified": lambda: _(
        "The marks in the text nest too deeply to be followed; "
        "all words were kept, some of the form was not. "
        "Look the text through."
    ),
    "very_long_word": lambda: _(
        "There is a word of {length} characters, “{value}”. Look whether spaces are missing."
    ),
    "title_from_name": lambda: _(
        "The file does not say what the story is called; its own name became the title. "
        "Type the title it should have."
    ),
    "media_without_summary": lambda: _(
        "The story is a picture or a recording without text. Type out what it says, or write a summary, "
        "so that those who cannot see or hear it can read it."
    ),
    "media_without_description": lambda: _(
        "{name} has no description. Say what is to be heard and seen in it, for those who cannot."
    ),
    "kept_unread": lambda: _(
        "The file could not be read; it is kept with a story without text. "
        "Type the text once you have it, and the title it should have."
    ),
    "quoted_reply_left_out": lambda: _(
        "An earlier mail that was quoted was left out of the text. Look whether it belongs to the story."
    ),
    "signature_left_out": lambda: _(
        "What looks like the signature was left out of the text: “{value}”. "
        "Look whether it belongs to the story."
    ),
    "attachment_not_read": lambda: _(
        "The attached file {name} could not be read as a story; it is kept with the story."
    ),
    "attachments_left_out": lambda: _(
        "The mail holds more attached files than a story can; those from {name} on are only in the mail "
        "itself, which is kept."
    ),
    "forwarded_by": lambda: _("{value} forwarded this mail. Check that the author is the one who wrote it."),
    "consent_answer_not_understood": lambda: _(
        "“{value}”, under “{question}”, is no clear yes and counts as no. "
        "Ask the author, and tick what was agreed to."
    ),
    "consent_to_nothing": lambda: _(
        "The author said yes to “{question}”, which does not say to what, so it counts as no. "
        "Match the column to what was asked, or tick it."
    ),
    "stamp_not_understood": lambda: _(
        "The form's time “{value}” was not understood, so the time of adding counts. "
        "Say when the story came if that matters."
    ),
    "date_order_open": lambda: _(
        "The form's time “{value}” can be two different days, so the time of adding counts. "
        "Say whether day or month comes first, where the columns are matched."
    ),
    "name_use_not_answered": lambda: _(
        "The author did not say how the name may be shown. Ask; the name is not shown until then."
    ),
    "files_not_fetched": lambda: _(
        "The form names files ({names}), which were not fetched; links to them stand at the end of the text. "
        "Fetch those you need and add them by hand."
    ),
}
PROBLEMS = frozenset(_SENTENCES)
