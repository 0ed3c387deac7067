"""Keeps the window answering while other threads work beside it."""

import gc
import sys
from collections.abc import Iterable
from importlib import import_module

_TURN_SECONDS = 0.0005


def give_short_turns() -> None:
    """Let threads take turns often; Python's usual 5 ms add up, as each call into Qt ends a turn."""
    sys.setswitchinterval(_TURN_SECONDS)


def load_ahead(modules: Iterable[str]) -> None:
    """Import modules of the interface before they are asked for; not for the interface's thread."""
    for module in modules:
        import_module(f"learningstories.ui.{module}")


def keep_what_is_loaded() -> None:
    """Spare the garbage collector what stays anyway; to look it all through takes a tenth of a second."""
    gc.freeze()
