import re

import pytest

from learningstories.resources import resource_root
from learningstories.ui.tokens import DARK, FADED, HOVER, LIGHT, PRESS, RATINGS, Role, rating_role, soft

TEXT = 4.5
SHAPE = 3.0
GROUNDS = (Role.CANVAS, Role.SURFACE, Role.SIDE, Role.ACCENT_SOFT)

# What can be pressed, and what is written on it.
TOUCHED = {
    Role.SURFACE: (Role.TEXT, Role.MUTED, Role.BAD),
    Role.CANVAS: (Role.TEXT,),
    Role.SIDE: (Role.TEXT,),
    Role.ACCENT: (Role.ON_ACCENT,),
    Role.ACCENT_SOFT: (Role.TEXT,),
    Role.SPARK_SOFT: (Role.TEXT,),
}


def laid(ground, over, part):
    """`ground` with `part` of `over` laid upon it."""
    pairs = ((int(ground[i : i + 2], 16), int(over[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(under + (upon - under) * part):02X}" for under, upon in pairs)


def luminance(value):
    parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_knows_black_on_white():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
class TestContrast:
    @pytest.mark.parametrize("ground", GROUNDS)
    @pytest.mark.parametrize(
        "ink", [Role.TEXT, Role.MUTED, Role.ACCENT, Role.SPARK, Role.BAD, Role.OK], ids=lambda r: r.value
    )
    def test_text_is_readable_on_every_ground(self, table, ink, ground):
        assert contrast(table[ink], table[ground]) >= TEXT

    @pytest.mark.parametrize("ink", [Role.ACCENT, Role.SPARK, Role.BAD, Role.OK], ids=lambda r: r.value)
    def test_chips_and_banners_are_readable(self, table, ink):
        assert contrast(table[ink], table[soft(ink)]) >= TEXT
        assert contrast(table[Role.TEXT], table[soft(ink)]) >= TEXT
        assert contrast(table[Role.MUTED], table[soft(ink)]) >= TEXT

    def test_the_main_button_is_readable(self, table):
        assert contrast(table[Role.ON_ACCENT], table[Role.ACCENT]) >= TEXT

    @pytest.mark.parametrize("ground", [Role.CANVAS, Role.SURFACE, Role.SIDE], ids=lambda r: r.value)
    def test_shapes_are_seen(self, table, ground):
        for shape in (Role.ACCENT, Role.EDGE, Role.SPARK):
            assert contrast(table[shape], table[ground]) >= SHAPE
        assert contrast(table[Role.ACCENT], table[Role.LINE]) >= SHAPE

    @pytest.mark.parametrize("part", [HOVER, PRESS], ids=["hover", "pressed"])
    def test_what_is_pointed_at_or_pressed_is_readable(self, table, part):
        for ground, inks in TOUCHED.items():
            under = laid(table[ground], table[Role.TEXT], part)
            for ink in inks:
                assert contrast(table[ink], under) >= TEXT, (ground, ink)
            assert under != table[ground]
        under = laid(table[Role.ACCENT_SOFT], table[Role.TEXT], HOVER)
        assert contrast(table[Role.ACCENT], under) >= TEXT  # a chosen filter

    def test_what_is_chosen_is_readable(self, table):
        for ink in (Role.TEXT, Role.MUTED, Role.ACCENT, Role.BAD, Role.OK, Role.SPARK):
            assert contrast(table[ink], table[Role.ACCENT_SOFT]) >= TEXT
        assert contrast(table[Role.ON_ACCENT], table[Role.ACCENT]) >= TEXT  # marked text

    @pytest.mark.parametrize("ground", [Role.SURFACE, Role.CANVAS, Role.SIDE], ids=lambda r: r.value)
    def test_what_cannot_be_used_steps_back_and_is_still_seen(self, table, ground):
        ink = laid(table[Role.SURFACE], table[Role.MUTED], FADED)
        assert 2 <= contrast(ink, table[ground]) < contrast(table[Role.MUTED], table[ground])
        assert contrast(table[Role.EDGE], table[ground]) >= SHAPE  # words of fields that cannot be used

    def test_every_role_has_a_colour(self, table):
        assert set(table) == set(Role)


def test_the_style_sheets_pictures_use_only_the_tokens():
    for name, table in (("light", LIGHT), ("dark", DARK)):
        pictures = list((resource_root() / "themes" / name).iterdir())
        assert len(pictures) > 10
        for picture in pictures:
            used = set(re.findall(r"#[0-9A-Fa-f]{6}", picture.read_text("utf-8")))
            assert used <= set(table.values())
            assert used


@pytest.mark.parametrize("points", range(2, 8))
def test_a_scale_runs_from_the_palest_to_the_strongest(points):
    colours = [rating_role(value, points) for value in range(1, points + 1)]
    assert colours[0] == RATINGS[0]
    assert colours[-1] == RATINGS[-1]
    assert [RATINGS.index(c) for c in colours] == sorted(RATINGS.index(c) for c in colours)
