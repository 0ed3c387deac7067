import io
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.documents.manuscript import Material
from learningstories.documents.reading import open_document
from learningstories.documents.refusal import Refusal

SAMPLE = Path(__file__).parent / "samples" / "ferry.docx"

BLIP = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
    '<a:blip r:{kind}="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    "</w:r></w:p>"
)
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def codes(draft):
    return [problem.code for problem in draft.problems]


@pytest.fixture
def rich(tmp_path, picture):
    document = docx.Document()
    document.core_properties.author = "Mira Patel"
    document.add_heading("The workshop", 0)
    paragraph = document.add_paragraph("We built a ")
    paragraph.add_run("boat").bold = True
    paragraph.add_run(" and ")
    paragraph.add_run("sang").italic = True
    document.add_heading("Morning", 2)
    for word in ("saw", "nails"):
        document.add_paragraph(word, style="List Bullet")
    document.add_paragraph("first", style="List Number")
    table = document.add_table(2, 2)
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {index}"
    document.add_picture(io.BytesIO(picture((60, 20))))
    document.inline_shapes[0]._inline.docPr.set("descr", "A boat on a pond")
    document.save(str(tmp_path / "boat.docx"))
    return tmp_path / "boat.docx"


def test_a_word_file_keeps_its_form(documents, rich):
    draft = documents.read(rich)
    assert (draft.title, draft.author) == ("The workshop", "Mira Patel")
    html = documents.to_html(draft.markdown)
    for part in (
        "<strong>boat</strong>",
        "<em>sang</em>",
        "<h2>Morning</h2>",
        "<li>nails</li>",
        "<ol>",
        ">cell 3<",
    ):
        assert part in html
    assert draft.original == rich.read_bytes()
    assert [(p.description, p.width, p.height, p.media_type) for p in draft.pictures] == [
        ("A boat on a pond", 60, 20, "image/png")
    ]
    assert f'src="media:{draft.pictures[0].sha}"' in html


def test_notes_of_a_word_file_are_notes(documents, raw_word_file, tmp_path):
    path = raw_word_file(
        '<w:p><w:r><w:t>Hello</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        relations='<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/footnotes" Target="footnotes.xml"/>',
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/footnotes.xml",
            '<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            '<w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>',
        )
    draft = documents.read(path)
    assert draft.markdown == "Hello[^1]\n\n[^1]: A note.\n"


def test_a_form_that_was_pasted_into_word(documents, word_file):
    draft = documents.read(
        word_file(
            "Title: The bus",
            "Author: Lena Holm",
            "Consent: read, print, stage",
            "It came late.",
            "Time: ran.",
        )
    )
    assert (draft.title, draft.author) == ("The bus", "Lena Holm")
    assert (draft.consent_read, draft.consent_print, draft.consent_web, draft.consent_stage) == (
        True, True, False, True,
    )  # fmt: skip
    assert draft.markdown == "It came late.\n\nTime: ran.\n"


def test_a_dashed_block_that_was_pasted_into_word(documents, word_file):
    draft = documents.read(word_file("---", "title: The bus", "consent: read", "—", "It came late."))
    assert draft.title == "The bus"
    assert draft.markdown == "It came late.\n"


@pytest.mark.parametrize("creator", ["python-docx", "Microsoft Office User", "admin", "user1 x2", "ACME"])
def test_a_programs_name_is_no_author(documents, word_file, creator):
    draft = documents.read(word_file("Some text.", title="T", creator=creator))
    assert draft.author == ""
    assert "no_author" in codes(draft)


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("link", "file:///etc/passwd", ' TargetMode="External"'),
        ("link", "http://127.0.0.1:9/p.png", ' TargetMode="External"'),
        ("embed", "../../../../../etc/passwd", ""),
    ],
)
def test_nothing_outside_the_file_is_read(documents, raw_word_file, kind, target, mode):
    path = raw_word_file(
        "<w:p><w:r><w:t>A story.</w:t></w:r></w:p>" + BLIP.format(kind=kind),
        relations=f'<Relationship Id="rId9" Type="{IMAGE}" Target="{target}"{mode}/>',
    )
    draft = documents.read(path)
    assert draft.markdown == "A story.\n"
    assert draft.pictures == ()
    assert "local_picture_left_out" in codes(draft)


def test_links_that_would_run_are_text(documents, raw_word_file):
    path = raw_word_file(
        '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>click</w:t></w:r></w:hyperlink></w:p>'
        "<w:p><w:r><w:t>&lt;script&gt;alert(1)&lt;/script&gt;</w:t></w:r></w:p>",
        relations='<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'hyperlink" Target="javascript:alert(1)" TargetMode="External"/>',
    )
    html = documents.to_html(documents.read(path).markdown)
    assert "javascript" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_book_of_five_hundred_pages_is_read(documents, tmp_path):
    document = docx.Document()
    for number in range(1_500):
        document.add_paragraph(
            "The quick brown fox jumped over the lazy dogs yesterday again. " * 15 + str(number)
        )
    document.save(str(tmp_path / "long.docx"))
    draft = documents.read(tmp_path / "long.docx")
    assert draft.words == 1_500 * (11 * 15 + 1)


def test_styles_that_are_made_from_others_and_text_in_unusual_places(documents, tmp_path):
    document = docx.Document()
    document.add_heading("Bread", 0)
    mine = document.styles.add_style("Mine", WD_STYLE_TYPE.PARAGRAPH)
    mine.base_style = document.styles["Heading 2"]
    loud = document.styles.add_style("Loud", WD_STYLE_TYPE.CHARACTER)
    loud.font.bold = True
    louder = document.styles.add_style("Louder", WD_STYLE_TYPE.CHARACTER)
    louder.base_style, louder.font.italic = loud, True
    document.add_paragraph("Kneading", style=mine)
    paragraph = document.add_paragraph("It was ")
    paragraph.add_run("loud", style=loud)
    paragraph.add_run(" and ")
    paragraph.add_run("louder", style=louder)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    maths = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    run = "<w:r><w:t>{}</w:t></w:r>"
    for xml in (
        f"<w:fldSimple {space} w:instr='DATE'>{run.format(' on Monday')}</w:fldSimple>",
        f"<m:oMath {maths}><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup>"
        "</m:sSup></m:oMath>",
        f"<w:bdo {space} w:val='ltr'>{run.format(' at last')}</w:bdo>",
    ):
        paragraph._p.append(parse_xml(xml))
    path = tmp_path / "styles.docx"
    document.save(str(path))
    assert documents.read(path).markdown == (
        "## Kneading\n\nIt was **loud** and **<em>louder</em>** on Mondayx2 at last\n"
    )


def test_cells_over_several_rows_keep_their_columns(documents, tmp_path):
    document = docx.Document()
    document.add_heading("Bread", 0)
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "a"
    table.cell(0, 1).text, table.cell(1, 1).text = "b", "c"
    path = tmp_path / "table.docx"
    document.save(str(path))
    assert documents.read(path).markdown == "| a | b |\n| --- | --- |\n|  | c |\n"


@settings(max_examples=40)
@given(st.data())
def test_damaged_files_are_refused_or_read(data):
    """Whatever happens to the parts of a real file, nothing but a refusal comes of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(SAMPLE) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            content = bytearray(before.read(part))
            if part.filename.startswith("word/") and content:
                for _ in range(data.draw(st.integers(0, 3))):
                    at = data.draw(st.integers(0, len(content) - 1))
                    content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
            after.writestr(part.filename, bytes(content))
    with suppress(Refusal):
        assert open_document(Material(name="s.docx", data=out.getvalue())).draft.title
