"""Enters what reviewers answered on paper or in the words of a mail: it becomes a return like any other."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import zip_longest
from operator import attrgetter
from typing import Any

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.errors import NoSuchPack
from learningstories.domain.pack import Pack, PackId, ReturnBy
from learningstories.domain.reading import Knows
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.revision import Answers, Revision, joined, spoken, standing
from learningstories.domain.story import StoryId
from learningstories.i18n import _, plural
from learningstories.services.answering import settled
from learningstories.services.ballots import BallotCodes
from learningstories.services.deriving import Pair, words_by_pair
from learningstories.services.hand_form import HandForm, hand_form, told
from learningstories.services.kept_words import KeptWord
from learningstories.services.merging import MergeReport, merge
from learningstories.services.pack_port import Packs
from learningstories.services.ports import UnitOfWork
from learningstories.services.returned import Arrival, Returned
from learningstories.services.workspace import Workspace

MOST_ACTION = 2_000
_IDLE = frozenset(("story_withdrawn", "pack_revoked", "late"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandRating:
    """What one reviewer answered about one story of a pack; what is left open stays as it was.

    Who steps `aside` gives no value; `reason` says why. `criteria` has 0 where a criterion is not answered.
    """

    pack_id: PackId
    story_id: StoryId
    value: int | None = None
    criteria: tuple[int, ...] = ()
    action: str = ""
    aside: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRoom:
    """What is needed to enter answers by hand: whose packs there are, and what can be answered."""

    form: HandForm
    codes: BallotCodes
    packs: tuple[Pack, ...]
    reviewers: Mapping[ReviewerId, Reviewer]
    titles: Mapping[StoryId, str]

    def given_to(self, reviewer: ReviewerId) -> Mapping[int, Pack]:
        """The stories, by number, that a reviewer was given, each with the newest pack that has it."""
        mine = [pack for pack in self.packs if pack.reviewer_id == reviewer]
        return {story.number: pack for pack in mine for story in pack.stories}

    def readers(self) -> list[Reviewer]:
        """Those who were given packs, by name."""
        keys = {pack.reviewer_id for pack in self.packs}
        found = (self.reviewers[key] for key in keys if key in self.reviewers)
        return sorted(found, key=lambda one: (alphabetic(one.name), one.email))


def paper_room(workspace: Workspace) -> PaperRoom:
    """What is known of the packs that went out, the oldest first."""
    with workspace.read() as unit:
        packs = tuple(sorted(unit.packs.all(), key=attrgetter("made_at", "id")))
        return PaperRoom(
            form=hand_form(unit.challenge()),
            codes=BallotCodes(packs),
            packs=packs,
            reviewers={one.id: one for one in unit.reviewers.all()},
            titles={story.id: story.title for story in unit.stories.all()},
        )


def enter(
    workspace: Workspace, files: Packs, ratings: Sequence[HandRating], by: ReturnBy, name: str = ""
) -> MergeReport:
    """Take in what was answered, as one step; of several ratings of one story the last holds.

    It follows what the same reviewer answered by hand before. To all else it stands beside, as what comes
    from another device: paper shows nothing of what was answered elsewhere. Raises `NoSuchPack`.
    """
    return merge(workspace, files, _arrivals(workspace, files, ratings, by, name))


def report_words(report: MergeReport) -> str:
    """What became of what was entered, in a few sentences."""
    codes = [story.code for outcome in report.files for story in outcome.stories]
    known, conflicts = codes.count("nothing_new"), codes.count("conflict")
    idle = sum(code in _IDLE for code in codes)
    new = len(codes) - known
    said = [plural("{n} answer is taken in.", "{n} answers are taken in.", new).format(n=new)]
    if known:
        said.append(plural("{n} was known.", "{n} were known.", known).format(n=known))
    if conflicts:
        words = plural("{n} contradicts an answer from elsewhere: please choose.",
                       "{n} contradict answers from elsewhere: please choose.", conflicts)  # fmt: skip
        said.append(words.format(n=conflicts))
    if idle:
        said.append(plural("{n} does not count.", "{n} do not count.", idle).format(n=idle))
    return " ".join(said)


def _arrivals(
    workspace: Workspace, files: Packs, ratings: Sequence[HandRating], by: ReturnBy, name: str
) -> list[Arrival]:
    """A return for each pack, signed as its reviewer's device would."""
    by_pack: dict[PackId, dict[StoryId, HandRating]] = {}
    for each in ratings:
        by_pack.setdefault(each.pack_id, {})[each.story_id] = each
    now = workspace.clock()
    with workspace.read() as unit:
        packs = {pack.id: pack for pack in unit.packs.all()}
        master = unit.pack_key.get()
        if master is None or by_pack.keys() - packs.keys():
            raise NoSuchPack
        hand = _Hand(unit, [packs[key] for key in by_pack], now)
        returns = [hand.returned(packs[key], said.values()) for key, said in by_pack.items()]
    called = name or _("Ballot on paper")
    return [
        Arrival(name=called, by=by, data=files.write_return(each, files.key(master, each.pack_id)))
        for each in returns
    ]


class _Hand:
    """Writes the words that reviewers put down by hand."""

    def __init__(self, unit: UnitOfWork, packs: Collection[Pack], now: datetime) -> None:
        self._said = words_by_pair(unit, {pack.reviewer_id for pack in packs})
        self._now = now

    def returned(self, pack: Pack, ratings: Iterable[HandRating]) -> Returned:
        """All that was answered to one pack."""
        words = tuple(self._word(pack, rating) for rating in ratings)
        return Returned(pack_id=pack.id, reviewer_id=pack.reviewer_id, written_at=self._now, revisions=words)

    def _word(self, pack: Pack, rating: HandRating) -> Revision:
        place, story = next(
            (place, story)
            for place, story in enumerate(pack.stories, start=1)
            if story.story_id == rating.story_id
        )
        device = _device(pack.reviewer_id)
        seen = self._seen((pack.reviewer_id, rating.story_id), device)
        before = _holding(seen, story.sha)
        answers = _with(before.answers if before else Answers(), rating)
        if before is not None and before.answers == answers:
            return before  # the same is said again: there is nothing new
        word = Revision(
            reviewer_id=pack.reviewer_id, story_id=rating.story_id, sha=story.sha, device=device,
            at=self._now, vector=spoken(joined(one.vector for one in seen), device), position=place,
            answers=answers,
        )  # fmt: skip
        self._said.setdefault((pack.reviewer_id, rating.story_id), []).append(
            KeptWord(word=word, received_at=self._now)
        )
        return word

    def _seen(self, pair: Pair, device: str) -> list[Revision]:
        """What the same hand has written before."""
        words = (kept.word for kept in self._said.get(pair, ()))
        return [word for word in words if isinstance(word, Revision) and word.device == device]


def _device(reviewer: ReviewerId) -> str:
    """A reviewer's hand, as if it were a device."""
    return f"d_{sha256(b'by hand' + reviewer.bytes).hexdigest()[:16]}"


def _holding(seen: Sequence[Revision], sha: str) -> Revision | None:
    """What the new answers alter: those that hold, if they are about the same story as it was shown."""
    holds = standing(seen)
    return holds.shown if holds is not None and holds.shown.sha == sha else None


def _with(before: Answers, rating: HandRating) -> Answers:
    if rating.aside:
        reason = rating.reason.strip()[:MOST_ACTION] or before.aside_reason
        return replace(before, value=None, knows=Knows.ASIDE, aside_reason=reason, skipped=False)
    action = rating.action.strip()[:MOST_ACTION] or before.action
    chance = before.chance if action == before.action else None
    back = {"knows": Knows.NO, "aside_reason": ""} if before.knows is Knows.ASIDE else {}
    points = zip_longest(rating.criteria, before.criteria, fillvalue=0)
    given: dict[str, Any] = back | {"criteria": told(tuple(now or earlier for now, earlier in points))}
    return settled(replace(before, value=rating.value, action=action, chance=chance, skipped=False, **given))
