"""Pictures of a book's pages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from learningstories.domain.errors import FileDamaged, FileMissing
from learningstories.domain.showcase import Look
from learningstories.publish.pages import page_image
from tests.publish.conftest import Made, story


def test_a_page_looks_as_it_will_print(make: Callable[..., Made]) -> None:
    made = make(story(), look=Look.EMBER)
    width, height, pixels = page_image(made.path, 0, 437)
    assert width == 437
    assert height == pytest.approx(437 * 210 / 148, abs=1)
    assert len(pixels) == width * height * 4
    band = pixels[4 * (width * 3 + width // 2) :][:3]
    assert tuple(band) == (0x0C, 0x57, 0xC2)  # blue, green, red
    assert pixels[-4:-1] == b"\xff\xff\xff"


def test_pages_that_are_not_there(make: Callable[..., Made], tmp_path: Path) -> None:
    made = make(story())
    with pytest.raises(IndexError):
        page_image(made.path, made.report.pages, 100)
    with pytest.raises(IndexError):
        page_image(made.path, -1, 100)
    with pytest.raises(FileMissing):
        page_image(tmp_path / "other.pdf", 0, 100)
    (tmp_path / "other.pdf").write_bytes(b"no PDF at all")
    with pytest.raises(FileDamaged):
        page_image(tmp_path / "other.pdf", 0, 100)
