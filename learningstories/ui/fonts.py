"""The two families that ship with the app, and the scripts they lack."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

from learningstories.resources import resource_root
from learningstories.ui.measures import scaled
from learningstories.ui.tokens import SANS_FAMILY, SERIF_FAMILY, TEXT_PX

_FIRST = ("Inter-Medium.ttf", "Inter-Regular.ttf", "SourceSerif4-Semibold.ttf")
_MAIN = ("Inter", "SourceSerif4")
_CJK_PACKAGE = "manimgx_fonts_cjk"
_CJK_FAMILY = "Noto Sans CJK SC"
_WEIGHT = QFont.Tag("wght")
_TABULAR = QFont.Tag("tnum")


def _files(folder: Path) -> list[Path]:
    return sorted(f for f in folder.rglob("*") if f.suffix.lower() in (".ttf", ".otf", ".ttc"))


def _shipped() -> list[Path]:
    folder = Path(str(resource_root() / "fonts"))
    return _files(folder) if folder.is_dir() else []


def _register(files: list[Path]) -> list[str]:
    return list(dict.fromkeys(family for file in files for family in _families(file)))


@cache
def _families(file: Path) -> tuple[str, ...]:
    """Make a font file known, once, and tell its families."""
    return tuple(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file))))


def register_first_fonts() -> list[str]:
    """Make known what the window's frame is written in, before the first paint; returns the families."""
    # Qt warns each time a family lacks a script and it goes on to the next one, which is what we want.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    folder = Path(str(resource_root() / "fonts"))
    return _register([folder / name for name in _FIRST])


def register_main_fonts() -> list[str]:
    """Make the families of the pages and the stories known; returns their names."""
    register_first_fonts()
    return _register([f for f in _shipped() if f.name.startswith(_MAIN)])


def register_fallback_fonts() -> list[str]:
    """Make the fonts of further scripts known; returns the families. For after the first paint."""
    files = [f for f in _shipped() if not f.name.startswith(_MAIN)]
    return _register(files + _cjk_files())


def _cjk_files() -> list[Path]:
    """Fonts for Chinese, Japanese and Korean, where the optional package is installed."""
    from importlib.util import find_spec  # noqa: PLC0415 - not for the first paint

    found = find_spec(_CJK_PACKAGE)
    if found is None or found.origin is None:
        return []
    return _files(Path(found.origin).parent)


def _font(family: str, px: int, weight: int) -> QFont:
    font = QFont([family, _CJK_FAMILY])
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    # Our one variable font, for Chinese, Japanese and Korean, is hair-thin unless it is told a weight.
    font.setVariableAxis(_WEIGHT, float(weight))
    return font


def ui_font(px: int = TEXT_PX, weight: int = 400) -> QFont:
    """The interface's font, `px` high at the usual size of text; `weight` is 400, 500, 600 or 700."""
    return _font(SANS_FAMILY, scaled(px), weight)


def serif_font(px: int, weight: int = 400, *, italic: bool = False) -> QFont:
    """The font of stories, titles and big numbers."""
    font = _font(SERIF_FAMILY, scaled(px), weight)
    font.setItalic(italic)
    return font


def exactly(font: QFont, px: int) -> QFont:
    """A copy of `font`, `px` high whatever size of text is wanted: for paper, or a big screen."""
    copy = QFont(font)
    copy.setPixelSize(px)
    return copy


def tabular(font: QFont) -> QFont:
    """A copy of `font` whose figures are all equally wide, for columns of numbers."""
    copy = QFont(font)
    copy.setFeature(_TABULAR, 1)
    return copy
