import io
import zipfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import docx
import pytest
from PIL import Image

from learningstories.documents.documents import Documents
from learningstories.services.drafts import Draft

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)


class OneStoryDocuments(Documents):
    """Reads files that hold one story each."""

    def read(self, path: Path, companions: Collection[Path] = ()) -> Draft:
        [draft] = self.take_in(path, companions).drafts
        return draft


@pytest.fixture(scope="session")
def documents() -> Iterator[OneStoryDocuments]:
    with OneStoryDocuments() as reader:
        yield reader


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def word_file(tmp_path: Path) -> Callable[..., Path]:
    """A Word file with these paragraphs, made as Word's own libraries make it."""

    def make(*paragraphs: str, title: str = "", creator: str = "", name: str = "story.docx") -> Path:
        document = docx.Document()
        document.core_properties.author = creator
        if title:
            document.add_heading(title, 0)
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        document.save(str(tmp_path / name))
        return tmp_path / name

    return make


@pytest.fixture
def raw_word_file(tmp_path: Path) -> Callable[..., Path]:
    """A Word file with this inside of its body, for what no library would write."""

    def make(body: str | bytes, *, relations: str = "", prologue: str = "", name: str = "raw.docx") -> Path:
        path = tmp_path / name
        head = f'<?xml version="1.0"?>{prologue}<w:document {NAMESPACES}><w:body>'.encode()
        content = body if isinstance(body, bytes) else body.encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", _TYPES)
            archive.writestr("_rels/.rels", _RELATIONS)
            archive.writestr("word/document.xml", head + content + b"</w:body></w:document>")
            if relations:
                start = _RELATIONS.split("<Relationship Id", maxsplit=1)[0]
                archive.writestr("word/_rels/document.xml.rels", f"{start}{relations}</Relationships>")
        return path

    return make


@pytest.fixture
def picture() -> Callable[..., bytes]:
    def make(size: tuple[int, int] = (40, 30), kind: str = "PNG", **options: object) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", size, (30, 120, 90)).save(out, kind, **options)
        return out.getvalue()

    return make
