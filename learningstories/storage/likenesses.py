"""What the stories that are there have in common with something else: narrow reads, each bounded."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session

from learningstories.domain.shingles import COMMON_FROM
from learningstories.services.likeness_port import Known, KnownBy

_MOST_LINES = 20_000
_COLUMNS = "number, title, author, email, text_sha, fingerprint, message_id, form_row, consent_wording"
_ORDER = f"ORDER BY number LIMIT {_MOST_LINES}"
_BY = {
    by: f"SELECT {_COLUMNS} FROM story WHERE {column} IN (SELECT {value} FROM json_each(?)) {_ORDER}"  # noqa: S608 - ours
    for by, column, value in (
        (KnownBy.NUMBER, "number", "CAST(value AS INTEGER)"),
        (KnownBy.FINGERPRINT, "fingerprint", "value"),
        (KnownBy.MESSAGE_ID, "message_id", "value"),
        (KnownBy.FORM_ROW, "form_row", "value"),
        (KnownBy.TEXT, "text_sha", "value"),
        (KnownBy.EMAIL, "email", "value"),
        (KnownBy.AUTHOR, "author", "value"),
    )
}
_HAD_TEXT = (
    "SELECT DISTINCT story_id, text_sha FROM version WHERE text_sha IN (SELECT value FROM json_each(?))"
)
_BY[KnownBy.EARLIER_TEXT] = f"""SELECT {_COLUMNS.replace("text_sha", "v.text_sha")} FROM ({_HAD_TEXT}) v
    JOIN story ON story.id = v.story_id WHERE v.text_sha <> story.text_sha {_ORDER}"""  # noqa: S608 - ours
_SHARING = f"""SELECT (SELECT group_concat(number) FROM
    (SELECT number FROM shingle WHERE hash = CAST(h.value AS BIGINT) LIMIT {COMMON_FROM + 1}) n)
    FROM json_each(?) h WHERE EXISTS (SELECT 1 FROM shingle x WHERE x.hash = CAST(h.value AS BIGINT))"""  # noqa: S608 - our own words


class SqlLikenesses:
    """Reads through one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def known(self, by: KnownBy, values: Collection[str | int]) -> Sequence[Known]:
        """The stories for which `by` is one of the values, in the order of their numbers."""
        if not values:
            return []
        rows = self._session.connection().exec_driver_sql(_BY[by], (json.dumps(list(values)),))
        return [Known(*row) for row in rows]

    def sharing(self, fingerprints: Collection[int]) -> Mapping[int, int]:
        """Stories by number, and how many of the fingerprints of runs each has; common ones do not count."""
        given = (json.dumps(list(fingerprints)),)
        found: Counter[str] = Counter()
        for (joined,) in self._session.connection().exec_driver_sql(_SHARING, given).fetchall():
            numbers = joined.split(",")
            if len(numbers) <= COMMON_FROM:
                found.update(numbers)
        return {int(number): count for number, count in found.items()}
