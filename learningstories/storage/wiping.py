"""Writes a challenge's file anew, so that what was removed is not in its bytes either."""

from contextlib import closing

from sqlalchemy import Engine

from learningstories.domain.errors import DiskFull, FileBusy
from learningstories.storage.failures import told


def wipe(engine: Engine, name: str) -> bool:
    """Whether nothing is left in the file; where others have it open, it goes when they let go of it.

    A server frees by itself what was removed.
    """
    if engine.dialect.name != "sqlite":
        return True
    try:
        with told(name), closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            # What was there before is still in the log until it is cut off.
            busy, _pages, _moved = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except (DiskFull, FileBusy):
        return False
    return not busy
