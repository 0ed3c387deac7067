"""Makes packs for reviewers: their files, the mails that carry them, and what the challenge remembers."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from learningstories.domain.errors import NoSuchPack, NothingToPack
from learningstories.domain.pack import Pack, PackId
from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _, plural
from learningstories.services.deriving import keep_typed, readings_of
from learningstories.services.pack_contents import ENDING, PackContents
from learningstories.services.pack_mail import pack_mail
from learningstories.services.pack_making import PackMaker, SmallFiles
from learningstories.services.pack_port import MakeBooklet, MakePage, Packs
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.reviewing import reviewer_of
from learningstories.services.saving import fit_name, make_folder, save_whole
from learningstories.services.workspace import Workspace

LARGE_FOR_MAIL, TOO_LARGE_FOR_MAIL = 8_000_000, 20_000_000  # bytes
_KEY = 32
_MAIL, _PAGE, _BOOKLET = ".eml", ".html", ".pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOrder:
    """Which packs are wanted: for these reviewers by address, or for all who have stories to read.

    `protect` seals each with words of its own, `mail` writes a draft of the mail that carries it, and
    `make_page` makes the page that shows it in any browser; with `page_only` nothing but that is made.
    `make_booklet` makes what is read on paper.
    `return_by` is until when returns count; None leaves that as it is, unless it is `any_time`.
    """

    folder: Path
    emails: Sequence[str] = ()
    protect: bool = False
    mail: bool = False
    make_page: MakePage | None = None
    make_booklet: MakeBooklet | None = None
    page_only: bool = False
    return_by: datetime | None = None
    any_time: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePack:
    """One pack that was made; `page`, `booklet` and `mail` are None where there is none.

    `path` is the pack's file, or its page where only that was wanted; `size` is that file's, and
    `mailed` that of all that a mail carries.
    """

    reviewer: Reviewer
    pack: Pack
    path: Path
    page: Path | None
    booklet: Path | None
    mail: Path | None
    size: int
    mailed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePacks:
    """All packs that were made, and the stories in which words were replaced that nobody has looked at."""

    packs: tuple[MadePack, ...]
    unapproved: tuple[int, ...] = ()

    def larger_than(self, size: int) -> list[MadePack]:
        """Those that a mail carries badly."""
        return [made for made in self.packs if made.mailed > size]


def make_packs(workspace: Workspace, files: Packs, order: PackOrder, control: Control) -> MadePacks:
    """Make packs as one step.

    Raises `NoSuchReviewer`, `NothingToPack`, `PackOverfull`, `CannotWrite`, `DiskFull`, `Cancelled`, and
    what `MakeBooklet` raises; then no pack is remembered and no file left.
    """
    small, number = _look_at_all(workspace, files, order, control)
    make_folder(order.folder)
    label = plural("Make {n} pack", "Make {n} packs", number).format(n=number)
    with _Shelf(order.folder) as shelf, workspace.change(label) as unit:
        if order.return_by is not None or order.any_time:
            unit.challenges.replace(replace(unit.challenge(), returns_until=order.return_by))
        people, now = _wanted(unit, order.emails), workspace.clock()
        # What was typed here goes out with the packs, and from now on stands as it was then.
        keep_typed(unit, readings_of(unit, [person.id for person in people]).values(), now)
        maker = PackMaker(unit, files, _master(unit), small)
        made = []
        for place, person in enumerate(people):
            at_this_place = partial(control.step, place, len(people))
            at_this_place()
            contents = maker.contents(person, now)
            if contents.stories:
                made.append(_put(shelf, files, order, contents, maker, at_this_place))
                unit.packs.add(made[-1].pack)
            elif order.emails:
                raise NothingToPack(person.email)
        if not made:
            raise NothingToPack
        return MadePacks(packs=tuple(made), unapproved=tuple(maker.unapproved))


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


def _look_at_all(
    workspace: Workspace, files: Packs, order: PackOrder, control: Control
) -> tuple[SmallFiles, int]:
    """What takes long, before the step begins, so that others may write meanwhile; and how many packs."""
    small: SmallFiles = {}
    with workspace.read() as unit:
        maker = PackMaker(unit, files, bytes(_KEY), small)
        reading = [maker.stories_for(person) for person in _wanted(unit, order.emails)]
        stories = {story.id: story for mine in reading for story in mine}
        for place, story in enumerate(stories.values()):
            control.step(place, len(stories))
            maker.look_at(story)
    return small, sum(map(bool, reading))


def _wanted(unit: UnitOfWork, emails: Sequence[str]) -> list[Reviewer]:
    if emails:
        found = [reviewer_of(unit, email) for email in emails]
        return list({person.id: person for person in found}.values())
    return sorted(unit.reviewers.all(), key=lambda person: (person.name.casefold(), person.email))


def _master(unit: UnitOfWork) -> bytes:
    """What the keys of all packs come from; made with the first pack."""
    master = unit.pack_key.get()
    if master is None:
        master = secrets.token_bytes(_KEY)
        unit.pack_key.put(master)
    return master


def _put(
    shelf: "_Shelf",
    files: Packs,
    order: PackOrder,
    contents: PackContents,
    maker: PackMaker,
    step: Callable[[], None],
) -> MadePack:
    """Write the files of one pack."""
    phrase = files.new_phrase() if order.protect else ""
    stem = fit_name(f"{contents.challenge.title} - {contents.reviewer.name}")
    attached: list[Path] = []
    if not (order.page_only and order.make_page):
        attached.append(shelf.put(stem, ENDING, files.write(contents, phrase)))
        stem = attached[0].stem
    page = shelf.put(stem, _PAGE, order.make_page(contents, phrase)) if order.make_page else None
    attached += [page] if page is not None else []
    watching = Control(lambda _done, _total: step())
    booklet = order.make_booklet(contents, maker.paper, watching) if order.make_booklet else None
    mail = pack_mail(contents, attached, protected=bool(phrase)) if order.mail else None
    path, sizes = attached[0], [each.stat().st_size for each in attached]
    return MadePack(
        reviewer=contents.reviewer,
        pack=maker.record(contents, phrase, path.name),
        path=path,
        page=page,
        booklet=shelf.put(path.stem, _BOOKLET, booklet) if booklet is not None else None,
        mail=shelf.put(path.stem, _MAIL, mail) if mail is not None else None,
        size=sizes[0],
        mailed=sum(sizes),
    )


class _Shelf:
    """Puts files into a folder under names that no file has, and takes all away again if anything fails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            for file in self._files:
                with suppress(OSError):
                    file.unlink(missing_ok=True)

    def put(self, stem: str, ending: str, data: bytes) -> Path:
        """Write a file; raises `CannotWrite`, `DiskFull`."""
        names = (f"{stem}{f' ({number})' if number > 1 else ''}{ending}" for number in count(1))
        path = next(path for name in names if not (path := self._folder / name).exists())
        save_whole(path, data)
        self._files.append(path)
        return path
