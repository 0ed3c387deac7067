"""What packs and returns cost beside the plainest way of doing the same."""

import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image

from learningstories.domain.challenge import Challenge
from learningstories.domain.pack import Pack, PackedStory, PackId, ReturnBy
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.revision import Answers, Revision
from learningstories.domain.story import Attachment, AttachmentId, Story, StoryId
from learningstories.packs.packs import PackFiles
from learningstories.services.merging import merge
from learningstories.services.opening import OpenChallenge
from learningstories.services.pack_contents import PackContents, PackMedium, PackStory
from learningstories.services.pack_order import PackOrder
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.services.returned import Arrival, Returned
from learningstories.services.reviewing import NewReviewer, add_reviewers

pytestmark = pytest.mark.benchmark
FILES = PackFiles()
AT = datetime(2013, 3, 21, tzinfo=UTC)
TEXT = "I learned to bake bread with my neighbour, who had never told anybody how. " * 46  # some 650 words


def ms(call: Callable[[], Any]) -> tuple[float, Any]:
    """How long a call takes once."""
    begin = perf_counter()
    found = call()
    return (perf_counter() - begin) * 1000, found


def photo(number: int) -> bytes:
    """A picture that does not pack well, as photographs do not."""
    out = io.BytesIO()
    picture = Image.frombytes("RGB", (24, 16), os.urandom(24 * 16 * 3)).resize((900, 600))
    picture.putpixel((0, 0), (number % 256, 0, 0))
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def contents(stories: int, make_challenge: Callable[..., Challenge]) -> PackContents:
    """A pack in which every other story has a picture."""
    media, told = {}, []
    for number in range(1, stories + 1):
        shown: tuple[PackMedium, ...] = ()
        if number % 2:
            data = photo(number)
            name = f"media/{sha256(data).hexdigest()}.jpg"
            media[name], shown = data, (PackMedium(role="picture", file=name),)
        story = PackStory(
            id=StoryId(UUID(int=number)), number=number, sha="", title=f"Story {number}", words=650,
            markdown=f"{TEXT}{number}", media=shown,
        )  # fmt: skip
        told.append(replace(story, sha=FILES.story_sha(story)))
    return PackContents(
        id=PackId(uuid4()),
        key=b"k" * 32,
        challenge=make_challenge(),
        reviewer=Reviewer(id=ReviewerId(uuid4()), name="Grace", email="", added_at=AT),
        made_at=AT,
        stories=tuple(told),
        media=media,
    )


def test_making_packs(
    challenge: OpenChallenge, add_story: Callable[..., Story], tmp_path: Path, figures: Callable[..., None]
) -> None:
    stories = [add_story(challenge.workspace, f"{TEXT}{n}", title=f"Story {n}") for n in range(30)]
    with challenge.workspace.change("Add pictures") as unit:
        for number, story in enumerate(stories[::2]):
            data = photo(number)
            unit.attachments.add(
                Attachment(
                    id=AttachmentId(uuid4()), story_id=story.id, sha=unit.blobs.put(data), name="photo.jpg",
                    media_type="image/jpeg", size=len(data), role="picture",
                )
            )  # fmt: skip
    people = [NewReviewer(name=f"R{n}", email=f"r{n}@example.org") for n in range(60)]
    add_reviewers(challenge.workspace, people)
    order = PackOrder(folder=tmp_path / "packs")
    ours, made = ms(lambda: make_packs(challenge.workspace, FILES, order, Control()))

    def raw() -> None:
        for one in made.packs:
            with zipfile.ZipFile(one.path) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
            with zipfile.ZipFile(tmp_path / "raw.zip", "w") as archive:
                for name, data in parts.items():
                    way = zipfile.ZIP_STORED if name.startswith("media") else zipfile.ZIP_DEFLATED
                    archive.writestr(name, data, way)

    baseline, _ = ms(raw)
    count = len(made.packs)
    figures(
        f"a pack of 30 stories, of {count} ({1000 * count / ours:.0f} a second)",
        ours / count,
        baseline / count,
        most=50,
    )


def test_opening_a_large_pack(
    make_challenge: Callable[..., Challenge], median_ms: Callable[..., float], figures: Callable[..., None]
) -> None:
    data = FILES.write(contents(300, make_challenge))

    def raw() -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        json.loads(parts["stories.json"])

    ours = median_ms(lambda: FILES.read(data, "x.lspack"))
    figures(f"open a pack of 300 stories ({len(data) / 1e6:.0f} MB)", ours, median_ms(raw), most=200)


@pytest.fixture
def sent(challenge: OpenChallenge, add_story: Callable[..., Story]) -> list[Arrival]:
    """500 returns of 30 ratings each, of 100 stories."""
    workspace = challenge.workspace
    stories = [add_story(workspace, f"I learned {n} things.") for n in range(100)]
    people = [NewReviewer(name=f"R{n}", email=f"r{n}@example.org") for n in range(500)]
    readers = add_reviewers(workspace, people)
    returns = []
    with workspace.change("Make packs") as unit:
        unit.pack_key.put(b"m" * 32)
        for place, reader in enumerate(readers):
            mine = [stories[(place * 7 + n) % len(stories)] for n in range(30)]
            packed = tuple(
                PackedStory(story_id=s.id, number=s.number, text_sha=s.text_sha, sha="s") for s in mine
            )
            pack = Pack(
                id=PackId(uuid4()),
                reviewer_id=reader.id,
                stories=packed,
                blind=True,
                made_at=workspace.clock(),
            )
            unit.packs.add(pack)
            returns.append(_return(pack, place))
    return [
        Arrival(name=f"{n}.lsreturn.txt", by=ReturnBy.FILE, data=data, received_at=AT)
        for n, data in enumerate(returns)
    ]


def _return(pack: Pack, place: int) -> bytes:
    device = f"d_{place + 1:016x}"
    words = tuple(
        Revision(
            reviewer_id=pack.reviewer_id, story_id=story.story_id, sha="s", device=device, position=n,
            vector=((device, 1),), at=AT,
            answers=Answers(value=1 + (n + place) % 5, action="Ask our front desk what people say", chance=7),
        )
        for n, story in enumerate(pack.stories)
    )  # fmt: skip
    returned = Returned(pack_id=pack.id, reviewer_id=pack.reviewer_id, written_at=AT, revisions=words)
    return FILES.write_return(returned, FILES.key(b"m" * 32, pack.id))


def test_taking_in_returns(
    challenge: OpenChallenge, sent: list[Arrival], tmp_path: Path, figures: Callable[..., None], clock: Any
) -> None:
    clock.on(days=9)
    baseline, _ = ms(lambda: _raw(tmp_path / "raw.db", sent))
    first, report = ms(lambda: merge(challenge.workspace, FILES, sent))
    assert report.merged == 500
    again, report = ms(lambda: merge(challenge.workspace, FILES, sent))
    assert report.merged == 0
    known, _ = ms(lambda: [sha256(each.data).hexdigest() for each in sent])
    undone, _ = ms(challenge.workspace.undo)
    figures("take in 500 returns of 30 ratings", first, baseline, most=2000)
    figures("the same 500 again", again, known, most=100)
    figures("take that back", undone, baseline)


def _raw(path: Path, sent: list[Arrival]) -> None:
    """The same ratings out of the same files, by executemany, believing everything."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE return (sha TEXT PRIMARY KEY, data)")
        connection.execute("CREATE TABLE rating (id TEXT PRIMARY KEY, reviewer, story, value, told)")
        for each in sent:
            connection.execute("INSERT INTO return VALUES (?, ?)", (sha256(each.data).hexdigest(), each.data))
            body = json.loads(json.loads(each.data)["body"])
            connection.executemany(
                "INSERT INTO rating VALUES (?, ?, ?, ?, ?)",
                (
                    (uuid4().hex, body["reviewer"], one["story"], one["value"], json.dumps(one))
                    for one in body["ratings"]
                ),
            )
        connection.commit()
