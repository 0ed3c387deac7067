"""Pictures made safe to show: decoded within bounds and written anew."""

import hashlib
import io

from PIL import Image, ImageOps, UnidentifiedImageError

from learningstories.documents.files import shown_name
from learningstories.documents.refusal import Refusal
from learningstories.services.drafts import DraftPicture, Problem

MOST_BYTES = 30 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2_400
MOST_PICTURES = 40
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_JPEG_QUALITY = 88
_WITH_ALPHA = frozenset(("LA", "PA", "RGBA", "La", "RGBa"))


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
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS or not opened.width * opened.height:
                raise Refusal("too_big")
            was_jpeg = opened.format == "JPEG"
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _written(upright, as_jpeg=was_jpeg)
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refusal("broken") from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        IndexError,
        KeyError,
        TypeError,
        EOFError,
        ZeroDivisionError,
    ) as error:
        # What Pillow raises for damaged files; its decoders promise no common class.
        raise Refusal("broken") from error


def _written(picture: Image.Image, *, as_jpeg: bool) -> tuple[bytes, str, tuple[int, int]]:
    has_alpha = picture.mode in _WITH_ALPHA or "transparency" in picture.info
    mode = "RGB" if as_jpeg or not has_alpha else "RGBA"
    fresh = Image.new(mode, picture.size)
    fresh.paste(picture.convert(mode))
    out = io.BytesIO()
    if as_jpeg:
        fresh.save(out, "JPEG", quality=_JPEG_QUALITY)
    else:
        fresh.save(out, "PNG")
    return out.getvalue(), "image/jpeg" if as_jpeg else "image/png", fresh.size
