"""Makes pictures fit for print: upright, in RGB, no larger than the page needs, nothing else in them."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")
MOST_PIXELS = 60_000_000  # decoded; about 180 MB
LONGEST_SIDE = 1400
SIDE_OF_MANY = 900  # of pictures in a book of many stories: keeps the typesetter's memory in bounds
_FEW_COLOURS = 2048
_JPEG_QUALITY = 86
_AT_ONCE = 4  # each may take a few hundred megabytes


@dataclass(frozen=True, slots=True)
class Printable:
    """A picture in the folder the typesetter may read; sizes in pixels."""

    file_name: str
    width: int
    height: int


class PrintRoom:
    """Makes the pictures of a book printable, several at a time, each once."""

    def __init__(self, sources: Mapping[str, Path], folder: Path, longest: int = LONGEST_SIDE) -> None:
        pool = ThreadPoolExecutor(min(_AT_ONCE, os.cpu_count() or 1))
        self._made = {
            sha: pool.submit(make_printable, source, folder, f"picture-{number}", longest)
            for number, (sha, source) in enumerate(sources.items())
        }
        pool.shutdown(wait=False)

    def picture(self, sha: str) -> Printable | None:
        """The picture, waited for if need be, or None if there is none or it cannot be used."""
        made = self._made.get(sha)
        return made.result() if made else None


def make_printable(source: Path, folder: Path, stem: str, longest: int = LONGEST_SIDE) -> Printable | None:
    """Write the picture `source` to `folder`; None if it is broken, too large or no picture."""
    try:
        with Image.open(source, formats=FORMATS) as opened:
            return _convert(opened, folder, stem, longest)
    except (
        OSError,
        SyntaxError,  # what Pillow raises for a damaged PNG
        ValueError,
        MemoryError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
    ):
        return None


def _convert(opened: Image.Image, folder: Path, stem: str, longest: int) -> Printable | None:
    opened.draft("RGB", (longest, longest))
    if opened.width * opened.height > MOST_PIXELS or min(opened.size) < 1:
        return None
    opened.load()
    see_through = opened.has_transparency_data
    upright = ImageOps.exif_transpose(opened).convert("RGBA" if see_through else "RGB")
    upright.thumbnail((longest, longest), Image.Resampling.HAMMING)
    flat = Image.new(
        "RGB", upright.size, "white"
    )  # a new picture: nothing of the old file's comments comes along
    flat.paste(upright, mask=upright.getchannel("A") if see_through else None)
    if opened.format != "JPEG" and flat.getcolors(_FEW_COLOURS):
        file_name = f"{stem}.png"
        flat.save(folder / file_name, optimize=True)
    else:
        file_name = f"{stem}.jpg"
        flat.save(folder / file_name, quality=_JPEG_QUALITY)
    return Printable(file_name, flat.width, flat.height)
