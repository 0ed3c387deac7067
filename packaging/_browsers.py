"""The browsers in which the tests try the page that reviewers read: installed where that is allowed.

Linux only: elsewhere people bring their own, and the tests say which they did without.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping

import _system

# What they are called on the path, and the Debian package that brings them.
BROWSERS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "Chromium": (("chromium", "chromium-browser", "google-chrome"), "chromium"),
    "Firefox": (("firefox-esr", "firefox"), "firefox-esr"),
}


def bring() -> None:
    """Install the browsers that are missing; where that cannot be, say so: their tests then fail by name."""
    _system.bring(
        _missing(), lambda: f"The tests of the review page fail without {' and '.join(_missing())}."
    )


def _missing() -> dict[str, str]:
    if not sys.platform.startswith("linux"):
        return {}
    return {
        name: package
        for name, (programs, package) in BROWSERS.items()
        if not any(map(shutil.which, programs))
    }
