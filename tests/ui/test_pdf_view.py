import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from learningstories.domain.errors import FileMissing
from learningstories.ui.page_images import PageImages
from learningstories.ui.pdf_view import Fit, PdfView, pages_words


@pytest.fixture
def view(qtbot, desk, pdf) -> PdfView:
    made = PdfView(desk.tasks, desk.toolbox)
    qtbot.addWidget(made)
    made.resize(640, 720)
    made.show()
    made.show_file(pdf, 6, 210 / 148)
    return made


def test_fit_width_shows_one_page_as_wide_as_the_room(qtbot, view):
    view.set_fit(Fit.WIDTH)
    ((_page, place),) = view.places()
    assert place.width() == view.viewport().width() - 48
    assert view.verticalScrollBar().maximum() > 0
    wheel(view, -120)
    assert view.verticalScrollBar().value() > 0
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    wheel(view, -120)
    assert view.shown_pages() == [1]
    assert view.verticalScrollBar().value() == 0
    wheel(view, 120)
    assert view.shown_pages() == [0]


def wheel(view, turn):
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_language_that_runs_the_other_way_opens_its_book_so(qtbot, view):
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.shown_pages() == [1, 2]
    assert [page for page, _place in view.places()] == [2, 1]


def test_pages_come_crisp_and_the_neighbours_are_ready(qtbot, view):
    qtbot.waitUntil(lambda: view.images.picture(0, view._pixels()) is not None)
    image = view.images.picture(0, view._pixels())
    assert image.width() == view._pixels()
    ((_page, place),) = view.places()
    shown = view.viewport().grab().toImage()
    assert shown.pixelColor(place.center()) == QColor("white")
    view.next()
    qtbot.waitUntil(lambda: view.images.likeness(4) is not None)


def test_a_narrow_room_has_one_page(view):
    view.go(1)
    assert view.shown_pages() == [1, 2]
    view.resize(420, 720)
    assert view.shown_pages() == [1]
    view.next()
    assert view.shown_pages() == [2]


def test_another_file_keeps_the_place_as_far_as_it_goes(view, pdf):
    view.go(5)
    view.show_file(pdf, 4, 210 / 148)
    assert view.shown_pages() == [3]
    view.show_file(None)
    assert view.shown_pages() == []
    assert view.at_start()
    assert view.at_end()


def test_pictures_that_cannot_be_made_are_told(qtbot, desk, tmp_path):
    images = PageImages(desk.tasks, desk.toolbox)
    images.show_file(tmp_path / "gone.pdf")
    with qtbot.waitSignal(images.failed) as failed:
        images.want([(0, 100)])
    assert isinstance(failed.args[0], FileMissing)


def test_old_pictures_make_room(qtbot, desk, pdf, monkeypatch):
    monkeypatch.setattr("learningstories.ui.page_images.MOST_BYTES", 200_000)
    images = PageImages(desk.tasks, desk.toolbox)
    images.show_file(pdf)
    images.want([(page, 148) for page in range(3)])  # 148 x 210 pixels of 4 bytes are 124,320
    qtbot.waitUntil(lambda: images.picture(2, 148) is not None)
    assert images.picture(0, 148) is None


def test_what_is_on_view_is_said():
    assert pages_words([], 0) == ""
    assert pages_words([0], 34) == "Page 1 of 34"
    assert pages_words([1, 2], 34) == "Pages 2\N{EN DASH}3 of 34"
