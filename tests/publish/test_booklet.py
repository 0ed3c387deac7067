"""A pack on paper, as the reviewer who prints it finds it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import Cancelled
from learningstories.domain.showcase import Paper
from learningstories.publish.booklet import make_booklet
from learningstories.services.ballots import ballot_code, told_code
from learningstories.services.markup import markdown_to_html
from learningstories.services.pack_contents import PackContents
from learningstories.services.progress import Control
from tests.packs.conftest import contents, pack_story
from tests.publish.conftest import faults

__all__ = ["contents"]
Print = Callable[..., Path]
LONG = "\n\n".join(["I was the newest nurse on the ward, and nobody told me. " * 9] * 7)


@pytest.fixture
def booklet(tmp_path: Path, contents: PackContents) -> Print:
    def made(paper: Paper = Paper.A4, **fields: Any) -> Path:
        challenge = {name: fields.pop(name) for name in list(fields) if name in Challenge.__slots__}
        given = replace(contents, **fields, challenge=replace(contents.challenge, **challenge))
        target = tmp_path / "booklet.pdf"
        target.write_bytes(make_booklet(given, paper, markdown_to_html, Control()))
        return target

    return made


def pages(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.replace("\ufffe", "").replace("\u200b", "").split()) for text in texts]


def test_it_has_all_that_a_reviewer_needs_and_who_reads_it(booklet: Print, contents: PackContents) -> None:
    cover, how, *stories, ballot = pages(booklet())
    assert "Learning Stories 2013" in cover
    assert "Stories to read, for Ada Lovelace" in cover
    assert "Please answer by Wednesday 20 March 2013, 12:00." in cover
    assert "from 1, Not at all, to 5, Very strongly" in how
    assert "grace@example.org" in how
    assert len(stories) == len(contents.stories)
    for page, story in zip(stories, contents.stories, strict=True):
        code = told_code(ballot_code(contents.id, story.id))
        assert f"Story {story.number} {code}" in page
        assert "What would you do? One action." in page
        for words in contents.challenge.scale:
            assert words in page
        assert f"{code} #{story.number}" in ballot
    assert "I learned 2 things." in stories[0]


def test_every_way_to_answer_is_told_and_has_its_place(booklet: Print, contents: PackContents) -> None:
    _cover, how, *stories, ballot = pages(booklet())
    assert "“Story 2: 4 (3) - I will …” or “Story 17: step aside - I know the author”" in how
    for page in (*stories, ballot):
        assert page.count("How clear is it?") == page.count("I step aside from this story, because:")
    assert ballot.count("How clear is it?") == len(contents.stories)
    plain = " ".join(pages(booklet(criteria=())))
    assert "Story 2: 4 - I will …" in plain
    assert "further" not in plain


def test_what_is_asked_never_stands_alone_on_a_page(booklet: Print) -> None:
    lengths = range(7, 13)
    stories = tuple(
        pack_story(count, markdown="\n\n".join(["Nobody told me that. " * 14] * count)) for count in lengths
    )
    read = takewhile(lambda page: "Your ballot" not in page, pages(booklet(stories=stories)))
    asked = [page for page in read if "What would you do?" in page]
    assert len(asked) == len(lengths)
    assert all("Nobody told me" in page for page in asked)


def test_it_is_blind_as_its_pack_is(booklet: Print, contents: PackContents) -> None:
    text = " ".join(pages(booklet()))
    assert "The authors are not named." in text
    named = tuple(replace(story, author="Amara Okoye") for story in contents.stories)
    told = " ".join(pages(booklet(blind=False, stories=named)))
    assert "Amara Okoye" in told
    assert "The authors are not named." not in told


def test_it_meets_the_accessibility_and_the_archive_standard(booklet: Print) -> None:
    made = booklet(stories=tuple(pack_story(number, markdown=LONG) for number in range(1, 15)))
    assert faults(made) == set()
    with pikepdf.open(made) as pdf:
        assert pdf.docinfo["/Title"] == "Learning Stories 2013"
        assert pdf.Root.Lang == "en"


def test_the_same_pack_gives_the_same_bytes(booklet: Print) -> None:
    assert booklet().read_bytes() == booklet().read_bytes()


@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A5, (595, 842)), (Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))]
)
def test_it_is_printed_on_sheets_with_room_to_write(
    booklet: Print, paper: Paper, size: tuple[int, int]
) -> None:
    with pypdfium2.PdfDocument(booklet(paper)) as document:
        assert {(round(page.get_width()), round(page.get_height())) for page in document} == {size}


def test_a_scale_of_seven_and_a_language_from_the_right_fit(booklet: Print) -> None:
    scale = ("لا على الإطلاق", "قليلاً جداً", "قليلاً", "نوعاً ما", "كثيراً", "كثيراً جداً", "بشدة")
    made = booklet(scale=scale, question="إلى أي حد تدفعك هذه القصة إلى العمل؟", title="قصص التعلم")
    assert faults(made) == set()
    assert "7" in pages(made)[-1]


def test_pictures_come_along_with_what_is_said_of_them(booklet: Print, contents: PackContents) -> None:
    told = replace(contents.stories[2], markdown="Nothing of it in the text.")
    with pikepdf.open(booklet(stories=(told,))) as pdf:
        assert [len(page.get_images()) for page in pdf.pages] == [0, 0, 1, 0]


def test_it_can_be_stopped(contents: PackContents) -> None:
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        make_booklet(contents, Paper.A4, markdown_to_html, control)
