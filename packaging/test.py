"""Runs every check of this checkout: formatting, lint, types, layers, tests; installs what they need first.

Arguments are passed on to pytest, and then only pytest runs: `test.py tests/ui -k ranking`.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

import _browsers
import _postgres
import _screen_reader
from _environment import CHECKOUT, TEST_LOCK, Environment
from _talk import answer_for, say
from _words import compile_words

_LAYERS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS = (
    ("formatting", ["-m", "ruff", "format", "--check"]),
    ("lint", ["-m", "ruff", "check"]),
    ("types", ["-m", "mypy"]),
    ("types of packaging", ["-m", "mypy", "packaging"]),
    ("layers", ["-c", _LAYERS]),
)
# Each of these says how pytest shall spread its work, or wants the keyboard.
_SPREADS_ITSELF = ("-n", "-p", "-s", "--dist", "--pdb", "--trace", "--collect-only", "--co")


def main() -> int:
    arguments = sys.argv[1:]
    environment = Environment()
    environment.complete(TEST_LOCK, on_screen=False)
    compile_words(environment)
    _browsers.bring()
    _screen_reader.bring()
    _postgres.bring()
    variables = environment.variables()
    variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    variables.setdefault("OPENBLAS_NUM_THREADS", "1")  # on shared cores more would only spin
    checks = [] if arguments else list(CHECKS)
    checks.append(("tests", ["-m", "pytest", *_spread(arguments), *arguments]))
    results = []
    for name, words in checks:
        say(f"\n{name}")
        begun = time.monotonic()
        command = [str(environment.python), *words]
        status = subprocess.run(command, cwd=CHECKOUT, env=variables, check=False).returncode
        results.append((name, status, time.monotonic() - begun))
    return _summary(results)


def _spread(arguments: Sequence[str]) -> list[str]:
    """Two test files at a time, in their order: the last are short, so that neither core waits for long."""
    if any(word.startswith(_SPREADS_ITSELF) for word in arguments):
        return []
    return ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def _summary(results: Sequence[tuple[str, int, float]]) -> int:
    say("\nSummary")
    for name, status, seconds in results:
        say(f"  {'FAILED' if status else 'passed'}  {name} ({seconds:.1f} s)")
    return int(any(status for _, status, _ in results))


if __name__ == "__main__":
    sys.exit(answer_for(main))
