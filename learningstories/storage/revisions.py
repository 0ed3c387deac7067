"""What reviewers have said, as it was said: only ever added to."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, case, func, or_, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from learningstories.domain.errors import FileDamaged
from learningstories.domain.pack import ReturnBy, ReturnState
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import PromiseUse, ReviewerId
from learningstories.domain.revision import Answers, Revision, Wish
from learningstories.domain.story import StoryId
from learningstories.services.kept_words import KeptWord, KnownReturn
from learningstories.storage.pack_rows import PackRow, ReturnRow, RevisionReturnRow, RevisionRow
from learningstories.storage.rows import table_of

_AT_ONCE = 500
_KNOWN = tuple(field.name for field in fields(KnownReturn))
_DEFAULTS = {field.name: field.default for field in fields(Answers)}
_new_revision = insert(table_of(RevisionRow)).on_conflict_do_nothing()
_new_link = insert(table_of(RevisionReturnRow)).on_conflict_do_nothing()


class SqlRevisions:
    """Revisions and wishes, each kept once under the id that its content gives it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, sha: str, words: Sequence[Revision | Wish]) -> None:
        """Keep what a return holds, the one that is kept as a file under `sha`."""
        connection = self._session.connection()
        if words:
            connection.execute(_new_revision, [_stored(word) for word in words])
            connection.execute(_new_link, [{"revision_id": word.id, "sha": sha} for word in words])

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


def _stored(word: Revision | Wish) -> dict[str, Any]:
    common = {"id": word.id, "reviewer_id": word.reviewer_id, "device": word.device}
    common |= {"vector": word.vector, "at": word.at}
    if isinstance(word, Wish):
        told: dict[str, Any] = {"promises": word.promise_use, "ask_later": word.ask_later}
        return {**common, "story_id": None, "sha": "", "position": 0, "told": told}
    answers = ((name, getattr(word.answers, name)) for name in _DEFAULTS)
    # 0 is an answer, and must not be taken for none.
    told = {name: value for name, value in answers if value is not _DEFAULTS[name]}
    return {
        **common, "story_id": word.story_id, "sha": word.sha, "position": word.position, "told": told
    }  # fmt: skip
