"""Whether a draft is the newer text of a story that is there, and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from learningstories.domain.story import Story
from learningstories.services.drafts import Draft
from learningstories.services.ports import UnitOfWork

ALIKE_FROM = 50  # percent of the text
SAME_TITLE_FROM = 90
_MOST_LETTERS = 20_000
_MOST_WORDS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A story by the same author that a draft looks like; `alike` in percent of the text."""

    number: int
    title: str
    markdown: str
    alike: int


class Change(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


def earlier_version(unit: UnitOfWork, draft: Draft) -> Earlier | None:
    """The story that the draft looks like most, among those of the same address or name."""
    alike = [_compare(unit, story, draft) for story in _by_the_same(unit, draft)]
    likely = [e for e, title in alike if e.alike >= ALIKE_FROM or title >= SAME_TITLE_FROM]
    return max(likely, key=lambda e: e.alike, default=None)


def _by_the_same(unit: UnitOfWork, draft: Draft) -> list[Story]:
    found = {s.id: s for s in unit.stories.find(email=draft.email)} if draft.email else {}
    if draft.author:
        found |= {s.id: s for s in unit.stories.find(author=draft.author)}
    return list(found.values())


def _compare(unit: UnitOfWork, story: Story, draft: Draft) -> tuple[Earlier, float]:
    text = unit.texts.get(story.text_sha)
    alike = fuzz.ratio(text[:_MOST_LETTERS], draft.markdown[:_MOST_LETTERS])
    title = fuzz.ratio(story.title.lower(), draft.title.lower())
    return Earlier(number=story.number, title=story.title, markdown=text, alike=round(alike)), title


def changes(before: str, after: str) -> Iterator[tuple[Change, str]]:
    """Runs of words that were kept, added or removed, in order."""
    old, new = before.split()[:_MOST_WORDS], after.split()[:_MOST_WORDS]
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change.KEPT, " ".join(old[a:b])
            continue
        if b > a:
            yield Change.REMOVED, " ".join(old[a:b])
        if d > c:
            yield Change.ADDED, " ".join(new[c:d])
