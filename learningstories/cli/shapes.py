"""Stories as JSON and as lines for a person; the names of fields are a promise to scripts."""

from datetime import datetime
from typing import Any

from learningstories.domain.challenge import Challenge, Extension
from learningstories.domain.deadline import zone_of
from learningstories.domain.story import Attachment, Story, StoryVersion
from learningstories.services.proof import ClaimLine
from learningstories.services.story_query import StoryLine


def story_line(line: StoryLine) -> dict[str, Any]:
    """One line of `list`."""
    return {
        "number": line.number,
        "title": line.title,
        "author": line.author,
        "words": line.words,
        "received": datetime.fromisoformat(line.received_at).isoformat(),
        "verdict": str(line.verdict),
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
        "mood": str(story.mood),
        "source": story.source,
        "version": story.version,
        "withdrawn_reason": story.withdrawn_reason,
        "fingerprint": story.fingerprint,
        "message_id": story.message_id,
        "form_row": story.form_row,
        "language_found": story.language_found,
        "consent_wording": story.consent_wording,
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
        "seconds": kept.seconds,
    }


def decisions(story: Story) -> dict[str, Any]:
    """What the organiser decided about a story, and why."""
    return {
        "received_by": str(story.received_by),
        "received_reason": story.received_reason,
        "late_decision": str(story.late_decision),
        "late_reason": story.late_reason,
        "eligibility": str(story.eligibility),
        "eligibility_reason": story.eligibility_reason,
    }


def claim(line: ClaimLine) -> dict[str, Any]:
    """One thing that says when the story came; `at` is null where it was not understood."""
    return {
        "by": str(line.claim.by),
        "at": line.claim.at.isoformat() if line.claim.at else None,
        "said": line.claim.said,
        "counts": line.counts,
    }


def extension(given: Extension) -> dict[str, Any]:
    """More time for one author."""
    return {
        "email": given.email,
        "until": given.until.isoformat(),
        "reason": given.reason,
        "granted": given.granted_at.isoformat(),
    }


def told_time(moment: datetime, challenge: Challenge) -> str:
    """A moment on the clocks of the challenge."""
    return f"{moment.astimezone(zone_of(challenge.zone)):%Y-%m-%d %H:%M}"
