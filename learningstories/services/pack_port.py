"""What the services need of those who write and read packs and returns."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from learningstories.domain.pack import PackId
from learningstories.domain.showcase import Paper
from learningstories.services.mailed_ratings import MailWords
from learningstories.services.pack_contents import PackContents, PackStory
from learningstories.services.progress import Control
from learningstories.services.returned import Arrival, Envelope, Returned


class Packs(Protocol):
    """Writes and reads packs and returns; calls may come from any thread."""

    def write(self, made: PackContents, phrase: str = "") -> bytes:
        """The pack as a file, sealed if there is a phrase; raises `PackOverfull`."""
        ...

    def read(self, data: bytes, name: str, phrase: str = "") -> PackContents:
        """The pack in a file called `name`.

        Raises `NotAPack`, `PackDamaged`, `PackUnsafe`, `PackTooBig`, `MadeByNewerVersion`, `PackLocked`
        where it needs a phrase, and `PhraseWrong`.
        """
        ...

    def story_sha(self, story: PackStory) -> str:
        """What names all that a pack shows of a story."""
        ...

    def new_phrase(self) -> str:
        """A phrase that nobody guesses."""
        ...

    def small_picture(self, data: bytes) -> tuple[bytes, str] | None:
        """A picture as packs carry it, and its ending; None where it is none that can be."""
        ...

    def small_sound(self, data: bytes) -> tuple[bytes, str] | None:
        """A sound as packs carry it, and its ending; None where it is too big, or of another kind."""
        ...

    def key(self, master: bytes, pack: PackId) -> bytes:
        """The key of a pack, from the challenge's own."""
        ...

    def write_return(self, returned: Returned, key: bytes) -> bytes:
        """The return as a file, signed with its pack's key."""
        ...

    def return_text(self, data: bytes) -> str:
        """The same return as text to be pasted into a mail."""
        ...

    def arrivals(self, paths: Sequence[Path]) -> Iterator[Arrival]:
        """What may be returns in files, folders and mails; raises nothing."""
        ...

    def pasted(self, text: str) -> list[Arrival]:
        """The returns within a text that was pasted."""
        ...

    def mail_words(self, data: bytes) -> MailWords:
        """The text of a mail and its sender; both empty where it is none."""
        ...

    def is_pack(self, data: bytes) -> bool:
        """Whether a file that begins so is a pack, and no return."""
        ...

    def lock(self, source: Path, phrase: str, control: Control) -> Iterator[bytes]:
        """A challenge's file behind a passphrase, piece by piece."""
        ...

    def unlock(self, source: Path, phrase: str, control: Control) -> Iterator[bytes]:
        """The file in it, piece by piece: whole only once the last one came.

        Raises `FileMissing`, `FileForbidden`, `NotAChallenge`, `MadeByNewerVersion`, `PassphraseWrong`,
        `LockedCopyDamaged`.
        """
        ...

    def open_return(self, data: bytes) -> Envelope:
        """A return out of a file or a text, its signature not looked at; raises `ReturnRefused`."""
        ...

    def is_genuine(self, envelope: Envelope, key: bytes) -> bool:
        """Whether the return was signed with this key."""
        ...

    def read_return(self, envelope: Envelope) -> Returned:
        """What the return says; raises `ReturnRefused`."""
        ...


class MakePage(Protocol):
    """Makes the page that shows a pack in any browser."""

    def __call__(self, contents: PackContents, phrase: str) -> bytes:
        """The page, one file that needs nothing else; sealed if there is a phrase."""
        ...


class MakeBooklet(Protocol):
    """Typesets a pack to be read on paper."""

    def __call__(self, contents: PackContents, paper: Paper, control: Control) -> bytes:
        """The booklet as a PDF.

        Raises `TypesettingFailed`, `GlyphMissing`, `CannotWrite`, `DiskFull`, `Cancelled`.
        """
        ...
