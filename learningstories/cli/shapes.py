"""Stories as JSON and as lines for a person; the names of fields are a promise to scripts."""

from datetime import datetime
from typing import Any

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import LateDecision, Verdict, verdict, zone_of
from learningstories.domain.story import Attachment, Story, StoryState, StoryVersion, story_verdict
from learningstories.services.story_query import StoryLine

_DECIDED = {StoryState.REFUSED: Verdict.REFUSED, StoryState.LATE: Verdict.LATE}


def line_verdict(line: StoryLine, challenge: Challenge) -> Verdict:
    """Whether a story came in time, from its line in the list; not for a withdrawn one."""
    by_time = verdict(challenge, datetime.fromisoformat(line.received_at), LateDecision.OPEN)
    if by_time in (Verdict.ON_TIME, Verdict.IN_GRACE):
        return by_time
    return _DECIDED.get(line.state, Verdict.ACCEPTED)


def story_line(line: StoryLine, in_time: Verdict) -> dict[str, Any]:
    """One line of `list`."""
    return {
        "number": line.number,
        "title": line.title,
        "author": line.author,
        "words": line.words,
        "received": datetime.fromisoformat(line.received_at).isoformat(),
        "verdict": str(in_time),
        "state": str(line.state),
        "readings": line.readings,
    }


def story_details(story: Story) -> dict[str, Any]:
    """What `show` knows of a story beyond its line."""
    return {
        "email": story.email,
        "theme": story.theme,
        "language": story.language,
        "name_use": str(story.name_use),
        "source": story.source,
        "version": story.version,
        "withdrawn_reason": story.withdrawn_reason,
        "consent": {
            "read": story.consent_read,
            "print": story.consent_print,
            "web": story.consent_web,
            "stage": story.consent_stage,
        },
    }


def version(kept: StoryVersion) -> dict[str, Any]:
    """One text that the story had."""
    return {
        "version": kept.version,
        "words": kept.words,
        "source": kept.source,
        "created": kept.created_at.isoformat(),
        "text_sha": kept.text_sha,
    }


def attachment(kept: Attachment) -> dict[str, Any]:
    """One file of the story."""
    return {
        "name": kept.name,
        "role": kept.role,
        "media_type": kept.media_type,
        "size": kept.size,
        "sha": kept.sha,
        "description": kept.description,
    }


def verdict_of(story: Story, challenge: Challenge) -> str:
    """Whether the story came in time."""
    return str(story_verdict(story, challenge))


def told_time(moment: datetime, challenge: Challenge) -> str:
    """A moment on the clocks of the challenge."""
    return f"{moment.astimezone(zone_of(challenge.zone)):%Y-%m-%d %H:%M}"
