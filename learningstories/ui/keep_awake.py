"""Keeps the screen on while something is presented, by whatever the system offers for it."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002
_MAC = "/usr/bin/caffeinate"


class KeepAwake(Protocol):
    """Asks the system not to sleep; where it cannot be asked, nothing happens."""

    def hold(self, reason: str) -> None:
        """From now on."""
        ...

    def let_go(self) -> None:
        """As usual again."""
        ...


def keep_awake(platform: str = sys.platform) -> KeepAwake:
    """What fits the system."""
    if platform == "win32":
        return WindowsAwake(_thread_state)
    if platform == "darwin":
        return MacAwake(_start)
    from learningstories.ui.desktop_awake import DesktopAwake  # noqa: PLC0415 - only there is a D-Bus

    return DesktopAwake()


class WindowsAwake:
    """The thread says that display and system are needed."""

    def __init__(self, ask: Callable[[int], object]) -> None:
        self._ask = ask

    def hold(self, _reason: str) -> None:
        """From now on."""
        self._ask(_CONTINUOUS | _SYSTEM | _DISPLAY)

    def let_go(self) -> None:
        """As usual again."""
        self._ask(_CONTINUOUS)


class Running(Protocol):
    """A program that was started."""

    def terminate(self) -> None: ...
    def wait(self) -> int: ...


class MacAwake:
    """A program of the system keeps the display on until it ends, with us at the latest."""

    def __init__(self, start: Callable[[Sequence[str]], Running | None]) -> None:
        self._start = start
        self._running: Running | None = None

    def hold(self, _reason: str) -> None:
        """From now on."""
        if self._running is None:
            self._running = self._start([_MAC, "-d", "-i", "-w", str(os.getpid())])

    def let_go(self) -> None:
        """As usual again."""
        if self._running is not None:
            self._running.terminate()
            self._running.wait()
            self._running = None


def _start(words: Sequence[str]) -> Running | None:
    try:
        return subprocess.Popen(words)  # noqa: S603 - our own words, and a path of the system
    except OSError:
        return None


def _thread_state(flags: int) -> object:
    library = getattr(ctypes, "windll", None)
    return library.kernel32.SetThreadExecutionState(flags) if library is not None else None
