"""What a reader of one format hands over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from learningstories.documents.details import Details
from learningstories.documents.pictures import PictureShelf
from learningstories.documents.tree import Node
from learningstories.domain.arrival import Claim
from learningstories.services.deliveries import Delivery
from learningstories.services.drafts import DraftFile, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A file to read: its bytes, and the files that came together with it by base name.

    `inner` reads a file that is within this one, such as a mail's attachment, and raises `Refusal` for
    what is no story. Of a long recording `data` is only the start, `tail` the end and `size` the whole.
    """

    name: str
    data: bytes
    tail: bytes = b""
    size: int = 0
    companions: Mapping[str, bytes] = field(default_factory=dict)
    inner: "Callable[[str, bytes], Manuscript] | None" = None


@dataclass(slots=True, kw_only=True)
class Manuscript:
    """A text in one form whatever it was before: its tree, details, pictures and what to know.

    `likely_author` comes from the file's own properties, which may be wrong. `others` are further ways to
    understand the same file, the likely one first; `apart` says that each attachment among them seems to
    be a story of its own. `name` is the attachment's, `files` come along with the story. `original` is what
    the story came in and `media_type` what that is, where that is not the whole file and its kind.
    """

    tree: Node
    details: Details
    shelf: PictureShelf
    likely_author: str = ""
    variant: Variant = Variant.ONLY
    name: str = ""
    others: "list[Manuscript]" = field(default_factory=list)
    apart: bool = False
    claims: list[Claim] = field(default_factory=list)
    message_id: str = ""
    files: list[DraftFile] = field(default_factory=list)
    media_type: str = ""
    original: bytes | None = None


class FormatReader(Protocol):
    """Reads one format; a new format is a new reader in `reading.READERS`."""

    def __call__(self, material: Material) -> Manuscript:
        """Raises `Refusal`, or `tree.TooDeep`."""
        ...


class Opener(Protocol):
    """Opens a format that holds other things than one story; a new one goes into `reading.OPENERS`."""

    def __call__(self, material: Material) -> Delivery:
        """Raises `Refusal`."""
        ...
