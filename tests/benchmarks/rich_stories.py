"""The same story with every kind of form, as each program would have saved it, and a count of what is in it."""

import base64
import io
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape

import docx
import typst
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from tests.benchmarks.big_file import words_of

COUNTED = ("headings", "items", "links", "bold", "italic", "tables", "footnotes", "pictures")
_PARAGRAPH = 45
_ODF = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


@dataclass(frozen=True, slots=True)
class Rich:
    """Two of everything: headings, a list of three, links, bold, italic, a table, footnotes; one picture."""

    title: str
    paragraphs: tuple[str, ...]
    bold: str
    italic: str
    link: tuple[str, str]
    items: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    picture: bytes

    def words(self) -> list[str]:
        """Every word of the text, title and notes aside."""
        cells = [cell for row in self.cells for cell in row]
        parts = [*self.paragraphs, self.bold, self.italic, self.link[0], *self.items, *cells]
        return " ".join(parts).split()


EXPECTED: Mapping[str, int] = {
    "headings": 2, "items": 6, "links": 2, "bold": 2, "italic": 2, "tables": 1, "footnotes": 2, "pictures": 1,
}  # fmt: skip


def rich(seed: int) -> Rich:
    """Another story for each seed."""
    chance = random.Random(seed)  # noqa: S311 - the same stories each time

    def some(count: int) -> str:
        return words_of(chance, count)

    out = io.BytesIO()
    Image.effect_noise((160, 120), 60 + seed % 40).save(out, "PNG")
    return Rich(
        title=some(4).title(),
        paragraphs=tuple(some(_PARAGRAPH) for _ in range(8)),
        bold=some(3),
        italic=some(3),
        link=(some(2), f"https://example.org/{seed}"),
        items=tuple(some(4) for _ in range(3)),
        cells=tuple(tuple(some(2) for _ in range(3)) for _ in range(3)),
        notes=(some(6), some(6)),
        picture=out.getvalue(),
    )


def as_markdown(story: Rich) -> bytes:
    """As CommonMark with tables and notes."""
    parts = [f"# {story.title}"]
    for half in range(2):
        text = story.paragraphs[half * 4 : half * 4 + 4]
        parts += [f"## {_heading(story, half)}", f"{text[0]}[^{half + 1}]", text[1]]
        parts.append(f"{text[2]} **{story.bold}** *{story.italic}* [{story.link[0]}]({story.link[1]})")
        parts += ["\n".join(f"- {item}" for item in story.items), text[3]]
    parts.append(
        "\n".join(
            f"| {' | '.join(row)} |" + ("\n|---|---|---|" if not place else "")
            for place, row in enumerate(story.cells)
        )
    )
    data = base64.b64encode(story.picture).decode()
    parts += [f"![A picture](data:image/png;base64,{data})"]
    parts += [f"[^{number}]: {note}" for number, note in enumerate(story.notes, start=1)]
    return "\n\n".join(parts).encode()


def as_html(story: Rich) -> bytes:
    """As a page that was saved, with a menu and a foot that are no part of the story."""
    menu = "".join(f'<li><a href="/{n}">Menu {n}</a></li>' for n in range(8))
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{story.title}</title></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><article>{_article(story)}</article></main>"
        "<footer><p>All rights reserved. Imprint. Privacy.</p></footer></body></html>"
    ).encode()


def as_mail(story: Rich) -> bytes:
    """As a mail with rich text."""
    message = EmailMessage()
    message["From"] = "Ada Lovelace <ada@example.org>"
    message["To"] = "stories@example.org"
    message["Subject"] = story.title
    message["Date"] = "Mon, 18 Mar 2013 09:12:00 +0000"
    message["Message-ID"] = f"<{story.link[1][20:]}.1@example.org>"
    message.set_content("\n\n".join(story.paragraphs))
    message.add_alternative(f"<html><body>{_article(story)}</body></html>", subtype="html")
    return message.as_bytes()


def as_word(story: Rich) -> bytes:
    """As Word's own library writes it; notes are a part that it does not know."""
    document = docx.Document()
    document.add_heading(story.title, 0)
    for half in range(2):
        text = story.paragraphs[half * 4 : half * 4 + 4]
        document.add_heading(_heading(story, half), 1)
        noted = document.add_paragraph(text[0])
        _add_note_mark(noted, half + 1)
        document.add_paragraph(text[1])
        mixed = document.add_paragraph(text[2] + " ")
        mixed.add_run(story.bold).bold = True
        mixed.add_run(" ")
        mixed.add_run(story.italic).italic = True
        mixed.add_run(" ")
        _add_link(mixed, *story.link)
        for item in story.items:
            document.add_paragraph(item, style="List Bullet")
        document.add_paragraph(text[3])
    table = document.add_table(0, 3)
    for row in story.cells:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_picture(io.BytesIO(story.picture))
    out = io.BytesIO()
    document.save(out)
    return _with_notes(out.getvalue(), story.notes)


def as_odt(story: Rich) -> bytes:
    """As LibreOffice writes it."""
    parts = [f'<text:h text:style-name="Title" text:outline-level="1">{story.title}</text:h>']
    for half in range(2):
        text = story.paragraphs[half * 4 : half * 4 + 4]
        note = (
            f'<text:note text:id="ftn{half}" text:note-class="footnote"><text:note-citation>{half + 1}'
            f"</text:note-citation><text:note-body><text:p>{story.notes[half]}</text:p></text:note-body></text:note>"
        )
        parts.append(f'<text:h text:outline-level="2">{_heading(story, half)}</text:h>')
        parts.append(f"<text:p>{text[0]}{note}</text:p><text:p>{text[1]}</text:p>")
        parts.append(
            f'<text:p>{text[2]} <text:span text:style-name="B">{story.bold}</text:span> <text:span '
            f'text:style-name="I">{story.italic}</text:span> <text:a xlink:href="{story.link[1]}">{story.link[0]}'
            "</text:a></text:p>"
        )
        items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in story.items)
        parts.append(f"<text:list>{items}</text:list><text:p>{text[3]}</text:p>")
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in story.cells
    )
    parts.append(f"<table:table>{rows}</table:table>")
    parts.append(
        '<text:p><draw:frame svg:width="4cm" svg:height="3cm"><draw:image xlink:href="Pictures/1.png"/><svg:desc>'
        "A picture</svg:desc></draw:frame></text:p>"
    )
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _ODF.items())
    styles = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{''.join(parts)}</office:text></office:body>"
        "</office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{mimetype}"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
        archive.writestr("Pictures/1.png", story.picture)
    return out.getvalue()


def as_rtf(story: Rich) -> bytes:
    """As Word writes it, without what only Word reads."""
    head = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}}{\stylesheet{\s0 Normal;}"
        r"{\s1 heading 1;}{\s2 heading 2;}{\s3 Title;}}"
    )
    parts = [head, rf"\pard\s1 {story.title}\par"]
    for half in range(2):
        text = story.paragraphs[half * 4 : half * 4 + 4]
        parts.append(rf"\pard\s2 {_heading(story, half)}\par")
        note = rf"{{\super\chftn{{\footnote\pard\plain {{\super\chftn}} {story.notes[half]}}}}}"
        parts.append(rf"\pard\plain {text[0]}{note}\par {text[1]}\par")
        link = rf'{{\field{{\*\fldinst HYPERLINK "{story.link[1]}"}}{{\fldrslt {story.link[0]}}}}}'
        parts.append(rf"{text[2]} {{\b {story.bold}}} {{\i {story.italic}}} {link}\par")
        parts += [rf"{{\listtext\bullet\tab}}\pard\ls1 {item}\par" for item in story.items]
        parts.append(rf"\pard\plain {text[3]}\par")
    for row in story.cells:
        cells = "".join(rf"\intbl {cell}\cell" for cell in row)
        parts.append(rf"\trowd\cellx2000\cellx4000\cellx6000 {cells}\row")
    parts.append(rf"\pard\plain {{\pict\pngblip {story.picture.hex()}}}\par}}")
    return "\n".join(parts).encode("ascii")


def as_pdf(story: Rich) -> bytes:
    """As a typesetter makes it, with running heads and numbers of pages; its table is only lines of words."""
    parts = [
        '#set page(width: 14cm, height: 18cm, header: [Stories of the year], numbering: "1 / 1")',
        "#set text(size: 10pt, hyphenate: true)\n#set par(justify: true)",
        f"#text(size: 20pt)[{story.title}]",
    ]
    for half in range(2):
        text = story.paragraphs[half * 4 : half * 4 + 4]
        parts += [f"== {_heading(story, half)}", f"{text[0]}#footnote[{story.notes[half]}]", text[1]]
        parts.append(f'{text[2]} *{story.bold}* _{story.italic}_ #link("{story.link[1]}")[{story.link[0]}]')
        parts += ["\n".join(f"- {item}" for item in story.items), text[3]]
    parts += [" ".join(row) for row in story.cells]
    return typst.compile("\n\n".join(parts).encode())


FORMATS: Mapping[str, Callable[[Rich], bytes]] = {
    "docx": as_word, "odt": as_odt, "rtf": as_rtf, "html": as_html, "eml": as_mail, "md": as_markdown, "pdf": as_pdf,
}  # fmt: skip


def _heading(story: Rich, half: int) -> str:
    return " ".join(story.paragraphs[half * 4 + 3].split()[:3]).title()


def _article(story: Rich) -> str:
    parts = [f"<h1>{story.title}</h1>"]
    for half in range(2):
        text = story.paragraphs[half * 4 : half * 4 + 4]
        mark = f'<sup id="b{half}"><a href="#n{half}">{half + 1}</a></sup>'
        parts += [f"<h2>{_heading(story, half)}</h2><p>{text[0]}{mark}</p><p>{text[1]}</p>"]
        parts.append(
            f'<p>{text[2]} <b>{story.bold}</b> <i>{story.italic}</i> <a href="{story.link[1]}">{escape(story.link[0])}</a></p>'
        )
        parts.append("<ul>" + "".join(f"<li>{item}</li>" for item in story.items) + f"</ul><p>{text[3]}</p>")
    rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in story.cells)
    parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    data = base64.b64encode(story.picture).decode()
    parts.append(f'<p><img alt="A picture" src="data:image/png;base64,{data}"></p>')
    notes = "".join(f'<li id="n{place}">{note}</li>' for place, note in enumerate(story.notes))
    return "".join(parts) + f'<section class="footnotes"><ol>{notes}</ol></section>'


def _add_link(paragraph: "docx.text.paragraph.Paragraph", words: str, address: str) -> None:
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def _add_note_mark(paragraph: "docx.text.paragraph.Paragraph", number: int) -> None:
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    paragraph.add_run()._r.append(mark)


def _with_notes(data: bytes, notes: tuple[str, ...]) -> bytes:
    """The same Word file with a part for its notes."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, start=1)
    )
    relation = (
        '<Relationship Id="rIdNotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
        ' Target="footnotes.xml"/></Relationships>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.footnotes+xml"/></Types>'
    )
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", relation.encode())
            if part.filename == "[Content_Types].xml":
                content = content.replace(b"</Types>", kind.encode())
            after.writestr(part.filename, content)
        after.writestr(
            "word/footnotes.xml",
            f'<?xml version="1.0"?><w:footnotes xmlns:w="{space}">{inside}</w:footnotes>',
        )
    return out.getvalue()
