"""Word, LibreOffice and Excel files that burst, nest, lie or reach outside."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

from tests.hostile.case import Case, case

MB = 1 << 20
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="http://schemas.'
    'openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip {how}="rId9"/></pic:blipFill>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_ODT = "application/vnd.oasis.opendocument.text"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Content = str | Callable[[zipfile.ZipFile, str], None]


def word(
    body: Content, prologue: str = "", relations: str = "", extra: Mapping[str, str] | None = None
) -> bytes:
    """A .docx with this inside of its body."""
    if isinstance(body, str):
        body = f'<?xml version="1.0"?>{prologue}<w:document {_WORD}><w:body>{body}</w:body></w:document>'
    parts: dict[str, Content] = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": _relations(
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": body,
        **(extra or {}),
    }
    if relations:
        parts["word/_rels/document.xml.rels"] = _relations(relations)
    return _zip(parts)


def odt(text: Content, prologue: str = "") -> bytes:
    """An .odt with this inside of its text."""
    if isinstance(text, str):
        text = (
            f'<?xml version="1.0"?>{prologue}<office:document-content {_ODF}><office:body><office:text>{text}'
            "</office:text></office:body></office:document-content>"
        )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT}"/></manifest:manifest>'
    )
    return _zip({"mimetype": _ODT, "META-INF/manifest.xml": manifest, "content.xml": text})


def workbook(rows: Content, prologue: str = "") -> bytes:
    """An .xlsx with these rows."""
    if isinstance(rows, str):
        rows = f'<?xml version="1.0"?>{prologue}<worksheet xmlns="{_SHEETS}"><sheetData>{rows}</sheetData></worksheet>'
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.sheet.main+xml"/></Types>',
            "_rels/.rels": _relations(
                f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            ),
            "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" '
            'r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(
                f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            ),
            "xl/worksheets/sheet1.xml": rows,
        }
    )


def flood(head: str, unit: str, tail: str, megabytes: int) -> Content:
    """A part that is `megabytes` long and packs to next to nothing."""
    block = unit.encode() * (MB // len(unit))

    def write(archive: zipfile.ZipFile, name: str) -> None:
        with archive.open(name, "w", force_zip64=True) as part:
            part.write(head.encode())
            for _ in range(megabytes):
                part.write(block)
            part.write(tail.encode())

    return write


def paragraph(text: str) -> str:
    """A paragraph of a .docx."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def lying(data: bytes, size: int) -> bytes:
    """The same archive, whose directory says that each part is `size` bytes long."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", size)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _many_parts() -> bytes:
    return _zip({f"word/{number}.bin": "" for number in range(6_000)})


def _relations(inside: str) -> str:
    return f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def _zip(parts: Mapping[str, Content]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            if callable(content):
                content(archive, name)
            else:
                archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def _cell(text: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


_WORD_HEAD = f'<?xml version="1.0"?><w:document {_WORD}><w:body>'
_WORD_TAIL = "</w:body></w:document>"
_ODT_HEAD = f'<?xml version="1.0"?><office:document-content {_ODF}><office:body><office:text>'
_ODT_TAIL = "</office:text></office:body></office:document-content>"
_SHEET_HEAD = f'<?xml version="1.0"?><worksheet xmlns="{_SHEETS}"><sheetData>'
_SHEET_TAIL = "</sheetData></worksheet>"
_EXTERNAL = (
    f'<Relationship Id="rId9" Type="{_OFFICE}/image" Target="file:///etc/passwd" TargetMode="External"/>'
)
_UPWARDS = f'<Relationship Id="rId9" Type="{_OFFICE}/image" Target="../../../../../etc/passwd"/>'
_SCRIPT = (
    f'<Relationship Id="rId9" Type="{_OFFICE}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>'
)
_STORY = paragraph("The story stays.")
_CIRCLE = (
    f'<w:styles {_WORD}><w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style></w:styles>'
)
_TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'


def _odt_table(repeated: str, inside: str) -> str:
    return (
        f'<table:table {_TABLE}><table:table-row><table:table-cell table:number-columns-repeated="{repeated}">'
        f"<text:p>x</text:p>{inside}</table:table-cell></table:table-row></table:table>"
    )


def _tables_in_tables(levels: int) -> str:
    table = ""
    for _level in range(levels):
        table = _odt_table("50", table)
    return table


CASES: tuple[Case, ...] = (
    case(
        "text of a gigabyte.docx",
        lambda: word(
            flood(_WORD_HEAD + "<w:p><w:r><w:t>", "A" * 1024, "</w:t></w:r></w:p>" + _WORD_TAIL, 1024)
        ),
        "zip_bomb",
    ),
    case("elements without end.docx", lambda: word(flood(_WORD_HEAD, "<w:p/>", _WORD_TAIL, 300)), "zip_bomb"),
    case("six thousand parts.docx", _many_parts, "zip_bomb"),
    case(
        "lying sizes.docx",
        lambda: lying(
            word(flood(_WORD_HEAD + "<w:p><w:r><w:t>", "A" * 1024, "</w:t></w:r></w:p>" + _WORD_TAIL, 40)),
            5_000,
        ),
        "broken",
    ),
    case("laughs.docx", lambda: word(paragraph("&j;"), LAUGHS), "external_entities"),
    case("outside entity.docx", lambda: word(paragraph("before &e; after"), OUTSIDE), "external_entities"),
    case(
        "picture of the disk.docx",
        lambda: word(_STORY + _PICTURE.format(how="r:link"), relations=_EXTERNAL),
        keeps="The story stays.",
    ),
    case(
        "picture above.docx",
        lambda: word(
            _STORY + _PICTURE.format(how="r:embed"), relations=_UPWARDS, extra={"../../../evil.txt": "x"}
        ),
        "read broken",
    ),
    case(
        "link that runs.docx",
        lambda: word(
            f'{_STORY}<w:p><w:hyperlink r:id="rId9"><w:r><w:t>click</w:t></w:r></w:hyperlink></w:p>'
            + paragraph("&lt;script&gt;alert(1)&lt;/script&gt;"),
            relations=_SCRIPT,
        ),
        keeps="The story stays.",
        never=("javascript:",),
    ),
    case(
        "nested without end.docx",
        lambda: word("<w:sdt><w:sdtContent>" * 20_000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 20_000),
        "too_deep",
    ),
    case(
        "text of a gigabyte.odt",
        lambda: odt(flood(_ODT_HEAD + "<text:p>", "A" * 1024, "</text:p>" + _ODT_TAIL, 1024)),
        "zip_bomb",
    ),
    case("laughs.odt", lambda: odt("<text:p>&j;</text:p>", LAUGHS), "external_entities"),
    case("outside entity.odt", lambda: odt("<text:p>a &e; b</text:p>", OUTSIDE), "external_entities"),
    case(
        "two thousand million spaces.odt",
        lambda: odt('<text:p>a story<text:s text:c="2000000000"/>stays</text:p>'),
        keeps="stays",
    ),
    case(
        "nested without end.odt",
        lambda: odt("<text:section>" * 20_000 + "<text:p>deep</text:p>" + "</text:section>" * 20_000),
        "read too_deep",
    ),
    case(
        "two thousand million cells.odt",
        lambda: odt(f"<text:p>The story stays.</text:p>{_odt_table('2000000000', '')}"),
        keeps="The story stays.",
    ),
    case("tables in tables.odt", lambda: odt(_tables_in_tables(60)), "read too_deep"),
    case(
        "notes in notes.odt",
        lambda: odt(
            "<text:p>The story stays."
            + "<text:note><text:note-body><text:p>more" * 60
            + "</text:p></text:note-body></text:note>" * 60
            + "</text:p>"
        ),
        "read too_deep",
        keeps="The story stays.",
    ),
    case(
        "style of itself.docx",
        lambda: word(
            _STORY,
            relations=f'<Relationship Id="rIdS" Type="{_OFFICE}/styles" Target="styles.xml"/>',
            extra={"word/styles.xml": _CIRCLE},
        ),
        keeps="The story stays.",
    ),
    case(
        "one picture everywhere.docx",
        lambda: word(
            _STORY + _PICTURE.format(how="r:embed") * 2_000,
            relations=f'<Relationship Id="rId9" Type="{_OFFICE}/image" Target="media/a.png"/>',
            extra={"word/media/a.png": "x" * 3_000_000},
        ),
        keeps="The story stays.",
    ),
    case(
        "text of a gigabyte.xlsx",
        lambda: workbook(
            flood(
                _SHEET_HEAD + '<row r="1"><c r="A1" t="inlineStr"><is><t>',
                "A" * 1024,
                "</t></is></c></row>" + _SHEET_TAIL,
                1024,
            )
        ),
        "zip_bomb",
    ),
    case(
        "rows without end.xlsx",
        lambda: workbook(flood(_SHEET_HEAD, "<row><c><v>1</v></c></row>", _SHEET_TAIL, 300)),
        "zip_bomb",
    ),
    case(
        "far corner.xlsx",
        lambda: workbook(
            _cell("x") + '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>'
        ),
        "sheet_too_large too_big",
    ),
    case("laughs.xlsx", lambda: workbook(_cell("&j;"), LAUGHS), "external_entities"),
)
