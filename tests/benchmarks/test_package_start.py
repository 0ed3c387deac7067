"""From the start of the packaged app to its first painted window, beside that of the app's environment.

`python3 packaging/build.py bundle`, then
`python3 packaging/test.py tests/benchmarks/test_package_start.py -m benchmark -s` prints the figures.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from ctypes.util import find_library
from pathlib import Path
from statistics import median

import pytest

CHECKOUT = Path(__file__).parents[2]
PACKAGED = CHECKOUT / "build" / "app" / "learning-stories" / "learning-stories"
TIMES = 7
GOAL = 1.5
WIDTH, HEIGHT = 1440, 900
WHOLE, ALL_PLANES, AS_PIXELS = 2, -1, 2
LONGEST = 30.0

pytestmark = pytest.mark.benchmark


class Screen:
    """Xvfb, and the colour of the point in its middle, which is black until a window is painted there."""

    def __init__(self) -> None:
        reads, writes = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        words = ["Xvfb", "-displayfd", str(writes), "-screen", "0", size, "-br", "-nolisten", "tcp"]
        self.server = subprocess.Popen(words, pass_fds=[writes], stderr=subprocess.DEVNULL)  # noqa: S603
        os.close(writes)
        with os.fdopen(reads) as told:
            self.name = f":{told.readline().strip()}"
        self._x = ctypes.CDLL(find_library("X11"))
        self._x.XOpenDisplay.restype = self._x.XGetImage.restype = ctypes.c_void_p
        self._x.XGetPixel.restype = self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(self.name.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def is_painted(self) -> bool:
        place = (WIDTH // 2, HEIGHT // 2, WHOLE, WHOLE, ctypes.c_ulong(ALL_PLANES), AS_PIXELS)
        image = ctypes.c_void_p(self._x.XGetImage(self._display, self._root, *place))
        colour = self._x.XGetPixel(image, 0, 0)
        self._x.XDestroyImage(image)
        return bool(colour & 0xFFFFFF)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)
        self.server.terminate()
        self.server.wait()


@pytest.fixture
def screen() -> Iterator[Screen]:
    if not shutil.which("Xvfb") or not PACKAGED.exists():
        pytest.skip("wants Xvfb, and what packaging/build.py bundle makes")
    made = Screen()
    yield made
    made.close()


def test_the_packaged_app_starts_about_as_fast_as_its_environment(screen, tmp_path):
    def start(*words: object) -> float:
        own = {"HOME": str(tmp_path), "DISPLAY": screen.name, "PYTHONPATH": str(CHECKOUT)}
        own |= {"PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"), "QT_QPA_PLATFORM": "xcb"}
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        began = time.monotonic()
        process = subprocess.Popen(list(map(str, words)), env=kept | own)  # noqa: S603 - ours
        while not screen.is_painted():
            assert process.poll() is None
            assert time.monotonic() - began < LONGEST
        took = time.monotonic() - began
        process.kill()
        process.wait()
        while screen.is_painted():  # the window goes with the connection
            assert time.monotonic() - began < LONGEST
        return took * 1000

    environment = [sys.executable, "-P", "-m", "learningstories"]
    start(*environment)
    start(PACKAGED)
    takes = [(start(*environment), start(PACKAGED)) for _ in range(TIMES)]
    own, packaged = (median(each) for each in zip(*takes, strict=True))
    ratio = median(there / here for here, there in takes)
    size = sum(file.lstat().st_size for file in PACKAGED.parent.rglob("*")) / 1_000_000
    print(  # noqa: T201 - the figures
        f"\nfirst window painted: environment {own:.0f} ms, package {packaged:.0f} ms, "
        f"ratio {ratio:.2f} (goal {GOAL}); the package is {size:.0f} MB"
    )
    assert ratio < GOAL
