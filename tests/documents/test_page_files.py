"""Saved web pages, from browsers and from word processors."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.documents.manuscript import Material
from learningstories.documents.reading import open_document
from learningstories.documents.refusal import Refusal
from learningstories.services.drafts import Variant

SAMPLES = Path(__file__).parent / "samples"
SAMPLE = (SAMPLES / "ferry.html").read_bytes()
LONG = "We went to the harbour before the sun was up, and nobody said a word until the ferry had left. " * 3
MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Menu {n}</a></li>" for n in range(9)) + "</ul></nav>"
ASIDE = "<div class='related-posts'><p><a href='/x'>Ten more ferries that will surprise you</a></p></div>"
FOOT = "<footer><p>All rights reserved. Imprint. Privacy.</p></footer>"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


@pytest.fixture
def read(documents, write):
    def from_page(body: str, head: str = "", *beside: Path):
        return documents.read(write("page.html", page(body, head)), beside)

    return from_page


def test_the_main_text_comes_first_and_the_whole_page_is_the_other_choice(read):
    article = f"<article><h1>The ferry</h1><p>{LONG}</p><p>Short.</p><p>{LONG}</p>{ASIDE}</article>"
    draft = read(MENU + f"<main>{article}</main>" + FOOT, "<title>The ferry | Harbour News</title>")
    assert (draft.title, draft.variant) == ("The ferry", Variant.MAIN_TEXT)
    assert draft.markdown == f"{LONG.strip()}\n\nShort.\n\n{LONG.strip()}\n"
    [whole] = draft.alternatives
    assert whole.variant is Variant.WHOLE_PAGE
    for words in ("Menu 3", "All rights reserved", "Ten more ferries", "Short."):
        assert words in whole.markdown


def test_a_page_that_is_only_its_text_has_no_other_choice(read):
    draft = read(f"<h1>The ferry</h1><p>{LONG}</p>")
    assert (draft.variant, draft.alternatives) == (Variant.ONLY, ())


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Head</title>", "<h1>Heading</h1>", "Heading"),
        ("<title>Head</title>", "", "Head"),
        ('<meta property="og:title" content="Shared"><title>Head</title>', "", "Shared"),
        ('<meta property="og:site_name" content="News"><title>Ferry | News</title>', "", "Ferry"),
        ("<title>Ferry - News</title>", "<h1>News</h1><h2>Ferry</h2>", "Ferry"),
        ("", "<p class=MsoTitle>By Word</p><h1>Part</h1>", "By Word"),
    ],
)
def test_titles(read, head, body, title):
    assert read(f"{body}<p>{LONG}</p>", head).title == title


def test_authors(read):
    assert read(f"<p>{LONG}</p>", '<meta name="author" content="Ada Lovelace">').author == "Ada Lovelace"
    assert read(f"<p>{LONG}</p><a rel=author href='/ada'>By Ada Lovelace</a>").author == "Ada Lovelace"
    assert read(f"<p>{LONG}</p>", '<meta name="author" content="admin">').author == ""


def test_form_given_by_styles(read):
    style = "<style>.c1{font-weight:700}.c2{font-style:italic;color:red} "
    style += "p.c3{text-decoration:line-through}</style>"
    body = (
        "<p>a <span class=c1>bold</span> <span class='c1 c2'>both</span></p><p class=c3>gone</p>"
        '<p><span style="font-weight:bold">loud</span><b style="font-weight:normal"> calm</b></p>'
        '<p>H<span style="vertical-align:sub">2</span>O <strike>old</strike></p>'
    )
    assert read(f"<h1>T</h1>{body}", style).markdown == (
        "a **bold** **<em>both</em>**\n\n<del>gone</del>\n\n**loud** calm\n\nH<sub>2</sub>O <del>old</del>\n"
    )


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<sup id=r1><a href="#n1">1</a></sup>', '<ol><li id=n1>The note. <a href="#r1">back</a></li></ol>'),
        (
            '<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>',
            '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> The note.</p></div>',
        ),
        (
            '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>',
            '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>&nbsp;The note.</p></div>',
        ),
        ('<a href="#note1"><sup>*</sup></a>', '<p class=footnote id=note1>* The note.</p>'),
    ],
)  # fmt: skip
def test_notes_as_programs_write_them(read, mark, note):
    markdown = read(f"<h1>T</h1><p>Word{mark} goes on.</p><p>Next.</p>{note}").markdown
    assert markdown == "Word[^1] goes on.\n\nNext.\n\n[^1]: The note.\n"


def test_links_to_headings_are_no_notes(read):
    body = '<p><a href="#a">1</a> <a href="#a">Read on</a></p><h2 id=a>Part</h2><p>Words.</p>'
    assert read(f"<h1>T</h1>{body}").markdown == "1 Read on\n\n## Part\n\nWords.\n"


def test_lists_of_word_and_of_google(read):
    word = "".join(
        f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]>"
        f"<span style='mso-list:Ignore'>{marker}<span>&nbsp;&nbsp;</span></span><![endif]>{text}</p>"
        for level, marker, text in ((1, "1.", "one"), (2, "o", "<b>in</b>ner"), (1, "2.", "two"))
    )
    google = (
        '<ul class="lst-kix_ab-0 start"><li>a</li></ul><ul class="lst-kix_ab-1 start"><li>b</li></ul>'
        '<ul class="lst-kix_ab-0"><li>c</li></ul>'
    )
    assert read(f"<h1>T</h1><p>x</p>{word}<p>y</p>{google}").markdown == (
        "x\n\n1.  one\n    -   **in**ner\n2.  two\n\ny\n\n-   a\n    -   b\n-   c\n"
    )


def test_tables_that_place_things_are_opened_and_others_kept(read):
    data = "<table><tr><th>Place<th>Fare<tr><td>Dover<td>ten</table>"
    layout = (
        f"<table><tr><td><table><tr><td><h2>Part</h2><p>{LONG}</p>{data}</td></tr></table></td></tr></table>"
    )
    assert read(f"<h1>T</h1>{layout}").markdown == (
        f"## Part\n\n{LONG.strip()}\n\n| Place | Fare |\n| --- | --- |\n| Dover | ten |\n"
    )


def test_two_breaks_end_a_paragraph_and_what_is_hidden_is_not_read(read):
    body = f"<div>One<br>line.<br><br>{LONG}<br> <br><b>Three<br><br>four</b></div>"
    hidden = "<p style='display:none'>secret</p><img width=1 height=1 src='http://example.org/count.gif'>"
    assert read(f"<h1>T</h1>{body}{hidden}").markdown == (
        f"One  \nline.\n\n{LONG.strip()}\n\n**Three**\n\n**four**\n"
    )


def test_pictures_come_from_the_folder_beside_the_page(read, write, picture):
    beside = write("boat 1.png", picture())
    body = f"<h1>T</h1><p>{LONG}<img src='page_files/boat%201.png' alt='A boat'></p>"
    remote = "".join(f"<img src='http://example.org/{n}.png'>" for n in range(9))
    draft = read(body + remote, "", beside)
    assert [each.description for each in draft.pictures] == ["A boat"]
    assert "[0.png](http://example.org/0.png)" in draft.markdown
    assert [problem.code for problem in draft.problems].count("remote_picture_left_out") == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<html><meta charset=windows-1251><p>Привет, мир".encode("cp1251"), "Привет, мир"),
        ("<html><meta content='text/html; charset=shift_jis'><p>日本".encode("cp932"), "日本"),
        ("<?xml version='1.0' encoding='iso-8859-2'?><html><p>Łódź</p></html>".encode("iso-8859-2"), "Łódź"),
        ("<html><p>Zürich €".encode("utf-16"), "Zürich €"),
        ("<html><meta charset=punycode><p>Zürich".encode(), "Zürich"),
    ],
)  # fmt: skip
def test_encodings(documents, write, data, words):
    assert documents.read(write("page.html", data)).markdown == f"{words}\n"


def test_a_page_that_nests_without_end_keeps_its_words(documents, write):
    draft = documents.read(write("page.html", "<html><script>no()</script>" + "<div>" * 5_000 + "the words"))
    assert draft.markdown == "the words\n"
    assert "text_simplified" in {problem.code for problem in draft.problems}


def test_a_page_from_a_word_processor(documents):
    draft = documents.read(SAMPLES / "ferry.html", list(SAMPLES.glob("*.png")))
    assert (draft.author, draft.variant, len(draft.pictures)) == ("Ada Lovelace", Variant.ONLY, 1)
    for part in (
        "**brave**",
        "[^1]: She was born in 1931.",
        "-   bread\n    -   rye",
        "1.  We waited.",
        "| Dover |",
    ):
        assert part in draft.markdown


def saved_page(picture: bytes, *, cid: bool) -> bytes:
    """As Chrome (by address) or Word (by number) saves a page."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.org/ferry/"
    message["Subject"] = "The ferry"
    source = "cid:1@mhtml.blink" if cid else "boat.png"
    body = page(
        MENU + f"<article><h1>The ferry</h1><p>{LONG}</p><p><img alt=Boat src='{source}'></p></article>"
    )
    message.set_content(body, subtype="html", charset="utf-8")
    message["Content-Location"] = "https://example.org/ferry/"
    message.add_related(picture, "image", "png", cid="<1@mhtml.blink>")
    message.get_payload()[1]["Content-Location"] = "https://example.org/ferry/boat.png"
    return message.as_bytes()


def test_what_is_no_letter_is_left_out(read):
    draft = read(f"<p>{LONG}</p><script></script>\x0eSo it went.")
    assert draft.markdown.split() == [*LONG.split(), "So", "it", "went."]


@pytest.mark.parametrize("cid", [True, False])
@pytest.mark.parametrize("name", ["page.mhtml", "page.mht", "page.txt"])
def test_pages_saved_as_one_file(documents, write, picture, name, cid):
    draft = documents.read(write(name, saved_page(picture(), cid=cid)))
    assert (draft.title, draft.variant) == ("The ferry", Variant.MAIN_TEXT)
    assert [each.description for each in draft.pictures] == ["Boat"]
    assert draft.markdown.startswith(LONG.strip())


@settings(max_examples=100)
@given(st.data())
def test_damaged_pages_are_refused_or_read(data):
    content = bytearray(SAMPLE)
    pieces = st.sampled_from(
        [b"<table><tr><td>", b"</p>", b"<!--", b"<style>", b"<a href=#sdfootnote1sym>", b"<br><br>"]
    )
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=8) | pieces)
    try:
        title = open_document(Material(name="s.html", data=bytes(content))).draft.title
    except Refusal:
        title = "refused"
    assert title
