"""How many stories each reviewer has read, and by how many reviewers each story was."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from learningstories.domain.story import OUT, StoryState
from learningstories.services.naming import fold
from learningstories.services.reader_counts import Coverage, Covered, ReadStories
from learningstories.storage.rating_list import GIVEN

_ANSWERED = f"(r.knows = 'aside' OR {GIVEN})"


def _listed(states: Iterable[StoryState]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


# Of stories in all other states the author has agreed to their being read: only these are looked at.
_DOUBTFUL = _listed({*OUT, StoryState.LATE, StoryState.CONCERN, StoryState.NO_CONSENT})
_READABLE = f"(s.consent_read AND k.state NOT IN ({_listed(OUT)}))"
# In this order: the database would begin with what there is most of.
_CLOSED = "standing k CROSS JOIN story s"
_IS_CLOSED = f"s.number = k.number AND k.state IN ({_DOUBTFUL}) AND NOT {_READABLE}"
_ASIDE = f"""SELECT r.reviewer_id, s.number FROM reading r JOIN story s ON s.id = r.story_id
    JOIN standing k ON k.number = s.number WHERE r.knows = 'aside' AND {_READABLE} ORDER BY s.number"""  # noqa: S608
_SHARES = "SELECT readings, count(*) FROM standing GROUP BY readings"
_CLOSED_SHARES = f"SELECT k.readings, count(*) FROM {_CLOSED} WHERE {_IS_CLOSED} GROUP BY k.readings"  # noqa: S608 - our own words
_FEWEST = f"""SELECT s.number, s.title, k.readings FROM standing k JOIN story s ON s.number = k.number
    WHERE {_READABLE} ORDER BY k.readings, k.number LIMIT :most"""  # noqa: S608 - our own words
_GIVEN_OUT = "SELECT reviewer_id, count(*) FROM assignment GROUP BY reviewer_id"
_CLOSED_OUT = f"""SELECT a.reviewer_id, count(*) FROM {_CLOSED} CROSS JOIN assignment a
    WHERE {_IS_CLOSED} AND a.story_id = s.id GROUP BY a.reviewer_id"""  # noqa: S608 - our own words
_ASKED = "EXISTS (SELECT 1 FROM assignment a WHERE a.story_id = r.story_id AND a.reviewer_id = r.reviewer_id)"
_SHUNNED = f"""SELECT a.reviewer_id, a.story_id FROM assignment a
    JOIN story s ON s.id = a.story_id JOIN standing k ON k.number = s.number
    WHERE a.story_id = :story AND a.reviewer_id = :who AND {_READABLE} AND NOT EXISTS (SELECT 1 FROM reading r
        WHERE r.story_id = a.story_id AND r.reviewer_id = a.reviewer_id AND {_ANSWERED})"""  # noqa: S608 - ours
_OWN = """SELECT s.number FROM story s
    WHERE s.email <> '' AND lower(trim(s.email)) IN (SELECT lower(email) FROM reviewer)"""
_AUTHORS = "SELECT number, author, email FROM story WHERE number > :last ORDER BY number LIMIT 10000"


def read_stories(read: Any, by_rule: Mapping[str, Any]) -> ReadStories:
    """How many stories that may be read each reviewer has read, and which were stepped aside from."""
    aside: dict[UUID, list[int]] = {}
    for who, number in read(_ASIDE).fetchall():
        aside.setdefault(UUID(who), []).append(number)
    return ReadStories(
        read=_by_reviewer(_readings(read, by_rule, GIVEN)),
        aside={who: tuple(numbers) for who, numbers in aside.items()},
    )


def answered_counts(read: Any, by_rule: Mapping[str, Any]) -> dict[UUID, int]:
    """How many stories that may be read each has read so that it counts, or stepped aside from."""
    return _by_reviewer(_readings(read, by_rule, _ANSWERED))


def assigned_counts(
    read: Any, by_rule: Mapping[str, Any], shunned: Collection[tuple[UUID, UUID]]
) -> dict[UUID, int]:
    """How many stories that may be read each was given, or answered unasked; none where none was given.

    `shunned` are reviewers with stories that each is not to read although they were given.
    """
    found = Counter(dict(read(_GIVEN_OUT).fetchall()))
    if not found:
        return {}
    found.subtract(dict(read(_CLOSED_OUT).fetchall()))
    found.update(_readings(read, by_rule, f"{_ANSWERED} AND NOT {_ASKED}"))
    for who, story in shunned:
        given = {**by_rule, "who": who.hex, "story": story.hex}
        found.subtract(key for key, _story in read(_SHUNNED, given).fetchall())
    return _by_reviewer(found)


def _readings(read: Any, by_rule: Mapping[str, Any], which: str) -> "Counter[str]":
    """How many such readings of stories that may be read each reviewer has.

    All are counted along an index, and those of stories that may not be read, which are few, are not.
    """
    every = f"SELECT r.reviewer_id, count(*) FROM reading r WHERE {which} GROUP BY r.reviewer_id"  # noqa: S608 - ours
    closed = f"""SELECT r.reviewer_id, count(*) FROM {_CLOSED} CROSS JOIN reading r
        WHERE {_IS_CLOSED} AND r.story_id = s.id AND {which} GROUP BY r.reviewer_id"""  # noqa: S608 - our own words
    found = Counter(dict(read(every, by_rule).fetchall()))
    found.subtract(dict(read(closed, by_rule).fetchall()))
    return found


def _by_reviewer(counts: "Counter[str]") -> dict[UUID, int]:
    return {UUID(who): count for who, count in counts.items() if count}


def covered(read: Any, most: int) -> Covered:
    """How many stories that may be read have how many readers, and the `most` that have the fewest."""
    stories = Counter(dict(read(_SHARES).fetchall()))
    stories.subtract(dict(read(_CLOSED_SHARES).fetchall()))
    fewest = [
        Coverage(number=number, title=title, readers=readers)
        for number, title, readers in read(_FEWEST, {"most": most}).fetchall()
    ]
    fewest.sort(key=lambda story: story.number)
    return Covered(
        stories={readers: count for readers, count in stories.items() if count}, fewest=tuple(fewest)
    )


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
