"""Makes the sample challenge from its story files, by the same ways as any other."""

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

from learningstories.domain.challenge import Challenge, LateRule
from learningstories.domain.deadline import read_moment
from learningstories.domain.errors import FileExists
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import PromiseUse
from learningstories.i18n import _, plural
from learningstories.resources import resource_root
from learningstories.services import challenges, reviewing
from learningstories.services.adding import add, add_version
from learningstories.services.preview import Reception, preview
from learningstories.services.progress import Control
from learningstories.services.saving import not_written
from learningstories.services.toolbox import Toolbox
from learningstories.services.workspace import Workspace

FILE = "Learning Stories 2013.stories"
STORIES = "stories"
_NOT_SENT = frozenset({"challenge.toml", "ratings.csv", "README.md"})
_YES = "true"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The challenge that was made, and how many stories are in it."""

    file: Path
    stories: int


def sample_file(folder: Path) -> Path:
    """Where the sample challenge of `folder` is."""
    return folder / FILE


def make_sample(toolbox: Toolbox, folder: Path, control: Control) -> Sample:
    """Write the sample's story files and a challenge made of them to `folder`.

    Story files that are there already stay as they are. Raises `FileExists` when the challenge is
    there, `CannotWrite`, `DiskFull`, `Cancelled`; then there is no challenge.
    """
    root = resource_root() / "sample"
    told = tomllib.loads((root / "challenge.toml").read_text("utf-8"))
    target = sample_file(folder)
    if target.exists():
        raise FileExists(target.name)
    _copy(root, folder / STORIES)
    opened = toolbox.make(target, _challenge(told))
    try:
        count = _fill(opened.workspace, toolbox, told, folder / STORIES, control)
        _read(opened.workspace, told, (root / "ratings.csv").read_text("utf-8"))
        _renew(opened.workspace, toolbox, told, folder / STORIES)
    except BaseException:
        opened.close()
        target.unlink(missing_ok=True)
        raise
    opened.close()
    return Sample(file=target, stories=count)


def _copy(root: Path, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in root.iterdir():
            target = folder / file.name
            if file.is_file() and file.name not in _NOT_SENT and not target.exists():
                _put(file.read_bytes(), target)
    except OSError as error:
        raise not_written(folder, error.errno, error.strerror) from error


def _put(data: bytes, target: Path) -> None:
    try:
        target.write_bytes(data)
    except OSError:
        target.unlink(missing_ok=True)  # half a file would be taken for the story the next time
        raise


def _challenge(told: Mapping[str, Any]) -> Challenge:
    zone = told["zone"]
    return Challenge(
        id=challenges.new_id(),
        title=told["title"],
        community=told["community"],
        call=told["call"].strip(),
        contact=told["contact"],
        opens_at=read_moment(told["opens"], zone),
        closes_at=read_moment(told["closes"], zone),
        zone=zone,
        grace_minutes=told["grace_minutes"],
        late_rule=LateRule(told["late_rule"]),
        words_least=told["words_least"],
        words_most=told["words_most"],
        themes=tuple(told["themes"]),
        readings_wanted=told["readings_wanted"],
        blind=told["blind"],
        event_title=told["event_title"],
        event_at=read_moment(told["event_at"], zone),
        event_place=told["event_place"],
        event_minutes=told["event_minutes"],
        language=told["language"],
    )


def _sent(told: Mapping[str, Any], names: Sequence[str], folder: Path) -> list[Path]:
    """Story files with all pictures, as their authors sent them."""
    stories = set(told["order"])
    pictures = sorted(path for path in folder.iterdir() if path.name not in stories)
    return [*(folder / name for name in names), *pictures]


def _first_texts(told: Mapping[str, Any]) -> list[str]:
    return [name for name in told["order"] if name not in told["replaces"]]


def _fill(
    workspace: Workspace, toolbox: Toolbox, told: Mapping[str, Any], folder: Path, control: Control
) -> int:
    with workspace.read() as unit:
        challenge = unit.challenge()
    paths = _sent(told, _first_texts(told), folder)
    reception = Reception(challenge=challenge, reader=toolbox.documents, now=toolbox.clock())
    found = preview(paths, reception, control).found
    return len(add(workspace, found))


def _renew(workspace: Workspace, toolbox: Toolbox, told: Mapping[str, Any], folder: Path) -> None:
    """Newer texts of stories that came before."""
    numbers = _numbers(told)
    with workspace.read() as unit:
        challenge = unit.challenge()
    for name, earlier in told["replaces"].items():
        paths = _sent(told, [name], folder)
        reception = Reception(challenge=challenge, reader=toolbox.documents, now=toolbox.clock())
        for found in preview(paths, reception).found:
            add_version(workspace, numbers[earlier], found)


def _numbers(told: Mapping[str, Any]) -> dict[str, int]:
    """The number that each story file came to have."""
    numbers = {name: place for place, name in enumerate(_first_texts(told), start=1)}
    return numbers | {name: numbers[earlier] for name, earlier in told["replaces"].items()}


def _read(workspace: Workspace, told: Mapping[str, Any], ratings: str) -> None:
    """Add the reviewers, and take in what they answered as one step."""
    people = [
        reviewing.NewReviewer(
            name=person["name"],
            email=person["email"],
            themes=tuple(person["themes"]),
            languages=tuple(person["languages"]),
            capacity=person["capacity"],
        )
        for person in told["reviewers"]
    ]
    reviewing.add_reviewers(workspace, people)
    numbers, answers = _numbers(told), list(_answers(ratings))
    label = plural("Take in {count} reading", "Take in {count} readings", len(answers))
    with workspace.change(label.format(count=len(answers))) as unit:
        readers = {
            person["email"]: reviewing.reviewer_of(unit, person["email"]) for person in told["reviewers"]
        }
        stories = {story.number: story for story in unit.stories.all()}
        for email, name, fields in answers:
            reviewing.put_answer(workspace, unit, readers[email], stories[numbers[name]], **fields)
    with workspace.change(_("Note what may be shown of the reviewers")) as unit:
        for person in told["reviewers"]:
            use = PromiseUse(person["promise_use"])
            unit.reviewers.replace(
                replace(readers[person["email"]], promise_use=use, ask_later=person["ask_later"])
            )


def _answers(ratings: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Who, which story file, and the answers given."""
    for row in csv.DictReader(StringIO(ratings)):
        yield (
            row["reviewer"],
            row["story"],
            {
                "value": _whole(row["value"]),
                "action": row["action"],
                "no_action": row["no_action"] == _YES,
                "chance": _whole(row["chance"]),
                "why": row["why"],
                "share_why": row["share_why"] == _YES,
                "knows": Knows(row["knows"] or Knows.NO),
                "aside_reason": row["aside_reason"],
                "concern": Concern(row["concern"] or Concern.NONE),
                "concern_note": row["concern_note"],
                "skipped": row["skipped"] == _YES,
            },
        )


def _whole(text: str) -> int | None:
    return int(text) if text else None
