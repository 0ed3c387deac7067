"""Takes a picture of every page in every state that matters, to be looked through in one page of pictures.

`.venv/bin/python packaging/screenshots.py FOLDER`, with the app's own Python; `--help` tells how to choose.
With `--best`, the pictures of README and help are made anew.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from _pictures import page_of, save_small  # noqa: E402
from _states import STATES, Files, Seen, made_files  # noqa: E402
from _talk import say  # noqa: E402
from PySide6.QtCore import QSettings, QSize  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from learningstories.main import LazyDocuments, toolbox  # noqa: E402
from learningstories.services.toolbox import Toolbox  # noqa: E402
from learningstories.ui.app import Windows  # noqa: E402
from learningstories.ui.open_files import OpenFiles  # noqa: E402

SIZES = ("1024x700", "1440x900", "2560x1440")
LOOKS = ("light", "dark")
LANGUAGES = ("en", "de", "es", "ar")
TEXTS = ("100", "200")
BEST = {  # the picture, and how wide it is in README and in the help
    "overview": ("full-overview", 1440, 960),
    "stories": ("full-stories", 1440, 960),
    "reviewers": ("full-reviewers", 0, 960),
    "reading": ("full-reading", 1440, 960),
    "results": ("full-results", 1440, 960),
    "shortlist": ("full-shortlist", 1440, 960),
    "showcase": ("full-showcase", 1440, 960),
    "add-stories": ("sheets-add", 0, 960),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """How the window looks while pictures are taken."""

    language: str
    text: str
    look: str
    size: str

    def name(self) -> str:
        return f"{self.language}-{self.text}-{self.look}-{self.size}"

    def pixels(self) -> QSize:
        width, _x, height = self.size.partition("x")
        return QSize(int(width), int(height))


def main(words: Sequence[str]) -> int:
    wanted = _wanted(words)
    there = QApplication.instance()
    application = there if isinstance(there, QApplication) else QApplication(["learningstories"])
    documents = LazyDocuments()
    with TemporaryDirectory(ignore_cleanup_errors=True) as own:
        try:
            tools = toolbox(documents)
            files = made_files(Path(own), tools, wanted.states)
            taken = [
                picture
                for dress in _dresses(wanted)
                for picture in _take(application, tools, files, dress, wanted)
            ]
        finally:
            documents.close()
    (wanted.folder / "index.html").write_text(page_of(taken, wanted.folder), "utf-8")
    say(f"{len(taken)} pictures; open {wanted.folder / 'index.html'}")
    if wanted.best:
        _put_best(taken)
    return 0


def _wanted(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    for name, all_of_them in (
        ("states", tuple(STATES)),
        ("sizes", SIZES),
        ("looks", LOOKS),
        ("languages", LANGUAGES),
        ("texts", TEXTS),
    ):
        told = f"some of {', '.join(all_of_them)}; all, where it is left out"
        parser.add_argument(f"--{name}", nargs="+", choices=all_of_them, default=all_of_them, help=told)
    parser.add_argument("--only", default="", help="pictures with these letters in their names")
    parser.add_argument("--best", action="store_true", help="make the pictures of README and help anew")
    wanted = parser.parse_args(words)
    if wanted.best:
        wanted.states, wanted.sizes, wanted.looks = ("full", "sheets"), SIZES[1:2], LOOKS[:1]
        wanted.languages, wanted.texts = LANGUAGES[:1], TEXTS[:1]
    wanted.folder.mkdir(parents=True, exist_ok=True)
    return wanted


def _dresses(wanted: argparse.Namespace) -> Iterator[Dress]:
    for language in wanted.languages:
        for text in wanted.texts:
            for look in wanted.looks:
                for size in wanted.sizes:
                    yield Dress(language=language, text=text, look=look, size=size)


def _take(
    application: QApplication, tools: Toolbox, files: Files, dress: Dress, wanted: argparse.Namespace
) -> Iterator[Path]:
    for name in wanted.states:
        with _windows(application, tools, dress) as windows:
            for shown, widget in STATES[name](Seen(windows=windows, files=files, size=dress.pixels())):
                target = wanted.folder / f"{name}-{shown}-{dress.name()}.png"
                if wanted.only in target.name and widget.grab().save(str(target)):
                    yield target
        say(f"{dress.name()}: {name}")


@contextmanager
def _windows(application: QApplication, tools: Toolbox, dress: Dress) -> Iterator[Windows]:
    """The application as somebody has set it who never used it before."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as own:
        settings = QSettings(str(Path(own) / "window.ini"), QSettings.Format.IniFormat)
        for key, value in (
            ("language", dress.language),
            ("text-size", dress.text),
            ("appearance", dress.look),
            ("tour", "offered"),
        ):
            settings.setValue(key, value)
        windows = Windows(application, tools, settings)
        windows.open_files = OpenFiles(Path(own) / "locks")
        try:
            yield windows
        finally:
            windows.close()
            settings.sync()


def _put_best(taken: Sequence[Path]) -> None:
    for name, (begin, in_readme, in_help) in BEST.items():
        picture = next((path for path in taken if path.name.startswith(f"{begin}-")), None)
        if picture is None:
            continue
        resources = CHECKOUT / "resources"
        for folder, wide in (
            (resources / "screenshots", in_readme),
            (resources / "help" / "pictures", in_help),
        ):
            if wide:
                save_small(picture, folder / f"{name}.png", wide)
                say(f"{folder.relative_to(CHECKOUT)}/{name}.png")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
