"""Each file that is no story gets its cause, and the next file is read as if nothing had been."""

import io
import os
import struct
import zipfile

import pytest
from PIL import Image

from learningstories.domain.errors import UNREADABLE, StoryUnreadable
from tests.documents.conftest import OneStoryDocuments

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def cause_of(documents, path):
    with pytest.raises(StoryUnreadable) as caught:
        documents.read(path)
    assert caught.value.cause in UNREADABLE
    return caught.value.cause


@pytest.fixture(autouse=True)
def _next_file_is_read(documents, word_file):
    yield
    assert documents.read(word_file("All is well.", title="After", name="after.docx")).title == "After"


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("s.docx", b"I am only text", "not_a_docx"),
        ("s.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("old.doc", OLE, "unknown_type"),
        ("old.doc", OLE + "WordDocument".encode("utf-16-le"), "old_word"),
        ("s.docx", b"PK\x03\x04" + bytes(200), "broken"),
        ("s.pdf", b"%PDF-1.7 ...", "broken"),
        ("s.md", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture_unreadable"),
        ("page.html", b"<!DOCTYPE html><html><body><script>x</script></body></html>", "no_text"),
        ("s.txt", b"", "empty"),
        ("s.md", b" \n\t ", "empty"),
        ("s.md", b"---\ntitle: Only a title\n---\n", "no_text"),
        ("s.md", b"* * *", "no_text"),
        ("s.txt", b"word " * 500_000, "too_big"),
    ],
)
def test_files_that_are_no_stories(documents, write, name, content, cause):
    assert cause_of(documents, write(name, content)) == cause


def test_a_zip_that_is_no_word_file(documents, tmp_path):
    with zipfile.ZipFile(tmp_path / "s.docx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert cause_of(documents, tmp_path / "s.docx") == "not_a_docx"


def test_a_zip_with_a_password(documents, word_file):
    path = word_file("Secret.")
    data = bytearray(path.read_bytes())
    start = data.rfind(b"PK\x01\x02")
    data[start + 8] |= 1
    path.write_bytes(bytes(data))
    assert cause_of(documents, path) == "encrypted"


def test_zip_bombs(documents, raw_word_file, tmp_path):
    text = b"<w:p><w:r><w:t>" + b"A" * 40_000_000 + b"</w:t></w:r></w:p>"
    assert cause_of(documents, raw_word_file(text)) == "zip_bomb"
    with zipfile.ZipFile(tmp_path / "many.docx", "w") as archive:
        for number in range(6_000):
            archive.writestr(f"word/{number}.bin", b"")
    assert cause_of(documents, tmp_path / "many.docx") == "zip_bomb"


def test_a_zip_that_lies_about_its_sizes(documents, raw_word_file):
    path = raw_word_file(b"<w:p><w:r><w:t>" + b"A" * 40_000_000 + b"</w:t></w:r></w:p>")
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 5_000)
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(bytes(data))
    assert cause_of(documents, path) == "broken"


@pytest.mark.parametrize("prologue", [LAUGHS, OUTSIDE])
def test_entities(documents, raw_word_file, prologue):
    name = "j" if prologue is LAUGHS else "e"
    path = raw_word_file(f"<w:p><w:r><w:t>&{name};</w:t></w:r></w:p>", prologue=prologue)
    assert cause_of(documents, path) == "external_entities"


def test_a_word_file_that_nests_without_end(documents, raw_word_file):
    opened, closed = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
    path = raw_word_file(opened * 20_000 + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + closed * 20_000)
    assert cause_of(documents, path) == "too_deep"


def test_a_word_file_with_a_damaged_part(documents, raw_word_file):
    assert cause_of(documents, raw_word_file("<w:p><w:r>")) == "broken"


def test_a_file_of_two_hundred_megabytes_is_not_even_read(documents, tmp_path):
    path = tmp_path / "huge.md"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    assert cause_of(documents, path) == "too_big"


def test_what_is_no_file(documents, tmp_path):
    assert cause_of(documents, tmp_path) == "folder"
    assert cause_of(documents, tmp_path / "none.md") == "missing"
    assert cause_of(documents, tmp_path / ("n" * 300 + ".md")) == "missing"
    assert cause_of(documents, tmp_path / "nul\x00.md") == "missing"


def test_a_pipe_is_not_waited_for(documents, tmp_path):
    if not hasattr(os, "mkfifo"):
        return
    os.mkfifo(tmp_path / "pipe.md")
    assert cause_of(documents, tmp_path / "pipe.md") == "unknown_type"


def test_a_file_that_takes_too_long(word_file):
    with OneStoryDocuments(read_seconds=0.001) as hasty:
        assert cause_of(hasty, word_file("x", name="slow.docx")) == "took_too_long"
        assert cause_of(hasty, word_file("x", name="again.docx")) == "took_too_long"


def test_text_whose_marks_take_too_long_is_read_without_them(documents, write, monkeypatch):
    assert "words" in documents.read(write("s.md", "[" * 50_000 + " words")).markdown


def test_a_process_that_dies_is_replaced(documents, write):
    with OneStoryDocuments() as reader:
        first = write("s.md", "# One\n\nText.")
        reader.read(first)
        process = reader._reading._process
        process.kill()
        process.wait()
        assert reader.read(first).title == "One"


def test_a_closed_reader_reads_no_more(write):
    reader = OneStoryDocuments()
    path = write("s.md", "# One\n\nText.")
    reader.read(path)
    reader.close()
    assert cause_of(reader, path) == "broken"
    assert reader.to_html("**x**") == "<p>**x**</p>"


def test_pages_that_take_too_long_are_plain(documents):
    with OneStoryDocuments(html_seconds=0.001) as hasty:
        assert hasty.to_html("a **b** <c>") == "<p>a **b** &lt;c&gt;</p>"


def test_pictures_that_are_no_pictures(documents, write, picture, tmp_path):
    huge = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(huge, "PNG")
    files = {
        "cut.jpg": picture((600, 400), "JPEG")[:900],
        "huge.png": huge.getvalue(),
        "no.png": b"not a picture",
        "good.jpg": picture((3000, 20), "JPEG", comment=b"where I live"),
    }
    paths = [write(name, data) for name, data in files.items()]
    draft = documents.read(write("s.md", "# T\n\nText " + " ".join(f"![d]({name})" for name in files)), paths)
    assert [picture.name for picture in draft.pictures] == ["good.jpg"]
    assert draft.pictures[0].width == 2400
    assert b"where I live" not in draft.pictures[0].data
    unreadable = [p.facts["name"] for p in draft.problems if p.code == "picture_unreadable"]
    assert unreadable == ["cut.jpg", "huge.png", "no.png"]
