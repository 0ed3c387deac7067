"""The sample, and the whole main job on it."""

import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from learningstories.domain.errors import FileExists
from learningstories.domain.story import StoryState
from learningstories.main import LazyDocuments, toolbox
from learningstories.services.progress import Control
from learningstories.services.sample import make_sample, sample_file
from learningstories.services.toolbox import Toolbox
from learningstories.services.tour import whole_job


@pytest.fixture(scope="module")
def tools(documents: LazyDocuments) -> Toolbox:
    return toolbox(documents)


def test_the_whole_job_leaves_a_challenge_and_a_book(tools: Toolbox, tmp_path: Path) -> None:
    sample_file(tmp_path).write_bytes(b"of an earlier tour")
    done = whole_job(tools, tmp_path, Control())
    assert done.file == sample_file(tmp_path)
    assert (tmp_path / "Learning Stories 2013 (1).stories").read_bytes() == b"of an earlier tour"
    with pypdfium2.PdfDocument(done.book) as document:
        assert len(document) == done.pages > 20
        said = " ".join(page.get_textpage().get_text_bounded() for page in document)
    opened = tools.open(done.file)
    with opened.workspace.read() as unit:
        told = [story for story in unit.stories.all() if story.number in done.numbers]
        unprinted = [story for story in unit.stories.all() if not story.consent_print]
        locked, minutes = unit.locks.all(), unit.challenge().event_minutes
    assert opened.check() == []
    opened.close()
    assert len(locked) == 1
    frozen = locked[0].snapshot
    assert frozen["rules"]["minutes"] == minutes
    assert frozen["counts"]["taking_part"] > 20
    assert frozen["without"]
    assert len(told) >= 8
    assert all(story.public_name in " ".join(said.split()) for story in told if story.language == "en")
    assert unprinted
    assert not any(story.title in " ".join(said.split()) for story in unprinted)


def test_the_sample_shows_every_kind_of_story(tools: Toolbox, tmp_path: Path) -> None:
    made = make_sample(tools, tmp_path, Control())
    with pytest.raises(FileExists):
        make_sample(tools, tmp_path, Control())
    opened = tools.open(made.file)
    counts = opened.lists.state_counts()
    with opened.workspace.read() as unit:
        everything, pictures = unit.stories.all(), unit.attachments.find(role="picture")
        versions = unit.versions.find(version=2)
    opened.close()
    assert {StoryState.LATE, StoryState.TOO_LONG, StoryState.NO_CONSENT, StoryState.READY} <= set(counts)
    assert {"en", "ar", "es", "zh", "hi"} <= {story.language.split("-")[0] for story in everything}
    assert {story.source.rpartition(".")[2] for story in everything} == {"md", "txt", "docx"}
    assert len(pictures) >= 4
    assert sum(bool(picture.description) for picture in pictures) >= 4
    assert len(versions) == 1


NARROW = """
import resource, signal, sys
from pathlib import Path
from learningstories.domain.errors import CannotWrite
from learningstories.main import LazyDocuments, toolbox
from learningstories.services.progress import Control
from learningstories.services.sample import make_sample
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
try:
    make_sample(toolbox(LazyDocuments()), Path(sys.argv[1]), Control())
except CannotWrite as error:
    print(error.code)
"""


def test_a_sample_that_finds_no_room_leaves_no_half_a_story(tools: Toolbox, tmp_path: Path) -> None:
    """A real limit on what may be written, in a process of its own."""
    told = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", NARROW, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert told.stdout.split() == ["cannot_write"], told.stderr
    assert all(path.stat().st_size not in (0, 9000) for path in (tmp_path / "stories").iterdir())
    assert make_sample(tools, tmp_path, Control()).stories == 27


def test_a_tour_that_is_stopped_leaves_no_challenge(tools: Toolbox, tmp_path: Path) -> None:
    from learningstories.domain.errors import Cancelled  # noqa: PLC0415

    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        make_sample(tools, tmp_path, control)
    assert not sample_file(tmp_path).exists()
