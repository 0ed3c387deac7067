"""The one handler of what nobody expected: it goes to the log, and the person is told once."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_MOST_BYTES = 500_000
_log = logging.getLogger("learningstories")


def log_to(folder: Callable[[], Path]) -> None:
    """Keep a small log in a folder, which is asked for with the first line; no names, no story text."""
    _log.addHandler(_Log(folder))


class _Log(logging.Handler):
    """Most starts have nothing to tell: what writes files is loaded with the first line."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        super().__init__()
        self._folder = folder
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            self._file = self._opened()
        self._file.handle(record)

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415

        path = self._folder() / "learning-stories.log"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            made = RotatingFileHandler(path, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8")
        except OSError:
            return logging.NullHandler()
        made.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        return made


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
