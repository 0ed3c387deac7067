"""Details at the top of a text: YAML between lines of dashes, or plain "Title: ..." lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from learningstories.services.markup import normal_text

KEYS = frozenset(("author", "consent", "email", "language", "name_use", "received", "theme", "title"))
_ALSO = {
    "e_mail": "email",
    "mail": "email",
    "lang": "language",
    "name": "name_use",
    "written_by": "author",
    "by": "author",
}
_BLOCK = re.compile(r"\s*^---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"\s*([A-Za-z][A-Za-z_ -]{0,20}?)\s*[:\uff1a]\s*(.*?)\s*")
_FENCE = re.compile(r"\s*[-\u2013\u2014]{1,10}\s*")
_LONGEST_BLOCK = 20_000
_LONGEST_VALUE = 2_000
_MOST_EVENTS = 2_000
_SPECIAL_FIRST = tuple("[{&*!|>'\"%@`")

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The known details by key, the unknown ones, and the text below.

    `unreadable` is the block as it stands where it is not understood.
    """

    known: dict[str, Value]
    unknown: dict[str, str]
    body: str
    unreadable: str = ""


class _NotUnderstood(Exception):
    pass


def split_front_matter(text: str) -> FrontMatter:
    """Take the block between dashes off the top of a text; never raises."""
    found = _BLOCK.match(text)
    if not found:
        return FrontMatter(known={}, unknown={}, body=text)
    body = text[found.end() :]
    block = found["yaml"]
    pairs = _pairs_if_understood(block)
    if pairs is None:
        return FrontMatter(known={}, unknown={}, body=body, unreadable=found[0].strip())
    known, unknown = _sorted_out(pairs)
    return FrontMatter(known=known, unknown=unknown, body=body)


def split_lines(text: str) -> FrontMatter:
    """Take leading lines such as "Title: ..." off a plain text, up to the first other line."""
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    known: dict[str, Value] = {}
    taken = first
    for line in lines[first:]:
        detail = detail_of(line)
        if detail is None and not (_FENCE.fullmatch(line) and (taken == first or known)):
            break
        if detail:
            known.setdefault(*detail)
        taken += 1
    return FrontMatter(known=known, unknown={}, body="\n".join(lines[taken:]) if known else text)


def detail_of(line: str) -> tuple[str, str] | None:
    """The known key and the value of a line such as "Title: ..."; None for any other line."""
    found = _LINE.fullmatch(line) if len(line) <= _LONGEST_VALUE else None
    key = _key(found[1]) if found else ""
    return (key, found[2]) if found and key in KEYS else None


def is_fence(line: str) -> bool:
    """Whether a line is only dashes, or what a word processor makes of them."""
    return _FENCE.fullmatch(line) is not None


def _key(text: str) -> str:
    plain = re.sub(r"[\s-]+", "_", text.strip().lower())
    return _ALSO.get(plain, plain)


def _sorted_out(pairs: dict[str, Value]) -> tuple[dict[str, Value], dict[str, str]]:
    known: dict[str, Value] = {}
    unknown: dict[str, str] = {}
    for written, value in pairs.items():
        key = _key(written)
        if key in KEYS:
            known.setdefault(key, value)
        else:
            unknown[written] = value if isinstance(value, str) else ", ".join(value)
    return known, unknown


def _pairs_if_understood(block: str) -> dict[str, Value] | None:
    try:
        return _pairs(block)
    except (_NotUnderstood, yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return _colons_in_values(block)


def _pairs(block: str) -> dict[str, Value]:
    """The pairs of a YAML mapping of texts and flat lists; raises what YAML raises, or `_NotUnderstood`.

    Works on events, so that nothing is built of what the text asks to be built: no aliases, no types.
    """
    if len(block) > _LONGEST_BLOCK:
        raise _NotUnderstood
    events = _safe_events(block)
    if not isinstance(next(events, None), yaml.MappingStartEvent):
        raise _NotUnderstood
    pairs: dict[str, Value] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            return pairs
        if not isinstance(event, yaml.ScalarEvent):
            raise _NotUnderstood
        pairs[normal_text(event.value)[:_LONGEST_VALUE]] = _value(events)
    raise _NotUnderstood


def _safe_events(block: str) -> Iterator[yaml.Event]:
    skipped = (yaml.StreamStartEvent, yaml.DocumentStartEvent)
    for count, event in enumerate(yaml.parse(block, Loader=yaml.SafeLoader)):
        tag = getattr(event, "tag", None)
        if (
            count > _MOST_EVENTS
            or isinstance(event, yaml.AliasEvent)
            or tag
            or getattr(event, "anchor", None)
        ):
            raise _NotUnderstood
        if not isinstance(event, skipped):
            yield event


def _value(events: Iterator[yaml.Event]) -> Value:
    event = next(events, None)
    if isinstance(event, yaml.ScalarEvent):
        empty = event.style is None and event.value in {"~", "null", "Null", "NULL"}
        return "" if empty else normal_text(event.value)
    if not isinstance(event, yaml.SequenceStartEvent):
        raise _NotUnderstood
    values: list[str] = []
    for item in events:
        if isinstance(item, yaml.SequenceEndEvent):
            return tuple(values)
        if not isinstance(item, yaml.ScalarEvent):
            break
        values.append(normal_text(item.value))
    raise _NotUnderstood


def _colons_in_values(block: str) -> dict[str, Value] | None:
    """The commonest mistake, "title: Learning: a story", read as it was meant."""
    pairs: dict[str, Value] = {}
    for line in filter(str.strip, block.split("\n")):
        detail = detail_of(line)
        if detail is None or line[:1].isspace() or detail[1].startswith(_SPECIAL_FIRST):
            return None
        pairs[detail[0]] = normal_text(detail[1])
    return pairs
