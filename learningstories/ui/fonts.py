"""The two families that ship with the app, and the scripts they lack."""

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

from learningstories.resources import resource_root
from learningstories.ui.tokens import SANS_FAMILY, SERIF_FAMILY, TEXT_PX

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
    families: list[str] = []
    for file in files:
        known = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
        families += [family for family in known if family not in families]
    return families


def register_main_fonts() -> list[str]:
    """Make the interface's and the stories' families known, before the first paint; returns their names."""
    # Qt warns each time a family lacks a script and it goes on to the next one, which is what we want.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    return _register([f for f in _shipped() if f.name.startswith(_MAIN)])


def register_fallback_fonts() -> list[str]:
    """Make the fonts of further scripts known; returns the families. For after the first paint."""
    files = [f for f in _shipped() if not f.name.startswith(_MAIN)]
    return _register(files + _cjk_files())


def _cjk_files() -> list[Path]:
    """Fonts for Chinese, Japanese and Korean, where the optional package is installed."""
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
    """The interface's font; `weight` is 400, 500, 600 or 700."""
    return _font(SANS_FAMILY, px, weight)


def serif_font(px: int, weight: int = 400, *, italic: bool = False) -> QFont:
    """The font of stories, titles and big numbers."""
    font = _font(SERIF_FAMILY, px, weight)
    font.setItalic(italic)
    return font


def tabular(font: QFont) -> QFont:
    """A copy of `font` whose figures are all equally wide, for columns of numbers."""
    copy = QFont(font)
    copy.setFeature(_TABULAR, 1)
    return copy
