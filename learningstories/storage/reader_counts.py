"""How many stories each reviewer has read, and by how many reviewers each story was."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from learningstories.domain.story import OUT
from learningstories.services.naming import fold
from learningstories.services.reader_counts import Coverage, Covered, ReadStories
from learningstories.storage.rating_list import GIVEN

_READABLE = f"""s.consent_read AND k.state NOT IN ({", ".join(f"'{state}'" for state in sorted(OUT))})"""
_STORIES = f"standing k JOIN story s ON s.number = k.number AND {_READABLE}"
_READ = f"""SELECT r.reviewer_id, count(*) FROM {_STORIES} JOIN reading r ON r.story_id = s.id
    WHERE {GIVEN} GROUP BY r.reviewer_id"""  # noqa: S608 - our own words
_ASIDE = f"""SELECT r.reviewer_id, s.number FROM reading r JOIN story s ON s.id = r.story_id
    JOIN standing k ON k.number = s.number WHERE r.knows = 'aside' AND {_READABLE} ORDER BY s.number"""  # noqa: S608
_SHARES = f"SELECT k.readings, count(*) FROM {_STORIES} GROUP BY k.readings"  # noqa: S608 - our own words
_FEWEST = f"""SELECT s.number, s.title, k.readings FROM {_STORIES}
    ORDER BY k.readings, k.number LIMIT :most"""  # noqa: S608 - our own words
_OWN = """SELECT s.number FROM story s
    WHERE s.email <> '' AND lower(trim(s.email)) IN (SELECT lower(email) FROM reviewer)"""
_AUTHORS = "SELECT number, author, email FROM story WHERE number > :last ORDER BY number LIMIT 10000"


def read_stories(read: Any, by_rule: Mapping[str, Any]) -> ReadStories:
    """How many stories that may be read each reviewer has read, and which were stepped aside from."""
    aside: dict[UUID, list[int]] = {}
    for who, number in read(_ASIDE).fetchall():
        aside.setdefault(UUID(who), []).append(number)
    return ReadStories(
        read={UUID(who): count for who, count in read(_READ, by_rule).fetchall()},
        aside={who: tuple(numbers) for who, numbers in aside.items()},
    )


def covered(read: Any, most: int) -> Covered:
    """How many stories that may be read have how many readers, and the `most` that have the fewest."""
    fewest = [
        Coverage(number=number, title=title, readers=readers)
        for number, title, readers in read(_FEWEST, {"most": most}).fetchall()
    ]
    fewest.sort(key=lambda story: story.number)
    return Covered(stories=dict(read(_SHARES).fetchall()), fewest=tuple(fewest))


def by_reviewers(read: Any, names: Collection[str]) -> list[int]:
    """The stories that reviewers sent, by their addresses, or that were sent by one of these, folded."""
    found = {number for (number,) in read(_OWN).fetchall()}
    last = 0 if names else None
    while last is not None:
        rows = read(_AUTHORS, {"last": last}).fetchall()
        found |= {
            number
            for number, author, email in rows
            if fold(" ".join(author.split())) in names or email.strip().lower() in names
        }
        last = rows[-1][0] if rows else None
    return sorted(found)
