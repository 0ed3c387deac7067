"""Narrow reads for the screen, straight from SQLite; imported before the first paint, so kept light."""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

from learningstories.domain.story import StoryState
from learningstories.services.ports import Rating
from learningstories.services.story_query import SortBy, StoryLine, StoryQuery
from learningstories.storage.failures import told
from learningstories.storage.probe import connect_to_read

_READINGS = (
    "(SELECT count(*) FROM reading r WHERE r.story_id = s.id AND r.value IS NOT NULL AND r.knows <> 'aside')"
)
# The same as domain.story.story_state, which a test holds it to.
_STATE = f"""CASE
  WHEN s.withdrawn THEN 'withdrawn'
  WHEN s.received_at >= :late_from AND
       (s.late_decision = 'refuse' OR (s.late_decision = 'open' AND :rule = 'refuse')) THEN 'refused'
  WHEN s.received_at >= :late_from AND s.late_decision = 'open' AND :rule = 'decide' THEN 'late'
  WHEN NOT (s.consent_read AND s.consent_print) THEN 'no_consent'
  WHEN s.words > :most THEN 'too_long'
  WHEN s.words < :least THEN 'too_short'
  WHEN {_READINGS} >= :wanted THEN 'ready'
  ELSE 'reading' END"""
_COLUMNS = (
    f"""s.number, s.title, s.author, s.theme, s.language, s.received_at, s.words, {_READINGS}, {_STATE}"""
)
_ORDER = {
    SortBy.NUMBER: "s.number",
    SortBy.TITLE: "s.title COLLATE NOCASE",
    SortBy.AUTHOR: "s.author COLLATE NOCASE",
    SortBy.THEME: "s.theme",
    SortBy.RECEIVED: "s.received_at",
    SortBy.WORDS: "s.words",
    SortBy.READINGS: _READINGS,
    SortBy.STATE: _STATE,
}
_NO_LIMIT = 2**62
_SHORTEST_TRIGRAM = 3
_SHORTEST_WORD = 2
_MINUTE = timedelta(minutes=1)


class SqlLists:
    """Reads one challenge file; calls from several threads take turns."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._connection = connect_to_read(path)
        self._turn = Lock()

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._connection.close()

    def interrupt(self) -> None:
        """Give up the present read; it raises `Cancelled` on its own thread."""
        self._connection.interrupt()

    def first_lines(self, query: StoryQuery, limit: int) -> Sequence[StoryLine]:
        """The first lines of the answer."""
        where, given = _where(query)
        sql = f"SELECT {_COLUMNS} FROM story s {where} {_order(query)} LIMIT {int(limit)}"  # noqa: S608 - our own words
        with self._reading() as read:
            return [_line(row) for row in read(sql, {**self._rules(read), **given})]

    def numbers(self, query: StoryQuery) -> "array[int]":
        """The numbers of all stories in the answer, in order."""
        where, given = _where(query)
        sql = f"SELECT s.number FROM story s {where} {_order(query)}"  # noqa: S608 - our own words
        # One row instead of many: the driver's loop would hold the interpreter.
        sql = f"SELECT group_concat(number) FROM ({sql})"  # noqa: S608 - our own words
        with self._reading() as read:
            joined = next(iter(read(sql, {**self._rules(read), **given})))[0]
        return array("q", map(int, joined.split(","))) if joined else array("q")

    def lines(self, numbers: Sequence[int]) -> Sequence[StoryLine]:
        """The lines of these stories, in the order asked for."""
        wanted = ",".join(str(int(number)) for number in numbers)
        sql = f"SELECT {_COLUMNS} FROM story s WHERE s.number IN ({wanted})"  # noqa: S608 - whole numbers only
        with self._reading() as read:
            found = {row[0]: row for row in read(sql, self._rules(read))}
        return [_line(found[number]) for number in numbers if number in found]

    def state_counts(self) -> Mapping[StoryState, int]:
        """How many stories stand where."""
        sql = f"SELECT {_STATE} AS state, count(*) FROM story s GROUP BY state"  # noqa: S608 - our own words
        with self._reading() as read:
            return {StoryState(state): count for state, count in read(sql, self._rules(read))}

    def ratings(self) -> Sequence[Rating]:
        """Every rating that counts, of stories that are neither withdrawn nor refused."""
        sql = f"""SELECT s.number, r.reviewer_id, r.value FROM reading r JOIN story s ON s.id = r.story_id
            WHERE r.value IS NOT NULL AND r.knows <> 'aside' AND {_STATE} NOT IN ('withdrawn', 'refused')
            ORDER BY s.number, r.reviewer_id"""  # noqa: S608 - our own words
        with self._reading() as read:
            rows = read(sql, self._rules(read))
            return [Rating(story=n, reviewer=UUID(who), value=value) for n, who, value in rows]

    def reading_counts(self) -> Mapping[UUID, int]:
        """How many readings of each reviewer count."""
        sql = """SELECT reviewer_id, count(*) FROM reading
            WHERE value IS NOT NULL AND knows <> 'aside' GROUP BY reviewer_id"""
        with self._reading() as read:
            return {UUID(who): count for who, count in read(sql, {})}

    def received_times(self) -> Collection[str]:
        """When the stories came, ISO 8601 in UTC."""
        with self._reading() as read:
            return [row[0] for row in read("SELECT received_at FROM story ORDER BY received_at", {})]

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        with self._turn, told(self._name):
            yield self._connection.execute

    @staticmethod
    def _rules(read: Any) -> dict[str, Any]:
        """The challenge's rules, as the state of a story depends on them."""
        row = read(
            "SELECT closes_at, grace_minutes, late_rule, words_least, words_most, readings_wanted"
            " FROM challenge"
        ).fetchone()
        closes = datetime.fromisoformat(row[0])
        late_from = closes + timedelta(minutes=row[1]) + _MINUTE
        return {
            "late_from": late_from.strftime("%Y-%m-%d %H:%M:%S.%f"),
            "rule": row[2],
            "least": row[3] if row[3] is not None else 0,
            "most": row[4] if row[4] is not None else _NO_LIMIT,
            "wanted": row[5],
        }


def _order(query: StoryQuery) -> str:
    way = "DESC" if query.descending else "ASC"
    return f"ORDER BY {_ORDER[query.sort]} {way}, s.number {way}"


def _where(query: StoryQuery) -> tuple[str, dict[str, Any]]:
    parts: list[str] = []
    given: dict[str, Any] = {}
    words = query.search.split()
    if words:
        found, given = _search(" ".join(words))
        parts.append(found)
    if query.states:
        names = ",".join(f"'{StoryState(state).value}'" for state in sorted(query.states))
        parts.append(f"{_STATE} IN ({names})")
    return ("WHERE " + " AND ".join(parts) if parts else ""), given


def _search(words: str) -> tuple[str, dict[str, Any]]:
    """Where title or author has `words` anywhere, or the text has each of them as a word's beginning."""
    if words.startswith("#") and words[1:].isdigit():
        return "s.number = :number", {"number": int(words[1:])}
    given: dict[str, Any] = {}
    ways: list[str] = []
    if len(words) >= _SHORTEST_TRIGRAM:
        ways.append("s.number IN (SELECT rowid FROM search_name WHERE search_name MATCH :name)")
        given["name"] = _quoted(words)
    else:
        ways.append("s.title LIKE :part ESCAPE '\\' OR s.author LIKE :part ESCAPE '\\'")
        given["part"] = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    if _unspaced(words):
        ways.append("s.text_sha IN (SELECT sha FROM text WHERE instr(markdown, :words))")
        given["words"] = words
    elif len(words) >= _SHORTEST_WORD:
        ways.append("s.number IN (SELECT rowid FROM search_text WHERE search_text MATCH :text)")
        given["text"] = " ".join(f"{_quoted(word)}*" for word in words.split())
    return f"({' OR '.join(ways)})", given


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""').replace("\x00", "") + '"'


def _unspaced(words: str) -> bool:
    """Whether the words are in a script that does not put spaces between words."""
    return any(
        "\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" or "\u0e00" <= c <= "\u0e7f" for c in words
    )


def _line(row: Sequence[Any]) -> StoryLine:
    return StoryLine(
        number=row[0],
        title=row[1],
        author=row[2],
        theme=row[3],
        language=row[4],
        received_at=row[5].replace(" ", "T") + "+00:00",
        words=row[6],
        readings=row[7],
        state=StoryState(row[8]),
    )
