"""A pack as its reviewer's window has it: read and answered from any thread, and what is not sent yet."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, NoReturn

from learningstories.domain.errors import (
    CannotWrite,
    FileForbidden,
    FileMissing,
    NotAPack,
    ThisIsAPage,
    ThisIsAReturn,
)
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import PromiseUse
from learningstories.services.opened_kind import OpenedKind, told_by
from learningstories.services.pack_answers import AnswerShelf
from learningstories.services.pack_contents import PackContents, PackMedium
from learningstories.services.pack_port import Packs
from learningstories.services.pack_reading import PackReading, open_pack
from learningstories.services.ports import Clock
from learningstories.services.reading_session import BesideText, ReadingSession, StoryPages

_HEAD = 8_192
_SHA = slice(len("media/"), len("media/") + 64)  # of a picture, within the name of its file
_MOST_OF_A_RETURN = 8 * 1024 * 1024  # pasted into a mail it is larger than by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """What no return file holds yet; `answered` are all stories with answers on this computer."""

    answers: int
    wish: bool
    answered: int

    @property
    def is_there(self) -> bool:
        """Whether there is anything to send."""
        return bool(self.answers or self.wish)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedReturn:
    """A return file that was written, and what is in it, counted in stories."""

    path: Path
    data: bytes
    text: str
    rated: int
    stepped_aside: int
    with_action: int
    with_concern: int
    stories: int


def open_offline(path: Path, files: Packs, folder: Path, clock: Clock, phrase: str = "") -> "OfflineReading":
    """Open a pack with the answers that are kept in `folder`.

    Raises what `open_pack` raises, and `ThisIsAReturn` and `ThisIsAPage`.
    """
    try:
        return OfflineReading(path, files, AnswerShelf(folder, files), clock, phrase)
    except NotAPack as error:
        _say_what_it_is(path, files, error)


class OfflineReading:
    """A `ReadingSource` over a pack; whoever subscribed hears of each change, on whichever thread."""

    def __init__(self, path: Path, files: Packs, shelf: AnswerShelf, clock: Clock, phrase: str) -> None:
        """Open the pack; raises what `open_pack` raises."""
        self.path = path
        self._files, self._shelf, self._clock = files, shelf, clock
        self._pack = open_pack(path, files, shelf, clock, phrase)
        self._one_by_one = Lock()
        self._told: Callable[[], None] = lambda: None
        self._seen = self._signs()

    @property
    def contents(self) -> PackContents:
        """What is in the pack."""
        return self._pack.contents

    @property
    def place(self) -> Path:
        """The file in which the answers are kept."""
        return self._shelf.path(self.contents.id)

    @property
    def damaged(self) -> list[Path]:
        """Files with answers that could not be read, and were set aside."""
        return self._shelf.damaged

    def subscribe(self, told: Callable[[], None]) -> None:
        """Call `told` after each change."""
        self._told = told

    # --- reading and answering ----------------------------------------------------------------------

    def session(self) -> ReadingSession:
        """The stories in their order, with the answers given so far."""
        with self._one_by_one:
            session = self._pack.session
        return replace(session, offline=True, return_by=self.contents.return_by)

    def with_new_answers(self, session: ReadingSession) -> ReadingSession:
        """The same with the answers that are kept now; a pack's stories stay as they are."""
        return self.session()

    def pages(self, number: int) -> StoryPages:
        """A story's text, and what goes with it; raises `NoSuchStory`."""
        pages = self._pack.pages(number)
        story = next(story for story in self.contents.stories if story.number == number)
        beside = (_beside(medium) for medium in story.media)
        unseen = tuple(one for one in beside if not one.name or f"media:{one.name}" not in pages.markdown)
        return replace(pages, beside=unseen)

    def recording(self, name: str) -> bytes | None:
        """A recording of the pack."""
        data = self.contents.media.get(name)
        return None if data is None else bytes(data)

    def picture(self, sha: str) -> bytes | None:
        """A picture of the pack."""
        return self._pack.picture(sha)

    def answer(self, number: int, **fields: Any) -> object:
        """Keep answers to a story; raises what `PackReading.answer` raises."""
        with self._one_by_one:
            reading = self._pack.answer(number, **fields)
        self._changed()
        return reading

    def allow_promises(self, use: PromiseUse, *, ask_later: bool | None) -> object:
        """Note how promises may be shown; raises `CannotWrite`, `DiskFull`."""
        with self._one_by_one:
            self._pack.allow_promises(use, ask_later=ask_later)
        self._changed()
        return use

    def look_round(self) -> None:
        """Take in what another window has stored since; raises `FileForbidden`, `DiskTrouble`."""
        if self._signs() == self._seen:
            return
        with self._one_by_one:
            self._pack.look_again()
        self._changed()

    # --- sending ------------------------------------------------------------------------------------

    def unsent(self) -> Unsent:
        """What is in no return file yet."""
        with self._one_by_one:
            pack = self._pack
            return Unsent(answers=pack.unsent, wish=pack.wish_is_unsent, answered=pack.answered)

    def save_return(self, target: Path) -> SavedReturn:
        """Write all answers as a return, whole or not at all; raises `CannotWrite`, `DiskFull`."""
        with self._one_by_one:
            self._pack.save_return(target)
            session = self._pack.session
        self._changed()
        try:
            data = target.read_bytes()
        except OSError as error:
            raise CannotWrite(target.name, error.strerror or "os") from error
        given = [story.reading for story in session.stories if story.reading is not None]
        return SavedReturn(
            path=target,
            data=data,
            text=self._files.return_text(data),
            rated=sum(reading.counts for reading in given),
            stepped_aside=sum(reading.knows is Knows.ASIDE for reading in given),
            with_action=sum(bool(reading.action.strip()) for reading in given),
            with_concern=sum(reading.concern is not Concern.NONE for reading in given),
            stories=len(session.stories),
        )

    def continue_from(self, path: Path) -> None:
        """Go on from a return of another device.

        Raises `FileMissing`, `FileForbidden`, `ReturnNotOurs`, `CannotWrite`, `DiskFull`.
        """
        try:
            with path.open("rb") as stream:
                data = stream.read(_MOST_OF_A_RETURN)
        except PermissionError as error:
            raise FileForbidden(path.name) from error
        except (OSError, ValueError) as error:
            raise FileMissing(path.name) from error
        with self._one_by_one:
            self._pack.continue_from(data)
        self._changed()

    def forget(self) -> None:
        """Remove what was answered here, also to earlier packs of which answers carry over.

        Raises `CannotWrite`.
        """
        with self._one_by_one:
            self._shelf.remove((self.contents.id, *self.contents.earlier))
            self._pack = PackReading(self.contents, self._files, self._shelf, self._clock)
        self._changed()

    def _changed(self) -> None:
        self._seen = self._signs()
        self._told()

    def _signs(self) -> tuple[int, int, int] | None:
        """What changes with the file in which the answers are."""
        with suppress(OSError):
            found = self.place.stat()
            return found.st_mtime_ns, found.st_size, found.st_ino
        return None


def _beside(medium: PackMedium) -> BesideText:
    is_picture = medium.role == "picture"
    return BesideText(
        role=medium.role,
        name=medium.file[_SHA] if is_picture else medium.file,
        description=medium.description,
        seconds=medium.seconds,
    )


def _say_what_it_is(path: Path, files: Packs, error: NotAPack) -> NoReturn:
    """Something else than a pack was opened as one."""
    with suppress(OSError), path.open("rb") as stream:
        kind = told_by(stream.read(_HEAD), files.is_pack)
        if kind is OpenedKind.RETURN:
            raise ThisIsAReturn(path.name) from error
        if kind is OpenedKind.PAGE:
            raise ThisIsAPage(path.name) from error
    raise error
