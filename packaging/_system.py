"""What the operating system must bring, and how it is installed where that is allowed.

Python wheels hold almost everything. Two things they cannot: on Debian and its kin the part of Python that
makes environments is a package of its own, and Qt draws with the system's libraries, which a machine without
a desktop lacks.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping

from _talk import Stop, say

# The libraries Qt is linked with and the Debian packages that hold them; a test compares them with Qt.
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
WINDOWS_ON_SCREEN = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def has_display() -> bool:
    """Whether a window can be shown, as far as the environment tells."""
    if not sys.platform.startswith("linux"):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if chosen:
        return chosen not in ("offscreen", "minimal")
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def require(*, venv: bool, on_screen: bool | None) -> None:
    """See to it that the system brings what is needed, with one question where rights are asked for.

    `venv`: Python can make environments. `on_screen`: Qt finds its libraries, with True those of windows too,
    with None it is not asked. Raises Stop with a sentence where that cannot be helped.
    """
    missing = _missing(venv=venv, on_screen=on_screen)
    if missing:
        install(missing)
        importlib.invalidate_caches()
        missing = _missing(venv=venv, on_screen=on_screen)
    if missing:
        raise Stop(
            f"Still missing after the installation: {', '.join(missing)}. Put that right, then run again."
        )


def _missing(*, venv: bool, on_screen: bool | None) -> dict[str, str]:
    """What is missing, by the name a person can search for, and the Debian package that brings it."""
    found: dict[str, str] = {}
    if venv and not importlib.util.find_spec("ensurepip"):
        found["Python's ensurepip"] = f"python3.{sys.version_info[1]}-venv"
    if on_screen is None or not sys.platform.startswith("linux"):
        return found
    table = {**DRAWING, **WINDOWS_ON_SCREEN} if on_screen else DRAWING
    found.update({name: package for name, package in table.items() if not loads(name)})
    return found


def loads(name: str) -> bool:
    """Whether the system has a shared library of that name."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def bring(missing: Mapping[str, str], without: Callable[[], str]) -> None:
    """Install what some tests need; where that cannot be, say why and what follows: `without` tells it."""
    if not missing:
        return
    try:
        install(missing)
    except Stop as stop:
        say(f"{stop}\n{without()}")


def install(missing: Mapping[str, str]) -> None:
    """Install the Debian packages; raises Stop with the line to type where this person may not."""
    if not shutil.which("apt-get"):
        raise Stop(f"This system lacks {', '.join(missing)}. Install what brings them, then run again.")
    packages = sorted(set(missing.values()))
    by_hand = f"apt-get install --no-install-recommends {' '.join(packages)}"
    prefix = _rights(f"sudo apt-get update && sudo {by_hand}")
    say(f"Installing with apt what is needed from the system: {' '.join(packages)}")
    install = [*prefix, "apt-get", "install", "-y", "--no-install-recommends", *packages]
    if _quietly(install).returncode:
        say("  asking for the newest list of packages")
        _quietly([*prefix, "apt-get", "update"])
        result = _quietly(install)
        if result.returncode:
            words = "\n".join(result.stdout.strip().splitlines()[-3:])
            raise Stop(
                f"apt could not install them:\n{words}\nPut that right and run:  {' '.join(prefix)} {by_hand}"
            )


def _rights(by_hand: str) -> list[str]:
    """The words that go before a command to run it as root; raises Stop where this person may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
            return ["sudo", "-n"]
        if sys.stdin.isatty():
            say("Some system packages are missing. To install them, sudo asks for your password.")
            if subprocess.run(["sudo", "-v"], check=False).returncode == 0:
                return ["sudo"]
    raise Stop(
        "Some system packages are missing, and you may not install them here. "
        f"Have this line run by someone who may, then run this again:\n  {by_hand}"
    )


def _quietly(command: list[str]) -> subprocess.CompletedProcess[str]:
    settings: dict[str, str] = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=settings,
        check=False,
    )
