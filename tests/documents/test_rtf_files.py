"""RTF as WordPad, TextEdit, Word and others write it."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.documents.manuscript import Material
from learningstories.documents.reading import open_document
from learningstories.documents.refusal import Refusal

SAMPLE = (Path(__file__).parent / "samples" / "ferry.rtf").read_bytes()
HEAD = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}{\f1\fnil\fcharset204 Arial;}"
HEAD += rb"{\f2\fnil\fcharset128 MS Mincho;}}"


@pytest.fixture
def read(documents, write):
    def from_rtf(body: bytes) -> str:
        return documents.read(write("s.rtf", HEAD + body + b"}")).markdown

    return from_rtf


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"Caf\'e9 \'93x\'94", "Café “x”"),
        (rb"\f1 \'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
        (rb"\f2 \'93\'fa\'96\{", "日本"),
        (rb"\u26085?\u26412?", "日本"),
        (rb"{\uc2\u8364 EU\u8364 EU}5", "€€5"),
        (rb"{\uc0\u8364 5}", "€5"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"a\~b\_c \{d\} \\ e\emdash f\rquote", "a\u00a0b\u2011c {d} \\\\ e—f\u2019"),
        (rb"one\line two", "one  \ntwo"),
        (rb"kept {\v hidden}{\deleted gone}too", "kept too"),
        (rb"{\*\unknown {not text}}text", "text"),
        (rb"{\upr{plain}{\*\ud{better}}}", "better"),
        (rb"{\header top}{\footer bottom}middle", "middle"),
        (rb"H{\sub 2}O, m{\super 2}", "H<sub>2</sub>O, m<sup>2</sup>"),
        (rb"{\b a {\i b\b0  c}} d", "**a <em>b</em>** <em>c</em> d"),
        (rb"{\ul under}{\ul\ulnone plain}{\strike out}", "<u>under</u>plain<del>out</del>"),
        (rb"\b bold\plain  not", "**bold** not"),
        (rb'{\field{\*\fldinst{HYPERLINK "https://example.org/a b"}}{\fldrslt{\ul here}}}', "[here](https://example.org/a%20b)"),
        (rb'{\field{\*\fldinst{HYPERLINK \\l "x"}}{\fldrslt here}}', "here"),
        (rb'{\field{\*\fldinst{HYPERLINK "javascript:alert(1)"}}{\fldrslt here}}', "here"),
        (rb"{\field{\*\fldinst PAGE}{\fldrslt 7}}", "7"),
    ],
)  # fmt: skip
def test_characters_and_marks(read, body, text):
    assert read(rb"Start.\par " + body) == f"Start.\n\n{text}\n"


def test_headings_by_name_by_level_and_by_descent(read):
    styles = rb"{\stylesheet{\s0 Normal;}{\s1\outlinelevel1 \'dcberschrift zwei;}{\s2 heading 3;}"
    styles += rb"{\s5\sbasedon2 Mine;}{\*\cs10 Strong;}}"
    text = read(styles + rb"\pard Start.\par\pard\s1\b One\par\pard\plain\s5 Two\par\pard\plain words\par")
    assert text == "Start.\n\n## One\n\n### Two\n\nwords\n"


def test_lists_with_levels_and_numbers(read):
    lists = (
        rb"{\*\listtable{\list{\listlevel\levelnfc0}{\listlevel\levelnfc23}\listid7}}"
        rb"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}}"
    )
    body = (
        rb"\pard Start.\par{\listtext 1.\tab}\pard\ls1\ilvl0 one\par"
        rb"{\listtext\bullet\tab}\pard\ls1\ilvl1 inner\par"
        rb"{\listtext 2.\tab}\pard\ls1\ilvl0 two\par\pard after\par"
    )
    assert read(lists + body) == "Start.\n\n1.  one\n    -   inner\n2.  two\n\nafter\n"


def test_lists_of_old_programs(read):
    body = rb"Start.\par{\pntext\f1\'B7\tab}{\*\pn\pnlvlblt\pnf1{\pntxtb\'B7}}one\par"
    body += rb"{\pntext 2)\tab}two\par\pard after"
    assert read(body) == "Start.\n\n-   one\n\n1.  two\n\nafter\n"


def test_tables(read):
    row = rb"\trowd\cellx1000\cellx2000\pard\intbl %s\cell %s\cell\row"
    body = rb"Start.\par" + row % (b"a", rb"b\par c") + row % (rb"{\b d}", b"e") + rb"\pard after\par"
    assert read(body) == "Start.\n\n| a | b<br>c |\n| --- | --- |\n| **d** | e |\n\nafter\n"


def test_notes_and_frames(read):
    body = (
        rb"Word{\super\chftn}{\footnote\pard\plain{\super\chftn} A {\i note}.} goes on"
        rb"{\shp{\*\shpinst{\sp{\sn posh}{\sv 2}}{\shptxt Box}}{\shprslt{\*\do old}}}.\par After\par"
    )
    assert read(rb"Start.\par " + body) == "Start.\n\nWord[^1] goes on.\n\nBox\n\nAfter\n\n[^1]: A *note*.\n"


def test_pictures_with_their_descriptions(documents, write, picture):
    png, jpeg = picture(), picture(kind="JPEG")
    described = rb"{\*\picprop{\sp{\sn wzDescription}{\sv A loaf}}}"
    body = (
        rb"Start.\par{\*\shppict{\pict" + described + rb"\pngblip\picw10 " + png.hex().encode() + rb"}}"
        rb"{\nonshppict{\pict\wmetafile8 00}}\par{\pict\jpegblip\bin%d " % len(jpeg) + jpeg + b"} end"
    )
    draft = documents.read(write("s.rtf", HEAD + body + b"}"))
    assert [each.description for each in draft.pictures] == ["A loaf", ""]
    assert [each.media_type for each in draft.pictures] == ["image/png", "image/jpeg"]
    assert draft.markdown.endswith("end\n")


def test_the_file_says_who_wrote_it(documents, write):
    draft = documents.read(
        write("s.rtf", rb"{\rtf1{\info{\title No}{\author Ada Lovelace}}{\b Bread}\par Once.}")
    )
    assert (draft.title, draft.author, draft.markdown) == ("Bread", "Ada Lovelace", "Once.\n")


@settings(max_examples=80)
@given(st.data())
def test_damaged_files_are_refused_or_read(data):
    content = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        written = data.draw(
            st.binary(max_size=8) | st.sampled_from([b"{", b"}", rb"\bin9", rb"\u9", rb"{\pict "])
        )
        content[at : at + data.draw(st.integers(0, 60))] = written
    with suppress(Refusal):
        assert open_document(Material(name="s.rtf", data=bytes(content))).draft.title
