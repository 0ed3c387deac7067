import subprocess
import sys
from pathlib import Path

import pytest

from learningstories.documents.files import keep_story_file
from learningstories.domain.errors import StoryUnreadable
from learningstories.services.kept import Aside
from learningstories.services.new_files import NewFiles
from learningstories.storage import opening
from learningstories.storage.heads import head
from learningstories.storage.probe import probe

COUNT = (
    "import sqlite3, sys; there = sqlite3.connect(sys.argv[1]); "
    "print(there.execute('SELECT count(*) FROM story').fetchone()[0]); there.close()"
)


def count_elsewhere(path: Path) -> int:
    """What another process finds that opens the file, reads and closes it."""
    command = [sys.executable, "-c", COUNT, str(path)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603


def test_what_is_stored_survives_that_another_program_opens_and_closes_the_file(
    filled, clock, add_story, tmp_path
):
    before = count_elsewhere(filled)
    here = opening.open_challenge(filled, clock, "Ada")
    here.lists.challenge()  # reads before there is anything that writes, as a window does
    add_story(here.workspace, title="The lift")
    assert count_elsewhere(filled) == before + 1
    add_story(here.workspace, title="The kettle")
    probe(filled)
    watched = NewFiles(filled.parent, tmp_path / "state" / "watched.json")
    assert [watched.look().files, watched.look().files] == [(), ()]
    with pytest.raises(StoryUnreadable):
        keep_story_file(filled, Aside())
    assert count_elsewhere(filled) == before + 2
    here.close()
    assert count_elsewhere(filled) == before + 2


def test_a_file_that_took_the_place_of_another_is_read_anew(tmp_path):
    path = tmp_path / "mine.stories"
    path.write_bytes(b"first")
    assert head(path, 100) == (b"first", 5)
    other = tmp_path / "other"
    other.write_bytes(b"second one")
    other.replace(path)
    assert head(path, 6) == (b"second", 10)
