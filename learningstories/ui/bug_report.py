"""The one handler of what nobody expected: it goes to the log, and the person is told once."""

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_MOST_BYTES = 500_000
_log = logging.getLogger("learningstories")


def log_to(folder: Path) -> None:
    """Keep a small log in `folder`; it holds no names and no story text."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "learning-stories.log", maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.addHandler(handler)


def catch_bugs(tell: Callable[[], object]) -> None:
    """Send every uncaught failure to the log, and call `tell`."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        place = _places(trace)
        _log.error("%s at %s", kind.__name__, place)
        sys.__excepthook__(kind, error, trace)
        tell()

    sys.excepthook = caught


def _places(trace: TracebackType | None) -> str:
    """Where it happened, without what was being worked on."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " > ".join(found)
