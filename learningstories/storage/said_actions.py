"""What readers said they will do, a few columns of many readings."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import StoryId
from learningstories.services.promise_port import SaidAction, StoryName
from learningstories.storage.rows import ReadingRow, StoryRow
from learningstories.storage.tables import table_of


class SqlSaidActions:
    """Reads within the unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> Sequence[SaidAction]:
        """All of them, in the order in which they were made; what has an answer, `Reading.counts` says."""
        table = table_of(ReadingRow)
        c = table.c
        query = (
            select(c.reviewer_id, c.story_id, c.action, c.changed_at)
            .where(c.no_action.is_(False), c.action != "", c.value.is_not(None), c.knows != Knows.ASIDE)
            .order_by(c.changed_at, c.id)
        )
        self._session.flush()
        return [
            SaidAction(ReviewerId(reader), StoryId(story), text.strip(), at)
            for reader, story, text, at in self._session.execute(query)
            if text.strip()
        ]

    def stories(self) -> Mapping[StoryId, StoryName]:
        """All stories by their ids."""
        c = table_of(StoryRow).c
        self._session.flush()
        found = self._session.execute(select(c.id, c.number, c.title, c.language))
        return {StoryId(key): StoryName(StoryId(key), *told) for key, *told in found}
