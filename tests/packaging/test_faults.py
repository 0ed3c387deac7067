"""Known faults of locked packages are found in a copy of the advisory database, and no others."""

from pathlib import Path

import pytest
from _faults import known, locked, main

_ADVISORY = """id: PYSEC-2024-1
details: |-
  It runs what it reads.
  More words.
aliases: [CVE-2024-1]
affected:
- package: {name: Some.Thing, ecosystem: PyPI}
  ranges:
  - type: GIT
    events: [{introduced: '0'}]
  - type: ECOSYSTEM
    events: [{introduced: '0'}, {fixed: 1.2.0}, {introduced: 2.0.0}, {last_affected: '2.4'}]
  versions: ['3.1']
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "vulns" / "some-thing"
    place.mkdir(parents=True)
    (place / "PYSEC-2024-1.yaml").write_text(_ADVISORY, encoding="utf-8")
    withdrawn = f"withdrawn: '2024-01-01T00:00:00Z'\n{_ADVISORY}"
    (place / "PYSEC-2024-2.yaml").write_text(withdrawn, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("version", "has_it"),
    [("1.1", True), ("1.2", False), ("1.10", False), ("2.4", True), ("2.4.1", False), ("3.1", True)],
)
def test_a_fault_is_known_of_the_versions_that_have_it(folder: Path, version: str, *, has_it: bool) -> None:
    found = list(known(folder, {("some-thing", version), ("other", "1.1")}))
    line = f"some-thing {version}: PYSEC-2024-1 (CVE-2024-1) It runs what it reads."
    assert found == ([line] if has_it else [])


def test_every_lock_is_looked_up(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {name for name, _version in locked()}
    assert {"psycopg", "pytest", "pyinstaller"} <= names
    assert main([str(folder)]) == 0
    assert "0 known faults" in capsys.readouterr().out
