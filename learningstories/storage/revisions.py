"""What reviewers have said, as it was said: only ever added to."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, String, case, cast, distinct, func, or_, select
from sqlalchemy.orm import Session

from learningstories.domain.errors import FileDamaged
from learningstories.domain.pack import ReturnBy, ReturnState
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import PromiseUse, ReviewerId
from learningstories.domain.revision import Answers, Revision, Wish
from learningstories.domain.story import StoryId
from learningstories.services.kept_words import KeptWord, KnownReturn, Origin
from learningstories.storage.pack_rows import PackRow, ReturnRow, RevisionReturnRow, RevisionRow
from learningstories.storage.tables import table_of

_AT_ONCE = 500
_KNOWN = tuple(field.name for field in fields(KnownReturn))
_NAMES = tuple(field.name for field in fields(Answers))
_DEFAULTS = tuple(field.default for field in fields(Answers))
_all_answers = attrgetter(*_NAMES)
_NEW_REVISION = """INSERT INTO revision
    (id, reviewer_id, story_id, sha, device, vector, at, position, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING"""
_NEW_LINK = "INSERT INTO revision_return (revision_id, sha) VALUES (?, ?) ON CONFLICT DO NOTHING"


class SqlRevisions:
    """Revisions and wishes, each kept once under the id that its content gives it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, held: Mapping[str, Sequence[Revision | Wish]]) -> None:
        """Keep what returns hold, by the name under which the bytes of each are kept."""
        words = {word.id: word for said in held.values() for word in said}
        if words:
            links = [(word.id.hex, sha) for sha, said in held.items() for word in said]
            connection = self._session.connection()
            # Thousands come at once; as the driver takes them, for the types would cost more than the rest.
            connection.exec_driver_sql(_NEW_REVISION, [_stored(word) for word in words.values()])
            connection.exec_driver_sql(_NEW_LINK, links)

    def of(self, reviewers: Collection[ReviewerId], story: StoryId | None = None) -> Sequence[KeptWord]:
        """What these reviewers said in returns that were merged; about one story, if it is given."""
        self._session.flush()
        found: list[KeptWord] = []
        people = list(reviewers)
        for start in range(0, len(people), _AT_ONCE):
            query = _kept().where(RevisionRow.reviewer_id.in_(people[start : start + _AT_ONCE]))
            if story is not None:
                query = query.where(RevisionRow.story_id == story)
            try:
                found += (_word(row) for row in self._session.connection().execute(query))
            except (ValueError, TypeError, LookupError) as error:
                raise FileDamaged(self._session.info["file"]) from error
        return found

    def returns(self, shas: Collection[str]) -> Mapping[str, KnownReturn]:
        """Those of the returns with these bytes that came before."""
        table, found = table_of(ReturnRow), {}
        wanted, columns = list(shas), [table.c[name] for name in _KNOWN]
        for start in range(0, len(wanted), _AT_ONCE):
            query = select(*columns).where(table.c.sha.in_(wanted[start : start + _AT_ONCE]))
            for row in self._session.connection().execute(query):
                found[row.sha] = KnownReturn(*row)
        return found

    def last_returns(self) -> Mapping[ReviewerId, datetime]:
        """When the last return of each reviewer came; what was typed here is none."""
        query = (
            select(ReturnRow.reviewer_id, func.max(ReturnRow.received_at))
            .where(ReturnRow.state != ReturnState.HELD, ReturnRow.reviewer_id.is_not(None))
            .where(ReturnRow.came_by != ReturnBy.HERE)
            .group_by(ReturnRow.reviewer_id)
        )
        self._session.flush()
        rows = self._session.connection().execute(query)
        return {ReviewerId(key): last for key, last in rows if key is not None}

    def in_doubt(self) -> Collection[ReviewerId]:
        """The reviewers of whom two devices spoke about one story, or one of them twice in one breath."""
        words = table_of(RevisionRow)
        breaths = func.count(distinct(words.c.device + cast(words.c.vector, String)))
        query = (
            select(words.c.reviewer_id)
            .where(words.c.story_id.is_not(None))
            .group_by(words.c.reviewer_id, words.c.story_id)
            .having(or_(func.count(distinct(words.c.device)) > 1, breaths < func.count()))
        )
        return {ReviewerId(key) for key in self._session.connection().scalars(query)}

    def origins(self, keys: Collection[UUID]) -> Mapping[UUID, Origin]:
        """How each of these revisions first came in a return that was merged."""
        found: dict[UUID, Origin] = {}
        wanted = list(keys)
        for start in range(0, len(wanted), _AT_ONCE):
            query = (
                select(RevisionReturnRow.revision_id, ReturnRow.came_by, ReturnRow.received_at)
                .join(ReturnRow, ReturnRow.sha == RevisionReturnRow.sha)
                .where(RevisionReturnRow.revision_id.in_(wanted[start : start + _AT_ONCE]))
                .where(ReturnRow.state != ReturnState.HELD)
                .order_by(ReturnRow.received_at)
            )
            for key, by, at in self._session.connection().execute(query):
                found.setdefault(key, Origin(by=by, at=at))
        return found

    def get(self, key: UUID) -> Revision:
        """One revision, in whatever return it came."""
        query = select(table_of(RevisionRow)).where(RevisionRow.id == key)
        found = self._session.connection().execute(query).first()
        word = _said(found) if found is not None else None
        if not isinstance(word, Revision):
            raise FileDamaged(self._session.info["file"])
        return word


def altered_revisions(connection: Connection) -> int:
    """How many are not what their ids say."""
    return sum(_is_altered(row) for row in connection.execute(select(table_of(RevisionRow))))


def _is_altered(row: Row[Any]) -> bool:
    try:
        return bool(_said(row).id != row.id)
    except (ValueError, TypeError, LookupError, AttributeError):
        return True


def _kept() -> Select[Any]:
    here = case((ReturnRow.came_by == ReturnBy.HERE, 1), else_=0)
    vouched = case((or_(PackRow.id.is_(None), PackRow.revoked_at.is_(None)), 1), else_=0)
    return (
        select(
            *table_of(RevisionRow).c,
            func.min(ReturnRow.received_at).label("received_at"),
            func.max(here).label("here"),
            func.max(vouched).label("vouched"),
        )
        .select_from(RevisionRow)
        .join(RevisionReturnRow, RevisionReturnRow.revision_id == RevisionRow.id)
        .join(ReturnRow, ReturnRow.sha == RevisionReturnRow.sha)
        .outerjoin(PackRow, PackRow.id == ReturnRow.pack_id)
        .where(ReturnRow.state != ReturnState.HELD)
        .group_by(RevisionRow.id)
    )


def _word(row: Row[Any]) -> KeptWord:
    return KeptWord(
        word=_said(row), received_at=row.received_at, typed_here=bool(row.here), vouched=bool(row.vouched)
    )


def _said(row: Row[Any]) -> Revision | Wish:
    reviewer = ReviewerId(row.reviewer_id)
    if row.story_id is None:
        use, later = PromiseUse(row.told["promises"]), row.told["ask_later"]
        return Wish(
            reviewer_id=reviewer, device=row.device, vector=row.vector, at=row.at, promise_use=use,
            ask_later=later,
        )  # fmt: skip
    return Revision(
        reviewer_id=reviewer,
        story_id=StoryId(row.story_id),
        sha=row.sha,
        device=row.device,
        vector=row.vector,
        at=row.at,
        position=row.position,
        answers=_answers(row.told),
    )


def _answers(told: Mapping[str, Any]) -> Answers:
    return Answers(**{name: _READ.get(name, _as_it_is)(value) for name, value in told.items()})


def _as_it_is(value: Any) -> Any:
    return value


_READ: dict[str, Callable[[Any], Any]] = {"criteria": tuple, "knows": Knows, "concern": Concern}


def _stored(word: Revision | Wish) -> tuple[Any, ...]:
    """The row as the database holds it."""
    if isinstance(word, Wish):
        story, sha, position = None, "", 0
        told: dict[str, Any] = {"promises": word.promise_use, "ask_later": word.ask_later}
    else:
        story, sha, position = word.story_id.hex, word.sha, word.position
        # By being the same and not by being equal: 0 is an answer, and must not be taken for none.
        given = zip(_NAMES, _all_answers(word.answers), _DEFAULTS, strict=True)
        told = {name: value for name, value, default in given if value is not default}
    at = word.at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    vector = ",".join(f'["{device}",{count}]' for device, count in word.vector)
    written = json.dumps(told)
    return (word.id.hex, word.reviewer_id.hex, story, sha, word.device, f"[{vector}]", at, position, written)
