"""Reads Word files."""

import io
import re
import zipfile

import mammoth  # type: ignore[import-untyped]  # it has no types
from lxml import etree

from learningstories.documents.details import read_details
from learningstories.documents.front_matter import Value, detail_of, is_fence
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.picture_places import settle_pictures
from learningstories.documents.pictures import MOST_BYTES, PictureShelf
from learningstories.documents.refusal import Refusal
from learningstories.documents.tree import BLOCKS, TITLE_CLASS, Node, TooDeep, parse_html
from learningstories.documents.zip_guard import open_zip
from learningstories.services.markup import normal_text, reorders_text

_STYLES = f"""
p[style-name='Title'] => h1.{TITLE_CLASS}:fresh
p[style-name='title'] => h1.{TITLE_CLASS}:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
strike => del
u => u
"""
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_PROPERTIES = "docProps/core.xml"
_PERSON = re.compile(r"[^\W\d_][\w.'\u2019-]*(?: [\w.'\u2019-]+){1,4}")
_PROGRAMS = re.compile(
    r"user|admin|owner|office|python|author|microsoft|home|student|library|google", re.IGNORECASE
)


def read_docx(material: Material) -> Manuscript:
    """The text, pictures, notes and details; raises `Refusal`."""
    archive = open_zip(material.data)
    pictures: list[tuple[bytes, str]] = []
    raw = _to_html(material.data, pictures)
    try:
        tree = parse_html(normal_text(raw))
    except TooDeep as error:
        raise Refusal("too_deep") from error
    shelf = PictureShelf()
    settle_pictures(tree, shelf, lambda source: _picture(pictures, source))
    details = read_details(_take_details(tree), {})
    if reorders_text(raw):
        details.add("direction_characters_removed")
    return Manuscript(tree=tree, details=details, shelf=shelf, likely_author=_creator(archive))


def _to_html(data: bytes, pictures: list[tuple[bytes, str]]) -> str:
    def keep(image: mammoth.documents.Image) -> dict[str, str]:
        try:
            with image.open() as stream:
                content = stream.read(MOST_BYTES + 1)
        except (mammoth.docx.files.InvalidFileReferenceError, KeyError):
            return {"src": ""}  # it is on a disk or server elsewhere, which is never asked, or nowhere
        ending = str(image.content_type or "").rsplit("/", 1)[-1].split("+", 1)[0]
        pictures.append((content, f"picture-{len(pictures) + 1}.{ending or 'bin'}"))
        return {"src": f"part:{len(pictures) - 1}"}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(keep),
        )
    except RecursionError as error:
        raise Refusal("too_deep") from error
    except MemoryError:
        raise
    except Exception as error:
        # It raises whatever a damaged file leads it into.
        raise Refusal("broken") from error
    return str(result.value)


def _picture(pictures: list[tuple[bytes, str]], source: str) -> tuple[bytes, str] | None:
    number = source.removeprefix("part:")
    known = source.startswith("part:") and number.isdecimal() and int(number) < len(pictures)
    return pictures[int(number)] if known else None


def _take_details(tree: Node) -> dict[str, Value]:
    """Take leading "Title: ..." paragraphs, such as a form leaves, off the tree."""
    known: dict[str, Value] = {}
    taken = 0
    for child in tree.children:
        lines = [child] if isinstance(child, str) else child.text().split("\n")
        details = [detail_of(line) for line in lines if line.strip()]
        whole = isinstance(child, str) or (child.tag in BLOCKS and child.tag == "p")
        fence = len(lines) == 1 and is_fence(lines[0])
        if not whole or (None in details and not fence):
            break
        for detail in filter(None, details):
            known.setdefault(*detail)
        taken += 1
    if known:
        del tree.children[:taken]
    return known


def _creator(archive: zipfile.ZipFile) -> str:
    """Who the file says made it, if that can be a person's name."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(archive.read(_PROPERTIES), parser)
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile, ValueError):
        return ""
    name = " ".join(normal_text(root.findtext(f".//{_CREATOR}") or "").split())
    return name if _PERSON.fullmatch(name) and not _PROGRAMS.search(name) else ""
