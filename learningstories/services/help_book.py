"""The pages of help: Markdown in resources/help, in the language of the reader if they are, and a search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin

from learningstories.resources import resource_root

CONTENTS = "contents"
NEWS = "news"
_LINK = re.compile(r"\]\(([a-z-]+)\.md(?:#[^)]*)?\)")
_AROUND = 60  # letters of an excerpt before and after what was found
_MOST_HITS = 40
_TITLE_WEIGHT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpSection:
    """What stands under one heading, as plain words; `anchor` is "" before the second heading of a page."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """One page. `language` is the one it is written in, which may not be the one that was asked for."""

    name: str
    title: str
    language: str
    html: str
    sections: tuple[HelpSection, ...]
    links: tuple[str, ...]
    pictures: tuple[str, ...]

    def anchors(self) -> frozenset[str]:
        """Where a link can lead."""
        return frozenset(section.anchor for section in self.sections if section.anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpHit:
    """A section in which all the words were found, and some of what stands around the first of them."""

    place: str
    title: str
    excerpt: str


class HelpBook:
    """All pages, each read when it is first wanted, in the order of the links on the page of contents."""

    def __init__(self, language: str, folder: Path | None = None) -> None:
        self._folder = folder or resource_root() / "help"
        self._language = language
        self._pages: dict[str, HelpPage] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every page, the contents first."""
        text, _language = self._text(CONTENTS)
        return tuple(dict.fromkeys((CONTENTS, *_LINK.findall(text))))

    def page(self, name: str) -> HelpPage:
        """One page; the contents, where there is none of that name."""
        if name not in self.names:
            name = CONTENTS
        if name not in self._pages:
            self._pages[name] = _read(name, *self._text(name), self._english(name))
        return self._pages[name]

    def picture(self, path: str) -> bytes | None:
        """The bytes of a picture that a page shows; never of a file elsewhere."""
        file = self._folder / "pictures" / Path(path).name
        return file.read_bytes() if file.is_file() else None

    def search(self, typed: str) -> list[HelpHit]:
        """The sections that have all the words, those that have them in their titles first."""
        words = search_words(typed)
        if not words:
            return []
        found = [
            (_weight(words, page, section), place, _hit(words, page, section))
            for place, (page, section) in enumerate(self._sections())
            if all(word in f"{page.title} {section.title} {section.text}".casefold() for word in words)
        ]
        # What is new tells of everything, shortly: it comes last.
        found.sort(key=lambda each: (each[2].place.startswith(NEWS), -each[0], each[1]))
        return [hit for _weight_of_it, _place, hit in found[:_MOST_HITS]]

    def _sections(self) -> Iterator[tuple[HelpPage, HelpSection]]:
        for name in self.names[1:]:
            page = self.page(name)
            for section in page.sections:
                yield page, section

    def _text(self, name: str) -> tuple[str, str]:
        """A page's Markdown and its language."""
        own = self._folder / self._language / f"{name}.md"
        if own.is_file():
            return own.read_text("utf-8"), self._language
        return self._english(name), "en"

    def _english(self, name: str) -> str:
        """The page from which the others are translated."""
        if name == NEWS:
            return _changelog(self._folder)
        return (self._folder / f"{name}.md").read_text("utf-8")


def search_words(typed: str) -> list[str]:
    """What was typed, as the words that are looked for."""
    return [word.casefold() for word in typed.split()]


def _changelog(folder: Path) -> str:
    """What is new: in a checkout the file at its top, else the copy that was packaged."""
    places = (folder / "CHANGELOG.md", folder.parents[1] / "CHANGELOG.md")
    found = next((place for place in places if place.is_file()), None)
    return found.read_text("utf-8") if found else "# Changelog\n"


def _read(name: str, text: str, language: str, english: str) -> HelpPage:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(anchors_plugin, max_level=4)
    tokens = parser.parse(text)
    if text != english:
        _lend_anchors(tokens, parser.parse(english))
    inline = [child for token in tokens for child in token.children or ()]
    sections = tuple(_split(tokens))
    return HelpPage(
        name=name,
        title=sections[0].title if sections else name,
        language=language,
        html=str(parser.renderer.render(tokens, parser.options, {})),
        sections=sections,
        links=tuple(str(child.attrs["href"]) for child in inline if child.type == "link_open"),
        pictures=tuple(str(child.attrs["src"]) for child in inline if child.type == "image"),
    )


def _lend_anchors(tokens: list[Token], english: list[Token]) -> None:
    """A translated page has its headings' English anchors, so that every link leads there, too."""
    own, theirs = ([each for each in page if each.type == "heading_open"] for page in (tokens, english))
    if [heading.tag for heading in own] == [heading.tag for heading in theirs]:
        for heading, like in zip(own, theirs, strict=True):
            heading.attrs["id"] = like.attrs["id"]


def _split(tokens: list[Token]) -> Iterator[HelpSection]:
    anchor = title = ""
    parts: list[str] = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            if title:
                yield HelpSection(anchor=anchor, title=title, text=" ".join(parts))
            parts = []
            anchor = str(token.attrs.get("id", "")) if token.tag != "h1" else ""
            title = _plain(tokens[place + 1])
        elif token.type in ("inline", "fence", "code_block") and tokens[place - 1].type != "heading_open":
            parts.append(_plain(token))
    if title:
        yield HelpSection(anchor=anchor, title=title, text=" ".join(parts))


def _plain(token: Token) -> str:
    if token.children is None:
        return token.content
    texts = ("text", "code_inline")
    return "".join(
        child.content if child.type in texts else " " * child.type.endswith("break")
        for child in token.children
    )


def _weight(words: list[str], page: HelpPage, section: HelpSection) -> int:
    titles = f"{page.title} {section.title}".casefold()
    text = section.text.casefold()
    return sum(_TITLE_WEIGHT * (word in titles) + text.count(word) for word in words)


def _hit(words: list[str], page: HelpPage, section: HelpSection) -> HelpHit:
    text = section.text
    at = max(0, min((text.casefold().find(word) for word in words if word in text.casefold()), default=0))
    begin, end = max(0, at - _AROUND), min(len(text), at + _AROUND)
    excerpt = f"{'…' * (begin > 0)}{text[begin:end].strip()}{'…' * (end < len(text))}"
    title = page.title if section.title == page.title else f"{page.title} · {section.title}"
    place = f"{page.name}#{section.anchor}" if section.anchor else page.name
    return HelpHit(place=place, title=title, excerpt=excerpt)
