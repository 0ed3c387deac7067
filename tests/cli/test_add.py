from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
GOOD = """---
title: The ladder
author: Ada
email: ada@example.org
received: 2013-03-18 09:00
consent: [read, print]
---

Once I climbed.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "ladder.md"
    path.write_text(GOOD, "utf-8")
    return path


def test_tells_what_was_added(run: Run, file: Path, story: Path) -> None:
    answer = run("add", file, story, "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.json == {
        "added": 1,
        "stories": [
            {
                "number": 1,
                "title": "The ladder",
                "author": "Ada",
                "email": "ada@example.org",
                "words": 3,
                "received": "2013-03-18T09:00:00+00:00",
                "verdict": "on_time",
                "source": "ladder.md",
                "problems": [],
            }
        ],
    }


def test_a_dry_run_stores_nothing(run: Run, file: Path, story: Path) -> None:
    before = file.read_bytes()
    answer = run("add", file, "--dry-run", story, "--json")
    assert answer.json["added"] == 0
    assert answer.json["stories"][0]["number"] is None
    assert answer.json["stories"][0]["title"] == "The ladder"
    assert file.read_bytes() == before


def test_a_time_that_is_given_goes_before_the_files_own(run: Run, file: Path, story: Path) -> None:
    answer = run("add", file, story, "--received", "2013-03-22 00:30", "--json")
    assert answer.json["stories"][0]["received"] == "2013-03-22T00:30:00+00:00"
    assert answer.json["stories"][0]["verdict"] == "late"


def test_a_time_that_is_not_understood_stores_nothing(run: Run, file: Path, story: Path) -> None:
    answer = run("add", file, story, "--received", "yesterday", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "time_not_understood")
    assert run("list", file, "--json").json == []


def test_the_rest_of_a_batch_goes_on(run: Run, file: Path, story: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"this was never Word")
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    answer = run("add", file, broken, story, empty, tmp_path, tmp_path / "gone.md", "--json")
    assert answer.status == 1
    assert answer.json["added"] == 1
    codes = [[p["code"] for p in each["problems"]] for each in answer.json["stories"]]
    assert codes == [["not_a_docx"], [], ["empty"], ["folder"], ["missing"]]
    assert [each["number"] for each in answer.json["stories"]] == [None, 1, None, None, None]
    assert len(answer.err.splitlines()) == 4
    assert answer.json["error"]["message"] == answer.err.strip()


def test_a_single_bad_file_is_refused(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 no")
    answer = run("add", file, tmp_path / "x.docx")
    assert answer.status == 1
    assert "x.docx" in answer.err
    assert "Traceback" not in answer.err


def test_problems_are_told_in_sentences(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("My summer\n\nIt was warm, and I learned to swim.\n")
    answer = run("add", file, tmp_path / "plain.txt", "--json")
    found = {p["code"]: p["message"] for p in answer.json["stories"][0]["problems"]}
    assert {"no_author", "no_consent_read", "no_consent_print"} <= set(found)
    assert all(message.endswith(".") for message in found.values())


def test_several_files_are_one_step(run: Run, file: Path, story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(GOOD.replace("ladder", "kettle"), "utf-8")
    run("add", file, story, "--json", other)
    assert [each["number"] for each in run("list", file, "--json").json] == [1, 2]
    assert run("undo", file, "--json").json == {"undone": "Add 2 stories"}
    assert run("list", file, "--json").json == []


def test_a_picture_beside_a_story_belongs_to_it(run: Run, file: Path, tmp_path: Path) -> None:
    from PIL import Image  # noqa: PLC0415

    Image.new("RGB", (40, 30), "#B4530A").save(tmp_path / "stairs.png")
    (tmp_path / "a.md").write_text(GOOD + "\n![Worn steps](stairs.png)\n", "utf-8")
    answer = run("add", file, tmp_path / "stairs.png", tmp_path / "a.md", "--json")
    assert (answer.status, answer.json["added"]) == (0, 1)
    shown = run("show", file, 1, "--json").json
    picture = next(each for each in shown["attachments"] if each["role"] == "picture")
    assert (picture["description"], picture["name"]) == ("Worn steps", "stairs.png")
    assert f"media:{picture['sha']}" in shown["text"]


def test_a_picture_alone_is_no_story(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    answer = run("add", file, tmp_path / "a.png", "--json")
    assert answer.status == 1
    assert answer.json["added"] == 0


def test_the_original_is_kept_byte_for_byte(
    run: Run, file: Path, story: Path, open_challenge: Callable[..., Any]
) -> None:
    run("add", file, story)
    with open_challenge(file).workspace.read() as unit:
        kept = unit.attachments.find(role="original")[0]
        assert unit.blobs.get(kept.sha) == story.read_bytes()


def test_a_person_is_told_too(run: Run, file: Path, story: Path) -> None:
    answer = run("add", file, story)
    assert "#1  The ladder  (Ada, 3 words, ladder.md)" in answer.out
    assert "Added 1 story." in answer.out


@pytest.mark.parametrize("name", ["x" * 300, "a\0b.md", "\udcff.md", "\u202egnp.md", ""])
def test_names_that_no_file_should_have(run: Run, file: Path, name: str) -> None:
    answer = run("add", file, name, "--json")
    assert answer.status == 1
    assert answer.json["added"] == 0
    assert "\u202e" not in answer.err
