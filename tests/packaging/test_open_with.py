"""A double-click on our files, on Linux: the files in a person's folders, and what desktops read there."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from xml.etree import ElementTree

import _desktop
import _entry as _entry_words
import pytest
from _environment import Environment
from _talk import Stop
from open_with import open_with

from learningstories.storage import challenge_file
from tests.services.reviewers_world import GRACE, make_world

CHECKOUT = Path(__file__).parents[2]
PYTHON = Path(sys.executable)
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
PLACES = {
    "applications/learning-stories.desktop",
    "mime/packages/learning-stories.xml",
    "icons/hicolor/scalable/apps/learning-stories.svg",
    *(
        f"icons/hicolor/scalable/mimetypes/application-vnd.learningstories.{kind}.svg"
        for kind in ("challenge", "pack", "return")
    ),
}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder of data; there is no other place to write to."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own settings"))
    return tmp_path / "own data"


def _register() -> None:
    """Register; a system without shared-mime-info gets the files too, and a sentence."""
    complete = shutil.which("update-mime-database")
    with nullcontext() if complete else pytest.raises(Stop, match="Install shared-mime-info"):
        _desktop.register(PYTHON, CHECKOUT)


def _files(folder: Path) -> dict[str, bytes]:
    """What lies in `folder`, apart from what desktops remember of it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    return {
        name: held
        for name, held in files.items()
        if re.match(r"(applications/.*desktop|mime/pack|icons)", name)
    }


def _entry(text: str) -> dict[str, str]:
    """The keys of a desktop entry's first part, with the marks any value may have taken off."""
    first, *lines = text.partition("\n\n")[0].split("\n")
    assert first == "[Desktop Entry]"
    keys = dict(line.split("=", 1) for line in lines)
    assert len(keys) == len(lines)
    return {key: value.replace("\\\\", "\\") for key, value in keys.items()}


def _started(command: str, file: str) -> list[str]:
    """The words a desktop starts for `file`, by the rules of the desktop entry specification."""
    words = []
    for quoted, plain in re.findall(
        r'"((?:[^"\\`$]|\\["\\`$])*)"(?= |$)|([^\s"\'\\><~|&;$*?#()`]+)(?= |$)', command
    ):
        word = re.sub(r"\\(.)", r"\1", quoted) if quoted else plain
        words.append(file if plain == "%f" else word.replace("%%", "%"))
        assert "%" not in word.replace("%%", "") or plain == "%f"
    return words


def _kind_by_gio(path: Path) -> str:
    """What GNOME and its kin take the file for."""
    words = ["gio", "info", "-a", "standard::content-type", str(path)]
    shown = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return shown.rpartition("standard::content-type: ")[2].strip()


def _version(words: list[str], folder: Path) -> str:
    """What the command says from another folder and without the variables of the tests."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        words, cwd=folder, env=variables, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_desktop_gets_three_files_and_a_second_time_changes_nothing(data: Path) -> None:
    _register()
    first = _files(data)
    _register()
    assert _files(data) == first
    assert set(first) == PLACES
    assert first["icons/hicolor/scalable/apps/learning-stories.svg"].startswith(b"<svg")

    entry = _entry(first["applications/learning-stories.desktop"].decode())
    assert entry["Type"] == "Application"
    assert entry["Name"] == "Learning Stories"
    kinds = [f"application/vnd.learningstories.{kind};" for kind in ("challenge", "pack", "return")]
    assert entry["MimeType"] == "".join(kinds)
    assert entry["Icon"] == "learning-stories"
    assert entry["Terminal"] == "false"
    assert entry["TryExec"] == sys.executable
    assert entry["Exec"].endswith(" -P -m learningstories %f")
    if shutil.which("desktop-file-validate"):
        checked = subprocess.run(
            ["desktop-file-validate", str(data / "applications" / "learning-stories.desktop")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (checked.returncode, checked.stdout) == (0, "")


def test_a_real_challenge_is_known_by_its_name_and_by_its_first_bytes(data: Path, tmp_path: Path) -> None:
    challenge = tmp_path / "Our 100%.stories"
    challenge_file.make(challenge)
    _register()
    kinds = ElementTree.parse(data / "mime" / "packages" / "learning-stories.xml").getroot()  # noqa: S314  # ours
    assert tuple(kind.get("type") for kind in kinds) == _entry_words.KINDS
    patterns = [glob.get("pattern") for glob in kinds.iter(f"{MIME}glob")]
    assert patterns == ["*.stories", "*.lspack", "*.lsreturn.txt"]
    text, number = kinds[0].iter(f"{MIME}match")
    held = challenge.read_bytes()
    start, place = (int(match.attrib["offset"]) for match in (text, number))
    assert held[start:].startswith(text.attrib["value"].replace("\\000", "\0").encode())
    assert int.from_bytes(held[place : place + 4]) == int(number.attrib["value"], 16)

    if shutil.which("gio") and shutil.which("update-mime-database"):
        assert _kind_by_gio(challenge) == _entry_words.KIND
        assert _kind_by_gio(challenge.rename(tmp_path / "nameless")) == _entry_words.KIND


def test_a_real_pack_and_a_real_return_are_known_by_their_names_and_their_first_bytes(
    data: Path, tmp_path: Path
) -> None:
    world = make_world(tmp_path)
    pack, answers = world.packs[GRACE][0], tmp_path / "mine.lsreturn.txt"
    world.device(GRACE, "desk").save_return(answers)
    _register()
    kinds = ElementTree.parse(data / "mime" / "packages" / "learning-stories.xml").getroot()  # noqa: S314  # ours
    for file, kind in ((pack, kinds[1]), (answers, kinds[2])):
        for match in kind.iter(f"{MIME}match"):
            first, _colon, last = match.attrib["offset"].partition(":")
            value = match.attrib["value"].replace("\\003", "\3").replace("\\004", "\4").encode()
            place = file.read_bytes()[: int(last or first) + len(value)].find(value)
            assert int(first) <= place <= int(last or first)
    if shutil.which("gio") and shutil.which("update-mime-database"):
        for file, name in ((pack, _entry_words.PACK), (answers, _entry_words.RETURN)):
            assert _kind_by_gio(file) == name
            assert _kind_by_gio(file.rename(tmp_path / "nameless")) == name


@pytest.mark.parametrize(
    "name",
    ["plain", "two words", "100%f %% done", "Zoë's 故事", '$HOME `id` "q" \\b\\ \\\\', "a;b&c|d>e#f~(g)*?"],
)
def test_the_entry_really_starts_the_app_from_any_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "app").symlink_to(CHECKOUT, target_is_directory=True)
    (folder / "own python").symlink_to(PYTHON.parents[1], target_is_directory=True)
    python = folder / "own python" / PYTHON.relative_to(PYTHON.parents[1])
    entry = _entry(_desktop.entry_for(python, folder / "app"))
    words = _started(entry["Exec"], "--version")
    assert words == [
        "env",
        f"PYTHONPATH={folder / 'app'}",
        str(python),
        *("-P", "-m", "learningstories", "--version"),
    ]
    assert re.fullmatch(r"learningstories \d+\.\d+\S*", _version(words, tmp_path))
    assert entry["TryExec"] == str(python)


@pytest.mark.parametrize("name", ["a=b", "two\nlines", "tab\there", "latin \udce9"])
def test_a_folder_no_desktop_can_start_from_is_refused(name: str) -> None:
    with pytest.raises(Stop, match="Move it, then run this again"):
        _desktop.entry_for(Path("/home", name, ".venv/bin/python"), Path("/home", name))


def test_off_leaves_nothing_and_keeps_what_other_apps_have(data: Path, tmp_path: Path) -> None:
    other = data / "mime" / "packages" / "other.xml"
    other.parent.mkdir(parents=True)
    other.write_text(f'<mime-info xmlns="{MIME[1:-1]}"/>', encoding="utf-8")
    choices = tmp_path / "own settings" / "mimeapps.list"
    choices.parent.mkdir()
    before = b"[Default Applications]\ntext/plain=learning-stories.desktop;\nimage/png=\xe9.desktop\n"
    choices.write_bytes(before)

    _register()
    with choices.open("ab") as kept:
        kept.write(b"application/vnd.learningstories.challenge=learning-stories.desktop;db.desktop;\n")
        kept.write(b"application/vnd.learningstories.pack=learning-stories.desktop;\n")
    for _time in range(2):
        assert open_with(["off"], Environment(tmp_path / "never made")) == 0
        assert set(_files(data)) == {"mime/packages/other.xml"}
        lines = choices.read_bytes().splitlines(keepends=True)
        assert set(before.splitlines(keepends=True)) <= set(lines)
        ours = [line for line in lines if line.startswith(b"application/vnd.learningstories")]
        assert ours == [b"application/vnd.learningstories.challenge=db.desktop;\n"]
    assert not (tmp_path / "never made").exists()
    assert not (tmp_path / "home").exists()


def test_off_before_on_makes_nothing(data: Path) -> None:
    _desktop.forget()
    assert not data.exists()


def test_a_system_without_the_tools_says_what_to_install(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Stop, match="Install shared-mime-info, then run this again"):
        _desktop.register(PYTHON, CHECKOUT)
    assert set(_files(data)) == PLACES


def test_other_words_and_a_mac_are_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = Environment(tmp_path / "never made")
    with pytest.raises(Stop, match="the one word: off"):
        open_with(["on"], environment)
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(Stop, match=r"needs the packaged app: packaging/build\.py makes it"):
        open_with([], environment)


def test_the_command_a_person_types_takes_it_back(data: Path) -> None:
    _register()
    shown = subprocess.run(
        [sys.executable, str(CHECKOUT / "packaging" / "run.py"), "--open-with", "off"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == "A double-click on this app's files no longer opens it.\n"
    assert not any((data / place).exists() for place in PLACES)
