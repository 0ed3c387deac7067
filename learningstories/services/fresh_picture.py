"""A picture painted anew: decoded within bounds, turned upright, and with nothing in it but what is seen."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
# What Pillow raises for damaged files; its decoders promise no common class.
NOT_DECODED = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    ValueError,
    SyntaxError,
    IndexError,
    KeyError,
    TypeError,
    EOFError,
    ZeroDivisionError,
)


class NoPicture(Exception):
    """The bytes are no picture that can be painted; `cause` is "too_big" or "broken"."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshPicture:
    """PNG or JPEG; `ending` is "png" or "jpg", the sizes are in pixels."""

    data: bytes
    ending: str
    width: int
    height: int


def fresh_picture(data: bytes, *, longest: int, quality: int, small: bool = False) -> FreshPicture:
    """The picture, at most `longest` on its longer side; raises `NoPicture`.

    It carries nothing but its pixels: no place, no camera, no comment. What was a JPEG is one again, of
    `quality`; where it is to be `small`, all others become one, too, unless something shines through them.
    """
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if not 0 < opened.width * opened.height <= MOST_PIXELS:
                raise NoPicture("too_big")
            was_jpeg = opened.format == "JPEG"
            opened.draft(None, (longest * 2, longest * 2))
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((longest, longest))
            see_through = not was_jpeg and upright.has_transparency_data
            fresh = Image.new("RGBA" if see_through else "RGB", upright.size)
            fresh.paste(upright.convert(fresh.mode))
    except NOT_DECODED as error:
        raise NoPicture("broken") from error
    return _written(fresh, quality if was_jpeg or (small and not see_through) else None, small=small)


def _written(fresh: Image.Image, quality: int | None, *, small: bool) -> FreshPicture:
    out = io.BytesIO()
    if quality is not None:
        fresh.save(out, "JPEG", quality=quality, progressive=small, optimize=small)
    else:
        fresh.save(out, "PNG", optimize=small)
    ending = "png" if quality is None else "jpg"
    return FreshPicture(data=out.getvalue(), ending=ending, width=fresh.width, height=fresh.height)
