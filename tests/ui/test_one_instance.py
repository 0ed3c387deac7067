import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from learningstories.services.starting import OPEN, Wish, wish_of
from learningstories.ui.one_instance import MOST_BYTES, MOST_FILES, OneInstance

OURS = json.dumps({"files": [], "deed": "", "token": ""}).encode() + b"\n"


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short path: systems take no more than about a hundred bytes for such a place."""
    return tmp_path_factory.mktemp("one")


@pytest.fixture
def first(qapp, folder: Path) -> Iterator[OneInstance]:
    running = OneInstance(folder)
    assert running.listen()
    yield running
    running.close()


@pytest.fixture
def second_starts(qtbot, folder: Path) -> Callable[..., list[str]]:
    """What second starts come to, in a process of their own; what they want comes as it is typed."""

    def start(*words: str) -> list[str]:
        script = (
            "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
            "from learningstories.services.starting import wish_of\n"
            "from learningstories.ui.one_instance import OneInstance\n"
            "application = QCoreApplication([])\n"
            "for word in sys.argv[2:]:\n"
            "    wish = wish_of([word] if word else [])\n"
            "    print(OneInstance(Path(sys.argv[1])).hand_over(wish))\n"
        )
        command = [sys.executable, "-c", script, str(folder), *words]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
        with process:
            qtbot.waitUntil(lambda: process.poll() is not None)
            return process.stdout.read().split()

    return start


def ask(qtbot, folder: Path, line: bytes) -> bytes:
    """Say something to the app that runs; gives its answer."""
    answers: list[bytes] = []

    def speak() -> None:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(folder / "running"))
            try:
                caller.sendall(line)
                answers.append(caller.recv(100))
            except ConnectionError:
                answers.append(b"")

    thread = Thread(target=speak)
    thread.start()
    qtbot.waitUntil(lambda: bool(answers))
    thread.join()
    return answers[0]


def test_a_second_start_hands_over_what_it_was_asked_for_and_ends(first, second_starts, tmp_path):
    heard: list[Wish] = []
    first.wanted.connect(heard.append)
    assert second_starts("", str(tmp_path / "häft 2.lspack"), OPEN) == ["True"] * 3
    assert heard == [Wish(), Wish(files=(tmp_path / "häft 2.lspack",)), Wish(deed=OPEN)]


def test_without_an_app_that_runs_the_first_start_is_not_the_second(qapp, folder):
    assert not OneInstance(folder).hand_over(Wish())


def test_what_a_crash_left_behind_is_in_nobodys_way(qtbot, folder):
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(folder / "running"))
    assert not OneInstance(folder).hand_over(Wish())
    again = OneInstance(folder)
    assert again.listen()
    assert ask(qtbot, folder, OURS) == b"ok\n"
    again.close()


def test_an_app_that_runs_keeps_its_place(qtbot, first, folder):
    assert not OneInstance(folder).listen()
    assert ask(qtbot, folder, OURS) == b"ok\n"


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"not json\n",
        b"[1, 2]\n",
        b"[" * 30_000 + b"\n",
        b"\xff\xfe{}\n",
        json.dumps({"files": ["relative.stories"], "deed": "", "token": ""}).encode() + b"\n",
        json.dumps({"files": ["/a\0b"], "deed": "", "token": ""}).encode() + b"\n",
        json.dumps({"files": ["/a"] * (MOST_FILES + 1), "deed": "", "token": ""}).encode() + b"\n",
        json.dumps({"files": [], "deed": "--delete", "token": ""}).encode() + b"\n",
        json.dumps({"files": [], "deed": "", "token": 7}).encode() + b"\n",
        b"x" * (MOST_BYTES + 10),
    ],
    ids=lambda line: repr(line[:24]),
)
def test_what_is_none_of_ours_is_not_answered_and_does_no_harm(qtbot, first, folder, line):
    heard: list[Wish] = []
    first.wanted.connect(heard.append)
    assert ask(qtbot, folder, line) == b""
    assert heard == []
    assert ask(qtbot, folder, OURS) == b"ok\n"


def test_the_words_of_a_start_say_what_is_wanted(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert wish_of(["--open"]) == Wish(deed=OPEN)
    assert wish_of([]) == Wish()
    assert wish_of(["mine.stories"]) == Wish(files=(tmp_path / "mine.stories",))
