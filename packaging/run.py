"""Starts Learning Stories from this checkout; the first time it makes a private environment for it.

`run.py` opens the window, `run.py --sample` opens it with the sample challenge, `run.py --open-with` has a
double-click on our files open it, and whatever else `learningstories --help` tells of is passed on. Without
a display the first two do the whole main job on the sample and leave its results in sample-output/.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from _environment import APP_LOCK, CHECKOUT, Environment
from _listed import list_parts
from _system import has_display
from _talk import Stop, answer_for, say
from _words import compile_words
from open_with import open_with

RESULTS = CHECKOUT / "sample-output"


def main() -> int:
    arguments = sys.argv[1:]
    on_screen = has_display()
    environment = Environment()
    if arguments[:1] == ["--open-with"]:
        return open_with(arguments[1:], environment)
    environment.complete(APP_LOCK, on_screen=on_screen)
    compile_words(environment)
    list_parts(environment)
    variables = environment.variables()
    if not on_screen:
        variables["QT_QPA_PLATFORM"] = "offscreen"
        arguments = _without_display(arguments)
    return _become([str(environment.python), "-P", "-m", "learningstories", *arguments], variables)


def _without_display(arguments: list[str]) -> list[str]:
    """What to do instead of opening a window; raises Stop where a window is the point of it."""
    if arguments in ([], ["--sample"]):
        say(f"There is no display here, so the main job is done on the sample without one, into {RESULTS}")
        return ["tour", str(RESULTS)]
    if Path(arguments[0]).is_file():
        raise Stop(f"There is no display here to open {arguments[0]} in. What works without one: --help")
    return arguments


def _become(command: list[str], variables: dict[str, str]) -> int:
    """Hand this process over to `command`; where the system cannot, wait for it and give back its status."""
    if os.name == "posix":
        os.execve(command[0], command, variables)
    return subprocess.run(command, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(answer_for(main))
