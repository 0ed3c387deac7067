"""A challenge whose stories were read: what proposals and accounts are made of."""

from collections.abc import Callable, Sequence
from uuid import uuid4

from learningstories.domain.story import Story, StoryVersion, VersionId
from learningstories.services import reviewing
from learningstories.services.opening import OpenChallenge

READERS = tuple(f"reader{place}@example.org" for place in range(4))
MakeStory = Callable[..., Story]


def fill_challenge(
    challenge: OpenChallenge,
    make_story: MakeStory,
    ratings: Sequence[Sequence[int]],
    **fields: dict[int, object],
) -> OpenChallenge:
    """Store stories, each with its readers' ratings; further fields of a story may be given."""
    workspace = challenge.workspace
    reviewing.add_reviewers(
        workspace, [reviewing.NewReviewer(name=e.split("@")[0], email=e) for e in READERS]
    )
    with workspace.change("Add") as unit:
        for number in range(1, len(ratings) + 1):
            sha = unit.texts.put(f"Story {number}")
            given = {"consent_stage": True, "words": 260, "title": f"T{number}", "text_sha": sha}
            own = {name: values[number] for name, values in fields.items() if number in values}
            story = make_story(number=number, **{**given, **own})
            unit.stories.add(story)
            unit.versions.add(
                StoryVersion(
                    id=VersionId(uuid4()),
                    story_id=story.id,
                    version=1,
                    text_sha=sha,
                    words=2,
                    created_at=story.added_at,
                )
            )
    with workspace.change("Read") as unit:
        for number, values in enumerate(ratings, start=1):
            for email, value in zip(READERS, values, strict=False):
                reviewing.put_answer(
                    workspace, unit, reviewing.reviewer_of(unit, email), unit.story(number), value=value
                )
    return challenge
