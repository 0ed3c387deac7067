"""Fixtures that every test may ask for: a clock, a real challenge file, stories and reviewers in it."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # tests that are not about languages are about English

import pytest
from hypothesis import HealthCheck, settings

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Story, StoryId, StoryVersion, VersionId
from learningstories.domain.words import count_words
from learningstories.main import LazyDocuments
from learningstories.services import challenges
from learningstories.services.opening import OpenChallenge
from learningstories.services.reviewing import NewReviewer, add_reviewers
from learningstories.services.workspace import Workspace
from learningstories.storage import challenge_file, opening
from tests.own_server import OwnServer

if TYPE_CHECKING:
    from tests.on_server import ServedChallenges

FILE, SERVER = "file", "server"  # where a challenge is
START = datetime(2013, 3, 20, 12, tzinfo=UTC)
CLOSES = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)

# What the app keeps for a person, backups among it, is not to be mixed with what whoever runs the tests has.
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="learningstories-tests-")
atexit.register(shutil.rmtree, os.environ["XDG_DATA_HOME"], ignore_errors=True)

# The machine that runs the tests may be busy; a slow example is no fault. Examples are the same in every run
# of the same test; `--hypothesis-profile=search` looks further.
_PATIENT = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.register_profile("search", _PATIENT, max_examples=1000)
settings.register_profile("tests", _PATIENT, max_examples=50, derandomize=True)
settings.load_profile("tests")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations that are newer than what was compiled of them, as packaging/test.py does."""
    if hasattr(config, "workerinput"):
        return  # the process that began it all has done it
    checkout = Path(__file__).parents[1]
    found = (checkout / "resources" / "i18n").glob("*/LC_MESSAGES/*.po")
    stale = [file for file in found if not _is_compiled(file)]
    if stale:
        compiler = checkout / "packaging" / "_compile.py"
        subprocess.run([sys.executable, compiler, *stale], check=True)  # noqa: S603 - our own script


def pytest_addoption(parser: pytest.Parser) -> None:
    """Lets tests of challenges run with a server."""
    parser.addoption("--on-server", action="store_true", help="challenges are on a server, not in files")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let what is marked so be tried with both."""
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    if "kept_in" in metafunc.fixturenames and "on_both" in marks and "on_file" not in marks:
        metafunc.parametrize("kept_in", [FILE, SERVER], indirect=True)


def _is_compiled(file: Path) -> bool:
    made = file.with_suffix(".mo")
    return made.exists() and made.stat().st_mtime >= file.stat().st_mtime


@pytest.fixture(scope="session")
def documents() -> Iterator[LazyDocuments]:
    """The processes that read documents, shared by all tests of a worker."""
    processes = LazyDocuments()
    yield processes
    processes.close()


@dataclass
class Hand:
    """A clock that moves only when a test moves it."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Hand:
    """Noon of the day before the deadline; `clock.on(minutes=5)` moves it."""
    return Hand()


@pytest.fixture
def make_challenge() -> Callable[..., Challenge]:
    """Makes a challenge that is stored nowhere; any of its fields may be given."""

    def make(**fields: Any) -> Challenge:
        given = {"title": "Learning stories", "closes_at": CLOSES, "zone": "Europe/London"}
        return Challenge(id=ChallengeId(uuid4()), **{**given, **fields})

    return make


@pytest.fixture
def make_story() -> Callable[..., Story]:
    """Makes a story that is stored nowhere; any of its fields may be given."""

    def make(**fields: Any) -> Story:
        given = {
            "id": StoryId(uuid4()),
            "number": 1,
            "title": "A lesson",
            "author": "Ada Lovelace",
            "received_at": START,
            "added_at": START,
            "consent_read": True,
            "consent_print": True,
        }
        return Story(**{**given, **fields})

    return make


@pytest.fixture
def opened() -> Iterator[list[OpenChallenge]]:
    """Challenges that are closed when the test ends; closing one earlier does no harm."""
    kept: list[OpenChallenge] = []
    yield kept
    for one in reversed(kept):
        one.close()


@pytest.fixture
def kept_in(request: pytest.FixtureRequest) -> str:
    """Where `challenge` is, `FILE` or `SERVER`; see tests/on_server.py."""
    found: str = getattr(request, "param", SERVER if request.config.getoption("on_server") else FILE)
    return found


@pytest.fixture(scope="session")
def served(own_server: OwnServer) -> "ServedChallenges":
    """Challenges on that server."""
    from tests.on_server import ServedChallenges  # noqa: PLC0415 - most tests want no server

    return ServedChallenges(own_server)


@pytest.fixture
def open_challenge(
    clock: Hand, opened: list[OpenChallenge], request: pytest.FixtureRequest
) -> Callable[..., OpenChallenge]:
    """Opens a challenge as the app does: a file, or one on the tests' server by the path that it has open."""

    def open_it(path: Path, who: str = "Ada") -> OpenChallenge:
        if any(each.path == path and each.address for each in opened):
            opened.append(request.getfixturevalue("served").open(path, clock, who))
        else:
            opened.append(opening.open_challenge(path, clock, who))
        return opened[-1]

    return open_it


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A challenge file that the migrations made once for all tests, with nothing in it."""
    path = tmp_path_factory.mktemp("blank") / "blank.stories"
    challenge_file.make(path)
    return path


@pytest.fixture
def new_challenge(
    blank: Path,
    open_challenge: Callable[[Path], OpenChallenge],
    make_challenge: Callable[..., Challenge],
) -> Callable[..., OpenChallenge]:
    """Makes a challenge file at a path, with any fields of the challenge, and opens it."""

    def make(path: Path, **fields: Any) -> OpenChallenge:
        shutil.copyfile(blank, path)
        one = open_challenge(path)
        challenges.found(one.workspace, make_challenge(**fields))
        return one

    return make


@pytest.fixture
def challenge(
    kept_in: str,
    tmp_path: Path,
    clock: Hand,
    opened: list[OpenChallenge],
    make_challenge: Callable[..., Challenge],
    request: pytest.FixtureRequest,
) -> Iterator[OpenChallenge]:
    """A new, open challenge without stories, in a file or on a server."""
    if kept_in == FILE:
        yield request.getfixturevalue("new_challenge")(tmp_path / "challenge.stories")
        return
    served = request.getfixturevalue("served")
    opened.append(new := served.open_fresh(clock, "Ada"))
    challenges.found(new.workspace, make_challenge())
    yield new
    served.give_back(new.path)


@pytest.fixture
def workspace(challenge: OpenChallenge) -> Workspace:
    """The way to write into `challenge`."""
    return challenge.workspace


@pytest.fixture
def add_story(make_story: Callable[..., Story]) -> Callable[..., Story]:
    """Stores a story with its text in one step: `add_story(workspace, text, **fields)`."""

    def add(workspace: Workspace, text: str = "Once I learned.", **fields: Any) -> Story:
        with workspace.change("Add a story") as unit:
            sha = unit.texts.put(text)
            given = {"number": unit.next_number(), "text_sha": sha, "words": count_words(text), **fields}
            story = make_story(**given)
            unit.stories.add(story)
            unit.versions.add(
                StoryVersion(
                    id=VersionId(uuid4()),
                    story_id=story.id,
                    version=story.version,
                    text_sha=sha,
                    words=story.words,
                    created_at=workspace.clock(),
                )
            )
        return story

    return add


@pytest.fixture
def add_reviewer() -> Callable[..., Reviewer]:
    """Stores a reviewer: `add_reviewer(workspace, "Grace Hopper")` has the address grace@example.org."""

    def add(workspace: Workspace, name: str = "Grace Hopper", **fields: Any) -> Reviewer:
        fields.setdefault("email", f"{name.split(maxsplit=1)[0].lower()}@example.org")
        return add_reviewers(workspace, [NewReviewer(name=name, **fields)])[0]

    return add


@pytest.fixture(scope="session")
def own_server() -> Iterator[OwnServer]:
    """A PostgreSQL server that only these tests use."""
    with OwnServer.started() as server:
        yield server
