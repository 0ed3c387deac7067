"""A pack with a picture, the ways to open it, and what a reviewer would send back."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from learningstories.domain.challenge import Challenge, ChallengeId, Criterion
from learningstories.domain.pack import PackId
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import PromiseUse, Reviewer, ReviewerId
from learningstories.domain.revision import Answers, Revision, Wish
from learningstories.domain.story import StoryId
from learningstories.packs.archive import sha_of
from learningstories.packs.packs import PackFiles
from learningstories.services.pack_contents import PackContents, PackMedium, PackStory
from learningstories.services.returned import Returned

MADE = datetime(2013, 3, 20, 12, tzinfo=UTC)
DEVICE = "d_" + "1" * 16
KEY = b"k" * 32
PACK, REVIEWER = PackId(UUID(int=7)), ReviewerId(UUID(int=8))
FULL = Answers(
    value=4,
    criteria=(2, 0),
    action="Ask our front desk",
    chance=0,
    why="It is true.",
    share_why=True,
    knows=Knows.GUESS,
    concern=Concern.SAFETY,
    concern_note="Look at the end",
)


def photo(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return out.getvalue()


def pack_story(number: int, **fields: Any) -> PackStory:
    given = {
        "id": StoryId(UUID(int=number)),
        "number": number,
        "sha": "",
        "title": f"Story {number}",
        "language": "en",
        "words": 3,
        "markdown": f"I learned {number} things.",
    }
    story = PackStory(**{**given, **fields})
    return replace(story, sha=PackFiles().story_sha(story))


@pytest.fixture
def files() -> PackFiles:
    return PackFiles()


@pytest.fixture
def contents() -> PackContents:
    """Three stories, the second answered to an earlier pack, the third with a picture."""
    made = PackFiles().small_picture(photo())
    assert made is not None
    picture = f"media/{sha_of(made[0])}.{made[1]}"
    seen = ((DEVICE, 2),)
    return PackContents(
        id=PACK,
        key=KEY,
        challenge=Challenge(
            id=ChallengeId(UUID(int=9)),
            title="Learning Stories 2013",
            community="L&D Connect",
            contact="grace@example.org",
            criteria=(Criterion(question="How clear is it?", scale=("not", "a bit", "very")),),
            closes_at=MADE,
            zone="UTC",
            blind=True,
        ),
        reviewer=Reviewer(
            id=REVIEWER, name="Ada Lovelace", email="", promise_use=PromiseUse.UNSIGNED, added_at=MADE
        ),
        made_at=MADE,
        return_by=MADE,
        earlier=(PackId(UUID(int=6)),),
        wishes_seen=seen,
        stories=(
            pack_story(2),
            pack_story(1, seen=seen, answers=FULL),
            pack_story(
                17,
                title="学习 </script>",
                markdown=f"![A map](media:{picture[6:70]})",
                media=(
                    PackMedium(role="picture", file=picture, description="A map"),
                    PackMedium(role="sound", description="She tells it", seconds=92),
                ),
            ),
        ),
        media={picture: made[0]},
    )


@pytest.fixture
def rating() -> Callable[..., Revision]:
    """Makes a rating of story 1; any of its fields may be given."""

    def make(**fields: Any) -> Revision:
        given = {"reviewer_id": REVIEWER, "story_id": StoryId(UUID(int=1)), "sha": "s", "device": DEVICE}
        given |= {"vector": ((DEVICE, 1),), "at": MADE, "position": 2, "answers": FULL}
        return Revision(**{**given, **fields})

    return make


@pytest.fixture
def returned(rating: Callable[..., Revision]) -> Returned:
    """Two ratings and a wish."""
    return Returned(
        pack_id=PACK,
        reviewer_id=REVIEWER,
        written_at=MADE,
        revisions=(rating(), rating(story_id=StoryId(UUID(int=2)), answers=Answers())),
        wishes=(
            Wish(
                reviewer_id=REVIEWER, device=DEVICE, vector=((DEVICE, 1),), at=MADE,
                promise_use=PromiseUse.NAMED, ask_later=True,
            ),
        ),
    )  # fmt: skip
