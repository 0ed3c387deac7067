"""What would become of each return that came: may it be taken in, and what in it is new."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from learningstories.domain.pack import Pack, PackId, ReturnState
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.revision import Revision, Wish, others
from learningstories.services.answering import on_the_scales
from learningstories.services.deriving import TextsRead
from learningstories.services.kept_words import KeptWord, KnownReturn
from learningstories.services.pack_port import Packs
from learningstories.services.ports import UnitOfWork
from learningstories.services.returned import Arrival, Envelope, Fault, Returned, ReturnRefused

# What is refused so is kept as it came, and tried again whenever other returns are taken in.
_HELD = frozenset(("bad_mac", "identity_mismatch", "unknown_pack", "return_too_new"))
HELD_ANSWERS = frozenset(("story_not_in_pack", "value_out_of_scale", "rating_damaged"))
_PASSED_OVER = frozenset(("not_a_return", "no_return_in_mail"))  # where it was only found in a folder


@dataclass(slots=True, kw_only=True)
class Judged:
    """One return: `code` says what becomes of it, as `services.merge_words` tells it.

    `state` is None where nothing of it is kept. `data` is the return without what it was wrapped in,
    `again` whether it was held and is only looked at once more. `words` and `wishes` are what can be
    taken in, `new` and `new_wishes` what of that is not known yet, `held` what cannot be taken in.
    """

    arrival: Arrival
    code: str = ""
    state: ReturnState | None = None
    data: bytes = b""
    sha: str = ""
    again: bool = False
    before: KnownReturn | None = None
    envelope: Envelope | None = None
    pack: Pack | None = None
    reviewer: Reviewer | None = None
    returned: Returned | None = None
    words: Sequence[Revision] = ()
    wishes: Sequence[Wish] = ()
    new: Sequence[Revision] = ()
    new_wishes: Sequence[Wish] = ()
    held: list[Fault] = field(default_factory=list)


class Judge:
    """Judges returns, one after the other: what one brings is known when the next is looked at.

    Where packs whose making was taken back are to be brought back, `brought_back` are those of which genuine
    returns came; whoever takes the returns in stores them.
    """

    def __init__(self, unit: UnitOfWork, files: Packs, *, bring_back: bool = False) -> None:
        self._bring_back = bring_back
        self.brought_back: list[Pack] = []
        self._unit = unit
        self._files = files
        self._challenge = unit.challenge()
        self._master = unit.pack_key.get()
        self._seen: dict[str, Judged] = {}
        self.reviewers: Mapping[ReviewerId, Reviewer] = {one.id: one for one in unit.reviewers.all()}
        self.said: list[KeptWord] = []

    def judge(self, arrivals: Iterable[Arrival]) -> list[Judged]:
        """What would become of each, in their order, and of what was held before and can be taken in now."""
        found = [Judged(arrival=arrival, sha=_sha(arrival.data)) for arrival in arrivals]
        self._note_known(found)
        for each in found:
            self._open(each)
        self._note_known(found)  # a pasted text is another file than the return in it
        found += self._held_before({each.sha for each in found})
        if self._bring_back:  # before any is judged: what becomes of a return depends on no order
            self._bring_packs_back([each.envelope for each in found if each.envelope and not each.code])
        for each in found:
            self._settle(each)
        self._compare([each for each in found if each.returned is not None])
        return [each for each in found if not _is_idle(each)]

    @cached_property
    def texts(self) -> TextsRead:
        """Which texts the reviewers read, by their packs."""
        return TextsRead(self.packs.values())

    def _held_before(self, came: Collection[str]) -> list[Judged]:
        """What was held, but for what came again just now."""
        found = []
        before = self._unit.returns.find(state=[ReturnState.HELD, ReturnState.PARTLY])
        for held in sorted(before, key=lambda one: (one.received_at, one.id)):
            if held.sha not in came:
                data = self._unit.blobs.get(held.sha)
                arrival = Arrival(name=held.name, by=held.came_by, data=data, received_at=held.received_at)
                found.append(Judged(arrival=arrival, again=True))
                self._open(found[-1])
                found[-1].sha = held.sha
        self._note_known(found)
        return found

    def _note_known(self, found: Sequence[Judged]) -> None:
        known = self._unit.revisions.returns({each.sha for each in found if not each.code})
        for each in found:
            each.before = known.get(each.sha, each.before)
            if each.before is not None and not each.again and each.before.state is not ReturnState.HELD:
                each.code = "already_merged"
                key = each.before.reviewer_id
                each.reviewer = self.reviewers.get(key) if key is not None else None

    def _open(self, each: Judged) -> None:
        """Look into what came, as far as that goes without knowing whose it is."""
        arrival = each.arrival
        if not each.code and self._files.is_pack(arrival.data):
            each.code = "this_is_the_pack"
        each.code = each.code or arrival.code
        if not each.code:
            try:
                each.envelope = self._files.open_return(arrival.data)
                each.data = each.envelope.data
            except ReturnRefused as refused:
                each.code, each.data = refused.code, arrival.data
                each.state = ReturnState.HELD if refused.code in _HELD else None
            each.sha = _sha(each.data)

    def _settle(self, each: Judged) -> None:
        """See whose return it is, whether it is genuine, and which of its answers can be taken in."""
        if each.envelope is None or each.code:
            return
        first = self._seen.setdefault(each.sha, each)
        if first is not each:
            each.code, each.reviewer = "already_merged", first.reviewer
            first.arrival = replace(first.arrival, received_at=_earlier(first.arrival, each.arrival))
            return
        try:
            returned = self._identified(each, each.envelope)
        except ReturnRefused as refused:
            each.code, each.state = refused.code, ReturnState.HELD
        else:
            each.returned = returned
            self._look_at_answers(each, returned)

    def _identified(self, each: Judged, envelope: Envelope) -> Returned:
        each.pack = self.packs.get(envelope.pack_id)
        if each.pack is None or self._master is None:
            raise ReturnRefused("unknown_pack")
        each.reviewer = self.reviewers.get(each.pack.reviewer_id)
        if not self._files.is_genuine(envelope, self._files.key(self._master, each.pack.id)):
            raise ReturnRefused("bad_mac")
        returned = self._files.read_return(envelope)
        if returned.reviewer_id != each.pack.reviewer_id:
            raise ReturnRefused("identity_mismatch")
        return returned

    def _bring_packs_back(self, envelopes: Iterable[Envelope]) -> None:
        """Know the packs again of which genuine returns came."""
        for envelope in envelopes:
            known = envelope.pack_id in self.packs or self._master is None
            pack = None if known else self._unit.taken_back(envelope.pack_id)
            if pack is None or self._master is None or pack.reviewer_id not in self.reviewers:
                continue
            if self._files.is_genuine(envelope, self._files.key(self._master, pack.id)):
                self.packs[pack.id] = pack
                self.brought_back.append(pack)

    def _look_at_answers(self, each: Judged, returned: Returned) -> None:
        stories = {story.story_id for story in each.pack.stories} if each.pack else set()
        each.held = list(returned.faults)
        fine: list[Revision] = []
        for word in returned.revisions:
            if word.story_id not in stories:
                each.held.append(Fault(story_id=word.story_id, code="story_not_in_pack"))
            elif not on_the_scales(self._challenge, word.answers):
                each.held.append(Fault(story_id=word.story_id, code="value_out_of_scale"))
            else:
                fine.append(word)
        each.words, each.wishes = fine, returned.wishes

    def _compare(self, found: Sequence[Judged]) -> None:
        """See what of each is new, and with that what becomes of it."""
        people = {each.reviewer.id for each in found if each.reviewer is not None}
        self.said = list(self._unit.revisions.of(people))
        known = {kept.word.id for kept in self.said}
        for each in found:
            each.new, each.new_wishes = others(each.words, known), others(each.wishes, known)
            known.update(word.id for word in each.new)
            known.update(wish.id for wish in each.new_wishes)
            if each.held and not each.words and not each.wishes:
                each.code, each.state = each.held[0].code, ReturnState.HELD
            else:
                each.code = "merged" if each.new or each.new_wishes else "nothing_new"
                each.state = ReturnState.PARTLY if each.held else ReturnState.MERGED

    @cached_property
    def packs(self) -> dict[PackId, Pack]:
        """All packs of the challenge; read when the first is asked for."""
        return {pack.id: pack for pack in self._unit.packs.all()}


def _earlier(one: Arrival, other: Arrival) -> datetime | None:
    """When the first of two came; None is now, and so the later."""
    return min((each.received_at for each in (one, other) if each.received_at is not None), default=None)


def _is_idle(each: Judged) -> bool:
    """Whether nothing need be said: another kind of file in a folder, or something that is held as before."""
    if each.code in _PASSED_OVER:
        return not each.arrival.sought
    return each.again and is_as_before(each) and not each.new and not each.new_wishes


def is_as_before(each: Judged) -> bool:
    """Whether it is held, or held in part, as it was; why it is held may have changed."""
    if each.before is None or each.before.state is not each.state:
        return False
    return each.state is not ReturnState.HELD or each.before.code == each.code


def _sha(data: bytes) -> str:
    return sha256(data).hexdigest()
