import shutil
from collections.abc import Callable, Iterator
from threading import Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject, Qt

from learningstories.services.starting import NEW, Wish
from learningstories.ui.app import Windows
from learningstories.ui.challenge_sheet import ChallengeSheet
from learningstories.ui.open_files import OpenFiles
from learningstories.ui.running import begin, grant, look_now_and_then
from learningstories.ui.widgets.notice import Notice


@pytest.fixture
def start(qapp, tools, settings, tmp_path, theme) -> Iterator[Callable[[], Windows]]:
    """Starts the app as often as wanted; one that is only left behind is one that has crashed."""
    started = []

    def make() -> Windows:
        started.append(Windows(qapp, tools, settings))
        started[-1].open_files = OpenFiles(tmp_path / f"locks {len(started)}")
        return started[-1]

    yield make
    for windows in started:
        windows.close()


@pytest.fixture
def files(new_challenge, tmp_path):
    lift, kettle = tmp_path / "lift.stories", tmp_path / "kettle.stories"
    new_challenge(lift).close()
    shutil.copy(lift, kettle)
    return [lift, kettle]


def offers(windows: Windows) -> list[Notice]:
    layout = windows.start.notices
    shown = [layout.itemAt(i).widget() for i in range(layout.count())]
    return [notice for notice in shown if "without closing" in notice.sentence.text()]


def open_files(windows: Windows) -> list[str]:
    return sorted(path.stem for path in windows.files())


def test_after_a_crash_what_was_open_is_offered_and_opened_again(qtbot, start, files):
    crashed = start()
    crashed.open_all(files)
    windows = start()
    begin(windows, Wish())
    assert open_files(windows) == []
    (notice,) = offers(windows)
    assert "without closing 2 files: lift, kettle" in notice.sentence.text()
    qtbot.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    assert open_files(windows) == ["kettle", "lift"]


def test_an_offer_that_is_closed_or_a_file_that_is_gone_does_not_come_again(qtbot, start, files):
    start().open_all(files)
    files[0].unlink()
    windows = start()
    begin(windows, Wish())
    (notice,) = offers(windows)
    assert "without closing kettle." in notice.sentence.text()
    qtbot.mouseClick(notice.close_button, Qt.MouseButton.LeftButton)
    later = start()
    begin(later, Wish())
    assert offers(later) == []


def test_nothing_is_offered_after_an_end_as_it_should_be(start, files):
    closed = start()
    closed.open_all(files)
    closed.close()
    windows = start()
    begin(windows, Wish())
    assert offers(windows) == []


def test_after_a_log_out_what_was_open_opens_by_itself_but_only_once(qtbot, start, files):
    left = start()
    left.open_all(files)
    left.reopening.leave(left.files())
    left.close()
    windows = start()
    begin(windows, Wish())
    qtbot.waitUntil(lambda: open_files(windows) == ["kettle", "lift"])
    # It crashes, perhaps because of them: now the person is asked.
    asked = start()
    begin(asked, Wish())
    assert open_files(asked) == []
    assert len(offers(asked)) == 1


def test_who_stays_after_all_is_not_taken_for_logged_out(start, files):
    windows = start()
    windows.open(files[0])
    windows.reopening.leave(windows.files())
    windows.open(files[1])
    windows.close()
    later = start()
    begin(later, Wish())
    assert open_files(later) == []
    assert offers(later) == []


def test_a_second_start_with_an_open_file_shows_its_window_and_no_other(start, files):
    windows = start()
    first, second = (windows.open(file) for file in files)
    first.shell.showMinimized()
    grant(windows, Wish(files=(files[0],)))
    assert not first.shell.isMinimized()
    assert list(windows.windows.values()) == [first, second]


def test_a_new_challenge_can_be_wanted_from_outside(qtbot, start):
    windows = start()
    begin(windows, Wish(deed=NEW))
    qtbot.waitUntil(lambda: bool(windows.start.findChildren(ChallengeSheet)))


def test_what_is_left_in_circles_goes_in_the_windows_thread_whatever_others_make(qtbot, start):
    look_now_and_then(start())
    gone, made = [], []
    ring = [QObject()]
    ring.append(ring)
    ring[0].destroyed.connect(lambda: gone.append(current_thread()), Qt.ConnectionType.DirectConnection)
    del ring
    other = Thread(target=lambda: made.extend([] for _each in range(2_000)))
    other.start()
    other.join()
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [main_thread()]
