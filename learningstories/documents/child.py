"""A process that may hang or die without harm."""

import contextlib
import signal
import subprocess
import threading
from collections.abc import Sequence
from typing import IO

from learningstories.documents.wire import Hangup, Message, receive, send
from learningstories.services.own_process import NO_CONSOLE, READER, variables_to_run, words_to_run

_LEAVING_SECONDS = 2.0


class ChildLost(Exception):
    """The process did not answer; `cause` is one of `domain.errors.UNREADABLE`."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class Child:
    """One reading process, started when it is needed and again after it was lost."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def ask(self, message: Message, blobs: Sequence[bytes] = ()) -> tuple[Message, list[bytes]]:
        """Have one job done; raises `ChildLost` when it took too long, ran out of memory or died."""
        with self._turn:
            process = self._running()
            late = threading.Event()
            timer = threading.Timer(self._seconds, _give_up, (process, late))
            timer.daemon = True
            timer.start()
            try:
                answer = _exchange(process, message, blobs)
            except (Hangup, OSError, ValueError) as error:
                self._discard(process)
                raise ChildLost("took_too_long" if late.is_set() else _why(process)) from error
            finally:
                timer.cancel()
            if answer[0].get("refused") == "out_of_memory":
                self._discard(process)  # it goes by itself; the next job must not meet it going
            return answer

    @property
    def is_busy(self) -> bool:
        """Whether another job would have to wait."""
        return self._turn.locked()

    def close(self) -> None:
        """Stop the process; a job in the middle of it is lost."""
        self._closed = True
        process = self._process
        if self._turn.locked() and process:
            process.kill()
        with self._turn:
            if self._process:
                self._let_go(self._process)

    def _let_go(self, process: subprocess.Popen[bytes]) -> None:
        """An idle process ends by itself when nobody talks to it any more."""
        with contextlib.suppress(OSError, Hangup, subprocess.TimeoutExpired):
            _open(process.stdin).close()
            process.wait(_LEAVING_SECONDS)
        self._discard(process)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise ChildLost("broken")
        if self._process and self._process.poll() is not None:
            self._discard(self._process)
        self._process = self._process or _start()
        return self._process

    def _discard(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                _open(stream).close()
        self._process = None


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module
        words_to_run(READER),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=variables_to_run(),
        creationflags=NO_CONSOLE,
    )


def _exchange(
    process: subprocess.Popen[bytes], message: Message, blobs: Sequence[bytes]
) -> tuple[Message, list[bytes]]:
    send(_open(process.stdin), message, blobs)
    return receive(_open(process.stdout))


def _give_up(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _why(process: subprocess.Popen[bytes]) -> str:
    """Why a process died by itself: aborting is how libraries end when memory runs out."""
    killed = {-getattr(signal, name, 0) for name in ("SIGKILL", "SIGABRT")} - {0}
    return "out_of_memory" if process.returncode in killed else "broken"


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise Hangup
    return stream
