from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from learningstories.domain.errors import DiskFull
from learningstories.ui.tasks import Newest, Tasks


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


def test_work_runs_elsewhere_and_its_result_arrives_here(tasks, qtbot):
    threads, results = [], []

    def work(control):
        threads.append(current_thread())
        return 42

    tasks.write("Adding", work, lambda r: results.append((r, current_thread())))
    tasks.read("", work, lambda r: results.append((r, current_thread())))
    qtbot.waitUntil(lambda: len(results) == 2)
    assert results == [(42, main_thread())] * 2
    assert main_thread() not in threads


def test_writers_never_meet_but_readers_run_beside_them(tasks, qtbot):
    go, order, done = Event(), [], []

    def first(control):
        order.append("first begins")
        go.wait(5)
        order.append("first ends")

    tasks.write("First", first, done.append)
    tasks.write("Second", lambda _control: order.append("second"), done.append)
    tasks.read("", lambda _control: order.append("reader"), done.append)
    qtbot.waitUntil(lambda: "reader" in order)
    assert "second" not in order
    go.set()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert order.index("second") > order.index("first ends")


def test_progress_is_told_and_cancel_stops(tasks, qtbot):
    def work(control):
        step = 0
        while True:
            control.step(step, 1000)
            step += 1

    done, told = [], []
    tasks.progressed.connect(lambda *args: told.append(args))
    tasks.write("Adding stories", work, done.append)
    assert tasks.label == "Adding stories"
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] == "Adding stories"
    with qtbot.waitSignal(tasks.busy_changed) as blocker:
        tasks.cancel()
    assert blocker.args == [""]
    assert not done


def test_progress_is_told_at_most_20_times_a_second(tasks, qtbot):
    told, done = [], []
    tasks.progressed.connect(lambda *args: told.append(args))

    def work(control):
        for step in range(20_000):
            control.step(step, 30_000)

    tasks.write("Counting", work, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert len(told) < 40


def test_the_end_of_progress_is_always_told(tasks, qtbot):
    told, done = [], []
    tasks.progressed.connect(lambda *args: told.append(args))

    def work(control):
        for step in range(4):
            control.step(step, 3)

    tasks.write("Counting", work, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert told[-1] == ("Counting", 3, 3)


def test_a_failure_is_told_here(tasks, qtbot):
    def work(control):
        raise DiskFull("x.stories")

    with qtbot.waitSignal(tasks.failed) as blocker:
        tasks.write("Adding", work)
    assert isinstance(blocker.args[0], DiskFull)
    own = []
    with qtbot.assertNotEmitted(tasks.failed):
        tasks.write("Adding", work, failed=own.append)
        qtbot.waitUntil(lambda: bool(own))
    assert tasks.label == ""


def test_only_the_newest_question_is_answered(tasks, qtbot):
    answers, hold = [], Event()
    newest = Newest(tasks, answers.append)

    def slow(control):
        hold.wait(5)
        return "old"

    newest.ask(slow)
    newest.ask(lambda _control: "new")
    qtbot.waitUntil(lambda: bool(answers))
    hold.set()
    newest.ask(lambda _control: "newer")
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["new", "newer"]


def test_closing_waits_and_tells_nothing_more(qapp, qtbot):
    tasks, begun, done = Tasks(), Event(), []

    def work(control):
        begun.set()
        while True:
            control.step(0, 0)

    tasks.write("Endless", work, done.append)
    begun.wait(5)
    tasks.close()
    assert not done


def test_an_answer_is_not_told_to_a_widget_that_was_closed_for_good(tasks, qtbot):
    class Asker(QObject):
        def hear(self, _answer: object) -> None:
            told.append(self.objectName())

    told: list[str] = []
    asker = Asker()
    newest = Newest(tasks, asker.hear)
    newest.ask(lambda _control: "answer")
    tasks.read("", lambda _control: "answer", asker.hear)
    delete(asker)
    qtbot.waitUntil(tasks.is_idle)
    assert told == []
