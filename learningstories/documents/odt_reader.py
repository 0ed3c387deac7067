"""Reads texts of LibreOffice and OpenOffice."""

import zipfile
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from learningstories.documents.from_html import manuscript_from_html
from learningstories.documents.manuscript import Manuscript, Material
from learningstories.documents.odt_body import Body
from learningstories.documents.odt_styles import Styles, q
from learningstories.documents.refusal import Refusal
from learningstories.documents.zip_guard import BROKEN, open_zip

_MANIFEST = "META-INF/manifest.xml"
_LOCKED = b"encryption-data"
_DEEP = "depth"


def read_odt(material: Material) -> Manuscript:
    """The text, pictures, notes and details; raises `Refusal`."""
    archive = open_zip(material.data)
    if _LOCKED in (_part(archive, _MANIFEST) or b""):
        raise Refusal("encrypted")
    content = _part(archive, "content.xml")
    if content is None:
        raise Refusal("broken")
    root = _parsed(content)
    body = root.find(f".//{q('office:text')}")
    if body is None:
        raise Refusal("no_text")
    styles = [_parsed(part) for part in [_part(archive, "styles.xml")] if part]
    raw = Body(Styles([*styles, root])).html(body)

    def picture(source: str) -> tuple[bytes, str] | None:
        name = unquote(source).removeprefix("./")
        data = _part(archive, name) if source else None
        return (data, PurePosixPath(name).name) if data is not None else None

    return manuscript_from_html(raw, picture, _creator(archive))


def _part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a part, None for one that is not there; raises `Refusal` for a damaged one."""
    try:
        return archive.read(name)
    except KeyError:
        return None
    except BROKEN as error:
        raise Refusal("broken") from error


def _parsed(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("too_deep" if _DEEP in str(error).lower() else "broken") from error


def _creator(archive: zipfile.ZipFile) -> str:
    """Who the file says began it, or else who wrote it last."""
    described = _part(archive, "meta.xml")
    if not described:
        return ""
    try:
        root = _parsed(described)
    except Refusal:
        return ""
    names = (root.findtext(f".//{q(name)}") for name in ("meta:initial-creator", "dc:creator"))
    return next(filter(None, names), "")
