"""The lock files serve every machine: each package with hashes, nothing that names a place."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

CHECKOUT = Path(__file__).parents[2]
APP, TESTS, BUILD = (CHECKOUT / "packaging" / f"requirements{which}.txt" for which in ("", "-test", "-build"))
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def _entries(lock: Path) -> list[str]:
    """One string a package: its name and version, its marker, its hashes."""
    return lock.read_text(encoding="utf-8").replace("\\\n", "").strip().splitlines()


def _requirements(lock: Path) -> list[Requirement]:
    return [Requirement(entry.partition(" --hash")[0]) for entry in _entries(lock)]


def _locked(lock: Path) -> set[tuple[str, str, str]]:
    return {(canonicalize_name(one.name), str(one.specifier), str(one.marker)) for one in _requirements(lock)}


@pytest.mark.parametrize("lock", [APP, TESTS, BUILD], ids=lambda lock: lock.name)
def test_every_package_has_one_version_and_hashes(lock: Path) -> None:
    for entry in _entries(lock):
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^#]+?)? +(--hash=sha256:[0-9a-f]{64} *)+", entry), entry


@pytest.mark.parametrize("lock", [APP, TESTS, BUILD], ids=lambda lock: lock.name)
def test_no_address_is_in_it(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-|\s@\s|#", re.sub(r"--hash=\S+", "", text), re.MULTILINE)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_dependency_is_locked_in_an_allowed_version(python: str, platform: str) -> None:
    project = PROJECT["project"]
    app = [*project["dependencies"], *project["optional-dependencies"]["cjk"]]
    here = {"python_version": python, "python_full_version": f"{python}.1", "sys_platform": platform}
    groups = PROJECT["dependency-groups"]
    for wanted, lock in ((app, APP), ([*app, *groups["dev"]], TESTS), ([*app, *groups["build"]], BUILD)):
        served = [one for one in _requirements(lock) if one.marker is None or one.marker.evaluate(dict(here))]
        versions = {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in served}
        for requirement in map(Requirement, wanted):
            if requirement.marker and not requirement.marker.evaluate(dict(here)):
                continue
            version = versions[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(Version(version), prereleases=True), requirement


def test_the_app_is_tested_and_packaged_with_what_it_runs_on() -> None:
    assert _locked(APP) <= _locked(TESTS)
    assert _locked(APP) <= _locked(BUILD)
