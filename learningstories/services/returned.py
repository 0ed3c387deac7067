"""What a return says, as those who write, read and merge returns hand it to each other."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from learningstories.domain.pack import PackId, ReturnBy
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.revision import Revision, Wish
from learningstories.domain.story import StoryId

ENDING = ".lsreturn.txt"  # of a return's file; phones share nothing that ends in .json


class ReturnRefused(Exception):
    """What came cannot be read as a return; `code` is one of `services.merge_codes`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A return whose signature was not looked at yet; `data` is the return without what it was wrapped in."""

    data: bytes
    pack_id: PackId
    mac: bytes
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An answer within a return that cannot be taken; the story is None where not even that is known."""

    story_id: StoryId | None
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a reviewer sends: all that was answered to a pack, or part of it."""

    pack_id: PackId
    reviewer_id: ReviewerId
    written_at: datetime
    revisions: tuple[Revision, ...] = ()
    wishes: tuple[Wish, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Something that came and may be a return: a file, a part of a mail, or pasted text.

    `path` is the file it was in. `code` says why there is nothing to read; `received_at` is when a mail
    server took it in, if it was one. `sought` is whether it was named by hand, not only found in a folder.
    """

    name: str
    by: ReturnBy
    path: Path | None = None
    data: bytes = b""
    code: str = ""
    received_at: datetime | None = None
    sought: bool = True
