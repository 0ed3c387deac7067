"""Stories that are dragged from a list to where they are to be: only within their own challenge."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap

from learningstories.i18n import numeral, plural
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.painting import chip_size, paint_chip

STORIES_MIME = "application/x-learningstories-stories"
_MOST_BYTES = 2_000_000


def dragged(challenge: Path, numbers: Sequence[int]) -> QMimeData:
    """These stories of a challenge, for whatever they are dropped on."""
    data = QMimeData()
    told = {"challenge": str(challenge), "stories": list(numbers)}
    data.setData(STORIES_MIME, json.dumps(told).encode())
    return data


def dropped(challenge: Path, data: QMimeData) -> list[int]:
    """The stories that were dropped; none where they are of another challenge or make no sense."""
    raw = bytes(data.data(STORIES_MIME).data())
    if not raw or len(raw) > _MOST_BYTES:
        return []
    try:
        told = json.loads(raw)
        numbers = [number for number in told["stories"] if type(number) is int]
        return numbers if told["challenge"] == str(challenge) else []
    except (ValueError, TypeError, KeyError, RecursionError):
        return []


def picked_up(challenge: Path, numbers: Iterable[int]) -> tuple[QMimeData, QPixmap]:
    """These stories, and what hangs on the pointer meanwhile."""
    taken = list(numbers)
    words = plural("{n} story", "{n} stories", len(taken)).format(n=numeral(len(taken)))
    size = chip_size(words, with_icon=True)
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    look = QPixmap(size * ratio)  # as sharp as the screen is
    look.setDevicePixelRatio(ratio)
    look.fill(Qt.GlobalColor.transparent)
    painter = QPainter(look)
    paint_chip(painter, QRect(0, 0, size.width(), size.height()), words, Role.ACCENT, "book-open")
    painter.end()
    return dragged(challenge, taken), look
