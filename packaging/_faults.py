"""Looks the packages of the locks up in a copy of the Python Packaging Advisory Database.

Started by known_faults.py with the tests' Python, which has PyYAML and packaging.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from _environment import APP_LOCK, BUILD_LOCK, TEST_LOCK
from _talk import say
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

_ENTRY = re.compile(r"^([a-z0-9-]+)==([^\s;]+)", re.MULTILINE)


def locked(locks: Sequence[Path] = (APP_LOCK, TEST_LOCK, BUILD_LOCK)) -> set[tuple[str, str]]:
    """Each package of the locks with its version."""
    return {found for lock in locks for found in _ENTRY.findall(lock.read_text(encoding="utf-8"))}


def known(folder: Path, packages: set[tuple[str, str]]) -> Iterator[str]:
    """A line for each fault that a version is known to have."""
    for place in sorted((folder / "vulns").iterdir()):
        versions = sorted(version for name, version in packages if name == canonicalize_name(place.name))
        files = sorted(place.glob("*.yaml")) if versions else []
        for file in files:
            told = yaml.safe_load(file.read_text(encoding="utf-8"))
            for version in versions:
                if "withdrawn" not in told and _concerns(told, place.name, Version(version)):
                    yield _line(told, place.name, version)


def _concerns(told: Mapping[str, Any], name: str, version: Version) -> bool:
    named = (
        one
        for one in told.get("affected", ())
        if canonicalize_name(one["package"]["name"]) == canonicalize_name(name)
    )
    return any(_is_in(one, version) for one in named)


def _is_in(affected: Mapping[str, Any], version: Version) -> bool:
    listed = (_version(one) for one in affected.get("versions", ()))
    ranges = (one for one in affected.get("ranges", ()) if one.get("type") == "ECOSYSTEM")
    return version in listed or any(_within(one["events"], version) for one in ranges)


def _within(events: Sequence[Mapping[str, Any]], version: Version) -> bool:
    """Whether the last thing that happened up to this version is that the fault came in."""
    has_it = False
    moments = [(_version(at), what) for event in events for what, at in event.items()]
    for at, what in sorted(moments, key=lambda each: each[0]):
        if what == "introduced" and version >= at:
            has_it = True
        elif (what == "fixed" and version >= at) or (what == "last_affected" and version > at):
            has_it = False
    return has_it


def _version(told: object) -> Version:
    try:
        return Version(str(told))
    except InvalidVersion:
        return Version("0")  # of a time before there was an order


def _line(told: Mapping[str, Any], name: str, version: str) -> str:
    also = ", ".join(map(str, told.get("aliases", ())))
    words = str(told.get("summary") or told.get("details") or "").strip().partition("\n")[0]
    return f"{name} {version}: {told['id']}{f' ({also})' if also else ''} {words}".rstrip()


def main(words: Sequence[str]) -> int:
    packages = locked()
    found = list(known(Path(words[0]), packages))
    for line in found:
        say(line)
    say(f"{len(packages)} packages looked up, {len(found)} known faults.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
