"""The private environment, with real folders, a real pip and a package of our own that needs no network."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from _environment import Environment, fingerprint
from _talk import Stop


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels, the only place pip looks in."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def lock(tmp_path: Path, shelf: Path) -> Path:
    return _write_lock(tmp_path, _wheel(shelf, "1.0"), "1.0")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that a person made; not to be changed."""
    folder = tmp_path_factory.mktemp("bare") / "own"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return folder


@pytest.fixture
def by_hand(bare: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(bare, tmp_path / "own", symlinks=True))


def _wheel(shelf: Path, version: str) -> str:
    """Put a package of one module on the shelf; its SHA-256."""
    path = shelf / f"greeting-{version}-py3-none-any.whl"
    about = f"greeting-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("greeting.py", f"VERSION = '{version}'\n")
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: greeting\nVersion: {version}\n")
        wheel.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{about}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_lock(folder: Path, digest: str, version: str) -> Path:
    path = folder / "requirements.txt"
    path.write_text(f"greeting=={version} \\\n    --hash=sha256:{digest}\n", encoding="utf-8")
    return path


def _greeting(environment: Environment) -> str:
    command = [str(environment.python), "-c", "import greeting; print(greeting.VERSION)"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_it_is_made_whole_once_and_follows_the_lock(
    tmp_path: Path, shelf: Path, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = lock.read_text(encoding="utf-8")
    _write_lock(tmp_path, "0" * 64, "1.0")
    with pytest.raises(Stop, match="not the one this version was made with"):
        Environment(tmp_path / "own").complete(lock, on_screen=False)
    assert "Making a private environment" in capsys.readouterr().out
    half_done = tmp_path / "own" / "half-unpacked"
    half_done.touch()

    lock.write_text(right, encoding="utf-8")  # what was left half done is made anew
    Environment(tmp_path / "own").complete(lock, on_screen=False)
    assert not half_done.exists()
    said = capsys.readouterr().out
    assert "Making a private environment" in said
    assert "1 of 1: greeting 1.0" in said
    assert _greeting(Environment(tmp_path / "own")) == "1.0"

    Environment(tmp_path / "own").complete(lock, on_screen=False)
    assert capsys.readouterr().out == ""

    _write_lock(tmp_path, _wheel(shelf, "2.0"), "2.0")
    Environment(tmp_path / "own").complete(lock, on_screen=False)
    assert "Making" not in capsys.readouterr().out
    assert _greeting(Environment(tmp_path / "own")) == "2.0"

    moved = Environment((tmp_path / "own").rename(tmp_path / "elsewhere"))
    moved.complete(lock, on_screen=False)
    assert "Making a private environment" in capsys.readouterr().out


def test_an_environment_made_by_hand_is_completed_and_kept(
    by_hand: Path, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = by_hand / "notes"
    notes.touch()
    Environment(by_hand).complete(lock, on_screen=False)
    assert "Making" not in capsys.readouterr().out
    assert _greeting(Environment(by_hand)) == "1.0"
    assert notes.exists()


def test_without_a_network_it_says_so(
    by_hand: Path, lock: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    with pytest.raises(Stop, match="Is this computer online"):
        Environment(by_hand).complete(lock, on_screen=False)
    assert "the network does not answer" in capsys.readouterr().out


def test_line_ends_do_not_matter_to_the_fingerprint(tmp_path: Path, lock: Path) -> None:
    before = fingerprint(lock)
    lock.write_bytes(lock.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert fingerprint(lock) == before
