"""Fixtures that make real books in a temporary folder."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import markdown
import page
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from learningstories.publish.book import make_book
from learningstories.services.book_content import BookContent, BookPicture, BookReport, BookStory
from learningstories.services.progress import Control


def html(text: str) -> str:
    """Markdown as the app converts it for a book."""
    return markdown.markdown(
        text,
        extensions=["tables", "fenced_code", "footnotes", "sane_lists"],
        extension_configs={"tables": {"use_align_attribute": True}},
    )


def story(number: int = 17, text: str = "Once I learned.", **fields: Any) -> BookStory:
    given: dict[str, Any] = {"title": f"Story number {number}", "author": "Amina Yusuf", "html": html(text)}
    return BookStory(number=number, **{**given, **fields})


def content(*stories: BookStory, **fields: Any) -> BookContent:
    given: dict[str, Any] = {"title": "Stories that made us act", "dated": date(2013, 4, 12)}
    return BookContent(stories=stories, **{**given, **fields})


def faults(pdf: Path) -> set[str]:
    """The rules of PDF/UA-1 and PDF/A-2a that the file breaks.

    The validator counts streams' lengths wrongly, so that rule is left out.
    """
    found = {
        failure.rule_id
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf(pdf, profile=profile).failures
    }
    return {rule for rule in found if not rule.endswith("STREAM-LENGTH-001")}


@dataclass
class Made:
    """A book that was made."""

    path: Path
    report: BookReport

    def pages(self) -> list[str]:
        with pypdfium2.PdfDocument(self.path) as document:
            return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]

    def text(self) -> str:
        """All words, with line ends and breaks inside words taken out."""
        whole = "\n".join(self.pages())
        return " ".join(whole.replace("\ufffe", "").replace("\u200b", "").split())


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Made]:
    """Makes a book of the stories given."""

    def made(*stories: BookStory, **fields: Any) -> Made:
        target = tmp_path / "book.pdf"
        return Made(target, make_book(content(*stories, **fields), target, Control()))

    return made


@pytest.fixture
def picture(tmp_path: Path) -> BookPicture:
    """A drawing, named abc in a story."""
    drawing = Image.new("RGB", (800, 500), "#F0DCB4")
    ImageDraw.Draw(drawing).ellipse((100, 100, 400, 400), outline="#B4530A", width=9)
    path = tmp_path / "drawing"
    drawing.save(path, "PNG")
    return BookPicture(sha="abc", path=path, alt="A ring on a wall")
