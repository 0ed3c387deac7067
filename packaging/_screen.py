"""A screen without a monitor, on which an app is started, looked at, and worked with keys and mouse."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from _talk import Stop, say

_SECONDS = 60.0
_LOOK = 0.3
WIDTH, HEIGHT = 1440, 900
_WIDE, _ABOVE = 30, 4  # points in a row that are a button, and the way up from its lower edge
_STEADY = 3  # so many looks in a row that show the same


class Screen:
    """Xvfb with a number that is free; pictures go to `pictures`."""

    def __init__(self, pictures: Path) -> None:
        self._pictures = pictures
        self._server: subprocess.Popen[bytes] | None = None
        self._started: list[subprocess.Popen[bytes]] = []
        self.display = ""

    def __enter__(self) -> Screen:
        reads, writes = os.pipe()
        words = [
            "Xvfb",
            "-displayfd",
            str(writes),
            "-screen",
            "0",
            f"{WIDTH}x{HEIGHT}x24",
            "-nolisten",
            "tcp",
            "-ac",
        ]
        self._server = subprocess.Popen(words, pass_fds=[writes], stderr=subprocess.DEVNULL)
        os.close(writes)
        with os.fdopen(reads, "rb") as told:
            self.display = f":{told.readline().decode().strip()}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in [*self._started, *([self._server] if self._server else [])]:
            process.terminate()
            process.wait()

    def start(self, words: list[str], home: str) -> subprocess.Popen[bytes]:
        """Start an app on this screen."""
        variables = {"DISPLAY": self.display, "HOME": home, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        variables["LANG"] = "C.UTF-8"
        process = subprocess.Popen(words, env=variables, stdin=subprocess.DEVNULL)
        self._started.append(process)
        return process

    def wait_for(self, title: str) -> None:
        """Wait until a window is there, and have it in front."""
        self.until(lambda: bool(self.windows(title)), f"no window {title!r} came")
        self._xdotool("windowfocus", self.windows(title)[0])

    def windows(self, title: str) -> list[str]:
        """The windows with this in their title."""
        return self._xdotool("search", "--onlyvisible", "--name", title).split()

    def press(self, keys: str) -> None:
        """Press a key, or several together."""
        self._xdotool("key", "--clearmodifiers", keys)

    def click_lowest(self, colour: bytes) -> None:
        """Press the mouse's left button on the lowest thing that is filled with this colour, three bytes."""
        place = self._look("rgb:-").rfind(colour * _WIDE) // len(colour)
        if place < 0:
            raise Stop(f"Nothing on the screen is filled with #{colour.hex()}.")
        self._xdotool("mousemove", str(place % WIDTH), str(place // WIDTH - _ABOVE), "click", "1")

    def type(self, words: str) -> None:
        """Type on the keyboard."""
        self._xdotool("type", "--clearmodifiers", words)

    def rest(self, picture: str) -> None:
        """Wait until nothing on the screen moves any more; leave a picture of that name, if there is one."""
        seen: list[bytes] = []
        begun = time.monotonic()
        while len(seen) < _STEADY or len(set(seen[-_STEADY:])) > 1:
            if time.monotonic() - begun > _SECONDS:
                break
            time.sleep(_LOOK)
            seen.append(self._look("rgb:-"))
        if picture:
            self._look(str(self._pictures / f"{picture}.png"))

    def until(self, true: Callable[[], bool], otherwise: str) -> None:
        """Wait for something; raises Stop when it does not come."""
        begun = time.monotonic()
        while not true():
            if time.monotonic() - begun > _SECONDS:
                self._look(str(self._pictures / "failed.png"))
                say(f"The screen as it was: {self._pictures / 'failed.png'}")
                raise Stop(f"In {_SECONDS:.0f} seconds {otherwise}.")
            time.sleep(_LOOK)

    def _look(self, target: str) -> bytes:
        words = ["import", "-silent", "-window", "root", "-depth", "8", target]
        return subprocess.run(words, capture_output=True, env=self._variables(), check=False).stdout

    def _xdotool(self, *words: str) -> str:
        words = ("xdotool", *words)
        done = subprocess.run(words, capture_output=True, text=True, env=self._variables(), check=False)
        return done.stdout

    def _variables(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}
