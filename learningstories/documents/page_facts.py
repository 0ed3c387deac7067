"""What a page says about itself: its title, and who wrote it."""

import re
from typing import NamedTuple

from lxml import etree

from learningstories.documents.elements import text_of
from learningstories.documents.from_html import person

_TITLES = ("og:title", "twitter:title", "dc.title")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author")
_SITES = ("og:site_name", "application-name")
_WORD_PROCESSORS = re.compile(
    r"libreoffice|openoffice|microsoft word|word\.document|cocoa html writer|pandoc|abiword|google docs",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[|\u2013\u2014\u00b7\u00bb-]\s+")
_BY = re.compile(r"^(?:by|von|par|por|di|door)\s+", re.IGNORECASE)


class PageFacts(NamedTuple):
    """The title of the text, the likely author, and whether a word processor wrote the page.

    `names` are what the title may be, in lower case: with the name of the site, and each part alone.
    """

    title: str = ""
    names: frozenset[str] = frozenset()
    author: str = ""
    is_document: bool = False


def facts_of(root: etree._Element) -> PageFacts:
    """What the head of a page says; that of what it shows is found elsewhere."""
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name and meta.get("content", "").strip():
            said.setdefault(name, " ".join(meta.get("content", "").split()))
    site = next((said[name] for name in _SITES if name in said), "")
    headings = list(root.iter("h1"))
    shown = _line(headings[0]) if len(headings) == 1 else ""
    shared = next((said[name] for name in _TITLES if name in said), "")
    head = _line(root.find(".//title"))
    programs = f"{said.get('generator', '')} {said.get('progid', '')}"
    return PageFacts(
        title=_without_site(shared or shown or head, site),
        names=frozenset(part.casefold() for title in (shared, head) for part in _parts_of_title(title)),
        author=_author(root, said),
        is_document=_WORD_PROCESSORS.search(programs) is not None or _is_google_document(root),
    )


def _author(root: etree._Element, said: dict[str, str]) -> str:
    shown = [each for each in root.iter(etree.Element) if "author" in (each.get("rel"), each.get("itemprop"))]
    names = [*(said[name] for name in _AUTHORS if name in said), *map(_line, shown[:3])]
    return next(filter(None, (person(_BY.sub("", name)) for name in names)), "")


def _parts_of_title(title: str) -> list[str]:
    """The title and the parts of it between dashes and bars, of which one may be the name of the site."""
    return [title, *_BETWEEN.split(title)] if title else []


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site, which many pages put after it or before."""
    parts = [part for part in _BETWEEN.split(title) if part.casefold() != site.casefold()]
    return " \u2013 ".join(parts) if site and parts else title


def _is_google_document(root: etree._Element) -> bool:
    body = root.find("body")
    return body is not None and "doc-content" in body.get("class", "").split()


def _line(element: etree._Element | None) -> str:
    return " ".join(text_of(element).split()) if element is not None else ""
