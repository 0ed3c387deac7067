"""What the system must bring: the list is complete, and what happens where it is missing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import _system
import PySide6
import pytest
from _talk import Stop

CHECKOUT = Path(__file__).parents[2]
QT = Path(PySide6.__file__).parent
PLATFORMS = {"offscreen": _system.DRAWING, "xcb": {**_system.DRAWING, **_system.WINDOWS_ON_SCREEN}}
PLATFORMS["wayland"] = PLATFORMS["xcb"]
# In every Linux that can run Python, or brought by a library of the lists.
ALWAYS_THERE = {
    f"lib{name}" for name in ("c.so.6", "m.so.6", "dl.so.2", "pthread.so.0", "rt.so.1", "resolv.so.2")
}
ALWAYS_THERE |= {"libgcc_s.so.1"}
NAME = re.compile(rb"\0(lib[\w.+-]+?\.so[.\d]*)(?=\0)")


def _modules() -> set[str]:
    """The parts of Qt the app and pytest-qt import."""
    sources = [path.read_text(encoding="utf-8") for path in (CHECKOUT / "learningstories").rglob("*.py")]
    return {name for text in sources for name in re.findall(r"PySide6\.(Qt\w+)", text)} | {
        "QtWidgets",
        "QtTest",
    }


def _system_libraries(files: list[Path]) -> set[str]:
    """The libraries outside Qt's wheels that `files`, or Qt's own libraries they load, name themselves."""
    found: set[str] = set()
    seen: set[Path] = set()
    while files:
        path = files.pop()
        if path in seen:
            continue
        seen.add(path)
        listing = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=True).stdout
        loaded = dict(re.findall(r"^\s*(lib\S+) => (/?\S+)", listing, re.MULTILINE))
        for name in {word.decode() for word in NAME.findall(path.read_bytes())} & loaded.keys():
            if QT.parent in Path(loaded[name]).resolve().parents:
                files.append(Path(loaded[name]).resolve())
            else:
                found.add(name)
    return found - ALWAYS_THERE


if sys.platform == "linux":

    @pytest.mark.parametrize("platform", PLATFORMS)
    def test_every_library_qt_needs_is_listed(platform: str) -> None:
        files = [QT / f"{module}.abi3.so" for module in _modules()]
        files.append(QT / "Qt" / "plugins" / "platforms" / f"libq{platform}.so")
        needed = _system_libraries(files)
        assert "libGL.so.1" in needed
        assert needed <= PLATFORMS[platform].keys()


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that lacks a library, with an apt-get that notes what it is asked for; the notes."""
    notes = tmp_path / "notes"
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "apt-get").write_text(f"#!/bin/sh\necho \"$@\" >> '{notes}'\n", encoding="utf-8")
    (tools / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(_system, "DRAWING", {"libnowhere.so.9": "libnowhere9"})
    return notes


def test_who_may_not_install_gets_the_line_to_run(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(Stop, match="sudo apt-get install --no-install-recommends libnowhere9"):
        _system.require(venv=False, on_screen=False)
    assert not apt.exists()


def test_root_installs_what_is_missing_and_is_told_when_that_did_not_help(
    apt: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    with pytest.raises(Stop, match=r"Still missing.*libnowhere\.so\.9"):
        _system.require(venv=False, on_screen=False)
    assert "libnowhere9" in capsys.readouterr().out
    assert apt.read_text(encoding="utf-8") == "install -y --no-install-recommends libnowhere9\n"


def test_without_apt_the_missing_libraries_are_named(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(apt.parent))
    with pytest.raises(Stop, match=r"lacks libnowhere\.so\.9"):
        _system.require(venv=False, on_screen=False)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
    ],
)
def test_a_display_is_recognised(
    settings: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert _system.has_display() is expected
