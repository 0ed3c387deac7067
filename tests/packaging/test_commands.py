"""The commands of the folder packaging/ as a person meets them."""

import ast
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import run
from _talk import Stop, answer_for, say

CHECKOUT = Path(__file__).parents[2]
SCRIPTS = CHECKOUT / "packaging"


def _raise(problem: BaseException) -> Callable[[], int]:
    def command() -> int:
        raise problem

    return command


@pytest.mark.parametrize(
    ("problem", "status", "words"),
    [
        (Stop("Do this first."), 1, "Do this first."),
        (KeyboardInterrupt(), 130, "repairs what was left half done"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "The disk is full"),
        (
            PermissionError(errno.EACCES, "Permission denied", "somewhere"),
            1,
            "Permission denied: 'somewhere'",
        ),
    ],
)
def test_what_stops_a_command_is_one_sentence(
    problem: BaseException, status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer_for(_raise(problem)) == status
    shown = capsys.readouterr().err
    assert words in shown
    assert "Traceback" not in shown


def test_an_old_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 6))
    assert answer_for(lambda: 0) == 1
    assert "needs Python 3.11 or newer; this is 3.9" in capsys.readouterr().err


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("[!h]*.py")), ids=lambda path: path.name)
def test_an_old_python_can_read_the_scripts(script: Path) -> None:
    ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_a_terminal_that_cannot_show_a_letter_is_no_reason_to_stop(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "terminal").open("w", encoding="ascii") as terminal:
        monkeypatch.setattr(sys, "stdout", terminal)
        say("/home/zoë/app")
    assert (tmp_path / "terminal").read_text(encoding="ascii") == "/home/zo?/app\n"


@pytest.mark.parametrize("arguments", [[], ["--sample"]])
def test_without_a_display_the_main_job_is_done(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run._without_display(arguments) == ["tour", str(CHECKOUT / "sample-output")]
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_without_a_display_commands_are_passed_on_and_a_file_is_refused(tmp_path: Path) -> None:
    assert run._without_display(["list", "a.stories"]) == ["list", "a.stories"]
    challenge = tmp_path / "a.stories"
    challenge.touch()
    with pytest.raises(Stop, match="no display"):
        run._without_display([str(challenge)])


def test_ci_runs_what_the_newcomer_runs() -> None:
    script = CHECKOUT / ".ci" / "run"
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 packaging/test.py"
    if os.name == "posix":
        assert os.access(script, os.X_OK)


def test_arguments_of_the_test_command_reach_pytest() -> None:
    asked = (
        "import test; print(test._spread([]), test._spread(['tests/ui', '-k', 'x']), test._spread(['--pdb']))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", asked], cwd=SCRIPTS, capture_output=True, text=True, check=True
    ).stdout
    spread = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    assert shown.strip() == f"{spread} {spread} []"
