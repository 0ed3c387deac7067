"""What screenshots.py does with its pictures: a page to look through, and small copies."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

_COLOURS = 192
_HEAD = """<!doctype html><meta charset="utf-8"><title>Every page in every state</title>
<style>body{font:15px sans-serif;margin:24px;background:#f7f5f0;color:#1f1d1a}
div{display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:18px}
figure{margin:0}img{width:100%;border:1px solid #e0dacd}</style>
"""


def page_of(pictures: Sequence[Path], folder: Path) -> str:
    """One HTML page; pictures of the same thing stand together."""
    cells = []
    for picture in sorted(pictures):
        name = html.escape(picture.relative_to(folder).as_posix())
        cells.append(
            f'<figure><a href="{name}"><img loading="lazy" src="{name}" alt="{name}"></a>'
            f"<figcaption>{html.escape(picture.stem)}</figcaption></figure>"
        )
    return f"{_HEAD}<h1>{len(cells)} pictures</h1><div>{''.join(cells)}</div>\n"


def save_small(picture: Path, target: Path, wide: int) -> None:
    """A copy that is `wide` pixels wide, with few colours."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(picture) as opened:
        image = opened.convert("RGB")
    if image.width != wide:
        image = image.resize((wide, round(image.height * wide / image.width)), Image.Resampling.LANCZOS)
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
