"""The PostgreSQL server with which the tests share a challenge: installed where that is allowed.

The tests start one of their own in a temporary folder; nothing that is set up on the machine is touched.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import _system
from _talk import Stop, say

_DEBIAN = Path("/usr/lib/postgresql")  # where its programs are kept off the path


def bring() -> None:
    """Install it where it is missing; where that cannot be, say so: its tests then fail by name."""
    if _is_there():
        return
    try:
        if sys.platform.startswith("linux"):
            _system.install({"PostgreSQL": "postgresql"})
    except Stop as stop:
        say(str(stop))
    if not _is_there():
        say(
            "The tests of challenges on a server fail without PostgreSQL 15 or newer:"
            " its programs initdb and pg_ctl are to be on the path."
        )


def _is_there() -> bool:
    return any(_DEBIAN.glob("*/bin/initdb")) or all(map(shutil.which, ("initdb", "pg_ctl")))
