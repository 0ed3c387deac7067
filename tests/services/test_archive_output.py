"""The organiser's own copy: all of the challenge is in it, as its schema says, and as it was."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from learningstories.domain.errors import Cancelled, CannotWrite
from learningstories.main import LazyDocuments, toolbox
from learningstories.resources import resource_root
from learningstories.services import reviewing, shortlisting, stories
from learningstories.services.output import MadeOutput, Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace

Make = Callable[..., MadeOutput]


@pytest.fixture
def full(workspace: Workspace, add_story: Callable[..., Any], add_reviewer: Callable[..., Any]) -> Workspace:
    """Three stories, one of which nobody may show, one read, two chosen and one excluded."""
    add_story(workspace, "The lift was *late*.", title="The lift: a story", author="Ada Low", theme="Help")
    add_story(workspace, "كان المعلم يصمت.", title="قصة المعلم", author="Bo High", language="ar")
    add_story(workspace, "Secret.", title="../The diary", author="Cy Jones", consent_print=False)
    stories.edit(workspace, 1, markdown="The lift was *very* late.")
    email = add_reviewer(workspace, "Grace Hopper").email
    reviewing.answer(workspace, email, 1, value=4, action="Ring my sister", why="It is true")
    shortlisting.add(workspace, [2, 1])
    shortlisting.exclude(workspace, 3, "By the author's wish")
    shortlisting.lock(workspace, lambda _unit: {})
    return workspace


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(
        workspace: Workspace, kind: str, target: Path | None = None, control: Control | None = None
    ) -> MadeOutput:
        order = Order(
            workspace=workspace,
            toolbox=toolbox(LazyDocuments()),
            target=target or tmp_path / f"copy.{kind}",
            control=control or Control(),
        )
        return make_output(kind, order)

    return made


def validate(found: Any) -> None:
    schema = json.loads((resource_root() / "schemas" / "challenge.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(schema, format_checker=checker).validate(found)


def test_the_whole_challenge_is_in_the_json_as_its_schema_says(full: Workspace, make: Make) -> None:
    made = make(full, "json")
    found = json.loads(made.path.read_text("utf-8"))
    validate(found)
    assert [(story["title"], story["text"]) for story in found["stories"]] == [
        ("The lift: a story", "The lift was *very* late."),
        ("قصة المعلم", "كان المعلم يصمت."),
        ("../The diary", "Secret."),
    ]
    assert [version["text"] for version in found["stories"][0]["versions"]] == [
        "The lift was *late*.",
        "The lift was *very* late.",
    ]
    assert [reader["name"] for reader in found["reviewers"]] == ["Grace Hopper"]
    assert [(each["value"], each["action"]) for each in found["readings"]] == [(4, "Ring my sister")]
    shortlist = found["shortlist"]
    assert [place["number"] for place in shortlist["stories"]] == [2, 1]
    assert [(out["number"], out["reason"]) for out in shortlist["excluded"]] == [(3, "By the author's wish")]
    assert shortlist["lock"]["locked_by"] == "Ada"
    assert any("own copy" in note for note in made.notes)


@pytest.mark.parametrize("kind", ["json"])
def test_the_same_challenge_is_the_same_copy(
    workspace: Workspace, full: Workspace, make: Make, kind: str
) -> None:
    before = make(full, kind).path.read_bytes()
    assert make(full, kind).path.read_bytes() == before


def test_a_challenge_without_anything_is_what_its_schema_says(workspace: Workspace, make: Make) -> None:
    validate(json.loads(make(workspace, "json").path.read_bytes()))


@pytest.mark.parametrize("kind", ["json"])
def test_nothing_half_done_is_left(full: Workspace, make: Make, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        make(full, kind, folder / f"copy.{kind}", control)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CannotWrite):
        make(full, kind, tmp_path / "file" / f"copy.{kind}")
    assert list(folder.iterdir()) == []
