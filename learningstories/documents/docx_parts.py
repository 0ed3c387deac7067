"""A Word file made ready for its reader: styles say what they stand for, what it does not look at is gone.

The reader builds a tree of Python objects of all that is in a part, which takes most of the time.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from learningstories.documents.refusal import Refusal
from learningstories.documents.zip_guard import BROKEN

STRONG, EMPHASIS, BOTH = "our strong", "our emphasis", "our strong emphasis"
_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_UNREAD = re.compile(
    r"docProps/|customXml/|(?:.*/)?(?:theme|embeddings|glossary|activeX|fonts)/"
    r"|.*/(?:fontTable|settings|stylesWithEffects|webSettings)\.xml$",
    re.IGNORECASE,
)
_XML = (".xml",)
_IGNORED = (
    "bCs", "cnfStyle", "color", "contextualSpacing", "iCs", "ind", "jc", "keepLines", "keepNext", "kern",
    "lang", "lastRenderedPageBreak", "noProof", "pBdr", "proofErr", "rFonts", "rt", "rubyPr", "sectPr", "shd",
    "spacing", "sz", "szCs", "tabs", "tblBorders", "tblCellMar", "tblLook", "tblW", "tcBorders", "tcMar",
    "tcW", "trHeight", "vAlign", "widowControl",
)  # fmt: skip
# The reader would pass over these together with the text in them.
_OPENED = ("bdo", "dir", "fldSimple", "ruby", "rubyBase")
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)
_MOST_PARENTS = 20
_LOWEST_HEADING = 6


def prepared(archive: zipfile.ZipFile) -> bytes:
    """The file again, with the parts that are read; raises `Refusal`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for part in archive.infolist():
            if not _UNREAD.match(part.filename):
                try:
                    content = archive.read(part)
                except BROKEN as error:
                    raise Refusal("broken") from error
                if part.filename.lower().endswith(_XML):
                    content = _slim(content)
                made.writestr(part.filename, content)
    return out.getvalue()


def _slim(content: bytes) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise Refusal("too_deep") from error
        return content  # the reader knows what it can do with it
    space = etree.QName(root).namespace or ""
    if space not in _SPACES:
        return content
    if etree.QName(root).localname == "styles":
        _settle_styles(root, f"{{{space}}}")
    else:
        _settle_text(root, f"{{{space}}}")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _settle_text(root: etree._Element, w: str) -> None:
    """Leave what the reader looks at, in the elements in which it looks for it."""
    etree.strip_elements(root, *(f"{w}{name}" for name in _IGNORED), with_tail=False)
    etree.strip_tags(root, *(f"{w}{name}" for name in _OPENED))
    for name in ("r", "t"):
        for part in root.iter(f"{_MATHS}{name}"):
            part.tag = f"{w}{name}"
    etree.strip_tags(root, f"{_MATHS}*")
    for choices in root.iter(f"{_CHOICES}AlternateContent"):
        first = choices.find(f"{_CHOICES}Choice")
        if first is not None and choices.find(f"{_CHOICES}Fallback") is None:
            first.tag = f"{_CHOICES}Fallback"


def _settle_styles(root: etree._Element, w: str) -> None:
    """Leave of each style its name, which says what it stands for whatever its author called it."""
    styles = {style.get(f"{w}styleId", ""): style for style in root.iter(f"{w}style")}
    names = {key: _name(style, styles, w) for key, style in styles.items()}
    for child in list(root):
        if child.tag != f"{w}style":
            root.remove(child)
    for key, style in styles.items():
        kept = {f"{w}name"} | ({f"{w}pPr"} if style.get(f"{w}type") == "numbering" else set())
        for child in list(style):
            if child.tag not in kept:
                style.remove(child)
        name = style.find(f"{w}name")
        if name is not None and names[key]:
            name.set(f"{w}val", names[key])


def _name(style: etree._Element, styles: dict[str, etree._Element], w: str) -> str:
    """What a style is to be called; empty to leave it."""
    kind = style.get(f"{w}type")
    if kind == "paragraph":
        return _paragraph_name(style, styles, w)
    return _marks_name(style, styles, w) if kind == "character" else ""


def _paragraph_name(style: etree._Element, styles: dict[str, etree._Element], w: str) -> str:
    for each in _chain(style, styles, w):
        name = _said(each, f"{w}name", w)
        level = _said(each, f"{w}pPr/{w}outlineLvl", w)
        if _HEADING.fullmatch(name) or name.lower() == "title":
            return name
        if level.isdecimal() and int(level) < _LOWEST_HEADING:
            return f"heading {int(level) + 1}"
    return ""


def _marks_name(style: etree._Element, styles: dict[str, etree._Element], w: str) -> str:
    marks: dict[str, bool] = {}
    for each in _chain(style, styles, w):
        for mark in ("b", "i"):
            found = each.find(f"{w}rPr/{w}{mark}")
            if found is not None:
                marks.setdefault(mark, found.get(f"{w}val", "1") not in {"0", "false", "off"})
    return {(True, True): BOTH, (True, False): STRONG, (False, True): EMPHASIS}.get(
        (marks.get("b", False), marks.get("i", False)), ""
    )


def _chain(style: etree._Element, styles: dict[str, etree._Element], w: str) -> Iterator[etree._Element]:
    """A style, the one it is based on, and so on."""
    each: etree._Element | None = style
    for _step in range(_MOST_PARENTS):
        if each is None:
            return
        yield each
        each = styles.get(_said(each, f"{w}basedOn", w))


def _said(style: etree._Element, path: str, w: str) -> str:
    found = style.find(path)
    return found.get(f"{w}val", "") if found is not None else ""
