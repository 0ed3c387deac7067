"""Makes packs for reviewers: their files, the mails that carry them, and what the challenge remembers."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.challenge import Challenge
from learningstories.domain.errors import NoSuchPack, NothingToPack
from learningstories.domain.pack import Pack, PackId
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.showcase import Paper
from learningstories.i18n import _, plural
from learningstories.services.deriving import keep_typed, readings_of
from learningstories.services.pack_contents import PackContents
from learningstories.services.pack_making import PackMaker, PackStamp, SmallFiles
from learningstories.services.pack_order import MadePack, MadePacks, PackOrder
from learningstories.services.pack_port import Packs
from learningstories.services.pack_shelf import PackShelf
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.reviewing import reviewer_of
from learningstories.services.workspace import Workspace

_KEY = 32


def make_packs(workspace: Workspace, files: Packs, order: PackOrder, control: Control) -> MadePacks:
    """Make packs as one step, which holds up nobody: their files are written before it begins.

    Raises `NoSuchReviewer`, `NothingToPack`, `PackOverfull`, `CannotWrite`, `DiskFull`, `Cancelled`, and
    what `MakeBooklet` raises; then no pack is remembered and no file left.
    """
    making = _Making(workspace, files, order, control)
    making.draft()
    with PackShelf(files, order) as shelf:
        while True:
            making.write(shelf)
            try:
                return making.store()
            except _Overtaken:
                making.draft()


def revoke(workspace: Workspace, key: PackId, reason: str) -> None:
    """Have nothing count that comes back of a pack; raises `NoSuchPack`."""
    with workspace.change(_("Withdraw a pack")) as unit:
        pack = replace(_pack(unit, key), revoked_at=workspace.clock(), revoked_reason=reason.strip())
        unit.packs.replace(pack)


def reinstate(workspace: Workspace, key: PackId) -> None:
    """Have what comes back of a pack count again; raises `NoSuchPack`."""
    with workspace.change(_("Restore a pack")) as unit:
        unit.packs.replace(replace(_pack(unit, key), revoked_at=None, revoked_reason=""))


def _pack(unit: UnitOfWork, key: PackId) -> Pack:
    found = unit.packs.find(id=key)
    if not found:
        raise NoSuchPack
    return found[0]


class _Overtaken(Exception):
    """What is in the packs was altered while they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A pack that is not remembered yet."""

    stamp: PackStamp
    contents: PackContents
    pack: Pack


@dataclass(slots=True)
class _Making:
    """The packs of one order: drafted, written, and then stored if they still are what they should be."""

    workspace: Workspace
    files: Packs
    order: PackOrder
    control: Control
    master: bytes = b""
    paper: Paper = Paper.A4
    small: SmallFiles = field(default_factory=dict)
    drafts: Mapping[ReviewerId, _Draft] = field(default_factory=dict)
    written: dict[ReviewerId, tuple[_Draft, MadePack]] = field(default_factory=dict)

    def draft(self) -> None:
        """Work out what goes into each pack; one that stays the same stays what it was."""
        with self.workspace.read() as unit:
            maker = PackMaker(unit, self.files, self.small, self._challenge(unit))
            self.master = unit.pack_key.get() or self.master or secrets.token_bytes(_KEY)
            self.paper = maker.paper
            readers, _without = self._readers(unit, maker)
            self._look_at_all(maker, readers)
            self.drafts = {reader.id: self._draft(maker, reader) for reader in readers}

    def write(self, shelf: PackShelf) -> None:
        """Write the files of those drafts that are not written yet, and of no others."""
        for key, (draft, made) in list(self.written.items()):
            if self.drafts.get(key) != draft:
                shelf.take_away(made.files)
                del self.written[key]
        for place, (key, draft) in enumerate(self.drafts.items()):
            watching = Control(partial(self._go_on, place))
            self._step(place)
            if key not in self.written:
                made = shelf.put(draft.contents, draft.pack, self.paper, watching)
                self.written[key] = (draft, made)

    def store(self) -> MadePacks:
        """Remember the packs; raises `_Overtaken`."""
        number, now = len(self.drafts), self.workspace.clock()
        self._step(number)
        label = plural("Make {n} pack", "Make {n} packs", number).format(n=number)
        with self.workspace.change(label) as unit:
            challenge = self._challenge(unit)
            if challenge != unit.challenge():
                unit.challenges.replace(challenge)
            people = self._people(unit)
            # What was typed here goes out with the packs, and from now on stands as it was then.
            keep_typed(unit, readings_of(unit, [person.id for person in people]).values(), now)
            self._keep_master(unit)
            maker = PackMaker(unit, self.files, self.small, challenge)
            readers, without = self._readers(unit, maker)
            if [reader.id for reader in readers] != list(self.drafts) or maker.paper is not self.paper:
                raise _Overtaken
            made = [self._stored(unit, maker, reader) for reader in readers]
            return MadePacks(
                packs=tuple(made), unapproved=tuple(maker.unapproved), without=tuple(without)
            )  # fmt: skip

    def _draft(self, maker: PackMaker, reader: Reviewer) -> _Draft:
        before = self.drafts.get(reader.id)
        if before is not None and self._still(maker, reader, before):
            maker.record(before.contents, before.pack.phrase)
            return before
        key = maker.new_id(maker.stories_for(reader))
        now = self.workspace.clock()
        stamp = PackStamp(id=key, key=self.files.key(self.master, key), made_at=now)
        contents = maker.contents(reader, stamp)
        phrase = self.files.new_phrase() if self.order.protect else ""
        return _Draft(stamp=stamp, contents=contents, pack=maker.record(contents, phrase))

    def _still(self, maker: PackMaker, reader: Reviewer, draft: _Draft) -> bool:
        """Whether the pack would be made the same now."""
        if draft.stamp.key != self.files.key(self.master, draft.stamp.id):
            return False
        return maker.are_free(draft.contents) and maker.contents(reader, draft.stamp) == draft.contents

    def _stored(self, unit: UnitOfWork, maker: PackMaker, reader: Reviewer) -> MadePack:
        draft, made = self.written[reader.id]
        if not self._still(maker, reader, draft):
            raise _Overtaken
        unit.packs.add(made.pack)
        maker.record(draft.contents, draft.pack.phrase)
        return made

    def _keep_master(self, unit: UnitOfWork) -> None:
        """What the keys of all packs come from is made with the first pack."""
        there = unit.pack_key.get()
        if there is None:
            unit.pack_key.put(self.master)
        elif there != self.master:
            raise _Overtaken

    def _challenge(self, unit: UnitOfWork) -> Challenge:
        """The challenge, with the day that is ordered."""
        challenge, order = unit.challenge(), self.order
        if order.return_by is None and not order.any_time:
            return challenge
        return replace(challenge, returns_until=order.return_by)

    def _readers(self, unit: UnitOfWork, maker: PackMaker) -> tuple[list[Reviewer], list[Reviewer]]:
        """Who gets a pack, and who would if there were anything to read; raises `NothingToPack`."""
        people = self._people(unit)
        readers = [person for person in people if maker.stories_for(person)]
        without = [person for person in people if person not in readers]
        if self.order.emails and without:
            raise NothingToPack(without[0].email)
        if not readers:
            raise NothingToPack
        return readers, without

    def _people(self, unit: UnitOfWork) -> Sequence[Reviewer]:
        if self.order.emails:
            found = [reviewer_of(unit, email) for email in self.order.emails]
            return list({person.id: person for person in found}.values())
        return sorted(unit.reviewers.all(), key=lambda person: (alphabetic(person.name), person.email))

    def _look_at_all(self, maker: PackMaker, readers: Sequence[Reviewer]) -> None:
        """What takes longest in making the contents, with a step for each story."""
        stories = {story.id: story for reader in readers for story in maker.stories_for(reader)}
        for place, story in enumerate(stories.values()):
            self.control.step(place, len(stories))
            maker.look_at(story)

    def _go_on(self, place: int, _done: int, _total: int) -> None:
        """A pack on its way is as far as when it was begun."""
        self._step(place)

    def _step(self, place: int) -> None:
        self.control.step(place, len(self.drafts))
