import pytest
from PySide6.QtCore import QSize

from learningstories.ui.first_size import first_size, open_at
from learningstories.ui.start_page import StartPage

WANTED, LEAST = QSize(1440, 900), QSize(900, 600)


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        (QSize(2560, 1400), WANTED),
        (QSize(1366, 740), QSize(1350, 692)),
        (QSize(1920, 800), QSize(1440, 752)),
        (QSize(800, 600), WANTED),
    ],
)
def test_a_window_opens_no_larger_than_its_screen_unless_that_is_too_small_for_any(screen, size):
    assert first_size(WANTED, LEAST, screen) == size


def test_the_first_window_asks_its_own_screen(qtbot, theme):
    page = StartPage()
    qtbot.addWidget(page)
    room = page.screen().availableSize()
    assert page.size() == first_size(WANTED, page.minimumSize(), room)
    page.setMinimumSize(0, 0)
    open_at(page, room.width() + 50, room.height() + 50)
    assert page.width() < room.width()
    assert page.height() < room.height()
