"""What holds within a pair of braces of an RTF file."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from learningstories.documents.rtf_flow import Flow, Picture
from learningstories.documents.runs import PLAIN

_ADDRESS = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]{1,2000})"|(\S{1,2000}))', re.IGNORECASE)

_LONGEST_DESCRIPTION = 5_000


class Part(Enum):
    """What the text of a group is."""

    TEXT = auto()
    CLOSED = auto()  # nothing, whatever is in it
    AJAR = auto()  # nothing, but there may be text within
    FONTS = auto()
    STYLES = auto()
    LISTS = auto()
    MARKER = auto()  # the number or bullet of an item
    FIELD = auto()  # what a field does
    PICTURE = auto()
    AUTHOR = auto()
    NAME = auto()  # of a property of a shape
    VALUE = auto()


@dataclass(slots=True, eq=False)
class Field:
    """A field in the text, of which only links matter."""

    told: str = ""

    @property
    def address(self) -> str:
        """Where it leads; empty for another field, and for a place in the same text."""
        found = _ADDRESS.search(self.told)
        return (found[1] or found[2]) if found and not re.search(r"HYPERLINK\s+\\l", self.told) else ""


@dataclass(slots=True, eq=False)
class Drawing:
    """A shape with what its properties say; pictures in it have its description."""

    name: str = ""
    description: str = ""
    pictures: list[Picture] = field(default_factory=list)

    def say(self, text: str) -> None:
        """More of the value of the property that was named last."""
        if self.name.strip() == "wzDescription" and len(self.description) < _LONGEST_DESCRIPTION:
            self.description += text

    def describe(self) -> None:
        """All properties are known now."""
        for picture in self.pictures:
            picture.description = picture.description or self.description


@dataclass(slots=True)
class Group:
    """The state that a closing brace takes back."""

    flow: Flow
    part: Part = Part.TEXT
    outer: Part = Part.TEXT  # the part that text belongs to which is within a part that is ajar
    marks: frozenset[str] = PLAIN
    font: int = 0
    fallback: int = 1  # so many characters stand in for one that older programs do not know
    hidden: bool = False
    address: str = ""
    field: Field | None = None
    drawing: Drawing | None = None
    picture: Picture | None = None
    owns: str = ""  # "frame" or "drawing", which end with the group
