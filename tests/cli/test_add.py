from collections.abc import Callable
from hashlib import sha256
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
OTHER = "Water boils sooner on the mountain, which is why my aunt's tea was never any good up there."


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
        "replaced": 0,
        "skipped": 0,
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
                "action": "add",
                "alike": None,
                "problems": [],
                "provenance": {
                    "file": "ladder.md",
                    "part": None,
                    "form": None,
                    "row": None,
                    "message_id": None,
                    "fingerprint": sha256(story.read_bytes()).hexdigest(),
                    "chosen": {"by": "front_matter", "at": "2013-03-18T09:00:00+00:00"},
                    "claims": answer.json["stories"][0]["provenance"]["claims"],
                },
            }
        ],
    }
    claims = answer.json["stories"][0]["provenance"]["claims"]
    assert [claim["by"] for claim in claims] == ["front_matter", "file_time", "entered"]
    assert claims[0] == {
        "by": "front_matter",
        "at": "2013-03-18T09:00:00+00:00",
        "said": "2013-03-18 09:00",
    }


def test_a_dry_run_stores_nothing(run: Run, file: Path, story: Path) -> None:
    before = file.read_bytes()
    answer = run("add", file, "--dry-run", story, "--json")
    assert answer.json["added"] == 0
    assert answer.json["stories"][0]["number"] is None
    assert answer.json["stories"][0]["title"] == "The ladder"
    assert file.read_bytes() == before


def test_a_dry_run_says_what_would_be_done_and_which_are_late(run: Run, file: Path, story: Path) -> None:
    late, newer = story.with_name("kettle.md"), story.with_name("ladder 2.md")
    late.write_text(GOOD.replace("ladder", "kettle").replace("-18 09:00", "-23 09:00") + OTHER, "utf-8")
    newer.write_text(GOOD.replace("climbed", "climbed again"), "utf-8")
    run("add", file, story)
    said = run("add", file, "--dry-run", story, newer, late).out.splitlines()
    assert said[-3:] == ["Would add 1 story.", "Would renew 1 story.", "Would leave out 1 story."]
    assert [line.rsplit(")  ")[-1] for line in said if ".md)" in line] == [
        "On time",
        "On time",
        "Late, to be decided",
    ]
    done = run("add", file, newer, late).out.splitlines()
    assert done[-2:] == ["Added 1 story.", "Renewed 1 story."]


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
    answer = run("add", file, broken, story, empty, tmp_path / "gone.md", "--json")
    assert answer.status == 1
    assert answer.json["added"] == 1
    codes = [[p["code"] for p in each["problems"]] for each in answer.json["stories"]]
    assert codes == [["not_a_docx"], [], ["empty"], ["missing"]]
    assert [each["number"] for each in answer.json["stories"]] == [None, 1, None, None]
    assert len(answer.err.splitlines()) == 3
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
    other.write_text(GOOD.replace("ladder", "kettle").replace("Once I climbed.", OTHER), "utf-8")
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


@pytest.mark.parametrize("name", ["x" * 300, "a\0b.md", "\udcff.md", "\u202egnp.md"])
def test_names_that_no_file_should_have(run: Run, file: Path, name: str) -> None:
    answer = run("add", file, name, "--json")
    assert answer.status == 1
    assert answer.json["added"] == 0
    assert "\u202e" not in answer.err


def test_a_name_that_was_left_empty_is_not_the_folder_one_is_in(run: Run, file: Path) -> None:
    answer = run("add", file, "", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (2, "usage")


# --- what comes again ---------------------------------------------------------------------------------


LONG = GOOD.replace("Once I climbed.", " ".join(f"step{n}" for n in range(80)))


@pytest.fixture
def ladder(story: Path, run: Run, file: Path) -> Path:
    """A file that was added as #1."""
    story.write_text(LONG, "utf-8")
    assert run("add", file, story).status == 0
    return story


def planned(answer: Any) -> list[tuple[Any, ...]]:
    return [
        (each["number"], each["action"], [p["code"] for p in each["problems"]][:1])
        for each in answer.json["stories"]
    ]


def test_what_is_there_already_is_left_out_and_told(run: Run, file: Path, ladder: Path) -> None:
    answer = run("add", file, ladder, "--json")
    assert (answer.status, answer.json["added"], answer.json["skipped"]) == (0, 0, 1)
    assert planned(answer) == [(None, "skip", ["same_file"])]
    assert answer.json["stories"][0]["alike"] == {
        "code": "same_file",
        "number": 1,
        "place": None,
        "title": "The ladder",
        "author": "Ada",
        "percent": 100,
    }
    said = run("add", file, ladder).out
    assert "The same file as #1 “The ladder” by Ada. Left out." in said
    assert "Added 0 stories.\nLeft out 1 story." in said
    assert [each["number"] for each in run("list", file, "--json").json] == [1]


def test_a_newer_text_takes_the_place_of_the_earlier_one(run: Run, file: Path, ladder: Path) -> None:
    ladder.write_text(LONG + " And then I fell.", "utf-8")
    dry = run("add", file, ladder, "--json", "--dry-run")
    assert planned(dry) == [(None, "replace", ["new_version"])]
    assert run("show", file, 1, "--json").json["version"] == 1
    answer = run("add", file, ladder, "--json")
    assert planned(answer) == [(1, "replace", ["new_version"])]
    assert (answer.json["added"], answer.json["replaced"]) == (0, 1)
    shown = run("show", file, 1, "--json").json
    assert (shown["version"], len(shown["versions"])) == (2, 2)
    assert run("undo", file, "--json").status == 0
    assert run("show", file, 1, "--json").json["version"] == 1


def test_what_somebody_else_wrote_alike_is_added_and_told(run: Run, file: Path, ladder: Path) -> None:
    ladder.write_text(LONG.replace("Ada", "Ben").replace("ada@", "ben@").replace("step7", "stair"), "utf-8")
    answer = run("add", file, ladder, "--json")
    assert planned(answer) == [(2, "add", ["similar"])]
    [told] = answer.json["stories"][0]["problems"]
    assert told["message"].startswith("Similar to #1 “The ladder” by Ada: ")
    assert told["message"].endswith("% of the text is alike. Please look. Added as a story of its own.")


@pytest.mark.parametrize(
    ("word", "expected"), [("new", (2, "add")), ("version", (1, "replace")), ("skip", (None, "skip"))]
)
def test_what_is_done_with_it_can_be_said(
    run: Run, file: Path, ladder: Path, word: str, expected: tuple[Any, ...]
) -> None:
    ladder.write_text(LONG + " And then I fell.", "utf-8")
    answer = run("add", file, ladder, "--json", "--as", word)
    assert planned(answer)[0][:2] == expected


def test_another_authors_story_is_never_replaced(run: Run, file: Path, ladder: Path) -> None:
    ladder.write_text(LONG.replace("Ada", "Ben").replace("ada@", "ben@"), "utf-8")
    assert planned(run("add", file, ladder, "--json", "--as", "version"))[0][:2] == (2, "add")


def test_copies_within_one_drop_are_told_from_each_other(
    run: Run, file: Path, story: Path, tmp_path: Path
) -> None:
    story.write_text(LONG, "utf-8")
    copy = tmp_path / "copy.md"
    copy.write_text(LONG, "utf-8")
    answer = run("add", file, copy, story, "--json")
    assert planned(answer) == [(1, "add", []), (None, "skip", ["same_file"])]
    assert answer.json["stories"][1]["alike"]["place"] == 0


# --- forms --------------------------------------------------------------------------------------------

FORM = """Timestamp,Name,Tale,May we print it?
2013-03-18 09:00:00,Ana,{ana},Yes
2013-03-18 10:00:00,Ben,{ben},No
"""
ANA = " ".join(f"bread{n}" for n in range(60))
BEN = " ".join(f"water{n}" for n in range(60))


def write_form(folder: Path, **texts: str) -> Path:
    path = folder / "form.csv"
    path.write_text(FORM.format(**{"ana": ANA, "ben": BEN, **texts}), "utf-8")
    return path


def test_a_forms_columns_are_matched_as_is_said_and_remembered(run: Run, file: Path, tmp_path: Path) -> None:
    form = write_form(tmp_path)
    answer = run("add", file, form, "--map", "Tale=text", "--map", "Name=title", "--json")
    assert [(s["title"], s["words"]) for s in answer.json["stories"]] == [("Ana", 60), ("Ben", 60)]
    again = run("add", file, form, "--json")
    assert planned(again) == [(None, "skip", ["same_row"]), (None, "skip", ["same_row"])]
    assert [s["title"] for s in again.json["stories"]] == ["Ana", "Ben"]
    assert [s["provenance"]["row"] for s in again.json["stories"]] == [0, 1]


def test_a_changed_row_is_a_new_version(run: Run, file: Path, tmp_path: Path) -> None:
    run("add", file, write_form(tmp_path))
    answer = run("add", file, write_form(tmp_path, ben=BEN + " and wine"), "--json")
    assert [(s["number"], s["action"], s["alike"]["code"]) for s in answer.json["stories"]] == [
        (None, "skip", "same_row"),
        (2, "replace", "new_version"),
    ]


@pytest.mark.parametrize(
    ("pair", "code"),
    [("Tale=wine", "field_unknown"), ("Tale", "field_unknown"), ("Wine=text", "column_unknown")],
)
def test_a_column_or_field_that_does_not_exist_stores_nothing(
    run: Run, file: Path, tmp_path: Path, pair: str, code: str
) -> None:
    answer = run("add", file, write_form(tmp_path), "--map", pair, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, code)
    assert run("list", file, "--json").json == []


def test_how_a_form_writes_dates_can_be_said(run: Run, file: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text(f"Timestamp,Name,Story\n02/03/2013 09:00:00,Ana,{ANA}\n", "utf-8")
    told = {
        order: run("add", file, form, "--dry-run", "--dates", order, "--json").json["stories"][0]["received"]
        for order in ("day-first", "month-first")
    }
    assert told["day-first"][:10] == "2013-03-02"
    assert told["month-first"][:10] == "2013-02-03"
