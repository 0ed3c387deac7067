"""Makes a double-click on a challenge or a pack open the app of this checkout, and takes that back.

`run.py --open-with` comes here. Nothing outside the person's own folders, or on Windows their own part of the
registry, is touched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import _desktop
import _registry
from _environment import APP_LOCK, CHECKOUT, Environment
from _system import has_display
from _talk import Stop, say
from _words import compile_words

# Windows takes .txt for the whole ending of a return.
_ENDINGS = ".stories or .lspack" if os.name == "nt" else ".stories, .lspack or .lsreturn.txt"


def open_with(words: Sequence[str], environment: Environment) -> int:
    """Do it, or with the word "off" take it back; raises Stop with a sentence where that cannot be done."""
    if list(words) not in ([], ["off"]):
        raise Stop("--open-with stands alone, or is followed by the one word: off")
    if sys.platform == "darwin":
        raise Stop("On a Mac, double-clicking a file needs the packaged app: packaging/build.py makes it.")
    system = _registry if os.name == "nt" else _desktop
    if words:
        system.forget()
        say("A double-click on this app's files no longer opens it.")
    else:
        environment.complete(APP_LOCK, on_screen=has_display())
        compile_words(environment)
        system.register(environment.python, CHECKOUT)
        say(f"A double-click on a {_ENDINGS} file now opens this app.")
        say("Take it back with --open-with off")
    return 0
