"""A real screen reader's side: the window in a session of its own, gone through over AT-SPI."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from learningstories.main import LazyDocuments, toolbox
from learningstories.services.progress import Control
from learningstories.services.sample import make_sample

SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's gi belongs to it
CLIENT = Path(__file__).with_name("screen_reader.py")
SESSION = '"$0" -m learningstories "$1" & app=$!; "$2" "$3"; status=$?; kill $app; wait $app; exit $status'


def lacks() -> str:
    if not sys.platform.startswith("linux"):
        return "AT-SPI is Linux's"
    missing = [name for name in ("Xvfb", "dbus-run-session") if not shutil.which(name)]
    client = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    if missing or subprocess.run(client, capture_output=True, check=False).returncode:  # noqa: S603
        return f"no {', '.join(missing) or 'AT-SPI for Python'} here"
    return ""


@pytest.fixture
def display() -> Iterator[str]:
    reads, writes = os.pipe()
    words = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-ac"]
    server = subprocess.Popen(words, pass_fds=[writes], stderr=subprocess.DEVNULL)  # noqa: S603
    os.close(writes)
    with os.fdopen(reads, "rb") as told:
        yield f":{told.readline().decode().strip()}"
    server.terminate()
    server.wait()


@pytest.mark.skipif(bool(lacks()), reason=lacks() or "all there")
def test_the_list_is_read_out_and_buttons_are_pressed_without_eyes(tmp_path: Path, display: str) -> None:
    documents = LazyDocuments()
    sample = make_sample(toolbox(documents), tmp_path / "sample", Control()).file
    documents.close()
    folders = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    own = {name: str(tmp_path / name) for name in folders}
    for folder in own.values():
        Path(folder).mkdir(mode=0o700)
    settings = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LC_ALL": "C.UTF-8"}
    given = [sys.executable, str(sample), SYSTEM_PYTHON, str(CLIENT)]
    words = ["dbus-run-session", "--", "sh", "-c", SESSION, *given]
    env = os.environ | own | settings | {"DISPLAY": display}
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])  # the bus talks, too
    assert told["window"].startswith("Learning Stories 2013")
    assert told["entry"] == f"Stories {told['rows']}"
    assert told["columns"] == ["#", "Story", "Author", "Theme", "Received", "Words", "Read", "State"]
    assert told["first"][1:4] == ["The choir that could not sing", "Harriet Onyango", "Teams"]
    assert told["sheet"] == "Add stories"
    assert told["in focus"]
    assert told["answers"] == ["Kept"]
