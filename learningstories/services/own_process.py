"""How the app starts a process of its own, also where it was packaged without a Python to call."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

READER = "learningstories.documents.worker"
TYPESETTER = "learningstories.publish.worker"
RUN = "--run-module"  # the first word by which the packaged app learns that it is to be one of these

# Windows: no console flashes up.
NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_TERMINAL_PROGRAM = "learningstories.exe"  # Windows gives the program of the window no pipes


def words_to_run(module: str) -> list[str]:
    """The command that runs `module`, which is one of ours."""
    if is_packaged():
        return [_program(), RUN, module]
    # -P: a file of the user's that is called like a module of ours must not be run.
    return [sys.executable, "-P", "-X", "utf8", "-m", module]


def variables_to_run() -> Mapping[str, str]:
    """Its environment, in which a checkout that is not installed is found too."""
    ours = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))
    return os.environ | {"PYTHONPATH": path}


def is_packaged() -> bool:
    """Whether this is the app as packaging/build.py makes it."""
    return bool(getattr(sys, "frozen", False))


def _program() -> str:
    own = Path(sys.executable)
    return str(own.with_name(_TERMINAL_PROGRAM)) if own.suffix == ".exe" else str(own)
