"""What the typesetting process found out on the way, as facts; `sentence` words them for the organiser."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from learningstories.i18n import _


class FactKind(StrEnum):
    """What can be worth telling."""

    NO_GLYPH = "no_glyph"
    PICTURE_UNUSABLE = "picture_unusable"
    PICTURE_UNDESCRIBED = "picture_undescribed"
    COVER_UNUSABLE = "cover_unusable"
    COVER_UNDESCRIBED = "cover_undescribed"
    NOT_ACCESSIBLE = "not_accessible"


@dataclass(frozen=True, slots=True)
class Fact:
    """One of them; `number` is the story's."""

    kind: FactKind
    number: int | None = None
    detail: str = ""


def sentence(fact: Fact) -> str:
    """The fact in the interface's language."""
    match fact.kind:
        case FactKind.NO_GLYPH if fact.number is None:
            text = _("No font here has {characters}: a box stands in its place.")
        case FactKind.NO_GLYPH:
            text = _("Story #{number}: no font here has {characters}: a box stands in its place.")
        case FactKind.PICTURE_UNUSABLE:
            text = _(
                "Story #{number}: a picture cannot be read; its description is printed instead: {detail}"
            )
        case FactKind.PICTURE_UNDESCRIBED:
            text = _("Story #{number}: a picture has no description for those who cannot see it.")
        case FactKind.COVER_UNUSABLE:
            text = _("The picture for the cover cannot be read: a drawing takes its place.")
        case FactKind.COVER_UNDESCRIBED:
            text = _("The picture on the cover has no description for those who cannot see it.")
        case FactKind.NOT_ACCESSIBLE:
            text = _("The accessibility standards (PDF/UA-1, PDF/A-2a) are not reached: {detail}")
    return text.format(number=fact.number, detail=fact.detail, characters=_named(fact.detail))


def _named(characters: str) -> str:
    return ", ".join(f"U+{ord(each):04X} {unicodedata.name(each, '')}".strip() for each in characters)
