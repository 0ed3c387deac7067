"""Pictures made safe to show: decoded within bounds and written anew."""

import hashlib

from learningstories.documents.files import shown_name
from learningstories.documents.refusal import Refusal
from learningstories.services.drafts import DraftPicture, Problem
from learningstories.services.fresh_picture import NoPicture, fresh_picture

MOST_BYTES = 30 * 1024 * 1024
LONGEST_SIDE = 2_400
MOST_PICTURES = 40
_JPEG_QUALITY = 88
_MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png"}


class PictureShelf:
    """Collects the pictures of one story."""

    def __init__(self) -> None:
        self._pictures: dict[str, DraftPicture] = {}
        self._taken: dict[bytes, str] = {}  # one picture may stand in many places
        self.problems: list[Problem] = []

    @property
    def pictures(self) -> tuple[DraftPicture, ...]:
        """The pictures in the order in which the text names them."""
        return tuple(self._pictures.values())

    def take(self, data: bytes, name: str, description: str) -> str:
        """Keep a picture; returns its SHA-256, empty if it was left out, which is told as a problem."""
        name = shown_name(name)
        if data in self._taken:
            return self._taken[data]
        if len(self._pictures) >= MOST_PICTURES:
            if not any(problem.code == "too_many_pictures" for problem in self.problems):
                self.problems.append(Problem(code="too_many_pictures", facts={"name": name}))
            return ""
        self._taken[data] = self._kept(data, name, description)
        return self._taken[data]

    def _kept(self, data: bytes, name: str, description: str) -> str:
        try:
            clean, media_type, size = clean_picture(data)
        except Refusal:
            self.problems.append(Problem(code="picture_unreadable", facts={"name": name}))
            return ""
        sha = hashlib.sha256(clean).hexdigest()
        if sha not in self._pictures:
            self._pictures[sha] = DraftPicture(
                sha=sha, name=name, media_type=media_type, data=clean, description=description,
                width=size[0], height=size[1],
            )  # fmt: skip
            if not description.strip():
                self.problems.append(Problem(code="picture_without_description", facts={"name": name}))
        return sha


def clean_picture(data: bytes) -> tuple[bytes, str, tuple[int, int]]:
    """PNG or JPEG bytes, the media type, and (width, height) in pixels; raises `Refusal`.

    The picture is turned upright, is at most `LONGEST_SIDE` on its longer side, and carries nothing
    but its pixels: no place, no camera, no comment.
    """
    if len(data) > MOST_BYTES:
        raise Refusal("too_big")
    try:
        fresh = fresh_picture(data, longest=LONGEST_SIDE, quality=_JPEG_QUALITY)
    except NoPicture as error:
        raise Refusal(error.cause) from error
    return fresh.data, _MEDIA_TYPES[fresh.ending], (fresh.width, fresh.height)
