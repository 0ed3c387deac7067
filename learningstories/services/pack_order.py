"""Which packs are wanted, and what was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from learningstories.domain.pack import Pack
from learningstories.domain.reviewer import Reviewer
from learningstories.services.pack_port import MakeBooklet, MakePage

LARGE_FOR_MAIL, TOO_LARGE_FOR_MAIL = 8_000_000, 20_000_000  # bytes


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

    @property
    def files(self) -> list[Path]:
        """All that was written for the reviewer."""
        found = [self.path, self.page, self.booklet, self.mail]
        return list(dict.fromkeys(path for path in found if path is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePacks:
    """All packs that were made.

    In the stories with the numbers of `unapproved` words were replaced that nobody has looked at; for
    those of `without` there is nothing to read, so that they got no pack.
    """

    packs: tuple[MadePack, ...]
    unapproved: tuple[int, ...] = ()
    without: tuple[Reviewer, ...] = ()

    def larger_than(self, size: int) -> list[MadePack]:
        """Those that a mail carries badly."""
        return [made for made in self.packs if made.mailed > size]
