"""What the keys of a challenge's packs come from.

It is not recorded: a challenge has but one, whatever is undone, or returns of packs that were made
under another would be refused.
"""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from learningstories.storage.pack_rows import PackKeyRow
from learningstories.storage.tables import table_of

_ONLY = 1


class SqlPackKey:
    """The challenge's key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self) -> bytes | None:
        """The key; None before the first pack was made."""
        return self._session.connection().execute(select(PackKeyRow.key)).scalar()

    def put(self, key: bytes) -> None:
        """Keep the key, which there must not be yet."""
        self._session.connection().execute(insert(table_of(PackKeyRow)).values(id=_ONLY, key=key))
