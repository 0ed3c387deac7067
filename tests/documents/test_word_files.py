import io
import zipfile

import docx
import pytest

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
