import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from learningstories.domain.challenge import Challenge, ChallengeId
from tests.cli.conftest import Run
from tests.services.person_world import ANNA, OF_ANNA, QUENTIN, make_person_world
from tests.services.reviewers_world import World


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    def make() -> Challenge:
        closes = datetime(2013, 3, 21, 23, 59, tzinfo=UTC)
        return Challenge(id=ChallengeId(UUID(int=8)), title="Spring", closes_at=closes, zone="Europe/London")

    return make_person_world(tmp_path_factory.mktemp("people"), make)


@pytest.fixture
def house(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return Path(shutil.copy(world.file, tmp_path / "spring.stories"))


def test_all_of_it_is_told_and_saved(run: Run, house: Path, tmp_path: Path) -> None:
    said = run("person", house, "Anna Zebrowski", "--export", tmp_path / "anna").out
    assert said.startswith("Anna Zebrowski\nStory #1 “The quagga foal”: 2 texts, 1 file\n")
    assert "Saved before, and may hold them: Showcase book" in said
    names = {path.relative_to(tmp_path / "anna").as_posix() for path in (tmp_path / "anna").rglob("*.*")}
    assert names == {
        "about.md",
        "data.json",
        "history.csv",
        "promises.csv",
        "stories/0001 The quagga foal.md",
        "stories/0001 version 1.md",
        "files/0001/01-quagga.txt",
    }
    assert "as it was sent" in (tmp_path / "anna" / "files" / "0001" / "01-quagga.txt").read_text("utf-8")
    assert run("person", house, QUENTIN, "--export", tmp_path / "quentin.zip").status == 0
    with zipfile.ZipFile(tmp_path / "quentin.zip") as archive:
        assert "xylophone practice" in archive.read("readings.csv").decode()
        assert "xylophone practice" in archive.read("about.md").decode()
        assert any(name.startswith("returns/01-") for name in archive.namelist())
        data = json.loads(archive.read("data.json"))
    assert data["addresses"] == [QUENTIN]
    assert run("person", house, "Nobody", "--json").json["error"]["code"] == "no_such_person"


def test_a_person_is_removed_from_the_challenge_and_its_backups(
    run: Run, house: Path, tmp_path: Path
) -> None:
    run("backup", house)
    refused = run("person", house, ANNA, "--remove", "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "not_confirmed")
    assert "1 backup holds them, too:" in run("person", house, ANNA).out
    done = run("person", house, ANNA, "--remove", "--confirm", "anna zebrowski", "--backups", "rewrite")
    assert "1 backup is without them now." in done.out
    assert "packs that went to other reviewers hold their story" in done.out
    for path in (house, *(tmp_path / "data").rglob("*.stories")):
        held = path.read_bytes().lower()
        assert [word for word in OF_ANNA if word in held] == []
        assert run("check", path).status == 0
    assert run("person", house, ANNA).status == 1
    assert len(run("backup", house, "--list", "--json").json) == 1
    assert run("restore", house).status == 0


def test_backups_that_hold_a_person_are_told_or_removed(run: Run, house: Path) -> None:
    run("backup", house)
    sure = ("--remove", "--confirm", "Quentin Xylander")
    told = run("person", house, QUENTIN, *sure, "--readings", "remove", "--json").json
    assert told["removed"] == {"stories": 0, "readings": 3, "readings_kept": 0}
    assert len(told["backups_left"]) == 1
    sure = ("--remove", "--confirm", "Anna Zebrowski")
    assert run("person", house, ANNA, *sure, "--backups", "remove", "--json").json["backups_left"] == []
    assert run("backup", house, "--list", "--json").json == []
