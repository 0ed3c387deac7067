"""What a reader of one format hands over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from learningstories.documents.details import Details
from learningstories.documents.pictures import PictureShelf
from learningstories.documents.tree import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A file to read: its bytes, and the files that came together with it by base name."""

    name: str
    data: bytes
    companions: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Manuscript:
    """A text in one form whatever it was before: its tree, details, pictures and what to know.

    `likely_author` comes from the file's own properties, which may be wrong.
    """

    tree: Node
    details: Details
    shelf: PictureShelf
    likely_author: str = ""


class FormatReader(Protocol):
    """Reads one format; a new format is a new reader in `reading.READERS`."""

    def __call__(self, material: Material) -> Manuscript:
        """Raises `Refusal`, or `tree.TooDeep`."""
        ...
