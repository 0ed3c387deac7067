"""Writes which characters the fonts in resources/fonts have, so that typesetting need not open them to know.

`python3 packaging/update_coverage.py`, with the app's own Python, after a font there has changed.
"""

from __future__ import annotations

import json
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

FONTS = Path(__file__).parents[1] / "resources" / "fonts"


def covered(folder: Path) -> list[list[int]]:
    """First and last of each run of code points that any of the fonts there has."""
    codes: set[int] = set()
    for file in sorted(folder.glob("*.ttf")):
        with TTFont(file, lazy=True) as font:
            codes.update(font.getBestCmap() or {})
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return runs


if __name__ == "__main__":
    (FONTS / "coverage.json").write_text(f"{json.dumps(covered(FONTS))}\n", "utf-8")
