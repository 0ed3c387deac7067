"""Takes in what reviewers send back: says what would happen, does it as one step, and tells of it later."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from learningstories.domain.errors import NoSuchAnswer
from learningstories.domain.pack import Return, ReturnState, return_id
from learningstories.domain.revision import Resolution, ResolutionId, Revision, RevisionId, Wish
from learningstories.i18n import _, plural
from learningstories.services.backups import MANY_RETURNS
from learningstories.services.deriving import Known, derive, derive_wishes, words_by_pair
from learningstories.services.judging import Judge, Judged, is_as_before
from learningstories.services.kept_words import KeptWord
from learningstories.services.merge_codes import Outcome, by_code, outcomes
from learningstories.services.pack_port import Packs
from learningstories.services.ports import UnitOfWork
from learningstories.services.returned import Arrival
from learningstories.services.reviewing import reviewer_of
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What would become, or became, of each return."""

    files: tuple[Outcome, ...]

    @property
    def merged(self) -> int:
        """How many returns brought something new."""
        return sum(outcome.code == "merged" for outcome in self.files)


def preview(
    workspace: Workspace, files: Packs, arrivals: Iterable[Arrival], *, bring_back: bool = False
) -> MergeReport:
    """What would become of what came; nothing is stored."""
    now = workspace.clock()
    with workspace.read() as unit:
        judge = Judge(unit, files, bring_back=bring_back)
        return MergeReport(files=tuple(outcomes(unit, judge, judge.judge(arrivals), now)))


def merge(
    workspace: Workspace, files: Packs, arrivals: Iterable[Arrival], *, bring_back: bool = False
) -> MergeReport:
    """Take in what came as one step, with what was held before and can be taken in now.

    Nothing is ever replaced: what is known stays, and what is new is added. What cannot be taken in is
    kept as it came, if it is a return at all. With `bring_back` packs whose making was taken back are there
    again, if returns of them came.
    """
    came = list(arrivals)
    label = plural("Take in a return", "Take in returns", len(came))
    if len(came) > MANY_RETURNS:
        workspace.before_many()
    with _uncollected(), workspace.change(label) as unit:
        now = workspace.clock()
        judge = Judge(unit, files, bring_back=bring_back)
        judged = judge.judge(came)
        unit.packs.add_all(judge.brought_back)
        told = list(outcomes(unit, judge, judged, now))
        _keep_all(unit, judged, told, now)
        _take_in(unit, judge, judged, told, now)
    return MergeReport(files=tuple(told))


def packs_to_bring_back(workspace: Workspace, files: Packs) -> int:
    """How many packs whose making was taken back would be there again: returns of them are held."""
    with workspace.read() as unit:
        if not unit.returns.find(code="unknown_pack"):
            return 0
        judge = Judge(unit, files, bring_back=True)
        judge.judge(())
        return len(judge.brought_back)


def resolve(workspace: Workspace, email: str, number: int, chosen: RevisionId) -> None:
    """Choose among a reviewer's answers that contradict each other.

    It holds until there is an answer that was not there yet. Raises `NoSuchReviewer`, `NoSuchStory`,
    `NoSuchAnswer`.
    """
    with workspace.change(_("Choose an answer to #{number}").format(number=number)) as unit:
        reviewer, story = reviewer_of(unit, email), unit.story(number)
        pair = (reviewer.id, story.id)
        said = words_by_pair(unit, [reviewer.id]).get(pair, [])
        if chosen not in {kept.word.id for kept in said}:
            raise NoSuchAnswer(number)
        before = unit.resolutions.find(reviewer_id=reviewer.id, story_id=story.id)
        choice = Resolution(
            id=before[0].id if before else ResolutionId(uuid4()),
            reviewer_id=reviewer.id,
            story_id=story.id,
            chosen=chosen,
            seen=tuple(sorted(str(kept.word.id) for kept in said)),
            chosen_by=workspace.who,
            chosen_at=workspace.clock(),
        )
        if before:
            unit.resolutions.replace(choice)
        else:
            unit.resolutions.add(choice)
        derive(unit, [pair], workspace.clock())


@contextmanager
def _uncollected() -> Iterator[None]:
    """While so much is made, none of it in circles, looking for circles would cost a third of it all."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _take_in(
    unit: UnitOfWork, judge: Judge, judged: Sequence[Judged], told: Sequence[Outcome], now: datetime
) -> None:
    """Bring the readings to what holds with what the returns say."""
    came = [
        KeptWord(word=word, received_at=outcome.received_at)
        for each, outcome in zip(judged, told, strict=True)
        for word in each.words
    ]
    # Also for what was known: it may have come earlier by this return than by those before.
    pairs = {(word.reviewer_id, word.story_id): None for each in judged for word in each.words}
    if pairs:
        derive(unit, list(pairs), now, Known([*judge.said, *came], judge.texts))
    derive_wishes(unit, {word.reviewer_id for each in judged for word in each.new_wishes})


def _keep_all(unit: UnitOfWork, judged: Sequence[Judged], told: Sequence[Outcome], now: datetime) -> None:
    """Store the returns with what they say, as far as there is anything to store."""
    new: list[Return] = []
    held: dict[str, list[Revision | Wish]] = {}
    for each, outcome in zip(judged, told, strict=True):
        if each.code == "already_merged":
            _note_earlier(unit, each, outcome, now)
        elif each.state is not None and not (each.state is ReturnState.HELD and is_as_before(each)):
            record = _record(unit, each, each.state, outcome, now)
            held[record.sha] = [*each.words, *each.wishes]
            if each.before is None:
                new.append(record)
            else:
                unit.returns.replace(record)
    unit.returns.add_all(new)
    unit.revisions.put(held)


def _record(unit: UnitOfWork, each: Judged, state: ReturnState, outcome: Outcome, now: datetime) -> Return:
    sha = each.sha if each.again else unit.blobs.put(each.data)
    return Return(
        id=return_id(sha),
        sha=sha,
        name=each.arrival.name,
        came_by=each.arrival.by,
        state=state,
        code=each.code,
        pack_id=each.pack.id if each.pack else None,
        reviewer_id=each.reviewer.id if each.reviewer else None,
        stories=by_code(outcome.stories),
        received_at=min(outcome.received_at, each.before.received_at if each.before else now),
        merged_at=None if state is ReturnState.HELD else now,
    )


def _note_earlier(unit: UnitOfWork, each: Judged, outcome: Outcome, now: datetime) -> None:
    """The first time at which a return came counts, whichever of its copies is taken in first."""
    if each.before is not None and outcome.received_at < each.before.received_at:
        record = unit.returns.get(each.before.id)
        unit.returns.replace(replace(record, received_at=outcome.received_at))
        if record.reviewer_id is not None:
            derive(unit, list(words_by_pair(unit, [record.reviewer_id])), now)
