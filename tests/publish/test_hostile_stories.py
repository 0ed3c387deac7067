"""Stories that mean harm, or were only pasted badly: a book is made of them all the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from learningstories.services.book_content import BookPicture, BookPromise
from tests.publish.conftest import Made, story

NOTE = '<div class="footnote"><ol><li id="fn:1"><p>note <a href="#fn:1">1</a></p></li></ol></div>'
HOSTILE = {
    "quotes in quotes": "<blockquote>" * 3000 + "deep" + "</blockquote>" * 3000,
    "lists in lists": "<ul><li>" * 300 + "deep" + "</li></ul>" * 300,
    "tables in tables": "<table><tr><td>" * 100 + "deep" + "</td></tr></table>" * 100,
    "emphasis in emphasis": "<p>" + "<em>" * 20_000 + "deep",
    "a wide table": "<table>" + ("<tr>" + "<td>c</td>" * 400 + "</tr>") * 3 + "</table>deep",
    "spans": '<table><tr><td colspan="1000000" rowspan="1000000">deep</td></tr></table>',
    "marks on marks": "<p>deep " + ("a" + "\u0301\u0323\u0316" * 100 + " ") * 20,
    "invisible": "<p>\x00\x01\ufffe\ue000\ud800\u202e\u2066\u200b\u200d\ufe0f deep</p>",
    "nothing but spaces": "<p>" + "\u200b" * 30_000 + "</p><p>" + "&nbsp;" * 9000 + "</p>deep",
    "one note for all": "<p>deep" + '<sup><a href="#fn:1">1</a></sup> ' * 60 + f"</p>{NOTE}",
    "a note in a heading": f'<h2>deep<sup><a href="#fn:1">1</a></sup></h2>{NOTE}',
    "a note without text": '<p>deep<a href="#fn:9">9</a></p>',
    "huge numbers": '<ol start="99999999999999999999"><li>deep</li></ol><ol start="-5"><li>x</li></ol>',
    "every heading": "".join(f"<h{1 + number * 5 % 6}>deep</h{1 + number * 5 % 6}>" for number in range(60)),
    "a long address": f'<p><a href="https://example.org/{"a" * 50_000}">deep</a></p>',
    "unfinished": "<p><b><i>x<p>deep</b><table><tr><",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_book_is_made_and_stays_accessible(make: Callable[..., Made], source: str) -> None:
    made = make(story(html=source, promises=(BookPromise(text="x" * 400),)))
    assert made.report.accessible
    assert "deep" in made.text()


def test_a_word_of_a_hundred_thousand_letters_stays_on_the_pages(make: Callable[..., Made]) -> None:
    made = make(story(html="<p>" + "a" * 100_000 + "</p>"))
    assert made.text().replace(" ", "").count("a" * 1000) > 0
    assert sum(page.count("a") for page in made.pages()) >= 100_000


def test_words_that_look_like_code_are_words(make: Callable[..., Made]) -> None:
    code = '#panic("x") $x$ #{read("main.typ")} = h #import "@preview/x:0.1.0": * ]]} \\ `#eval("1")`'
    made = make(story(title=code[:40], author="#panic()", html=f"<p>{code}</p>"), title=code, colophon=code)
    text = made.text().replace(" ", "")
    assert text.count('#panic("x")') >= 3
    assert '#{read("main.typ")}' in text
    assert "@preview/x:0.1.0" in text


def test_a_picture_that_is_none_becomes_its_description(make: Callable[..., Made], tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"\xff\xd8\xff\xe0 no photo")
    bad = BookPicture(sha="bad", path=tmp_path / "bad")
    made = make(story(5, "See:\n\n![Grace on the stairs](media:bad)", pictures=(bad,)))
    assert "Grace on the stairs" in made.text()
    assert [note for note in made.report.notes if "#5" in note and "Grace on the stairs" in note]
    assert made.report.accessible


def test_a_picture_nobody_described_is_told(make: Callable[..., Made], picture: BookPicture) -> None:
    silent = BookPicture(sha="abc", path=picture.path)
    made = make(story(5, "![](media:abc)", pictures=(silent,)))
    assert len(made.report.notes) == 1
    assert "#5" in made.report.notes[0]
    assert made.report.accessible


def test_a_picture_may_not_name_a_file(make: Callable[..., Made], picture: BookPicture) -> None:
    made = make(
        story(html='<p>x <img src="../job.json" alt="one"> <img src="media:../../etc/passwd" alt="two"></p>')
    )
    assert "x one two" in made.text()
