"""A document of words, as somebody who opens or hears the PDF finds it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from learningstories.domain.errors import TypesettingFailed
from learningstories.publish.document import make_document
from learningstories.services.document_content import DocumentContent, DocumentReport, Line
from learningstories.services.progress import Control
from tests.publish.conftest import faults

Make = Callable[..., tuple[Path, DocumentReport]]
BLOCKS: list[dict[str, Any]] = [
    {"kind": "p", "line": "Nine readers gave 54 readings."},
    {"kind": "heading", "level": 2, "line": "Ranking"},
    {"kind": "list", "lines": ["#one *is* $not$ code", "two"]},
    {"kind": "formula", "lines": ["score = mean + story + reader"]},
    {
        "kind": "table",
        "columns": [
            {"name": "Story", "align": "start", "shares": 1},
            {"name": "Score", "align": "end", "shares": 0},
        ],
        "rows": [
            ["The quiet nurse", {"line": "3.41", "bar": [0.4, 0.6, 0.7]}],
            [Line(text="قصة عن التعلم", language="ar"), "3.20"],
        ],
    },
]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(blocks: list[dict[str, Any]], **fields: Any) -> tuple[Path, DocumentReport]:
        given: dict[str, Any] = {
            "template": "report",
            "title": "Results",
            "author": "L&D Connect",
            "dated": date(2013, 3, 20),
        }
        content = DocumentContent(**given | fields, data={"kicker": "Learning Stories", "blocks": blocks})
        target = tmp_path / "document.pdf"
        return target, make_document(content, target, Control())

    return made


def text(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_it_says_all_in_order_and_meets_the_standards(make: Make) -> None:
    path, report = make(BLOCKS)
    said = text(path)
    for words in ("Nine readers gave 54 readings.", "#one *is* $not$ code", "The quiet nurse", "3.41"):
        assert words in said
    assert (report.accessible, report.notes, report.pages) == (True, (), 1)
    assert faults(path) == set()
    with pikepdf.open(path) as pdf:
        assert (pdf.docinfo["/Title"], pdf.docinfo["/Author"]) == ("Results", "L&D Connect")
    with pypdfium2.PdfDocument(path) as document:
        assert [(e.level, e.get_title()) for e in document.get_toc()] == [(0, "Results"), (1, "Ranking")]


def test_the_same_content_gives_the_same_bytes(make: Make) -> None:
    first = make(BLOCKS)[0].read_bytes()
    assert make(BLOCKS)[0].read_bytes() == first


def test_an_arabic_document_runs_from_the_right(make: Make) -> None:
    path, report = make([{"kind": "p", "line": "قرأ تسعة قراء القصص."}], language="ar", title="النتائج")
    assert report.accessible
    assert faults(path) == set()
    with pikepdf.open(path) as pdf:
        assert pdf.Root.Lang == "ar"
    with pypdfium2.PdfDocument(path) as document:
        page = document[0].get_textpage()
        boxes = [page.get_charbox(place) for place in range(page.count_chars())]
    body = [left for left, bottom, _right, _top in boxes if bottom > 100]
    assert min(body) > 300


def test_a_letter_that_no_font_has_is_named(make: Make) -> None:
    _path, report = make([{"kind": "p", "line": "A story of one sign, \u0378, and many words."}])
    assert any("U+0378" in note for note in report.notes)


def test_a_template_that_is_not_there_is_a_typesetting_failure(make: Make, tmp_path: Path) -> None:
    with pytest.raises(TypesettingFailed):
        make(BLOCKS, template="nothing")
    assert list(tmp_path.iterdir()) == []
