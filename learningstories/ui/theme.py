"""Light and dark: one palette and one style sheet made from the tokens, switched while running."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from string import Template
from types import MappingProxyType

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from learningstories.resources import resource_root
from learningstories.ui.fonts import ui_font
from learningstories.ui.measures import scaled_sheet
from learningstories.ui.tokens import DARK, HOVER, LIGHT, PRESS, Role

THEME = "appearance"  # the setting that keeps what the person asked for
STYLE, STYLED = "Fusion", "styled"  # what widgets are drawn by; whether the application began with it
_PICTURES = "themes"


class ThemeChoice(StrEnum):
    """What the person asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def _as_colors(table: Mapping[Role, str]) -> Mapping[Role, QColor]:
    return MappingProxyType({role: QColor(value) for role, value in table.items()})


_LIGHT, _DARK = _as_colors(LIGHT), _as_colors(DARK)


def colors() -> Mapping[Role, QColor]:
    """The colours in force now. Read them while painting and do not keep them: they change live."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return _DARK if window == _DARK[Role.CANVAS] else _LIGHT


def light_colors() -> Mapping[Role, QColor]:
    """The colours for what leaves the window: paper is white whatever the theme."""
    return _LIGHT


def dark_colors() -> Mapping[Role, QColor]:
    """The colours for a big screen in a dark room, whatever the theme."""
    return _DARK


def color(role: Role) -> QColor:
    """One colour in force now."""
    return colors()[role]


def mix(ground: QColor, over: QColor, part: float) -> QColor:
    """`ground` with `part` (0 to 1) of `over` laid upon it."""
    return QColor.fromRgbF(
        ground.redF() + (over.redF() - ground.redF()) * part,
        ground.greenF() + (over.greenF() - ground.greenF()) * part,
        ground.blueF() + (over.blueF() - ground.blueF()) * part,
    )


class Theme(QObject):
    """Dresses the application, follows the system's setting, and may be overridden.

    Painted widgets need not listen: a change repaints all of them. `changed` is for what is
    rendered ahead, such as a story's HTML; `chosen` tells what the person asked for.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._dressed: bool | None = None
        QDir.setSearchPaths(_PICTURES, [str(resource_root() / "themes")])
        if not application.property(STYLED):
            application.setStyle(STYLE)
        application.setFont(ui_font())
        application.styleHints().colorSchemeChanged.connect(self._dress)
        self.choose(choice)

    @property
    def choice(self) -> ThemeChoice:
        """What the person asked for."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        return bool(self._dressed)

    def choose(self, choice: ThemeChoice) -> None:
        """Follow the system, or stay light or dark; takes effect at once."""
        self._choice = choice
        asked = {
            ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
            ThemeChoice.LIGHT: Qt.ColorScheme.Light,
            ThemeChoice.DARK: Qt.ColorScheme.Dark,
        }
        # Title bars and file dialogs follow this; the platform may not support it, so we do not rely on it.
        self._application.styleHints().setColorScheme(asked[choice])
        self._dress()
        self.chosen.emit()

    def dress_anew(self) -> None:
        """Dress the application again: the size of text or the direction of layouts has changed."""
        self._dressed = None
        self._application.setFont(ui_font())
        self._dress()

    def _wants_dark(self) -> bool:
        if self._choice == ThemeChoice.SYSTEM:
            return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice == ThemeChoice.DARK

    def _dress(self) -> None:
        dark = self._wants_dark()
        if dark == self._dressed:
            # The platform may have put its own palette back when its setting changed.
            self._application.setPalette(_palette(_DARK if dark else _LIGHT))
            return
        self._dressed = dark
        self._application.setPalette(_palette(_DARK if dark else _LIGHT))
        self._application.setStyleSheet(style_sheet(dark=dark))
        self.changed.emit()


def style_sheet(*, dark: bool) -> str:
    """The window's style sheet with every role filled in."""
    template = Path(str(resource_root() / "themes" / "window.qss")).read_text(encoding="utf-8")
    table = DARK if dark else LIGHT
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    words = {role.value.replace("-", "_"): value for role, value in table.items()}
    words |= {
        "pictures": f"{_PICTURES}:{'dark' if dark else 'light'}",
        "filled": "add-page" if rtl else "sub-page",
    }
    words["hover"], words["press"] = (_veil(table[Role.TEXT], part) for part in (HOVER, PRESS))
    words["scroll"] = mix(QColor(table[Role.LINE]), QColor(table[Role.EDGE]), 0.45).name()
    return scaled_sheet(Template(template).substitute(words))


def _veil(tint: str, part: float) -> str:
    """So much of a colour that what is under it shines through, as style sheets write it."""
    red, green, blue = (int(tint[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {round(part * 255)})"


def _palette(shades: Mapping[Role, QColor]) -> QPalette:
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    palette = QPalette()
    roles = {
        role.Window: Role.CANVAS,
        role.WindowText: Role.TEXT,
        role.Base: Role.SURFACE,
        role.AlternateBase: Role.CANVAS,
        role.Text: Role.TEXT,
        role.Button: Role.SURFACE,
        role.ButtonText: Role.TEXT,
        role.BrightText: Role.BAD,
        role.Highlight: Role.ACCENT,
        role.HighlightedText: Role.ON_ACCENT,
        role.Accent: Role.ACCENT,
        role.Link: Role.ACCENT,
        role.LinkVisited: Role.ACCENT,
        role.ToolTipBase: Role.SURFACE,
        role.ToolTipText: Role.TEXT,
        role.PlaceholderText: Role.MUTED,
        role.Light: Role.SURFACE,
        role.Midlight: Role.CANVAS,
        role.Mid: Role.LINE,
        role.Dark: Role.EDGE,
        role.Shadow: Role.EDGE,
    }
    for target, source in roles.items():
        palette.setColor(target, shades[source])
    faded = mix(shades[Role.SURFACE], shades[Role.MUTED], 0.7)
    for target in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(group.Disabled, target, faded)
    return palette
