"""Reads Word files."""

import io
import zipfile
from functools import partial
from hashlib import sha256

import mammoth  # type: ignore[import-untyped]  # it has no types
from lxml import etree

from learningstories.documents.docx_parts import BOTH, EMPHASIS, STRONG, prepared
from learningstories.documents.from_html import manuscript_from_html
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.pictures import MOST_BYTES
from learningstories.documents.refusal import Refusal
from learningstories.documents.tree import TITLE_CLASS
from learningstories.documents.zip_guard import open_zip

_STYLES = f"""
p[style-name='Title'] => h1.{TITLE_CLASS}:fresh
p[style-name='title'] => h1.{TITLE_CLASS}:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
r[style-name='{STRONG}'] => strong
r[style-name='{EMPHASIS}'] => em
r[style-name='{BOTH}'] => strong > em
strike => del
u => u
"""
_MOST_PLACES = 400  # where pictures stand; in the others the last of them stands
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_PROPERTIES = "docProps/core.xml"


def read_docx(material: Material) -> Manuscript:
    """The text, pictures, notes and details; raises `Refusal`."""
    archive = open_zip(material.data)
    pictures: list[tuple[bytes, str]] = []
    raw = _to_html(prepared(archive), pictures)
    return manuscript_from_html(raw, partial(_picture, pictures), _creator(archive))


def _to_html(data: bytes, pictures: list[tuple[bytes, str]]) -> str:
    kept: dict[bytes, bytes] = {}

    def keep(image: mammoth.documents.Image) -> dict[str, str]:
        if len(pictures) > _MOST_PLACES:
            return {"src": f"part:{_MOST_PLACES}"}
        try:
            with image.open() as stream:
                content = stream.read(MOST_BYTES + 1)
        except (mammoth.docx.files.InvalidFileReferenceError, KeyError):
            return {"src": ""}  # it is on a disk or server elsewhere, which is never asked, or nowhere
        ending = str(image.content_type or "").rsplit("/", 1)[-1].split("+", 1)[0]
        content = kept.setdefault(sha256(content).digest(), content)  # one picture may stand in many places
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


def _creator(archive: zipfile.ZipFile) -> str:
    """Who the file says made it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(archive.read(_PROPERTIES), parser)
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile, ValueError):
        return ""
    return root.findtext(f".//{_CREATOR}") or ""
