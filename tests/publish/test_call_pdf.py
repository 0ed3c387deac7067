"""The call for stories as somebody who opens or prints the PDF finds it."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

import pikepdf
import pypdfium2
import pytest

from learningstories.domain.errors import CallTooLong, Cancelled, CannotWrite, GlyphMissing, TypesettingFailed
from learningstories.domain.showcase import Look, Paper
from learningstories.publish.call_pdf import make_call_pdf
from learningstories.publish.fonts import east_asian_folder
from learningstories.services.call_content import CallContent, CallReport
from learningstories.services.progress import Control
from tests.publish.calls import ARABIC, CHINESE, ENGLISH, HOSTILE, call, said
from tests.publish.conftest import Made, faults

Make = Callable[..., Made]
PARAGRAPH = "A story is not a report. Begin where it begins, and tell what somebody else might do. " * 3


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(fields: dict[str, Any], **look: Any) -> Made:
        target = tmp_path / "call.pdf"
        report: CallReport = make_call_pdf(call(fields, **look), target, Control())
        return Made(target, report)

    return made


def capitals(text: str) -> str:
    """Headings are set in capitals."""
    return " ".join(text.split()).casefold()


def test_it_says_everything_on_one_page(make: Make) -> None:
    made = make(ENGLISH)
    assert len(made.pages()) == 1
    text = capitals(made.text())
    for words in said(call(ENGLISH)):
        assert capitals(words) in text
    assert "inspires someone to act" in text
    assert "see how it went.1" in text
    assert "1 ask us for the book." in text
    assert made.report.notes == ()
    assert made.report.bytes == made.path.stat().st_size


@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A5, (595, 842)), (Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))]
)
def test_it_fills_a_sheet_for_the_notice_board(make: Make, paper: Paper, size: tuple[int, int]) -> None:
    with pypdfium2.PdfDocument(make(ENGLISH, paper=paper).path) as document:
        assert [(round(leaf.get_width()), round(leaf.get_height())) for leaf in document] == [size]


def test_it_meets_the_accessibility_and_the_archive_standard(make: Make) -> None:
    made = make(ENGLISH)
    assert made.report.accessible
    assert faults(made.path) == set()
    with pikepdf.open(made.path) as pdf:
        assert pdf.docinfo["/Title"] == "Learning Stories 2013"
        assert pdf.docinfo["/Author"] == "L&D Connect community"
        assert pdf.Root.Lang == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_its_headings_make_an_outline(make: Make) -> None:
    with pypdfium2.PdfDocument(make(ENGLISH).path) as document:
        outline = [(entry.level, entry.get_title()) for entry in document.get_toc()]
    assert outline[:3] == [(0, "Learning Stories 2013"), (1, "Deadline"), (1, "How to send")]
    assert {level for level, _title in outline[1:]} == {1}


def test_its_links_lead_to_the_address_and_where_the_call_says(make: Make) -> None:
    with pikepdf.open(make(ENGLISH).path) as pdf:
        addresses = {str(one.A.URI) for one in pdf.pages[0].Annots if "/URI" in one.A}
    assert addresses == {"mailto:stories@example.org", "https://example.org/last-year"}


def test_an_arabic_call_runs_from_the_right(make: Make) -> None:
    made = make(ARABIC)
    assert made.report.accessible
    assert faults(made.path) == set()
    assert "قصص" in made.text()
    with pikepdf.open(made.path) as pdf:
        assert pdf.Root.Lang == "ar"
        tagged = {
            str(one.Lang) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one
        }
    assert "ar" in tagged
    assert start_of(made, "الموعد النهائي") > 400


def test_a_chinese_call_is_printed_or_the_character_without_a_font_is_named(make: Make) -> None:
    if east_asian_folder():
        made = make(CHINESE)
        assert made.report.accessible
        assert faults(made.path) == set()
        assert "请讲一个关于学习" in made.text()
        assert "2013年3月22日星期五" in made.text().replace(" ", "")
        return
    with pytest.raises(GlyphMissing):
        make(CHINESE)


def start_of(made: Made, words: str) -> float:
    """Where on the page, from its left edge in points, some words begin."""
    with pypdfium2.PdfDocument(made.path) as document:
        page = document[0].get_textpage()
        found = page.search(words).get_next()
        assert found is not None
        return float(page.get_charbox(found[0])[0])


def height_of(made: Made, words: str) -> float:
    with pypdfium2.PdfDocument(made.path) as document:
        page = document[0].get_textpage()
        found = page.search(words).get_next()
        assert found is not None
        _left, bottom, _right, top = page.get_charbox(found[0])
        return float(top - bottom)


def test_a_long_call_is_set_in_smaller_letters(make: Make) -> None:
    short = height_of(make(ENGLISH), "Deadline".upper())
    long = make(ENGLISH | {"call": "\n\n".join([PARAGRAPH] * 5)})
    assert len(long.pages()) == 1
    assert height_of(long, "Deadline".upper()) < short
    for words in said(call(ENGLISH)):
        assert capitals(words) in capitals(long.text())


@pytest.mark.parametrize("paragraphs", [30, 400])
def test_a_call_too_long_for_a_page_is_refused(tmp_path: Path, paragraphs: int) -> None:
    target = tmp_path / "call.pdf"
    target.write_bytes(b"last year's")
    content = call(ENGLISH | {"call": "\n\n".join([PARAGRAPH] * paragraphs)})
    with pytest.raises(CallTooLong):
        make_call_pdf(content, target, Control())
    assert target.read_bytes() == b"last year's"
    assert list(tmp_path.iterdir()) == [target]


def test_a_call_with_hardly_a_word_is_a_page(make: Make) -> None:
    made = make({"title": "Spring", "call": "", "closes_at": ENGLISH["closes_at"], "zone": "UTC"})
    assert made.report.accessible
    assert len(made.pages()) == 1
    assert "Spring" in made.text()


def test_hostile_words_are_words(make: Make) -> None:
    made = make(HOSTILE)
    assert made.report.accessible
    text = made.text()
    assert "#panic(" in text
    assert "<script>alert(1)</script>" in text
    with pikepdf.open(made.path) as pdf:
        addresses = {str(one.A.URI) for one in pdf.pages[0].get("/Annots", []) if "/URI" in one.A}
    assert not {address for address in addresses if not address.startswith("mailto:")}


def test_a_long_word_in_the_title_stays_on_the_page(make: Make) -> None:
    made = make(ENGLISH | {"title": "Lernerfahrungsgeschichtenwettbewerb 2013"})
    with pypdfium2.PdfDocument(made.path) as document:
        page = document[0].get_textpage()
        boxes = [page.get_charbox(place) for place in range(page.count_chars())]
        assert max(right for _left, _bottom, right, _top in boxes) < document[0].get_width() - 50


def test_looks_differ_in_colour_only(make: Make) -> None:
    made = {look: make(ENGLISH, look=look) for look in Look}
    pages = {look: (one.path.read_bytes(), one.text()) for look, one in made.items()}
    assert len({text for _pdf, text in pages.values()}) == 1


def test_the_same_call_gives_the_same_bytes(make: Make) -> None:
    first = make(ARABIC).path.read_bytes()
    assert make(ARABIC).path.read_bytes() == first
    assert make(ARABIC | {"community": "غيرهم"}).path.read_bytes() != first


def test_cancelling_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "call.pdf"
    target.write_bytes(b"last year's")
    control = Control()
    soon = Timer(0.05, control.stop)
    soon.start()
    with pytest.raises(Cancelled):
        make_call_pdf(call(ENGLISH), target, control)
    soon.join()
    assert target.read_bytes() == b"last year's"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        make_call_pdf(call(ENGLISH), tmp_path / "nowhere" / "call.pdf", Control())


def test_a_typesetter_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "typst.py").write_text("import os; os.abort()")
    monkeypatch.setenv("PYTHONPATH", os.fspath(tmp_path))
    content: CallContent = call(ENGLISH)
    with pytest.raises(TypesettingFailed):
        make_call_pdf(content, tmp_path / "call.pdf", Control())
    assert not (tmp_path / "call.pdf").exists()
