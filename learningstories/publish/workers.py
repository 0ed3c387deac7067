"""The processes that typeset, one an order, and one more that waits with everything loaded."""

import json
import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryFile
from threading import Lock, Thread
from typing import IO

from learningstories.services.own_process import NO_CONSOLE, TYPESETTER, variables_to_run, words_to_run

_LAST_WORDS = 2000  # bytes of a crash that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A process for one order, and where it complains when it crashes."""

    process: subprocess.Popen[bytes]
    complaints: IO[bytes]

    def begin(self, job: Path, folder: Path, result: Path) -> "SimpleQueue[bytes]":
        """Hand over the order; what the process says comes line by line, and at the end an empty one."""
        lines: SimpleQueue[bytes] = SimpleQueue()
        Thread(target=self._listen, args=(lines,), daemon=True).start()
        with suppress(OSError):  # one that has died meanwhile says nothing
            self._tell(json.dumps([str(job), str(folder), str(result)]))
        return lines

    def end(self) -> None:
        """Stop it, whatever it does."""
        self.process.kill()
        self.process.wait()
        self.complaints.close()

    def last_words(self) -> str:
        """The last line of its complaints, or how it ended."""
        self.process.wait()
        size = self.complaints.seek(0, os.SEEK_END)
        self.complaints.seek(max(0, size - _LAST_WORDS))
        line = self.complaints.read().decode("utf-8", errors="replace").strip().rpartition("\n")[2]
        return line or f"exit code {self.process.returncode}"

    def _tell(self, words: str) -> None:
        if self.process.stdin:
            with self.process.stdin as pipe:
                pipe.write(words.encode() + b"\n")

    def _listen(self, lines: "SimpleQueue[bytes]") -> None:
        """The thread that reads the pipe is the one that closes it."""
        if self.process.stdout:
            with self.process.stdout as pipe:
                for line in pipe:
                    lines.put(line)
        lines.put(b"")


class Workers:
    """Starts them. Once there was an order the next one finds a process that has loaded all it needs."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._ready: Worker | None = None
        self._closed = False

    def take(self) -> Worker:
        """A process for an order, to be ended by who takes it; raises OSError."""
        with self._turn:
            worker, self._ready = self._ready, None
        if worker is not None and worker.process.poll() is None:
            return worker
        if worker is not None:
            _dismiss(worker)
        return _start()

    def make_ready(self) -> None:
        """Have one wait for the next order, if none does yet."""
        with self._turn:
            if self._ready is None and not self._closed:
                with suppress(OSError):  # then the next order says what is wrong
                    self._ready = _start()

    def close(self) -> None:
        """Send home the one that waits."""
        with self._turn:
            self._closed = True
            if self._ready is not None:
                _dismiss(self._ready)
            self._ready = None


def _dismiss(worker: Worker) -> None:
    worker.end()
    for pipe in (worker.process.stdin, worker.process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()


def _start() -> Worker:
    complaints = TemporaryFile()  # noqa: SIM115 - closed by `Worker.end`
    try:
        process = subprocess.Popen(  # noqa: S603 - our own module
            words_to_run(TYPESETTER),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=variables_to_run(),
            creationflags=NO_CONSOLE,
        )
    except OSError:
        complaints.close()
        raise
    return Worker(process=process, complaints=complaints)
