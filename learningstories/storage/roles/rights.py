"""What an organiser may do with each table, and with which rows.

Owners own the tables, so that nothing holds them back; readers have no right to any of these, and see
views instead (`reader_views`). What is not named here is a table of records, or worked out from them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

RECORDS = "SELECT, INSERT, UPDATE, DELETE"
GROWS = "SELECT, INSERT"
READS = "SELECT"

# Tables whose lines an organiser may not alter freely. Nothing that was kept is ever altered or removed.
RIGHTS: Mapping[str, str] = {
    "challenge": "SELECT, UPDATE",
    "text": GROWS,
    "blob": GROWS,
    "blob_chunk": GROWS,
    "revision": GROWS,
    "revision_return": GROWS,
    "pack_key": GROWS,
    "history": "SELECT, INSERT, DELETE, UPDATE (undone, step)",
    "history_story": "SELECT, INSERT, DELETE",
    "meta": READS,
    "alembic_version": READS,
}


@dataclass(frozen=True, slots=True)
class Policy:
    """Which rows of a table an organiser may touch by which command."""

    table: str
    command: str
    using: str = ""
    check: str = ""

    @property
    def name(self) -> str:
        """What the server calls it."""
        return f"organiser_{self.command.lower()}"


_OWN = "who = session_user"
_OWN_STEP = (
    "EXISTS (SELECT 1 FROM learningstories.history h WHERE h.seq = {table}.seq AND h.who = session_user)"
)
# The name of the login, which no SET ROLE alters.
POLICIES: tuple[Policy, ...] = (
    Policy("history", "SELECT", using="true"),
    Policy("history", "INSERT", check=_OWN),
    Policy("history", "UPDATE", using=_OWN, check=f"{_OWN} AND step IN ('step', 'given_up')"),
    # While somebody types, the step is stored again and again, each time whole in place of the one before.
    Policy("history", "DELETE", using=f"{_OWN} AND merge <> ''"),
    Policy("history_story", "SELECT", using="true"),
    Policy("history_story", "INSERT", check=_OWN_STEP.format(table="history_story")),
    Policy("history_story", "DELETE", using=_OWN_STEP.format(table="history_story")),
    Policy("pack_key", "SELECT", using="true"),
    Policy("pack_key", "INSERT", check="id = 1"),
    Policy("text", "SELECT", using="true"),
    Policy("text", "INSERT", check="sha = encode(sha256(convert_to(markdown, 'UTF8')), 'hex')"),
    Policy("blob_chunk", "SELECT", using="true"),
    # Nothing is added to a file that is whole.
    Policy(
        "blob_chunk",
        "INSERT",
        check="octet_length(data) + coalesce((SELECT sum(octet_length(c.data))"
        " FROM learningstories.blob_chunk c WHERE c.sha = blob_chunk.sha), 0)"
        " <= (SELECT b.size FROM learningstories.blob b WHERE b.sha = blob_chunk.sha)",
    ),
)

# A step that goes out of history must be the newest, and its fuller form be there when all is stored.
HISTORY_GROWS = """
CREATE OR REPLACE FUNCTION learningstories.history_grows() RETURNS trigger LANGUAGE plpgsql
SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_has_role(session_user, TG_ARGV[0], 'MEMBER') THEN
        RETURN OLD;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM learningstories.history h
            WHERE h.seq > OLD.seq AND h.who = OLD.who AND h.merge = OLD.merge)
        OR EXISTS (SELECT 1 FROM learningstories.history h
            WHERE h.seq > OLD.seq AND NOT (h.who = OLD.who AND h.merge = OLD.merge)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'history only grows';
    END IF;
    RETURN OLD;
END $$
"""


def policies_of(table: str) -> Iterator[Policy]:
    """Those of one table."""
    return (policy for policy in POLICIES if policy.table == table)
