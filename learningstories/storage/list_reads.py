"""Narrow reads for the screen; imported before the first paint, so kept light."""

from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from sys import byteorder
from typing import Any
from uuid import UUID

from learningstories.domain.counting import Rule
from learningstories.domain.deadline import Verdict
from learningstories.domain.story import StoryState
from learningstories.services.counted import Counted
from learningstories.services.draft_line import DraftLine
from learningstories.services.pack_line import PackLine
from learningstories.services.ports import Rating
from learningstories.services.reader_counts import Covered, ReadStories
from learningstories.services.story_query import (
    ChallengeLine,
    Kinds,
    StoryLine,
    StoryName,
    StoryQuery,
)
from learningstories.storage.story_question import FEW_OF_ALL, question, searched

_LINES = """SELECT s.number, s.title, s.author, s.theme, s.language, s.received_at, s.words,
    k.readings, k.state, k.verdict FROM standing k JOIN story s ON s.number = k.number"""


class ListReads:
    """What is asked, wherever the challenge is kept; `_reading` gives the way to ask."""

    def challenge(self) -> ChallengeLine:
        """What the window's frame shows."""
        sql = """SELECT title, community, zone, closes_at, readings_wanted,
            (SELECT count(*) FROM story), (SELECT count(*) FROM reviewer),
            (SELECT count(*) FROM choice WHERE kind = 'chosen') FROM challenge"""
        with self._reading() as read:
            row = read(sql).fetchone()
            return ChallengeLine(
                title=row[0],
                community=row[1],
                zone=row[2],
                closes_at=_moment(row[3]),
                readings_wanted=row[4],
                stories=row[5],
                reviewers=row[6],
                chosen=row[7],
            )

    def first_lines(self, query: StoryQuery, limit: int) -> Sequence[StoryLine]:
        """The first lines of the answer."""
        with self._reading() as read:
            sql, given = question(read, query)
            return _lines(read, [row[0] for row in read(f"{sql} LIMIT {int(limit)}", given)])

    def numbers(self, query: StoryQuery) -> "array[int]":
        """The numbers of all stories in the answer, in order."""
        with self._reading() as read:
            sql, given = question(read, query, FEW_OF_ALL)
            # One row instead of many, and made numbers by one call: a loop would hold the interpreter.
            joined = f"SELECT group_concat(printf('%016x', f.number), '') FROM ({sql}) f"  # noqa: S608 - ours
            (digits,) = read(joined, given).fetchone()
        found = array("q", bytes.fromhex(digits or ""))
        if byteorder == "little":
            found.byteswap()
        return found

    def named(self, typed: str, limit: int) -> Sequence[StoryName]:
        """Stories whose title, author or number holds what was typed; at most `limit`, in no order."""
        from learningstories.storage.story_names import named  # noqa: PLC0415 - not for the first paint

        with self._reading() as read:
            return named(read, typed, limit)

    def found_count(self, typed: str) -> int:
        """How many stories hold what was typed, in their titles, authors or texts."""
        with self._reading() as read:
            found, given = searched(typed)
            sql = f"SELECT count(DISTINCT f.number) FROM ({found}) f"  # noqa: S608 - our own words
            count: int = read(sql, given).fetchone()[0] if found else 0
            return count

    def lines(self, numbers: Sequence[int]) -> Sequence[StoryLine]:
        """The lines of these stories, in the order asked for."""
        with self._reading() as read:
            return _lines(read, numbers)

    def state_counts(self) -> Mapping[StoryState, int]:
        """How many stories stand where."""
        with self._reading() as read:
            rows = read("SELECT state, count(*) FROM standing GROUP BY state").fetchall()
            return {StoryState(state): count for state, count in rows}

    def ratings(self, *, back: UUID | None = None) -> Sequence[Rating]:
        """Every rating that counts."""
        from learningstories.storage.rating_list import ratings  # noqa: PLC0415 - not for the first paint

        with self._reading() as read:
            return ratings(read, _rules(read, back=back.hex if back else ""))

    def given(self) -> Sequence[Rating]:
        """Every rating that came as it should, of stories that take part."""
        from learningstories.storage.rating_list import given  # noqa: PLC0415 - not for the first paint

        with self._reading() as read:
            return given(read, _rules(read))

    def concerned(self) -> Mapping[Rule, Sequence[Rating]]:
        """The ratings that each rule about single readings concerns."""
        from learningstories.storage.rating_list import concerned  # noqa: PLC0415 - not for the first paint

        with self._reading() as read:
            return concerned(read)

    def rating_times(self) -> Collection[str]:
        """When the ratings of `given` were given, ISO 8601 in UTC."""
        from learningstories.storage.rating_list import times  # noqa: PLC0415 - not for the first paint

        with self._reading() as read:
            return times(read, _rules(read))

    def counted(self) -> Counted:
        """What counts and what does not, by the challenge's rules."""
        from learningstories.storage.rule_counts import counted  # noqa: PLC0415 - not for the first paint

        with self._reading() as read:
            return counted(read, _rules(read))

    def paces(self) -> Mapping[UUID, float]:
        """The middle time in seconds from one answer of a reviewer to the next, where it is known."""
        from learningstories.storage.reader_paces import paces  # noqa: PLC0415 - not for the first paint

        with self._reading() as read:
            return {UUID(who): seconds for who, seconds in paces(read).items()}

    def answered_counts(self) -> Mapping[UUID, int]:
        """How many stories that may be read each has read so that it counts, or stepped aside from."""
        from learningstories.storage.reader_counts import answered_counts  # noqa: PLC0415 - as above

        with self._reading() as read:
            return answered_counts(read, _rules(read))

    def assigned_counts(self, shunned: Collection[tuple[UUID, UUID]] = ()) -> Mapping[UUID, int]:
        """How many stories that may be read each reviewer was given, or answered unasked.

        Nothing where nothing was given to anybody.
        """
        from learningstories.storage.reader_counts import assigned_counts  # noqa: PLC0415 - as above

        with self._reading() as read:
            return assigned_counts(read, _rules(read), shunned)

    def read_stories(self) -> ReadStories:
        """How many stories that may be read each reviewer has read, and which were stepped aside from."""
        from learningstories.storage.reader_counts import read_stories  # noqa: PLC0415 - as above

        with self._reading() as read:
            return read_stories(read, _rules(read))

    def covered(self, most: int) -> Covered:
        """How many stories that may be read have how many readers, and the `most` with the fewest."""
        from learningstories.storage.reader_counts import covered  # noqa: PLC0415 - as above

        with self._reading() as read:
            return covered(read, most)

    def by_reviewers(self, names: Collection[str]) -> Sequence[int]:
        """The numbers of stories that reviewers sent, or that were sent by one of the names, folded."""
        from learningstories.storage.reader_counts import by_reviewers  # noqa: PLC0415 - as above

        with self._reading() as read:
            return by_reviewers(read, names)

    def short_of_readers(self) -> tuple[int, int]:
        """How many stories have too few readers, who were asked counted in, and the first; 0 for none."""
        from learningstories.storage.short_of_readers import short_of_readers  # noqa: PLC0415 - as above

        with self._reading() as read:
            return short_of_readers(read)

    def packs(self) -> Mapping[UUID, PackLine]:
        """The newest pack of each reviewer who has one."""
        sql = """SELECT p.reviewer_id, json_array_length(p.stories), p.revoked_at IS NOT NULL, p.made_at
            FROM pack p WHERE p.made_at = (SELECT max(q.made_at) FROM pack q
                WHERE q.reviewer_id = p.reviewer_id)"""
        with self._reading() as read:
            return {
                UUID(who): PackLine(made_at=_moment(made), stories=stories, revoked=bool(revoked))
                for who, stories, revoked, made in read(sql).fetchall()
            }

    def drafts(self) -> Sequence[DraftLine]:
        """The results that were kept, the newest first."""
        sql = "SELECT id, name, made_at, made_by FROM results_draft ORDER BY made_at DESC, name"
        with self._reading() as read:
            return [
                DraftLine(id=UUID(key), name=name, made_at=_moment(made), made_by=who)
                for key, name, made, who in read(sql).fetchall()
            ]

    def kinds(self) -> Kinds:
        """The themes and languages that there are, with how many stories each."""
        sql = "SELECT theme, spoken, verdict, count(*) FROM standing GROUP BY theme, spoken, verdict"
        themes, spoken, verdicts = Counter[str](), Counter[str](), Counter[str]()
        with self._reading() as read:
            for theme, language, verdict, count in read(sql).fetchall():
                themes[theme] += count
                spoken[language] += count
                verdicts[verdict] += count
            return Kinds(
                themes={name: count for name, count in themes.items() if name},
                languages={name: count for name, count in spoken.items() if name},
                verdicts={Verdict(name): count for name, count in verdicts.items()},
            )

    def twins(self) -> Mapping[int, int]:
        """Stories that seem to be the same as an earlier one, and which, by their numbers."""
        from learningstories.storage.twins import twins  # noqa: PLC0415 - not needed for the first paint

        with self._reading() as read:
            return twins(read, _rules(read))

    def received_minutes(self) -> Mapping[str, int]:
        """How many stories came in which minute, ISO 8601 in UTC."""
        sql = "SELECT substr(received_at, 1, 16), count(*) FROM standing GROUP BY 1"
        with self._reading() as read:
            return {f"{minute[:10]}T{minute[11:]}": count for minute, count in read(sql).fetchall()}

    def _reading(self) -> AbstractContextManager[Any]:
        raise NotImplementedError


def _rules(read: Any, **more: str) -> dict[str, Any]:
    from learningstories.storage.story_rules import rules  # noqa: PLC0415 - not for the first paint

    return rules(read, **more)


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _lines(read: Any, numbers: Sequence[int]) -> list[StoryLine]:
    if not numbers:
        return []
    wanted = ",".join(str(int(number)) for number in numbers)
    found = {row[0]: row for row in read(f"{_LINES} WHERE k.number IN ({wanted})")}  # whole numbers only
    return [_line(found[number]) for number in numbers if number in found]


def _line(row: Sequence[Any]) -> StoryLine:
    datetime.fromisoformat(row[5])  # what is no moment is found here, not by whoever shows the line
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
        verdict=Verdict(row[9]),
    )
