import re

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from learningstories.resources import resource_root
from learningstories.ui.fonts import serif_font, tabular, ui_font
from learningstories.ui.icons import icon, icon_pixmap
from learningstories.ui.theme import ThemeChoice, color, style_sheet
from learningstories.ui.tokens import DARK, LIGHT, Role
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card


def ground(widget):
    return widget.grab().toImage().pixelColor(widget.width() // 2, 4)


def test_a_switch_repaints_what_is_open(qtbot, theme):
    button = Button("Add stories", Kind.MAIN)
    card = Card("Reviewers")
    for widget in (button, card):
        qtbot.addWidget(widget)
        widget.resize(200, 60)
        widget.show()
    assert ground(button) == QColor(LIGHT[Role.ACCENT])
    assert ground(card) == QColor(LIGHT[Role.SURFACE])
    with qtbot.waitSignal(theme.changed):
        theme.choose(ThemeChoice.DARK)
    assert theme.is_dark
    assert ground(button) == QColor(DARK[Role.ACCENT])
    assert ground(card) == QColor(DARK[Role.SURFACE])
    assert color(Role.TEXT) == QColor(DARK[Role.TEXT])


def test_choosing_the_same_again_changes_nothing(qtbot, theme):
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(ThemeChoice.LIGHT)


def test_the_system_is_followed_unless_overridden(qapp, theme):
    theme.choose(ThemeChoice.SYSTEM)
    assert theme.choice == ThemeChoice.SYSTEM
    assert theme.is_dark == (qapp.styleHints().colorScheme().name == "Dark")


def test_the_palette_says_the_same_as_the_tokens(theme):
    theme.choose(ThemeChoice.DARK)
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window) == QColor(DARK[Role.CANVAS])
    assert palette.color(QPalette.ColorRole.Highlight) == QColor(DARK[Role.ACCENT])


@pytest.mark.parametrize("dark", [False, True])
def test_the_style_sheet_is_filled_in_and_its_pictures_exist(qapp, dark):
    sheet = style_sheet(dark=dark)
    assert "$" not in sheet
    pictures = set(re.findall(r"url\(themes:(.+?)\)", sheet))
    assert pictures
    for picture in pictures:
        assert (resource_root() / "themes" / picture).is_file()


def test_our_fonts_are_used(theme):
    assert QFontInfo(ui_font()).family() == "Inter"
    assert QFontInfo(serif_font(18)).family() == "Source Serif 4"
    assert QFontInfo(ui_font(13, 600)).weight() == 600


def test_tabular_figures_are_equally_wide(theme):
    metrics = QFontMetrics(tabular(ui_font()))
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("888")


def test_icons_take_the_colour_and_stay_sharp(theme):
    tint = QColor(LIGHT[Role.ACCENT])
    picture = icon_pixmap("square", tint, 16, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)
    image = picture.toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 250
    }
    assert inks == {tint.name()}
    assert not icon("plus").isNull()


def test_every_icon_can_be_drawn(theme):
    for file in (resource_root() / "icons").iterdir():
        if file.name.endswith(".svg"):
            image = icon_pixmap(file.name.removesuffix(".svg"), QColor("#000000"), 24, 1.0).toImage()
            assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), file.name


def test_an_unknown_icon_is_a_mistake(theme):
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")
