"""A story without text for a file that cannot be read, so that what was sent is kept all the same."""

import mimetypes
from datetime import datetime

from learningstories.documents.files import stem_of
from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.services.drafts import Draft, Problem
from learningstories.services.kept import Content

_CODES = ("kept_unread", "no_author", "no_consent_read", "no_consent_print")


def unread_draft(name: str, content: Content, written_at: datetime | None) -> Draft:
    """The draft; its title is the file's name."""
    claims = (Claim(by=ReceivedBy.FILE_TIME, at=written_at),) if written_at else ()
    return Draft(
        source=name,
        original=content,
        original_media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        title=stem_of(name),
        claims=claims,
        markdown="",
        words=0,
        problems=tuple(Problem(code=code) for code in _CODES),
    )
