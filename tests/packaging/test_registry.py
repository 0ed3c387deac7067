"""A double-click on our files, on Windows: what is written, on a registry that lives in memory."""

# ruff: noqa: N802 - the names of winreg

import os
import re
import shlex
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import _registry
import pytest
from _talk import Stop

CHECKOUT = Path(__file__).parents[2]
PYTHON = Path(sys.executable)
CLASSES = "Software\\Classes"


class MemoryRegistry:
    """The part of winreg that is used, refusing what Windows refuses."""

    HKEY_CURRENT_USER, REG_SZ, KEY_SET_VALUE = "mine", 1, 2

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, str]] = {CLASSES: {}}

    @contextmanager
    def CreateKey(self, root: str, key: str) -> Iterator[str]:
        assert root == self.HKEY_CURRENT_USER
        parts = key.split("\\")
        for length in range(2, len(parts) + 1):
            self.keys.setdefault("\\".join(parts[:length]), {})
        yield key

    @contextmanager
    def OpenKey(self, root: str, key: str, reserved: int = 0, access: int = 0) -> Iterator[str]:
        if key not in self.keys:
            raise FileNotFoundError(key)
        yield key

    def SetValueEx(self, key: str, name: str, reserved: int, kind: int, text: str) -> None:
        self.keys[key][name] = text

    def QueryValue(self, root: str, key: str) -> str:
        with self.OpenKey(root, key):
            return self.keys[key].get("", "")

    def QueryInfoKey(self, key: str) -> tuple[int, int, int]:
        return len(self._below(key)), len(self.keys[key]), 0

    def DeleteValue(self, key: str, name: str) -> None:
        if name not in self.keys[key]:
            raise FileNotFoundError(name)
        del self.keys[key][name]

    def DeleteKey(self, root: str, key: str) -> None:
        with self.OpenKey(root, key):
            if self._below(key):
                raise PermissionError(key)
            del self.keys[key]

    def _below(self, key: str) -> list[str]:
        return [each for each in self.keys if each.startswith(f"{key}\\")]


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MemoryRegistry:
    """As on Windows, with the person's own folder in a temporary one."""
    registry = MemoryRegistry()
    told: list[tuple[object, ...]] = []
    shell = SimpleNamespace(shell32=SimpleNamespace(SHChangeNotify=lambda *words: told.append(words)))
    monkeypatch.setattr(_registry, "winreg", registry, raising=False)
    monkeypatch.setattr(_registry, "ctypes", SimpleNamespace(windll=shell))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "own"))
    return registry


def test_it_is_written_once_and_taken_back_whole(registry: MemoryRegistry, tmp_path: Path) -> None:
    for _time in range(2):
        _registry.register(PYTHON, CHECKOUT)
        assert registry.keys[f"{CLASSES}\\.stories"] == {"": "LearningStories.Challenge"}
        assert registry.keys[f"{CLASSES}\\.stories\\OpenWithProgids"] == {"LearningStories.Challenge": ""}
        assert registry.keys[f"{CLASSES}\\.lspack"] == {"": "LearningStories.Pack"}
        icon = registry.keys[f"{CLASSES}\\LearningStories.Challenge\\DefaultIcon"][""]
        assert Path(icon.removesuffix('",0').removeprefix('"')).is_file()
        command = registry.keys[f"{CLASSES}\\LearningStories.Challenge\\shell\\open\\command"][""]
        assert command.endswith(' "%1"')
        assert "pythonw.exe" in command
    for _time in range(2):
        _registry.forget()
        assert registry.keys == {CLASSES: {}}
        assert not (tmp_path / "own" / "Learning Stories").exists()


def test_what_another_app_has_there_stays(registry: MemoryRegistry, tmp_path: Path) -> None:
    _registry.register(PYTHON, CHECKOUT)
    registry.keys[f"{CLASSES}\\.stories"][""] = "Other.Program"
    registry.keys[f"{CLASSES}\\.stories\\OpenWithProgids"]["Other.Program"] = ""
    sample = tmp_path / "own" / "Learning Stories" / "Sample"
    sample.mkdir()
    _registry.forget()
    assert registry.keys == {
        CLASSES: {},
        f"{CLASSES}\\.stories": {"": "Other.Program"},
        f"{CLASSES}\\.stories\\OpenWithProgids": {"Other.Program": ""},
    }
    assert sample.is_dir()


@pytest.mark.parametrize("name", ["plain", "two words", "Zoë 故事 & $HOME 'x'"])
def test_the_command_really_starts_the_app_from_any_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "app").symlink_to(CHECKOUT, target_is_directory=True)
    written = {
        value.key: value.text for value in _registry.values_for(PYTHON, folder / "app", folder / "i.ico")
    }
    command = written[f"{CLASSES}\\LearningStories.Challenge\\shell\\open\\command"]
    words = shlex.split(command.replace("%1", "--version"))  # without backslashes Windows parts words alike
    variables = {each: value for each, value in os.environ.items() if not each.startswith("PYTHON")}
    shown = subprocess.run(
        words, cwd=tmp_path, env=variables, capture_output=True, text=True, check=True
    ).stdout
    assert re.fullmatch(r"learningstories \d+\.\d+\S*", shown.strip())


def test_a_folder_windows_would_misread_is_refused() -> None:
    with pytest.raises(Stop, match="percent sign"):
        _registry.values_for(PYTHON, Path("C:/100%done"), Path("app.ico"))


def test_the_icon_is_one_that_windows_can_read(tmp_path: Path) -> None:
    drawing = CHECKOUT / "resources" / "icons" / "app.svg"
    _registry.draw_icon(PYTHON, drawing, tmp_path / "own" / "app.ico")
    reserved, kind, pictures = struct.unpack_from("<3H", (tmp_path / "own" / "app.ico").read_bytes())
    assert (reserved, kind) == (0, 1)
    assert pictures >= 1
    with pytest.raises(Stop, match="icon could not be drawn"):
        _registry.draw_icon(PYTHON, tmp_path / "none.svg", tmp_path / "none.ico")
