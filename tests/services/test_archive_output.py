"""The organiser's own copy: all of the challenge is in it, as its schema says, and as it was."""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from learningstories.documents.documents import Documents
from learningstories.domain.errors import Cancelled, CannotWrite, FolderTaken
from learningstories.main import LazyDocuments, toolbox
from learningstories.resources import resource_root
from learningstories.services import attachments, reviewing, shortlisting, stories
from learningstories.services.drafts import DraftFile
from learningstories.services.output import MadeOutput, Order
from learningstories.services.outputs import make_output, output_of
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace

Make = Callable[..., MadeOutput]
KINDS = {"json": "json", "zip": "archive", "": "archive"}  # by the ending of what is made
PICTURE = b"the bytes of a picture"
SHA = sha256(PICTURE).hexdigest()


@pytest.fixture
def full(workspace: Workspace, add_story: Callable[..., Any], add_reviewer: Callable[..., Any]) -> Workspace:
    """Three stories, one of which nobody may show, one read, two chosen and one excluded."""
    add_story(workspace, "The lift was *late*.", title="The lift: a story", author="Ada Low", theme="Help")
    add_story(workspace, "كان المعلم يصمت.", title="قصة المعلم", author="Bo High", language="ar")
    add_story(workspace, "Secret.", title="../The diary", author="Cy Jones", consent_print=False)
    described = DraftFile(name="../The lift?.png", media_type="image/png", role="picture", data=PICTURE)
    sha = attachments.attach(workspace, 1, described).sha
    stories.edit(workspace, 1, markdown=f"The lift was *very* late.\n\n![A lift](media:{sha})")
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
            target=target or tmp_path / ("copy.json" if kind == "json" else "copy.zip"),
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
        ("The lift: a story", f"The lift was *very* late.\n\n![A lift](media:{SHA})"),
        ("قصة المعلم", "كان المعلم يصمت."),
        ("../The diary", "Secret."),
    ]
    assert [version["text"] for version in found["stories"][0]["versions"]] == [
        "The lift was *late*.",
        found["stories"][0]["text"],
    ]
    assert [reader["name"] for reader in found["reviewers"]] == ["Grace Hopper"]
    assert [(each["value"], each["action"]) for each in found["readings"]] == [(4, "Ring my sister")]
    shortlist = found["shortlist"]
    assert [place["number"] for place in shortlist["stories"]] == [2, 1]
    assert [(out["number"], out["reason"]) for out in shortlist["excluded"]] == [(3, "By the author's wish")]
    assert shortlist["lock"]["locked_by"] == "Ada"
    assert made.notes == (output_of("json").about,)
    assert "own copy" in made.notes[0]


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files_of(folder: Path) -> dict[str, bytes]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def test_the_archive_is_texts_and_files_as_a_zip_or_as_a_folder(
    full: Workspace, make: Make, tmp_path: Path
) -> None:
    made = make(full, "archive")
    parts = parts_of(made.path)
    assert list(parts) == [
        "README.md", "challenge.md", "challenge.json",
        "stories/0001 The lift a story.md", "readings/0001.md", "files/0001/01-The lift .png",
        "stories/0002 قصة المعلم.md", "stories/0003 .. The diary.md",
    ]  # fmt: skip
    assert made.files == len(parts)
    assert files_of(make(full, "archive", tmp_path / "copy").path) == parts
    validate(json.loads(parts["challenge.json"]))
    assert parts["files/0001/01-The lift .png"] == PICTURE
    assert "Ring my sister" in parts["readings/0001.md"].decode()
    assert "By the author's wish" in parts["challenge.md"].decode()
    read_me = parts["README.md"].decode()
    assert all(words in read_me for words in ("own copy", "e-mail addresses", "Keep it as safe"))


def test_a_story_of_the_archive_can_be_added_again_as_it_was(
    full: Workspace, make: Make, tmp_path: Path, reader: Documents
) -> None:
    folder = make(full, "archive", tmp_path / "copy").path
    for number, words in ((1, "The lift was *very* late."), (2, "كان المعلم يصمت."), (3, "Secret.")):
        with full.read() as unit:
            story = unit.story(number)
        (path,) = folder.glob(f"stories/{number:04}*.md")
        (draft,) = reader.take_in(path).drafts
        assert (draft.title, draft.author, draft.language) == (story.title, story.author, story.language)
        assert (draft.consent_read, draft.consent_print) == (story.consent_read, story.consent_print)
        assert draft.markdown.startswith(words)
        assert "unknown" not in " ".join(problem.code for problem in draft.problems)
    assert "](../files/0001/01-The%20lift%20.png)" in next(folder.glob("stories/0001*")).read_text("utf-8")


def test_a_folder_of_ours_is_made_anew_and_one_of_others_is_left(
    full: Workspace, make: Make, tmp_path: Path
) -> None:
    folder = make(full, "archive", tmp_path / "copy").path
    before = files_of(make(full, "archive", folder).path)
    (folder / "mine.txt").write_text("keep me")
    with pytest.raises(FolderTaken):
        make(full, "archive", folder)
    assert files_of(folder) == {**before, "mine.txt": b"keep me"}


@pytest.mark.parametrize("kind", ["json", "archive"])
def test_the_same_challenge_is_the_same_copy(
    workspace: Workspace, full: Workspace, make: Make, kind: str
) -> None:
    before = make(full, kind).path.read_bytes()
    assert make(full, kind).path.read_bytes() == before


def test_a_challenge_without_anything_is_what_its_schema_says(workspace: Workspace, make: Make) -> None:
    validate(json.loads(make(workspace, "json").path.read_bytes()))


@pytest.mark.parametrize("kind", ["json", "zip", ""])
def test_nothing_half_done_is_left(full: Workspace, make: Make, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        make(full, KINDS[kind], folder / f"copy.{kind}".strip("."), control)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CannotWrite):
        make(full, KINDS[kind], tmp_path / "file" / f"copy.{kind}".strip("."))
    assert list(folder.iterdir()) == []
