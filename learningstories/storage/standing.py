"""Keeps in step, inside the same transaction, where each story stands and what lists sort it by.

`story_rules` says where a story stands, from facts alone; what it says is noted here for every story, so
that a page of any list is found by an index, however many there are. `check` holds the two together.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from learningstories.domain.alphabet import alphabetic
from learningstories.services.changes import Kind
from learningstories.storage.pack_rows import ReturnRow, RevisionReturnRow, RevisionRow
from learningstories.storage.recorder import Recorder
from learningstories.storage.rows import ReadingRow, StoryRow
from learningstories.storage.story_rules import LANGUAGE, RANKED, READINGS, STATE, VERDICT, WITH_RULES, rules
from learningstories.storage.tables import table_of

_AT_ONCE = 500  # as many as a database takes in one question
_KEY = 100  # letters of a title or author that decide where it is sorted
_RULES = frozenset(
    ("closes_at", "grace_minutes", "late_rule", "extensions", "words_least", "words_most", "readings_wanted")
) | {"story_languages", "not_counted", "scale", "returns_until"}
_PUT = f"""INSERT INTO standing (number, title_key, author_key, theme, spoken, received_at, words,
        readings, state, verdict, ranked)
    SELECT s.number, :title_key, :author_key, s.theme, {LANGUAGE}, s.received_at, s.words, 0, '', '', FALSE
    FROM story s WHERE s.number = :number"""  # noqa: S608 - our own words
_RENEW = f"""{WITH_RULES}, found(number, readings, state, verdict, ranked) AS (
        SELECT s.number, {READINGS}, {STATE}, {VERDICT}, {RANKED} FROM story s WHERE {{these}})
    UPDATE standing SET readings = f.readings, state = f.state, verdict = f.verdict, ranked = f.ranked
    FROM found f WHERE f.number = standing.number
    AND (standing.readings, standing.state, standing.verdict, standing.ranked)
        <> (f.readings, f.state, f.verdict, f.ranked)"""  # noqa: S608 - our own words
_FRESH = f"""{WITH_RULES} SELECT s.number, s.title, s.author, s.theme, {LANGUAGE}, s.received_at, s.words,
        {READINGS}, {STATE}, {VERDICT}, {RANKED} FROM story s ORDER BY s.number"""  # noqa: S608 - our own words
_NOTED = """SELECT number, title_key, author_key, theme, spoken, received_at, words,
        readings, state, verdict, ranked FROM standing ORDER BY number"""
Values = dict[str, Any]


def follow(connection: Connection, seen: Recorder) -> None:
    """Note what a step has altered."""
    stories, challenges = seen.whole(Kind.STORY), seen.whole(Kind.CHALLENGE)
    again = _altered(challenges, {"language"})
    _take_out(connection, [before["number"] for before, _after in stories if before])
    _put_in(connection, [after for _before, after in stories if after])
    if again:
        _fill_keys(connection)
    if _altered(challenges, _RULES):
        _renew_all(connection)
        return
    numbers = {after["number"] for _before, after in stories if after} | _concerned(connection, seen)
    for some in _pieces(sorted(numbers)):
        _renew(connection, f"s.number IN ({', '.join(map(str, map(int, some)))})")


def fill(connection: Connection) -> None:
    """Note every story; nothing is noted yet."""
    rows = connection.exec_driver_sql("SELECT number, title, author FROM story").mappings()
    _put_in(connection, [dict(row) for row in rows])
    _renew_all(connection)


def faults(connection: Connection) -> list[str]:
    """Stories of which something else is noted than the facts say."""
    try:
        by_rule = rules(connection.exec_driver_sql)
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError):
        return []  # rules that cannot be read are found where records are looked at
    language = _language(connection)
    noted = {row[0]: tuple(row) for row in connection.exec_driver_sql(_NOTED)}
    wrong = []
    for number, title, author, *facts in connection.exec_driver_sql(_FRESH, by_rule):
        fresh = (number, _key(title, language), _key(author, language), *facts)
        if noted.pop(number, ()) != fresh:
            wrong.append(number)
    return [f"lists: story #{number} is out of date" for number in sorted({*wrong, *noted}, key=str)]


def _altered(pairs: Iterable[tuple[Values | None, Values | None]], names: Iterable[str]) -> bool:
    """Whether a record came, or one of these fields is another."""
    return any(not (a and b) or any(a[name] != b[name] for name in names) for a, b in pairs)


def _concerned(connection: Connection, seen: Recorder) -> set[int]:
    """The numbers of stories whose readings were altered, or may count from now on or not any more."""
    stories = {pair["story_id"] for pair in _either(seen, Kind.READING)}
    read, held = table_of(ReadingRow), table_of(RevisionReturnRow)
    people = [pair for pair in seen.whole(Kind.REVIEWER) if _altered([pair], ("set_aside_at",))]
    for some in _pieces([(after or before or {})["id"] for before, after in people]):
        query = select(read.c.story_id).where(read.c.reviewer_id.in_(some))
        stories.update(connection.scalars(query))
    shas = {pair["sha"] for pair in _either(seen, Kind.RETURN)}
    for some in _pieces([pair["id"] for pair in _either(seen, Kind.PACK)]):
        query = select(table_of(ReturnRow).c.sha).where(table_of(ReturnRow).c.pack_id.in_(some))
        shas.update(connection.scalars(query))
    said = table_of(RevisionRow)
    for names in _pieces(sorted(shas)):
        query = select(said.c.story_id).join(held, held.c.revision_id == said.c.id)
        stories.update(connection.scalars(query.where(held.c.sha.in_(names))))
    return _numbers(connection, stories - {None})


def _either(seen: Recorder, kind: Kind) -> list[Values]:
    """What was altered of a kind, as it was and as it is."""
    return [values for pair in seen.whole(kind) for values in pair if values]


def _numbers(connection: Connection, stories: Iterable[UUID]) -> set[int]:
    table = table_of(StoryRow)
    found: set[int] = set()
    for some in _pieces(list(stories)):
        found.update(connection.scalars(select(table.c.number).where(table.c.id.in_(some))))
    return found


def _take_out(connection: Connection, numbers: Sequence[int]) -> None:
    for some in _pieces(numbers):
        listed = ", ".join(str(int(number)) for number in some)
        connection.exec_driver_sql(f"DELETE FROM standing WHERE number IN ({listed})")  # noqa: S608 - whole numbers


def _put_in(connection: Connection, stories: Sequence[Values]) -> None:
    if not stories:
        return
    language = _language(connection)
    for some in _pieces(stories):
        rows = [
            {
                "number": story["number"],
                "title_key": _key(story["title"], language),
                "author_key": _key(story["author"], language),
            }
            for story in some
        ]
        connection.exec_driver_sql(_PUT, rows)


def _fill_keys(connection: Connection) -> None:
    """Sort every story anew: the challenge speaks another language."""
    language = _language(connection)
    rows = connection.exec_driver_sql("SELECT title, author, number FROM story").fetchall()
    keys = [(_key(title, language), _key(author, language), number) for title, author, number in rows]
    if keys:
        connection.exec_driver_sql("UPDATE standing SET title_key = ?, author_key = ? WHERE number = ?", keys)


def _renew_all(connection: Connection) -> None:
    if connection.exec_driver_sql("SELECT 1 FROM story LIMIT 1").first() is not None:
        _renew(connection, "1 = 1")


def _renew(connection: Connection, these: str) -> None:
    by_rule = rules(connection.exec_driver_sql, stories=these)
    connection.exec_driver_sql(_RENEW.format(these=these), by_rule)


def _language(connection: Connection) -> str:
    found = connection.exec_driver_sql("SELECT language FROM challenge").first()
    return str(found[0]) if found else ""


def _key(words: str, language: str) -> bytes:
    return alphabetic(words, language)[:_KEY].encode()


def _pieces(found: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE))
