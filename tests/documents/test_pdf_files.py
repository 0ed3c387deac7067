"""PDFs as word processors, typesetters and scanners make them."""

import io
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from learningstories.documents.manuscript import Material
from learningstories.documents.reading import open_document
from learningstories.documents.refusal import Refusal
from learningstories.domain.errors import StoryUnreadable

SAMPLE = (Path(__file__).parent / "samples" / "ferry.pdf").read_bytes()
PARAGRAPH = (
    "We went to the harbour before the sun was up, and nobody said a word until the ferry had left. " * 4
)
PAGE = '#set page(width: 12cm, height: 12cm, header: [The Long Journey], numbering: "1 / 1")\n'
PAGE += "#set text(size: 10pt)\n"


@pytest.fixture
def read(documents, write):
    def from_typst(source: str):
        return documents.read(write("story.pdf", typst.compile(source.encode())))

    return from_typst


def test_a_text_of_a_word_processor(documents, write):
    draft = documents.read(write("ferry.pdf", SAMPLE))
    assert (draft.title, draft.author) == ("The Ferry at Dawn", "Ada Lovelace")
    for part in (
        "## Leaving home\n",
        "My grandmother was **brave**, *stubborn* and **<em>both at once</em>**; she kept every letter",
        "and no secrets.[^1]",
        "-   bread\n    -   rye\n    -   wheat\n-   salt\n",
        "1.  We waited.\n2.  We crossed.\n",
        "Roses are red,\x20\x20\nviolets are blue.\n",
        "“Zürich”, said the captain — Łódź, Ελλάδα, 日本.",
        "[^1]: She was born in 1931.",
    ):
        assert part in draft.markdown


def test_paragraphs_go_on_over_pages_without_what_stands_on_each(read):
    text = "\n\n".join(f"Part {part}. {PARAGRAPH}" for part in ("one", "two", "three", "four", "five"))
    draft = read(PAGE + "#set par(justify: true)\n" + text)
    assert [part.strip() for part in draft.markdown.split("\n\n")] == [
        part.strip() for part in text.split("\n\n")
    ]


def test_links_and_notes(read):
    draft = read(
        PAGE + '== Bread\nRead #link("https://example.org/a")[more of it] '
        'or #link("javascript:alert(1)")[nothing].'
        " A word#footnote[The *note* of it.] goes on.\n\n" + PARAGRAPH
    )
    assert "Read [more of it](https://example.org/a) or nothing. A word[^1] goes on." in draft.markdown
    assert draft.markdown.endswith("\n\n[^1]: The **note** of it.\n")


def test_chapters_are_no_running_heads(read):
    pages = "\n#pagebreak()\n".join(f"== Part {number}\n{PARAGRAPH}" for number in range(1, 4))
    assert read("#text(size: 24pt)[Bread]\n\n" + pages).markdown.count("## Part") == 3


def test_words_that_were_broken_are_whole_again(read):
    draft = read(
        '#set page(width: 6cm)\n#set text(lang: "en", hyphenate: true)\n#set par(justify: true)\n'
        "= Bread\nExtraordinarily complicated circumstances notwithstanding, intercontinental correspondence "
        "flourished; the grandmother's self-confidence and her e-mail address remained."
    )
    assert draft.title == "Bread"
    for word in ("Extraordinarily", "circumstances", "intercontinental", "correspondence", "flourished"):
        assert word in draft.markdown


def test_the_title_is_what_stands_large_on_top(read):
    source = '#set document(title: "Microsoft Word - final.docx", author: "Ada Lovelace")\n'
    draft = read(
        f"{source}#text(size: 20pt)[The Ferry]\n\n{PARAGRAPH}\n\n#text(size: 14pt)[Home]\n\n{PARAGRAPH}"
    )
    assert (draft.title, draft.author) == ("The Ferry", "Ada Lovelace")
    assert draft.markdown == f"{PARAGRAPH.strip()}\n\n## Home\n\n{PARAGRAPH.strip()}\n"


def test_the_title_in_the_properties_helps_where_the_text_has_none(read):
    assert read(f'#set document(title: "The Ferry")\n{PARAGRAPH}\n\n{PARAGRAPH}').title == "The Ferry"
    named = read(f'#set document(title: "Microsoft Word - x.docx")\n{PARAGRAPH}\n\n{PARAGRAPH}')
    assert "no_title" in {problem.code for problem in named.problems}


def refused(documents, path):
    with pytest.raises(StoryUnreadable) as caught:
        documents.read(path)
    return caught.value.cause


def test_a_scan_has_a_cause_of_its_own(documents, write):
    out = io.BytesIO()
    Image.effect_noise((400, 600), 80).convert("RGB").save(out, "PDF")
    assert refused(documents, write("scan.pdf", out.getvalue())) == "scanned"


def test_a_password_and_damage(documents, write):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(SAMPLE)) as document:
        document.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert refused(documents, write("locked.pdf", out.getvalue())) == "encrypted"
    assert refused(documents, write("cut.pdf", SAMPLE[:200])) == "broken"


def test_a_password_only_against_changes_does_no_harm(documents, write):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(SAMPLE)) as document:
        document.save(out, encryption=pikepdf.Encryption(user="", owner="secret"))
    assert documents.read(write("open.pdf", out.getvalue())).title == "The Ferry at Dawn"


@settings(max_examples=60)
@given(st.data())
def test_damaged_files_are_refused_or_read(data):
    content = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    with suppress(Refusal):
        assert open_document(Material(name="s.pdf", data=bytes(content))).draft.title
