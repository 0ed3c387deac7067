"""Keeps the window answering while other threads work beside it."""

import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Lock

_TURN_SECONDS = 0.0005
_NEVER = 1_000_000_000
_lock = Lock()
_working: list[tuple[int, int, int]] = []  # what held before each piece of work that is under way


def give_short_turns() -> None:
    """Let threads take turns often; Python's usual 5 ms add up, as each call into Qt ends a turn."""
    sys.setswitchinterval(_TURN_SECONDS)


def load_ahead(modules: Iterable[str]) -> None:
    """Import modules of the interface before they are asked for; not for the interface's thread."""
    for module in modules:
        import_module(f"learningstories.ui.{module}")


def begin_without_looks() -> None:
    """Leave the garbage collector's looks to when the first window is there: what is made for it stays."""
    gc.disable()


def import_without_reading() -> None:
    """Have PySide not read the source of each module that is imported.

    It looks there whether the module might ask for `__feature__`, other names for all that Qt has. None of
    ours does, and to read the source takes as long as to import the module.
    """
    with suppress(ImportError):  # another release of PySide may do without
        names = vars(import_module("PySide6.support.feature"))
        if "feature_imported" in names:
            names["feature_imported"] = lambda _module: None


def look_again() -> None:
    """Have the garbage collector look by itself: nothing of Qt is there any more."""
    gc.enable()


def look_here() -> None:
    """Have the garbage collector look, in this thread, if enough was made since it last did.

    Left alone it looks in whatever thread makes something. What is Qt's and was left in circles would go
    there, beside the window that it is connected with, and take the app down.
    """
    made = [count > enough for count, enough in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if made[0]:
        gc.collect(made.index(False) - 1 if False in made else len(made) - 1)


def keep_what_is_loaded() -> None:
    """Spare the garbage collector what stays anyway; to look it all through takes a tenth of a second."""
    gc.freeze()


@contextmanager
def without_long_looks() -> Iterator[None]:
    """Leave the garbage collector's long looks, a tenth of a second each, to when no work is under way.

    Work that makes tens of thousands of things would ask for one after another, and all threads wait for
    each.
    What was made last is looked through all the same.
    """
    with _lock:
        _working.append(gc.get_threshold())
        gc.set_threshold(*_working[0][:2], _NEVER)
    try:
        yield
    finally:
        with _lock:
            usual = _working[0]
            _working.pop()
            if not _working:
                gc.set_threshold(*usual)
