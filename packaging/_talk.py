"""How the commands of this folder speak to the person who typed them."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable

STOPPED_BY_HAND = 130

OLDEST_PYTHON = (3, 11)


class Stop(Exception):
    """Nothing more can be done; the message says why, and what the person can do."""


def say(text: str, end: str = "\n") -> None:
    """Print `text` at once, also into a pipe, whatever its encoding can hold."""
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + end)
    sys.stdout.flush()


def answer_for(command: Callable[[], int]) -> int:
    """Run `command` and return its exit status; whatever stops it becomes one sentence on stderr.

    Keep this folder readable by old Pythons (3.8), so that they too can say that they are too old.
    """
    try:
        _refuse_an_old_python()
        return command()
    except Stop as stop:
        return _give_up(str(stop))
    except KeyboardInterrupt:
        _give_up("Stopped. Run the same command again to go on; it repairs what was left half done.")
        return STOPPED_BY_HAND
    except OSError as problem:
        if problem.errno == errno.ENOSPC:
            return _give_up("The disk is full. Make room (about 2 GB) and run the same command again.")
        return _give_up(f"This did not work: {problem}. Put it right and run the same command again.")


def _refuse_an_old_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise Stop(
            f"Learning Stories needs Python {_dotted(OLDEST_PYTHON)} or newer; "
            f"this is {_dotted(sys.version_info[:2])}. "
            "Get a newer one from python.org or your system, and run this with it."
        )


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _give_up(sentence: str) -> int:
    sys.stdout.flush()
    sys.stderr.write(f"\n{sentence}\n")
    return 1
