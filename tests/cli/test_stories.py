from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from learningstories.services import stories

Run = Callable[..., Any]


def test_a_line_for_each_story(run: Run, read: Path) -> None:
    answer = run("list", read, "--json")
    assert [each["title"] for each in answer.json] == [
        "The ladder", "The kettle", "The map", "The whisper", "The diary",
    ]  # fmt: skip
    assert answer.json[0] == {
        "number": 1,
        "title": "The ladder",
        "author": "Ada of The ladder",
        "words": 150,
        "received": "2013-03-18T09:00:00+00:00",
        "verdict": "on_time",
        "state": "ready",
        "readings": 3,
    }


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--search", "kettle"], [2]),
        (["--search", "ada of the MAP"], [3]),
        (["--search", "word12 word77"], [1, 2, 3, 4, 5]),
        (["--search", "#4"], [4]),
        (["--search", "no such words"], []),
        (["--search", '" OR *'], []),
        (["--state", "no_consent"], [4, 5]),
        (["--state", "ready"], [1, 2, 3]),
        (["--state", "withdrawn"], []),
        (["--state", "ready", "--search", "kettle"], [2]),
    ],
)
def test_search_and_state(run: Run, read: Path, words: list[str], numbers: list[int]) -> None:
    answer = run("list", read, *words, "--json")
    assert answer.status == 0
    assert [each["number"] for each in answer.json] == numbers


def test_a_state_that_does_not_exist(run: Run, read: Path) -> None:
    assert run("list", read, "--state", "lost").status == 2


def test_a_withdrawn_story_keeps_its_verdict(
    run: Run, read: Path, open_challenge: Callable[..., Any]
) -> None:
    opened = open_challenge(read)
    stories.withdraw(opened.workspace, [2])
    opened.close()
    line = run("list", read, "--json").json[1]
    assert (line["state"], line["verdict"]) == ("withdrawn", "on_time")


def test_show_adds_the_text_and_all_that_belongs_to_it(run: Run, read: Path) -> None:
    found = run("show", read, 4, "--json").json
    line = run("list", read, "--json").json[3]
    assert line.items() <= found.items()
    assert found["text"].startswith("Once word0 word1")
    assert found["consent"] == {"read": True, "print": False, "web": True, "stage": False}
    assert [(v["version"], v["words"], v["source"]) for v in found["versions"]] == [
        (1, 150, "the-whisper.md")
    ]
    assert [(a["name"], a["role"]) for a in found["attachments"]] == [("the-whisper.md", "original")]


def test_show_tells_a_person(run: Run, read: Path) -> None:
    answer = run("show", read, "#4")
    assert "The whisper" in answer.out
    assert "read, web" in answer.out
    assert "Once word0" in answer.out


@pytest.mark.parametrize("number", [0, 99, -1])
def test_a_number_that_no_story_has(run: Run, read: Path, number: int) -> None:
    answer = run("show", read, number, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "no_such_story")


@pytest.mark.parametrize("number", ["one", "1.5", "", "9" * 30])
def test_what_is_no_number(run: Run, read: Path, number: str) -> None:
    assert run("show", read, number).status == 2
