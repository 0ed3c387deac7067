"""Files that a form's answers name by their addresses. They are never fetched."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from learningstories.services.markup import normal_text

_MOST = 100
_ADDRESS = r"https?://[^\s<>\"()]{1,2000}"
_NAMED = re.compile(rf"(?P<name>[^;\n()]{{0,200}})\s\((?P<url>{_ADDRESS})\)")
_BARE = re.compile(_ADDRESS)
_MARKS = re.compile(r"[\\\[\]*_`<>&]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A file and where it lies."""

    name: str
    url: str


def links_in(answer: str) -> list[Link]:
    """The files that an answer names, written as "name (address)" or as addresses alone."""
    if "://" not in answer:
        return []
    found = {match["url"]: match["name"].strip(" ,") for match in _NAMED.finditer(answer)}
    for url in _BARE.findall(answer):
        found.setdefault(url.rstrip(".,;"), "")
    return [Link(name=normal_text(name), url=url) for url, name in list(found.items())[:_MOST]]


def as_markdown(links: Sequence[Link]) -> str:
    """The links as a list."""
    return "\n".join(f"- [{escaped(link.name or link.url)}]({link.url})" for link in links)


def escaped(line: str) -> str:
    """A line in which nothing is taken for a mark of Markdown."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", line)
