"""Writes the newest allowed versions, with the hashes of all their files, into the three lock files.

`python3 packaging/update_locks.py` needs nothing but the network: uv, the resolver, goes into an environment
that is thrown away. Then each system and Python we serve is asked whether it finds all its wheels.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping
from pathlib import Path

import _system
from _environment import APP_LOCK, BUILD_LOCK, CHECKOUT, TEST_LOCK
from _talk import OLDEST_PYTHON, Stop, answer_for, say

OLDEST = ".".join(map(str, OLDEST_PYTHON))
PYTHONS = (OLDEST, "3.12", "3.13", "3.14")
SYSTEMS = (
    "x86_64-manylinux_2_36",  # as in Debian 12
    "aarch64-manylinux_2_39",  # as in Debian 13; Qt has none for older ones
    "x86_64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
)
OLDEST_MACOS = {APP_LOCK: "13.0", TEST_LOCK: "15.0", BUILD_LOCK: "13.0"}
EXTRAS = ["--extra", "cjk"]
OTHER_SYSTEMS = ["--universal", "--python-version", OLDEST, "--only-binary", ":all:"]
NO_ADDRESSES = [
    "--generate-hashes",
    "--no-annotate",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
]


def main() -> int:
    _system.require(venv=True, on_screen=None)
    with tempfile.TemporaryDirectory() as folder:
        uv = _fetch_uv(Path(folder, "environment"))
        say("Looking for the newest versions")
        base = [
            uv,
            "pip",
            "compile",
            "--upgrade",
            *OTHER_SYSTEMS,
            *NO_ADDRESSES,
            *EXTRAS,
            "--quiet",
            "pyproject.toml",
        ]
        _run([*base, "--output-file", str(APP_LOCK)])
        for group, lock in (("dev", TEST_LOCK), ("build", BUILD_LOCK)):
            _run([*base, "--group", group, "--constraint", str(APP_LOCK), "--output-file", str(lock)])
        for system in SYSTEMS:
            for python in PYTHONS:
                say(f"Checking {system} with Python {python}")
                _check(uv, ["--python-platform", system, "--python-version", python], Path(folder, "nowhere"))
    say(f"Written: {', '.join(lock.name for lock in OLDEST_MACOS)}. Now run packaging/test.py.")
    return 0


def _fetch_uv(environment: Path) -> str:
    say("Fetching uv")
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    _run([str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"])
    return str(scripts / "uv")


def _check(uv: str, target: list[str], nowhere: Path) -> None:
    """Resolve the locks for another machine without installing; raises Stop when a wheel is missing."""
    options = ["--dry-run", "--quiet", "--only-binary", ":all:", "--require-hashes", "--target", str(nowhere)]
    for lock, oldest in OLDEST_MACOS.items():
        command = [uv, "pip", "install", *options, *target, "--requirement", str(lock)]
        _run(command, {"MACOSX_DEPLOYMENT_TARGET": oldest})


def _run(command: list[str], settings: Mapping[str, str] | None = None) -> None:
    variables = {**os.environ, **(settings or {})}
    result = subprocess.run(command, cwd=CHECKOUT, env=variables, stdin=subprocess.DEVNULL, check=False)
    if result.returncode:
        raise Stop(f"This failed, see above: {' '.join(command)}")


if __name__ == "__main__":
    sys.exit(answer_for(main))
