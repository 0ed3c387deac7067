import pytest
from PySide6.QtCore import Qt

from learningstories.ui.tour_callout import TourCallout
from learningstories.ui.tour_steps import tour_steps
from learningstories.ui.widgets.notice import Notice


@pytest.fixture
def shell(qtbot, windows, new_challenge, tmp_path):
    new_challenge(tmp_path / "mine.stories").close()
    made = windows.open(tmp_path / "mine.stories").shell
    with qtbot.waitActive(made):
        made.activateWindow()
    qtbot.waitUntil(lambda: made.pages.name() != "")
    made.registry["tour"].trigger()
    return made


def callout(shell) -> TourCallout | None:
    return next((each for each in shell.findChildren(TourCallout) if each.isVisible()), None)


def test_enter_leads_through_all_pages_and_out_at_the_end(qtbot, shell):
    pages = []
    for step in tour_steps():
        assert (callout(shell).title.text(), shell.pages.name()) == (step.title, step.page)
        assert shell.rect().contains(callout(shell).geometry())
        pages.append(shell.pages.name())
        assert shell.focusWidget() is callout(shell).next
        qtbot.keyClick(callout(shell).next, Qt.Key.Key_Return)
    assert callout(shell) is None
    assert len(set(pages)) == 6


def test_back_leads_back_and_escape_out(qtbot, shell):
    callout(shell).next.click()
    callout(shell).next.click()
    callout(shell).back.click()
    assert callout(shell).title.text() == "What needs you"
    qtbot.keyClick(callout(shell).next, Qt.Key.Key_Escape)
    assert callout(shell) is None


def test_going_elsewhere_or_opening_a_sheet_leaves_it(shell):
    shell.go("promises")
    assert callout(shell) is None
    shell.registry["tour"].trigger()
    assert callout(shell) is not None
    shell.registry["history"].trigger()
    assert callout(shell) is None


def test_it_is_offered_once_and_then_begins_in_the_window_that_opens(
    qtbot, windows, new_challenge, settings, tmp_path
):
    settings.remove("tour")
    windows.start_if_empty()
    (notice,) = windows.start.findChildren(Notice)
    assert notice.button.text() == "Take the tour"
    assert settings.value("tour") == "offered"
    settings.setValue("tour", "wanted")  # what its button does, but for the sample, which takes long to make
    new_challenge(tmp_path / "mine.stories").close()
    shell = windows.open(tmp_path / "mine.stories").shell
    qtbot.waitUntil(lambda: callout(shell) is not None)
    callout(shell).close_button.click()
    shell.close()
    windows.start_if_empty()
    assert windows.start.findChildren(Notice) == []
