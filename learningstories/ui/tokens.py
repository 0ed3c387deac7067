"""The one table of colours and sizes; everything drawn takes its values from here.

Standard library only, so that contrast can be checked without a window.
"""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What a colour is for. Widgets name a role, never a hue."""

    CANVAS = "canvas"
    SURFACE = "surface"
    SIDE = "side"
    LINE = "line"
    EDGE = "edge"  # scroll handles and empty rating dots: shapes that must be seen
    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on-accent"
    ACCENT_SOFT = "accent-soft"
    SPARK = "spark"
    SPARK_SOFT = "spark-soft"
    BAD = "bad"
    BAD_SOFT = "bad-soft"
    OK = "ok"
    OK_SOFT = "ok-soft"
    RATING_1 = "rating-1"
    RATING_2 = "rating-2"
    RATING_3 = "rating-3"
    RATING_4 = "rating-4"
    RATING_5 = "rating-5"


LIGHT: Mapping[Role, str] = {
    Role.CANVAS: "#F7F5F0",
    Role.SURFACE: "#FFFFFF",
    Role.SIDE: "#EFECE4",
    Role.LINE: "#E0DACD",
    Role.EDGE: "#8B8374",
    Role.TEXT: "#1F1D1A",
    Role.MUTED: "#686257",
    Role.ACCENT: "#0B6B62",
    Role.ON_ACCENT: "#FFFFFF",
    Role.ACCENT_SOFT: "#DDEFEB",
    Role.SPARK: "#AC4F09",
    Role.SPARK_SOFT: "#FDF0D9",
    Role.BAD: "#B42318",
    Role.BAD_SOFT: "#FBE9E7",
    Role.OK: "#2C6E31",
    Role.OK_SOFT: "#E3F1E3",
    Role.RATING_1: "#D5CEC0",
    Role.RATING_2: "#F3D39B",
    Role.RATING_3: "#EFBC63",
    Role.RATING_4: "#E0902F",
    Role.RATING_5: "#C2570C",
}

DARK: Mapping[Role, str] = {
    Role.CANVAS: "#191816",
    Role.SURFACE: "#23211E",
    Role.SIDE: "#1E1C1A",
    Role.LINE: "#3A362F",
    Role.EDGE: "#7F786C",
    Role.TEXT: "#F1EDE4",
    Role.MUTED: "#AAA294",
    Role.ACCENT: "#58BFB1",
    Role.ON_ACCENT: "#0E1F1D",
    Role.ACCENT_SOFT: "#173B37",
    Role.SPARK: "#F2A63B",
    Role.SPARK_SOFT: "#3A2A12",
    Role.BAD: "#F28B82",
    Role.BAD_SOFT: "#3D1F1C",
    Role.OK: "#7CC47F",
    Role.OK_SOFT: "#1E3320",
    Role.RATING_1: "#4A453C",
    Role.RATING_2: "#6B5126",
    Role.RATING_3: "#946C28",
    Role.RATING_4: "#C98A2C",
    Role.RATING_5: "#F7B24A",
}

RATINGS = (Role.RATING_1, Role.RATING_2, Role.RATING_3, Role.RATING_4, Role.RATING_5)

# Sizes in device-independent pixels, on a grid of 8.
GAP = 16
PAGE_MARGIN = 24
SIDEBAR_WIDTH = 224
CARD_RADIUS = 10
BUTTON_RADIUS = 8
CONTROL_HEIGHT = 36
SMALL_CONTROL_HEIGHT = 28
CHIP_HEIGHT = 23
ROW_HEIGHT = 44
COMPACT_ROW_HEIGHT = 32
ICON = 16
FOCUS_WIDTH = 2
HOVER, PRESS = 0.05, 0.1  # how much of the text's colour lies upon what the pointer is on, or presses
FADED = 0.6  # how much of the muted colour is left in what cannot be used now
TEXT_PX = 13
SMALL_PX = 12
READING_PX = 18

SERIF_FAMILY = "Source Serif 4"
SANS_FAMILY = "Inter"


def rating_role(value: int, points: int) -> Role:
    """The colour of answer `value` (from 1) on a scale of `points`, spread over the five there are."""
    if points <= 1:
        return Role.RATING_5
    share = (min(max(value, 1), points) - 1) / (points - 1)
    return RATINGS[round(share * (len(RATINGS) - 1))]


def soft(role: Role) -> Role:
    """The ground that goes with a chip's or banner's colour."""
    grounds = {
        Role.ACCENT: Role.ACCENT_SOFT,
        Role.SPARK: Role.SPARK_SOFT,
        Role.BAD: Role.BAD_SOFT,
        Role.OK: Role.OK_SOFT,
    }
    return grounds.get(role, Role.SURFACE)
