"""The showcase book as somebody who opens the PDF finds it."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Timer

import pikepdf
import pypdfium2
import pytest

from learningstories.domain.errors import (
    Cancelled,
    CannotWrite,
    GlyphMissing,
    TypesettingFailed,
)
from learningstories.domain.showcase import Look, Paper
from learningstories.publish.book import make_book
from learningstories.publish.fonts import east_asian_folder
from learningstories.services.book_content import BookPicture, BookPromise, RunningOrderRow
from learningstories.services.progress import Control
from tests.publish.conftest import Made, content, faults, html, story

LIFT = """On my first day they sent me to the ninth floor with a box of binders and told me that the lift
would be along in a minute. It was not, and so I took the stairs, one landing at a time, and met people.

On the third floor I met Grace.[^1] See [the letter](https://example.org/letter).

![](media:abc)

### What she told me

1. People ring when they are *lost*.
2. The best answer is a name.

> You never hear the question.

| Floor | Person |
|:--|--:|
| 3 | Grace |

[^1]: She has been asked since.
"""
ARABIC = """أرسلوني مع صندوق من الملفات.

قالوا لي (Learning 2013) سيصل."""
HINDI = "पहले दिन उन्होंने मुझे फ़ाइलों के एक डिब्बे के साथ नौवीं मंज़िल पर भेजा।"
SPANISH = "El primer día me mandaron a la novena planta. ¿Y el ascensor? No llegó mañana."
CHINESE = "第一天他们让我抱着一箱文件去九楼。电梯没有来。"


@pytest.fixture
def lift(make: Callable[..., Made], picture: BookPicture) -> Made:
    promises = (
        BookPromise(text="Walk the stairs.", name="Tom Reed"),
        BookPromise(text="Ask the front desk."),
    )
    return make(
        story(17, LIFT, title="The lift that never came", pictures=(picture,), promises=promises),
        story(3, "A short one.", title="A short story", author="", theme="Listening"),
        subtitle=("The Learning Stories 2013 showcase", "Friday 12 April, 18:30"),
        colophon="Eight stories chosen from forty-eight by twelve readers",
        call_html=html("Tell us what you **learned**."),
        organisation="L&D Connect",
        event="The Old Library",
        running_order=(
            RunningOrderRow(time="18:30", title="The lift that never came", minutes=5.5, number=17),
            RunningOrderRow(time="18:36", title="A pause", minutes=10),
        ),
    )


def test_everything_that_was_chosen_is_in_the_book(lift: Made) -> None:
    text = lift.text()
    for words in (
        "Stories that made us act",
        "The Learning Stories 2013 showcase",
        "Eight stories chosen from forty-eight by twelve readers",
        "Tell us what you learned.",
        "L&D Connect",
        "Running order",
        "18:36 A pause 10",
        "the ninth floor with a box of binders",
        "On the third floor I met Grace.1 See the letter.",
        "She has been asked since.",
        "People ring when they are lost.",
        "Floor Person 3 Grace",
        "WHAT PEOPLE WILL DO",
        "“Walk the stairs.” — Tom Reed",
        "“Ask the front desk.”",
    ):
        assert words in text
    assert lift.report.notes == ()


def test_the_report_counts_pages_and_bytes(lift: Made) -> None:
    assert lift.report.pages == len(lift.pages())
    assert lift.report.bytes == lift.path.stat().st_size


def test_each_story_begins_a_page_that_names_the_book_and_its_number(lift: Made) -> None:
    pages = lift.pages()
    first = next(number for number, text in enumerate(pages, 1) if "On the third floor" in text)
    assert pages[first - 1].startswith(f"Stories that made us act {first}\n")
    assert "A short one" not in pages[first - 1]


def test_contents_lead_to_the_pages_they_name(lift: Made) -> None:
    with pikepdf.open(lift.path) as pdf, pypdfium2.PdfDocument(lift.path) as document:
        contents = next(
            number
            for number, text in enumerate(lift.pages())
            if text.count("short story") and "Contents" in text
        )
        links = [one for one in pdf.pages[contents].Annots if one.Subtype == "/Link"]
        assert len(links) >= 3
        titles = {entry.get_title(): entry.get_dest().get_index() for entry in document.get_toc()}
        assert list(titles)[:1] == ["Contents"] or "Running order" in titles
        listed = lift.pages()[contents]
        assert re.search(rf"A short story\n?.*{titles['A short story'] + 1}", listed, re.DOTALL)


def test_bookmarks_title_language_author_and_tags(lift: Made) -> None:
    with pypdfium2.PdfDocument(lift.path) as document:
        bookmarks = [entry.get_title() for entry in document.get_toc()]
    assert {"Running order", "The lift that never came", "A short story"} <= set(bookmarks)
    with pikepdf.open(lift.path) as pdf:
        assert pdf.docinfo["/Title"] == "Stories that made us act"
        assert pdf.docinfo["/Author"] == "L&D Connect"
        assert pdf.Root.Lang == "en"
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_pictures_say_what_they_show(lift: Made) -> None:
    with pikepdf.open(lift.path) as pdf:
        said = {str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    assert "A ring on a wall" in said


def test_the_book_meets_the_accessibility_and_the_archive_standard(lift: Made) -> None:
    assert lift.report.accessible
    assert faults(lift.path) == set()


def test_links_lead_only_where_the_story_says(lift: Made) -> None:
    with pikepdf.open(lift.path) as pdf:
        addresses = {
            str(one.A.URI)
            for leaf in pdf.pages
            for one in leaf.get("/Annots", [])
            if "/A" in one and "/URI" in one.A
        }
    assert addresses == {"https://example.org/letter"}


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("es", SPANISH, "¿Y el ascensor? No llegó mañana."),
        ("hi", HINDI, "दिन"),
        ("ar", ARABIC, "صندوق"),
    ],
)
def test_other_languages_are_set_tagged_and_accessible(
    make: Callable[..., Made], language: str, text: str, words: str
) -> None:
    made = make(story(4, text, language=language, promises=(BookPromise(text=text.partition(".")[0]),)))
    assert made.report.accessible
    assert made.report.notes == ()
    assert words in made.text()
    assert faults(made.path) == set()
    with pikepdf.open(made.path) as pdf:
        tagged = {
            str(one.Lang) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one
        }
    assert language in tagged


def test_chinese_is_printed_or_the_character_without_a_font_is_named(make: Callable[..., Made]) -> None:
    chinese = story(9, CHINESE, language="zh", title="没有来的电梯")
    if east_asian_folder():
        made = make(chinese)
        assert "电梯没有来" in made.text()
        assert made.report.accessible
        return
    with pytest.raises(GlyphMissing) as refused:
        make(chinese)
    assert refused.value.character in CHINESE + "没有来的电梯"
    assert refused.value.number == 9


def test_an_odd_character_becomes_a_box_and_is_told(make: Callable[..., Made]) -> None:
    made = make(story(8, "I saw \U00013000 on a wall in the museum, and it said more than the guide did."))
    assert "I saw □ on a wall" in made.text()
    assert len(made.report.notes) == 1
    assert "#8" in made.report.notes[0]
    assert "U+13000 EGYPTIAN HIEROGLYPH A001" in made.report.notes[0]
    assert made.report.accessible


def test_emoji_keep_the_book_accessible(make: Callable[..., Made]) -> None:
    made = make(story(8, "We did it 👍🏽 👩‍👩‍👧 🎉 ❤️ ☺️, all of us, on a day that nobody had planned for."))
    assert made.report.accessible
    assert faults(made.path) == set()


@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A5, (420, 595)), (Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))]
)
def test_papers(make: Callable[..., Made], paper: Paper, size: tuple[int, int]) -> None:
    made = make(story(), paper=paper)
    with pypdfium2.PdfDocument(made.path) as document:
        assert all((round(leaf.get_width()), round(leaf.get_height())) == size for leaf in document)


def test_looks_differ_in_colour_only(make: Callable[..., Made]) -> None:
    books = {}
    for look in Look:
        made = make(story(), look=look)
        books[look] = (made.path.read_bytes(), made.text())
    assert len({pdf for pdf, _text in books.values()}) == 3
    assert len({text for _pdf, text in books.values()}) == 1


def test_the_same_content_gives_the_same_bytes(make: Callable[..., Made], picture: BookPicture) -> None:
    stories = (story(17, LIFT, pictures=(picture,)), story(4, ARABIC, language="ar"))
    first = make(*stories).path.read_bytes()
    assert make(*stories).path.read_bytes() == first
    assert make(*stories, dated=date(2014, 4, 12)).path.read_bytes() != first


def test_a_book_without_anything_extra_is_a_book(make: Callable[..., Made]) -> None:
    made = make(story(1, "", title="", author=""), title="")
    assert made.report.pages >= 2


def test_progress_counts_the_stories_and_the_typesetting(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    target = tmp_path / "book.pdf"
    make_book(content(*(story(n) for n in range(1, 6))), target, Control(lambda *told: heard.append(told)))
    assert heard[0] == (0, 6)
    assert heard[-1] == (6, 6)
    assert heard == sorted(heard)
    assert [entry.name for entry in tmp_path.iterdir()] == ["book.pdf"]


def test_cancelling_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "book.pdf"
    target.write_bytes(b"the book of last year")
    control = Control()
    soon = Timer(0.3, control.stop)
    soon.start()
    many = tuple(story(number, "A word. " * 3000) for number in range(1, 200))
    with pytest.raises(Cancelled):
        make_book(content(*many), target, control)
    soon.join()
    assert target.read_bytes() == b"the book of last year"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused:
        make_book(content(story()), tmp_path / "nowhere" / "book.pdf", Control())
    assert refused.value.name == "book.pdf"


def test_a_target_that_cannot_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "book.pdf"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(CannotWrite):
        make_book(content(story()), target, Control())
    assert list(tmp_path.iterdir()) == [target]


def test_a_typesetter_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "typst.py").write_text("import os; os.abort()")
    monkeypatch.setenv("PYTHONPATH", os.fspath(tmp_path))
    target = tmp_path / "out" / "book.pdf"
    target.parent.mkdir()
    with pytest.raises(TypesettingFailed) as refused:
        make_book(content(story()), target, Control())
    assert refused.value.cause
    assert list(target.parent.iterdir()) == []


def test_a_chosen_cover_is_described_and_a_broken_one_is_drawn(
    make: Callable[..., Made], picture: BookPicture, tmp_path: Path
) -> None:
    made = make(story(), cover=picture)
    assert (made.report.accessible, made.report.notes, faults(made.path)) == (True, (), set())
    with pikepdf.open(made.path) as pdf:
        assert len(pdf.pages[0].get_images()) == 1
    broken = tmp_path / "broken"
    broken.write_bytes(b"no picture")
    drawn = make(story(), cover=BookPicture(sha="x", path=broken))
    assert any("cover" in note for note in drawn.report.notes)
    assert faults(drawn.path) == set()


def test_what_to_talk_about_who_read_and_how_it_came_about(make: Callable[..., Made]) -> None:
    made = make(
        story(questions=("Who asked?", "من سأل؟")),
        readers=("Tom Reed", "Ana Sá"),
        imprint=("Learning Stories 2013", "Ask before you copy it."),
    )
    assert faults(made.path) == set()
    assert "Who asked?" in made.text()
    last = made.pages()[-1]
    for words in ("Tom Reed", "Ana Sá", "Ask before you copy it."):
        assert words in last


def page_boxes(pdf: Path) -> list[tuple[list[float], list[float]]]:
    """What each page is printed on, and what is left when it is cut."""
    with pikepdf.open(pdf) as opened:
        return [(list(map(float, each.mediabox)), list(map(float, each.trimbox))) for each in opened.pages]


@pytest.mark.parametrize("paper", Paper)
def test_a_printer_gets_what_is_cut_off_and_full_sheets(make: Callable[..., Made], paper: Paper) -> None:
    made = make(story(), paper=paper, bleed=True, fours=True, imprint=("The end",))
    assert made.report.pages % 4 == 0
    assert (made.report.accessible, faults(made.path)) == (True, set())
    boxes_of_all = page_boxes(made.path)
    plain = make(story(), paper=paper, fours=True)
    assert plain.report.pages % 4 == 0
    with pypdfium2.PdfDocument(plain.path) as document:
        width, height = document[0].get_size()
    three_mm = 3 / 25.4 * 72
    for media, trim in boxes_of_all:
        assert trim[2] - trim[0] == pytest.approx(width, abs=0.1)
        assert trim[3] - trim[1] == pytest.approx(height, abs=0.1)
        assert trim[0] - media[0] == pytest.approx(three_mm, abs=0.1)


@pytest.mark.parametrize("paper", Paper)
def test_in_large_print_no_letter_is_small(make: Callable[..., Made], paper: Paper) -> None:
    promises = (BookPromise(text="Walk the stairs.", name="Tom Reed"),)
    row = RunningOrderRow(time="18:30", title="Story number 1", author="Amina", minutes=5, number=1)
    made = make(
        story(1, "Once I learned.\n\n| a | b |\n|--|--|\n| c | d |", promises=promises, questions=("Who?",)),
        paper=paper,
        large=True,
        running_order=(row,),
        imprint=("The end",),
        colophon="One story",
    )
    assert (made.report.accessible, faults(made.path)) == (True, set())
    with pypdfium2.PdfDocument(made.path) as document:
        heights = [
            obj.get_font_size() * obj.get_matrix().d
            for page in document
            for obj in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        ]
    assert min(heights) >= 14.9
