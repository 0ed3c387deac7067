"""A challenge whose packs went out to two reviewers, who read on several devices; copied for each example."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.domain.pack import ReturnBy
from learningstories.domain.story import Story, StoryId, StoryVersion, VersionId
from learningstories.packs.packs import PackFiles
from learningstories.services.opening import OpenChallenge
from learningstories.services.pack_answers import AnswerShelf
from learningstories.services.pack_order import PackOrder
from learningstories.services.pack_reading import PackReading, open_pack
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.services.returned import Arrival, Returned
from learningstories.services.reviewing import NewReviewer, add_reviewers
from learningstories.services.workspace import Workspace
from learningstories.storage import opening

START = datetime(2013, 3, 20, 12, tzinfo=UTC)
GRACE, BEN = "grace@example.org", "ben@example.org"
FILES = PackFiles()


@dataclass
class World:
    """The packs that went out, and a challenge file to copy."""

    folder: Path
    file: Path
    packs: dict[str, list[Path]] = field(default_factory=dict)
    now: datetime = START
    copies: int = 0

    def clock(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)

    def copy(self) -> OpenChallenge:
        self.copies += 1
        target = self.folder / f"copy-{self.copies}.stories"
        shutil.copy(self.file, target)
        return opening.open_challenge(target, self.clock, "Ada")

    def device(self, email: str, name: str, pack: int = 0) -> PackReading:
        """A reviewer's device; the same name is the same device."""
        shelf = AnswerShelf(self.folder / "devices" / f"{email}-{name}", FILES)
        return open_pack(self.packs[email][pack], FILES, shelf, self.clock)


def make_world(folder: Path, **fields: Any) -> World:
    """Three stories; two packs for Grace, one for Ben."""
    world = World(folder, folder / "world.stories")
    challenge = Challenge(
        id=ChallengeId(uuid4()), title="Stories", closes_at=START, zone="Europe/London", **fields
    )
    opened = opening.make_challenge(world.file, challenge, world.clock, "Ada")
    for number in range(1, 4):
        put_story(opened.workspace, number)
    people = [NewReviewer(name="Grace Hopper", email=GRACE), NewReviewer(name="Ben Taylor", email=BEN)]
    add_reviewers(opened.workspace, people)
    for emails in ((GRACE, BEN), (GRACE,)):
        world.on(minutes=1)
        order = PackOrder(folder=folder / "packs", emails=emails)
        for made in make_packs(opened.workspace, FILES, order, Control()).packs:
            world.packs.setdefault(made.reviewer.email, []).append(made.path)
    opened.close()
    return world


def put_story(workspace: Workspace, number: int, **fields: Any) -> Story:
    with workspace.change("Add a story") as unit:
        text = f"I learned {number} things from the rain."
        sha, key = unit.texts.put(text), StoryId(uuid4())
        given = {"title": f"Story {number}", "author": "Amara Okafor", "email": "amara@example.org"}
        given |= {"consent_read": True, "consent_print": True, "received_at": START, "added_at": START}
        story = Story(id=key, number=number, text_sha=sha, words=7, **{**given, **fields})
        unit.stories.add(story)
        version = StoryVersion(
            id=VersionId(uuid4()), story_id=key, version=1, text_sha=sha, words=7, created_at=START
        )
        unit.versions.add(version)
    return story


def part_of(reading: PackReading, numbers: Sequence[int]) -> bytes:
    """A return with the answers to some stories only."""
    envelope = FILES.open_return(reading.return_file())
    whole: Returned = FILES.read_return(envelope)
    wanted = {story.id for story in reading.contents.stories if story.number in numbers}
    kept = tuple(word for word in whole.revisions if word.story_id in wanted)
    return FILES.write_return(replace(whole, revisions=kept), reading.contents.key)


def arrived(data: bytes, at: datetime = START, name: str = "a.lsreturn.txt") -> Arrival:
    return Arrival(name=name, by=ReturnBy.MAIL, data=data, received_at=at)


def facts(opened: OpenChallenge) -> dict[str, Any]:
    """All that must not depend on the order in which returns were taken in."""
    with opened.workspace.read() as unit:
        people = unit.reviewers.all()
        return {
            "readings": {(one.reviewer_id, one.story_id): one for one in unit.readings.all()},
            "said": {kept.word.id: kept for kept in unit.revisions.of([one.id for one in people])},
            "returns": {
                (one.sha, one.state, one.received_at, one.pack_id, one.reviewer_id)
                for one in unit.returns.all()
            },
            "wishes": {one.email: (one.promise_use, one.ask_later) for one in people},
        }
