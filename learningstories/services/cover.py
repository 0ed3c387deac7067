"""The picture on the book's cover."""

from pathlib import Path

from learningstories.domain.errors import CoverUnusable, FileMissing
from learningstories.i18n import _
from learningstories.services.challenges import put_book
from learningstories.services.fresh_picture import NoPicture, fresh_picture
from learningstories.services.workspace import Workspace

MOST_BYTES = 40_000_000
_LONGEST_SIDE = 2400  # pixels: an A4 page at 200 to the inch
_QUALITY = 88


def choose_cover(workspace: Workspace, path: Path) -> None:
    """Put a picture on the cover, nothing but what is seen of it; raises `FileMissing`, `CoverUnusable`."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise FileMissing(path.name) from error
    if len(data) > MOST_BYTES:
        raise CoverUnusable(path.name)
    try:
        fresh = fresh_picture(data, longest=_LONGEST_SIDE, quality=_QUALITY)
    except NoPicture as error:
        raise CoverUnusable(path.name) from error
    with workspace.change(_("Change the cover")) as unit:
        put_book(unit, cover=unit.blobs.put(fresh.data))


def draw_cover(workspace: Workspace) -> None:
    """Have a drawn cover again."""
    with workspace.change(_("Change the cover")) as unit:
        put_book(unit, cover="", cover_alt="")
