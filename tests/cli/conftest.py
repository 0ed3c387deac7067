import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from learningstories.main import LazyDocuments, do, toolbox
from learningstories.publish.lazy_press import LazyPress
from learningstories.services.toolbox import Toolbox

NEW = ["--title", "Spring", "--closes", "2013-03-21 23:59", "--zone", "Europe/London"]
READERS = ("ann@example.org", "ben@example.org", "cleo@example.org")
CONSENT = {
    "The ladder": "read, print, web, stage",
    "The kettle": "read, print, web, stage",
    "The map": "read, print, web, stage",
    "The whisper": "read, web",
    "The diary": "read",
}
VALUES = {1: (5, 4, 5), 2: (4, 4, 3), 3: (2, 1, 2), 4: (5, 5, 5), 5: (3, 3, 4)}


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture(scope="session")
def tools(documents: LazyDocuments) -> Iterator[Toolbox]:
    """What commands work with; the processes they need stay for the commands that follow."""
    press = LazyPress()
    yield toolbox(documents, press)
    press.close()


@pytest.fixture
def run(tools: Toolbox, capfd: pytest.CaptureFixture[str]) -> Run:
    """Does a command in this process, as a terminal would."""

    def do_it(*words: object) -> Answer:
        status = do([str(word) for word in words], tools)
        said = capfd.readouterr()
        return Answer(status, said.out, said.err)

    return do_it


@pytest.fixture(scope="session")
def done(tools: Toolbox) -> Callable[..., None]:
    """Does a command for several tests."""

    def do_it(*words: object) -> None:
        assert do([str(word) for word in words], tools) == 0

    return do_it


@pytest.fixture(scope="session")
def new_challenge_file(tmp_path_factory: pytest.TempPathFactory, done: Callable[..., None]) -> Path:
    """A challenge without stories; not to be changed."""
    path = tmp_path_factory.mktemp("new") / "spring.stories"
    done("new", path, *NEW)
    return path


@pytest.fixture
def file(new_challenge_file: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copy(new_challenge_file, tmp_path))


def write_story(
    folder: Path, title: str, *, consent: str = "read, print, web, stage", words: int = 150
) -> Path:
    path = folder / f"{title.lower().replace(' ', '-')}.md"
    # The same words in another order: else each would be a newer text of the one before.
    others = random.Random(title).sample(range(2, words - 2), words - 4)  # noqa: S311 - the same each time
    body = " ".join(f"word{place}" for place in (0, 1, *others))
    head = f"title: {title}\nauthor: Ada of {title}\nemail: ada@example.org\nreceived: 2013-03-18 09:00\n"
    path.write_text(
        f"---\n{head}consent: [{consent}]\n---\n\nOnce {body} {title.rsplit(maxsplit=1)[-1]}.\n", "utf-8"
    )
    return path


@pytest.fixture(scope="session")
def read_challenge(tmp_path_factory: pytest.TempPathFactory, done: Callable[..., None]) -> Path:
    """A challenge with five stories that three readers have read; not to be changed."""
    folder = tmp_path_factory.mktemp("read")
    path = folder / "read.stories"
    done("new", path, *NEW, "--minutes", 8)
    done("add", path, *(write_story(folder, title, consent=consent) for title, consent in CONSENT.items()))
    for email in READERS:
        done("reviewer", path, "add", email.split("@")[0].title(), email)
    for number, values in VALUES.items():
        for email, value in zip(READERS, values, strict=True):
            done("rate", path, email, number, value, "--action", f"Try what {number} says")
    return path


@pytest.fixture
def read(read_challenge: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copy(read_challenge, tmp_path / "read.stories"))
