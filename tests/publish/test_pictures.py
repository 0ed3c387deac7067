"""Pictures on their way into a book."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from learningstories.publish.pictures import LONGEST_SIDE, make_printable


def photo(path: Path, size: tuple[int, int] = (300, 200), **options: object) -> Path:
    gradient = Image.linear_gradient("L").resize(size)
    Image.merge("RGB", (gradient, gradient.rotate(180), gradient)).save(path, "JPEG", **options)
    return path


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def test_a_large_photo_is_made_smaller_and_nothing_else_of_it_is_kept(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    source = photo(tmp_path / "in", (4000, 2000), exif=exif, comment=b"secret")
    made = make_printable(source, tmp_path, "out")
    assert made is not None
    assert (made.width, made.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    stored = (tmp_path / made.file_name).read_bytes()
    assert b"secret" not in stored
    assert b"taken at home" not in stored


def test_a_photo_taken_on_its_side_is_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = make_printable(photo(tmp_path / "in", (300, 200), exif=exif), tmp_path, "out")
    assert made is not None
    assert (made.width, made.height) == (200, 300)


def test_a_drawing_stays_sharp_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (50, 40), (0, 0, 0, 0)).save(tmp_path / "in", "PNG")
    made = make_printable(tmp_path / "in", tmp_path, "out")
    assert made is not None
    assert made.file_name == "out.png"
    with Image.open(tmp_path / made.file_name) as stored:
        assert stored.mode == "RGB"
        assert stored.getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "LA", "I;16"])
def test_every_way_of_storing_colours(tmp_path: Path, mode: str) -> None:
    Image.new(mode, (40, 30)).save(tmp_path / "in", "TIFF")
    assert make_printable(tmp_path / "in", tmp_path, "out") is not None


def test_pictures_that_cannot_be_used(tmp_path: Path) -> None:
    whole = photo(tmp_path / "whole").read_bytes()
    broken = {
        "cut short": whole[: len(whole) // 2],
        "empty": b"",
        "no picture": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "huge": png_that_claims(30_000, 30_000),
        "large": png_that_claims(9_000, 9_000),
        "no size": png_that_claims(0, 5),
        "lies": png_that_claims(500, 500),
    }
    for name, data in broken.items():
        (tmp_path / "in").write_bytes(data)
        assert make_printable(tmp_path / "in", tmp_path, "out") is None, name
    assert make_printable(tmp_path / "nowhere", tmp_path, "out") is None
