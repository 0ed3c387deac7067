"""Reads stories that are sound or video: how long they play and what they are called, never their frames."""

import io
from typing import NamedTuple

from pymediainfo import MediaInfo, Track

from learningstories.documents.details import Details
from learningstories.documents.detect_media import media_type_of
from learningstories.documents.files import shown_name, stem_of
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.pictures import PictureShelf
from learningstories.documents.refusal import Refusal
from learningstories.documents.tree import Node
from learningstories.services.drafts import DraftFile
from learningstories.services.markup import normal_text

EXCERPT = 4 * 1024 * 1024  # as much of the start and of the end as tells the length
_FEWEST_BITS = 400  # a second; what has fewer does not play as long as it says
_LONGEST_SIDE = 100_000


class _Facts(NamedTuple):
    role: str
    media_type: str
    seconds: int
    width: int
    height: int
    title: str
    performer: str


def read_recording(material: Material) -> Manuscript:
    """A story without text whose file is the recording; raises `Refusal`."""
    facts = _facts(material)
    details = Details()
    details.title = details.short("title", facts.title)
    if not details.title:
        details.title = details.short("title", stem_of(material.name))
        details.add("title_from_name")
    details.add("media_without_summary")
    name = shown_name(material.name)
    details.add("media_without_description", name=name)
    return Manuscript(
        tree=Node("div"),
        details=details,
        shelf=PictureShelf(),
        likely_author=facts.performer,
        files=[_file(material, facts)],
        media_type=facts.media_type,
    )


def recording_file(name: str, data: bytes) -> DraftFile:
    """A recording that comes along with a story; raises `Refusal`."""
    material = Material(name=name, data=data)
    return _file(material, _facts(material))


def _file(material: Material, facts: _Facts) -> DraftFile:
    return DraftFile(
        name=shown_name(material.name),
        media_type=facts.media_type,
        role=facts.role,
        data=material.data,
        width=facts.width,
        height=facts.height,
        seconds=facts.seconds,
    )


def _facts(material: Material) -> _Facts:
    size = material.size or len(material.data)
    try:
        told = MediaInfo.parse(_Excerpt(material.data, material.tail, size))
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        raise Refusal("broken") from error
    tracks = {track.track_type: track for track in reversed(told.tracks)}
    sound, video = tracks.get("Audio"), tracks.get("Video")
    if sound is None and video is None:
        raise Refusal("broken")
    general = tracks.get("General")
    role = "sound" if video is None else "video"
    media_type = media_type_of(material.data, material.name) or f"{role}/*"
    if video is None:  # voice recorders write sound into containers of video
        media_type = media_type.replace("video/", "audio/")
    return _Facts(
        role=role,
        media_type=media_type,
        seconds=_seconds([general, video, sound], size),
        width=_side(video, "width"),
        height=_side(video, "height"),
        title=_tag(general, "title"),
        performer=_tag(general, "performer"),
    )


def _seconds(tracks: list[Track | None], size: int) -> int:
    """How long it plays; 0 where that is not told, or cannot be true."""
    for track in tracks:
        thousandths = _number(getattr(track, "duration", None))
        if 0 < thousandths <= 8_000_000 * size / _FEWEST_BITS / 1_000:
            return max(1, round(thousandths / 1_000))
    return 0


def _side(video: Track | None, name: str) -> int:
    side = int(_number(getattr(video, name, None)))
    return side if 0 < side <= _LONGEST_SIDE else 0


def _number(told: object) -> float:
    try:
        return float(str(told))
    except ValueError:
        return 0.0


def _tag(general: Track | None, name: str) -> str:
    return " ".join(normal_text(str(getattr(general, name, None) or "")[:1_000]).split())


class _Excerpt(io.RawIOBase):
    """A long file of which only the start and the end are here; between them nothing can be read."""

    def __init__(self, head: bytes, tail: bytes, size: int) -> None:
        self._head, self._tail, self._size = head, tail, size
        self._at = 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset if whence == io.SEEK_SET else self._size + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        start = self._size - len(self._tail)
        if self._at < len(self._head):
            found = self._head[self._at :][: size if size >= 0 else None]
        else:
            found = self._tail[self._at - start :][:size] if self._at >= start else b""
        self._at += len(found)
        return found
