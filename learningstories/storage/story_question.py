"""The list's question in SQL; kept light like the lists."""

import json
from typing import Any

from learningstories.services.story_query import SortBy, StoryQuery
from learningstories.storage.story_rules import LANGUAGE, RANKED, READINGS, STATE, VERDICT

_ORDER = {
    SortBy.NUMBER: "s.number",
    SortBy.TITLE: "s.title COLLATE NOCASE",
    SortBy.AUTHOR: "s.author COLLATE NOCASE",
    SortBy.THEME: "s.theme",
    SortBy.RECEIVED: "s.received_at",
    SortBy.WORDS: "s.words",
    SortBy.READINGS: READINGS,
    SortBy.STATE: STATE,
}


def order(query: StoryQuery) -> str:
    """How the answer is sorted."""
    way = "DESC" if query.descending else "ASC"
    return f"ORDER BY {_ORDER[query.sort]} {way}, s.number {way}"


def _searched(typed: str) -> tuple[str, dict[str, Any]]:
    if not typed:
        return "", {}
    from learningstories.storage.search_words import where  # noqa: PLC0415 - not needed for the first paint

    return where(typed)


def question(query: StoryQuery) -> tuple[str, dict[str, Any]]:
    """Which stories `s` are asked for, and the values of the condition."""
    found, given = _searched(query.search)
    parts = [f"({found})"] if found else []
    parts += [RANKED] if query.ranked else []
    for name, expression, wanted in (
        ("states", STATE, query.states),
        ("verdicts", VERDICT, query.verdicts),
        ("themes", "s.theme", query.themes),
        ("spoken", LANGUAGE, query.languages),
    ):
        if wanted:
            parts.append(f"{expression} IN (SELECT value FROM json_each(:{name}))")  # noqa: S608 - ours
            given[name] = json.dumps(sorted(wanted))
    return ("WHERE " + " AND ".join(parts) if parts else ""), given
