"""LibreOffice texts: what other samples do not have, and what nobody should send."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.documents.manuscript import Material
from learningstories.documents.reading import open_document
from learningstories.documents.refusal import Refusal
from learningstories.domain.errors import StoryUnreadable

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
SAMPLE = (Path(__file__).parent / "samples" / "ferry.odt").read_bytes()


@pytest.fixture
def odt(tmp_path):
    def make(
        body: str, styles: str = "", manifest: str = "<m/>", extra: dict[str, bytes] | None = None
    ) -> Path:
        content = (
            f'<office:document-content {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink">'
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        path = tmp_path / "story.odt"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("META-INF/manifest.xml", manifest)
            archive.writestr("content.xml", content)
            for name, data in (extra or {}).items():
                archive.writestr(name, data)
        return path

    return make


def test_a_style_may_take_a_mark_away_again(documents, odt):
    styles = (
        '<style:style style:name="Loud" style:family="paragraph"><style:text-properties '
        'fo:font-weight="700"/></style:style><style:style style:name="Quiet" style:family="text">'
        '<style:text-properties fo:font-weight="normal"/></style:style>'
    )
    body = (
        '<text:p text:style-name="Loud">one <text:span text:style-name="Quiet">two</text:span> three</text:p>'
    )
    assert documents.read(odt("<text:p>Start.</text:p>" + body, styles)).markdown.endswith(
        "**one** two **three**\n"
    )


def test_headings_by_style_and_numbered_ones(documents, odt):
    styles = (
        '<style:style style:name="Mine" style:family="paragraph" style:parent-style-name="Heading_20_3"/>'
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1"/>'
        "</text:list-style>"
    )
    body = (
        '<text:p text:style-name="Mine">By style</text:p><text:list text:style-name="N"><text:list-item>'
        '<text:h text:outline-level="2">Numbered</text:h></text:list-item></text:list><text:p>words</text:p>'
    )
    assert documents.read(odt("<text:p>Start.</text:p>" + body, styles)).markdown == (
        "Start.\n\n### By style\n\n## Numbered\n\nwords\n"
    )


def test_a_list_goes_on_counting(documents, odt):
    styles = (
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1"/>'
        "</text:list-style>"
    )
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    body = (
        f'<text:list text:style-name="N">{item.format("a")}{item.format("b")}</text:list>'
        "<text:p>pause</text:p>"
        f'<text:list text:style-name="N" text:continue-numbering="true">{item.format("c")}</text:list>'
    )
    assert documents.read(odt("<text:p>Start.</text:p>" + body, styles)).markdown.endswith("3.  c\n")


def test_frames_stand_after_their_paragraph_and_hidden_text_nowhere(documents, odt):
    styles = '<style:style style:name="H" style:family="text">'
    styles += '<style:text-properties text:display="none"/></style:style>'
    body = (
        "<text:p>before <draw:frame><draw:text-box><text:p>in the box</text:p></draw:text-box></draw:frame>"
        '<text:span text:style-name="H">hidden</text:span>after</text:p>'
        "<office:annotation><text:p>a remark</text:p></office:annotation>"
    )
    assert documents.read(odt(body, styles)).markdown == "before after\n\nin the box\n"


def test_cells_over_several_rows_keep_their_columns(documents, odt):
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    body = (
        "<table:table><table:table-row>"
        + cell.format(' table:number-rows-spanned="2"', "a")
        + cell.format("", "b")
        + "</table:table-row><table:table-row><table:covered-table-cell/>"
        + cell.format("", "c")
        + "</table:table-row></table:table>"
    )
    assert documents.read(odt(body)).markdown == "| a | b |\n| --- | --- |\n|  | c |\n"


def test_pictures_come_from_the_file_only(documents, odt, picture):
    frame = (
        '<text:p>text <draw:frame><draw:image xlink:href="{}"/><svg:title>A</svg:title></draw:frame></text:p>'
    )
    inside = odt(frame.format("Pictures/%61.png"), extra={"Pictures/a.png": picture()})
    assert [each.description for each in documents.read(inside).pictures] == ["A"]
    for address in (
        "../../../etc/passwd",
        "file:///etc/passwd",
        "http://example.org/a.png",
        "Pictures/none.png",
    ):
        assert documents.read(odt(frame.format(address))).pictures == ()


def test_a_text_with_a_password(documents, odt):
    with pytest.raises(StoryUnreadable) as caught:
        documents.read(odt("", manifest='<m:encryption-data xmlns:m="urn:m"/>'))
    assert caught.value.cause == "encrypted"


@settings(max_examples=60)
@given(st.data())
def test_damaged_texts_are_refused_or_read(data):
    """Whatever happens to the parts of a real file, nothing but a refusal comes of it."""
    before = zipfile.ZipFile(io.BytesIO(SAMPLE))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            content = bytearray(before.read(part))
            if part.filename in {"content.xml", "styles.xml", "meta.xml"}:
                for _ in range(data.draw(st.integers(0, 4))):
                    at = data.draw(st.integers(0, len(content) - 1))
                    content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
            after.writestr(part.filename, bytes(content))
    with suppress(Refusal):
        assert open_document(Material(name="s.odt", data=out.getvalue())).draft.title
