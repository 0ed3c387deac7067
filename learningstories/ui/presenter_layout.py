"""How large the words of a slide may be, so that all of them are on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from learningstories.i18n import quoted
from learningstories.services.presenting import Slide, SlideKind
from learningstories.ui.fonts import exactly, serif_font, ui_font
from learningstories.ui.presenter_words import quote_words
from learningstories.ui.tokens import Role

_TITLES = (88, 76, 64, 54, 46, 38, 32, 26)
_AUTHORS = (38, 32, 26, 20)
_QUOTES = (30, 26, 22, 18)
_ENDLESS = 1_000_000
_WORDS, _ANYWHERE = Qt.TextFlag.TextWordWrap.value, Qt.TextFlag.TextWrapAnywhere.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Wrapped words, and the room they take; `before` is the space above them, `wrap` flags for drawing."""

    words: str
    font: QFont
    role: Role
    height: int
    before: int
    wrap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Words that want room: the sizes to try, how high they may become and the space above them."""

    words: str
    make: Callable[[int], QFont]
    role: Role
    sizes: Sequence[int]
    high: int
    before: int


def blocks_of(slide: Slide, width: int, px: Callable[[float], int]) -> list[Block]:
    """The middle of a slide in `width`; `px` makes sizes fit the screen."""
    return [_fitted(part, width, px) for part in _parts(slide) if part.words]


def _parts(slide: Slide) -> list[_Part]:
    told = slide.kind is SlideKind.STORY

    def title(px: int) -> QFont:
        return serif_font(px, 600)

    def second(px: int) -> QFont:
        return serif_font(px, italic=told)

    quote = quoted(slide.quote) if slide.quote else ""
    whose = quote_words(slide) if slide.quote else ""
    return [
        _Part(words=slide.title, make=title, role=Role.TEXT, sizes=_TITLES, high=310, before=52),
        _Part(words=slide.author, make=second, role=Role.MUTED, sizes=_AUTHORS, high=100, before=28),
        _Part(words=quote, make=serif_font, role=Role.SPARK, sizes=_QUOTES, high=130, before=54),
        _Part(words=whose, make=ui_font, role=Role.MUTED, sizes=(17,), high=24, before=12),
    ]


def _fitted(part: _Part, width: int, px: Callable[[float], int]) -> Block:
    """The part in the largest of its sizes that it fits in; cut where it fits in none."""
    most = px(part.high)
    for size in part.sizes:
        font = exactly(part.make(px(size)), px(size))
        room = _room(part.words, font, width, _WORDS)
        if room.height() <= most and room.width() <= width:
            return _block(part, part.words, font, px(part.before), (_WORDS, width))
    smallest = part.make(px(part.sizes[-1]))
    words = _cut(part.words, lambda less: _room(less, smallest, width, _ANYWHERE).height() <= most)
    return _block(part, words, smallest, px(part.before), (_ANYWHERE, width))


def _block(part: _Part, words: str, font: QFont, before: int, wrapped: tuple[int, int]) -> Block:
    wrap, width = wrapped
    height = _room(words, font, width, wrap).height()
    return Block(words=words, font=font, role=part.role, height=height, before=before, wrap=wrap)


def _cut(words: str, fits: Callable[[str], bool]) -> str:
    left, shown = len(words), words
    while left > 1 and not fits(shown):
        left = left * 9 // 10
        shown = f"{words[:left].rstrip()}…"
    return shown


def _room(words: str, font: QFont, width: int, wrap: int) -> QRect:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, _ENDLESS), wrap, words)
