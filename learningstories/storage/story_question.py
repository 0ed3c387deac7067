"""The list's question in SQL; kept light like the lists.

Each index of `standing` has what a list is sorted by and all that it is filtered by, so that whatever is
asked, the first page is found by going along one of them.
"""

from collections.abc import Mapping
from typing import Any

from learningstories.services.story_query import SortBy, StoryQuery

_ORDER = {
    SortBy.NUMBER: "number",
    SortBy.TITLE: "title_key",
    SortBy.AUTHOR: "author_key",
    SortBy.THEME: "theme",
    SortBy.RECEIVED: "received_at",
    SortBy.WORDS: "words",
    SortBy.READINGS: "readings",
    SortBy.STATE: "state",
}
# As many are put in order more quickly than a page of them is looked for among a million, or all of them.
FEW, FEW_OF_ALL = 5_000, 100_000


def question(read: Any, query: StoryQuery, few: int = FEW) -> tuple[str, dict[str, Any]]:
    """The statement that gives the numbers of the stories asked for, in order, and its values.

    Where it can be told that there are less than `few`, these are found first and then put in order.
    """
    found, given = searched(query.search)
    parts = [f"s.number IN ({found})"] if found else []
    parts += ["s.ranked"] if query.ranked else []
    narrowed = _narrowed(query)
    for name, wanted in narrowed.items():
        part, values = _among(name, wanted)
        parts.append(part)
        given |= values
    where = "WHERE " + " AND ".join(parts) if parts else ""
    column, way = _ORDER[query.sort], "DESC" if query.descending else "ASC"
    source = _few_first(read, narrowed, found, given, few) or _along(column)
    return f"{source} {where} ORDER BY s.{column} {way}, s.number {way}", given


def _narrowed(query: StoryQuery) -> dict[str, frozenset[str]]:
    """By which columns the list is filtered, and what they may be."""
    asked: dict[str, frozenset[str]] = {
        "state": frozenset(query.states),
        "verdict": frozenset(query.verdicts),
        "theme": query.themes,
        "spoken": query.languages,
    }
    return {name: wanted for name, wanted in asked.items() if wanted}


def _along(column: str) -> str:
    """All stories, in the order of an index."""
    by = f"INDEXED BY ix_standing_{column}" if column != "number" else ""
    return f"SELECT s.number FROM standing s {by}"  # noqa: S608 - our own words


def _few_first(
    read: Any, narrowed: Mapping[str, frozenset[str]], found: str, given: Mapping[str, Any], few: int
) -> str:
    """The few stories among which all are that are asked for; nothing where they are many."""
    if found and _is_few(read, found, given, few):
        return "SELECT s.number FROM standing s"
    for name in ("state", "theme"):
        if name in narrowed:
            part, values = _among(name, narrowed[name])
            some = f"FROM standing s INDEXED BY ix_standing_{name} WHERE {part}"
            if _is_few(read, f"SELECT 1 {some}", values, few):
                # Found before anything else is asked of them: a server might go along all of them instead.
                return f"WITH few AS MATERIALIZED (SELECT * {some}) SELECT s.number FROM few s"  # noqa: S608 - ours
    return ""


def _is_few(read: Any, found: str, given: Mapping[str, Any], few: int) -> bool:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM ({found}) f LIMIT {int(few)}) g"  # noqa: S608 - ours
    (count,) = read(sql, given).fetchone()
    return bool(count < few)


def _among(name: str, wanted: frozenset[str]) -> tuple[str, dict[str, Any]]:
    given = {f"{name}{place}": str(each) for place, each in enumerate(sorted(wanted))}
    return f"s.{name} IN ({', '.join(f':{each}' for each in given)})", given


def searched(typed: str) -> tuple[str, dict[str, Any]]:
    """As `search_words.numbers`."""
    if not typed:
        return "", {}
    from learningstories.storage.search_words import numbers  # noqa: PLC0415 - not needed for the first paint

    return numbers(typed)
