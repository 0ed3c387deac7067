"""Draws the icons that systems ask for, all from resources/icons/app.svg. Runs where PySide6 and Pillow are.

`_icons.py FOLDER` writes PNGs by size as Linux desktops look for them (hicolor/48x48/apps/...), with those
of our kinds of files, and learning-stories.ico and .icns, in which Windows and macOS want theirs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
LARGEST_ON_WINDOWS, LARGEST_ON_MACOS = 256, 1024
NAME = "learning-stories"
APP = Path(__file__).resolve().parents[1] / "resources" / "icons" / "app.svg"

# A sheet with a folded corner, for what kind of file it is: the colour of a strip, and what stands on it.
FILES = {"challenge": "#0B6B62", "pack": "#F2A63B", "return": "#5B7DB1"}
_SHEET = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">
<path d="M24 4h56l28 28v84a8 8 0 0 1-8 8H24a8 8 0 0 1-8-8V12a8 8 0 0 1 8-8z" fill="#F7F5F0" stroke="#B9B4A7"
 stroke-width="3"/><path d="M80 4v20a8 8 0 0 0 8 8h20z" fill="#DDD8CB"/>
<path d="M16 96h92v20a8 8 0 0 1-8 8H24a8 8 0 0 1-8-8z" fill="{colour}"/>
<g transform="translate(30 28) scale(0.5)">{app}</g></svg>
"""


def sheet(kind: str) -> str:
    """The icon of a kind of file, as SVG."""
    app = APP.read_text(encoding="utf-8")
    inner = app[app.index(">") + 1 : app.rindex("</svg>")]
    return _SHEET.format(colour=FILES[kind], app=inner)


def drawings() -> dict[str, str]:
    """The icons of the app and of its files as SVG, by their place in an icon theme."""
    found = {f"apps/{NAME}": APP.read_text(encoding="utf-8")}
    found.update({f"mimetypes/application-vnd.learningstories.{kind}": sheet(kind) for kind in FILES})
    return found


def write_for_linux(hicolor: Path) -> None:
    """Icons by size, and the drawings themselves for desktops that can."""
    for name, svg in drawings().items():
        scalable = hicolor / "scalable" / f"{name}.svg"
        scalable.parent.mkdir(parents=True, exist_ok=True)
        scalable.write_text(svg, encoding="utf-8")
        for size in SIZES:
            _draw(svg, size, hicolor / f"{size}x{size}" / f"{name}.png")


def write_for_others(folder: Path) -> None:
    """One file each with all sizes: for the app, and on Windows and macOS for our kinds of files."""
    from PIL import Image  # noqa: PLC0415

    app = APP.read_text(encoding="utf-8")
    for name, svg in {NAME: app, **{kind: sheet(kind) for kind in FILES}}.items():
        largest = folder / f"{name}.png"
        _draw(svg, LARGEST_ON_MACOS, largest)
        with Image.open(largest) as drawn:
            drawn.save(folder / f"{name}.icns")
            sizes = [(size, size) for size in SIZES if size <= LARGEST_ON_WINDOWS]
            drawn.resize(sizes[-1], Image.Resampling.LANCZOS).save(folder / f"{name}.ico", sizes=sizes)
        largest.unlink()


def _draw(svg: str, size: int, target: Path) -> None:
    from PySide6.QtCore import QByteArray, Qt  # noqa: PLC0415
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    target.parent.mkdir(parents=True, exist_ok=True)
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    if not image.save(str(target)):
        raise OSError(f"{target} could not be written")


def main(words: Sequence[str]) -> int:
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QGuiApplication([])
    folder = Path(words[0])
    write_for_linux(folder / "hicolor")
    write_for_others(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
