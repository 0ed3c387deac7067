"""What changed from one text to another, word by word, with a few words round each change."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from learningstories.domain.compared_words import UNSPACED
from learningstories.i18n import _
from learningstories.services.passages import Passage, in_order, passages

AROUND = 12  # words kept on either side of a change
_MOST_COMPARED = 16_000_000  # words before times words after, between two passages that were kept
_LEAST_KEPT = 3  # fewer words between two changes only tear them apart
_WORD = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")

# An open bracket ends the search for a description, so that no text takes more than linear time.
_PICTURE = re.compile(r"!\[((?:\\.|[^\[\]\\]){0,1000}+)\]\(([^()\s]{1,2000}+)(?:\s+\"[^\"\n]{0,500}\")?\)")


class Change(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and where its words are in it."""

    text: str
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]

    @classmethod
    def of(cls, text: str) -> "_Text":
        found = [(word.span(), word[0]) for word in _WORD.finditer(text)]
        return cls(text, [span for span, _word in found], [word for _span, word in found])

    def cut(self, start: int, end: int) -> str:
        """Some of the words as they are written, with the space that follows them."""
        until = self.spans[end][0] if end < len(self.spans) else self.spans[-1][1]
        return " ".join(self.text[self.spans[start][0] : until].split("\n"))


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of both texts that are the same, or some of either that are not."""

    kept: bool
    old: range
    new: range

    def up_to(self, later: "_Run") -> "_Run":
        """What begins here and ends there, as one run."""
        old = range(self.old.start, later.old.stop)
        return _Run(self.kept, old, range(self.new.start, later.new.stop))


def with_pictures_told(before: str, after: str) -> tuple[str, str]:
    """Both texts with a word for each picture: the same picture has the same number in both."""
    numbers: dict[str, int] = {}

    def told(picture: re.Match[str]) -> str:
        number = numbers.setdefault(picture[2], len(numbers) + 1)
        if description := picture[1].strip():
            return _("[picture {n}: {description}]").format(n=number, description=description)
        return _("[picture {n}]").format(n=number)

    return _PICTURE.sub(told, before), _PICTURE.sub(told, after)


def changes(before: str, after: str, around: int = AROUND) -> Iterator[tuple[Change, str]]:
    """Runs of words that were removed, added or kept, in order; of what was kept `around` words each side.

    The pieces bring their own spaces, and … where words are left out.
    """
    old, new = _Text.of(before), _Text.of(after)
    runs = _joined(_runs(old.words, new.words))
    for place, run in enumerate(runs):
        if run.kept:
            yield Change.KEPT, _kept(new, run.new, around, first=place == 0, last=place == len(runs) - 1)
            continue
        if run.old:
            yield Change.REMOVED, old.cut(run.old.start, run.old.stop)
        if run.new:
            yield Change.ADDED, new.cut(run.new.start, run.new.stop)


def _kept(text: _Text, words: range, around: int, *, first: bool, last: bool) -> str:
    after = 0 if first else around
    before = 0 if last else around
    if len(words) <= after + before or (first and last):
        return text.cut(words.start, words.stop)
    begin = text.cut(words.start, words.start + after).rstrip() if after else ""
    end = text.cut(words.stop - before, words.stop) if before else ""
    return f"{begin}… …{end}" if begin and end else f"{begin}…{end}"


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[_Run]:
    """What was kept as long passages, and between them what is left, compared word by word."""
    a = b = 0
    for passage in (*in_order(passages(old, new)), Passage(len(old), len(new), 0)):
        yield from _between(old, new, range(a, passage.left), range(b, passage.right))
        a, b = passage.left + passage.length, passage.right + passage.length
        if passage.length:
            yield _Run(True, range(passage.left, a), range(passage.right, b))


def _between(old: Sequence[str], new: Sequence[str], was: range, now: range) -> Iterator[_Run]:
    if not was or not now or len(was) * len(now) > _MOST_COMPARED:
        if was or now:
            yield _Run(False, was, now)
        return
    for step in Indel.opcodes(old[was.start : was.stop], new[now.start : now.stop]):
        yield _Run(
            step.tag == "equal",
            range(was.start + step.src_start, was.start + step.src_end),
            range(now.start + step.dest_start, now.start + step.dest_end),
        )


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Neighbours of a kind as one; a word or two between changes belong to them."""
    found: list[_Run] = []
    for run in runs:
        if len(found) > 1 and not run.kept and found[-1].kept and len(found[-1].new) < _LEAST_KEPT:
            found.pop()
            found[-1] = found[-1].up_to(run)
        elif found and found[-1].kept == run.kept:
            found[-1] = found[-1].up_to(run)
        else:
            found.append(run)
    return found
