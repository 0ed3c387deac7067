"""Packs and returns, as the services ask for them."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from learningstories.domain.errors import (
    MadeByNewerVersion,
    NotAPack,
    PackDamaged,
    PackLocked,
    PackOverfull,
    PackTooBig,
    PackUnsafe,
    PhraseWrong,
)
from learningstories.domain.pack import PackId, pack_name
from learningstories.packs import archive, arrivals, contents, keys, returns
from learningstories.packs.archive import Archive, sha_of
from learningstories.packs.armour import as_text
from learningstories.packs.fields import Fields
from learningstories.packs.known_files import MANIFEST, is_pack
from learningstories.packs.strict_json import parsed, written
from learningstories.packs.unsound import Unsound
from learningstories.services.mailed_ratings import MailWords
from learningstories.services.pack_contents import PackContents, PackStory
from learningstories.services.progress import Control
from learningstories.services.returned import Arrival, Envelope, Returned

_MANIFEST, _STORIES, _SEALED = MANIFEST, "stories.json", "sealed.bin"
_PROTECTED = "protected"
_MOST_MANIFEST = 4 * 1024 * 1024
_REFUSALS = {
    "not_a_pack": NotAPack,
    "damaged": PackDamaged,
    "unsafe": PackUnsafe,
    "too_big": PackTooBig,
    "too_new": MadeByNewerVersion,
    "locked": PackLocked,
    "wrong_phrase": PhraseWrong,
    "value_out_of_scale": PackDamaged,
}


class PackFiles:
    """Writes and reads the files that travel; knows nothing of the challenge they belong to."""

    def write(self, made: PackContents, phrase: str = "") -> bytes:
        """The pack as a file, sealed if there is a phrase; raises `PackOverfull`."""
        stories = written(contents.stories_out(made)).encode("utf-8", "replace")
        files = {_STORIES: _told(stories), **{name: _told(data) for name, data in made.media.items()}}
        manifest = json.dumps(contents.manifest_out(made, files), ensure_ascii=False, indent=1)
        texts = {_MANIFEST: manifest.encode("utf-8", "replace"), _STORIES: stories}
        data = archive.packed(texts, made.media)
        too_long = any(len(story.markdown) > contents.LONGEST_TEXT for story in made.stories)
        if too_long or len(data) > archive.MOST_BYTES - _MOST_MANIFEST or len(stories) > archive.MOST_JSON:
            raise PackOverfull(made.reviewer.name)
        return _sealed(made, data, phrase) if phrase else data

    def read(self, data: bytes, name: str, phrase: str = "") -> PackContents:
        """The pack in a file called `name`.

        Raises `NotAPack`, `PackDamaged`, `PackUnsafe`, `PackTooBig`, `MadeByNewerVersion`, `PackLocked` where
        it needs a phrase, and `PhraseWrong`. Nothing is written, and no picture is decoded.
        """
        try:
            return _opened(data, phrase)
        except Unsound as error:
            _refuse(name, error)

    def story_sha(self, story: PackStory) -> str:
        """What names all that a pack shows of a story."""
        return contents.story_sha(story)

    def new_phrase(self) -> str:
        """A phrase that nobody guesses."""
        from learningstories.packs.sealing import new_phrase  # noqa: PLC0415 - brings cryptography along

        return new_phrase()

    def small_picture(self, data: bytes) -> tuple[bytes, str] | None:
        """A picture as packs carry it, and its ending; None where it is none that can be."""
        from learningstories.packs.media import small_picture  # noqa: PLC0415 - brings Pillow along

        return small_picture(data)

    def small_sound(self, data: bytes) -> tuple[bytes, str] | None:
        """A sound as packs carry it, and its ending; None where it is too big, or of another kind."""
        from learningstories.packs.media import small_sound  # noqa: PLC0415 - brings Pillow along

        return small_sound(data)

    def key(self, master: bytes, pack: PackId) -> bytes:
        """The key of a pack, from the challenge's own."""
        return keys.pack_key(master, pack)

    def write_return(self, returned: Returned, key: bytes) -> bytes:
        """The return as a file, signed with its pack's key."""
        return returns.write(returned, key)

    def return_text(self, data: bytes) -> str:
        """The same return as text to be pasted into a mail."""
        return as_text(data)

    def arrivals(self, paths: Sequence[Path]) -> Iterator[Arrival]:
        """What may be returns in files, folders and mails; raises nothing."""
        for path in paths:
            yield from arrivals.arrivals(path)

    def pasted(self, text: str) -> list[Arrival]:
        """The returns within a text that was pasted."""
        return arrivals.pasted(text)

    def mail_words(self, data: bytes) -> MailWords:
        """The text of a mail and its sender; both empty where it is none."""
        from learningstories.packs.rating_mail import mail_words  # noqa: PLC0415 - only for ratings in mails

        return mail_words(data)

    def is_pack(self, data: bytes) -> bool:
        """Whether a file that begins so is a pack or the page of one, and no return."""
        return is_pack(data)

    def lock(self, source: Path, phrase: str, control: Control) -> Iterator[bytes]:
        """A challenge's file behind a passphrase, piece by piece."""
        from learningstories.packs.locking import lock  # noqa: PLC0415 - brings cryptography along

        return lock(source, phrase, control)

    def unlock(self, source: Path, phrase: str, control: Control) -> Iterator[bytes]:
        """The file in it, piece by piece."""
        from learningstories.packs.locking import unlock  # noqa: PLC0415 - brings cryptography along

        return unlock(source, phrase, control)

    def open_return(self, data: bytes) -> Envelope:
        """A return out of a file or a text; raises `ReturnRefused`."""
        return returns.open_envelope(data)

    def is_genuine(self, envelope: Envelope, key: bytes) -> bool:
        """Whether the return was signed with this key."""
        return keys.is_signed(key, envelope.pack_id, envelope.body, envelope.mac)

    def read_return(self, envelope: Envelope) -> Returned:
        """What the return says; raises `ReturnRefused`."""
        return returns.read_body(envelope)


def _told(data: bytes | memoryview) -> dict[str, Any]:
    return {"sha256": sha_of(data), "size": len(data)}


def _sealed(made: PackContents, data: bytes, phrase: str) -> bytes:
    from learningstories.packs.sealing import seal  # noqa: PLC0415 - brings cryptography along

    sealed, protection = seal(data, phrase, pack_name(made.id))
    outer = {
        **contents.heading(made.id, made.made_at, (_PROTECTED,)),
        "protection": protection,
        "files": {_SEALED: _told(sealed)},
    }
    return archive.packed({_MANIFEST: json.dumps(outer, indent=1).encode()}, {_SEALED: sealed})


def _opened(data: bytes, phrase: str, *, within: bool = False) -> PackContents:
    opened = Archive(data, (_MANIFEST, _STORIES) if within else (_MANIFEST, _STORIES, _SEALED))
    manifest = Fields(parsed(opened.text(_MANIFEST), _MOST_MANIFEST))
    contents.check_format(manifest, frozenset() if within else frozenset((_PROTECTED,)))
    files = _checked(opened, manifest.part("files"))
    if opened.has(_SEALED):
        from learningstories.packs.sealing import unseal  # noqa: PLC0415 - brings cryptography along

        pack = contents.pack_id_in(manifest)
        inner = unseal(files[_SEALED], phrase, pack_name(pack), manifest.part("protection"))
        found = _opened(inner, "", within=True)
        if found.id != pack:
            raise Unsound("damaged")
        return found
    stories = Fields(parsed(bytes(files.pop(_STORIES, b"")), archive.MOST_JSON))
    return contents.contents_in(manifest, stories, files)


def _checked(opened: Archive, told: Fields) -> dict[str, memoryview]:
    """The parts besides the manifest, each of which is exactly what the manifest says."""
    found: dict[str, memoryview] = {}
    for name in opened.names - {_MANIFEST}:
        data = memoryview(opened.text(name)) if name == _STORIES else opened.stored(name)
        expected = told.part(name)
        size, sha = expected.whole("size", 0, archive.MOST_BYTES), expected.text("sha256", 64)
        medium = archive.MEDIA.fullmatch(name)
        if len(data) != size or sha_of(data) != sha or (medium and medium[1] != sha):
            raise Unsound("damaged")
        if medium:
            from learningstories.packs.media import check  # noqa: PLC0415 - brings Pillow along

            check(name, data)
        found[name] = data
    if told.names() != found.keys():
        raise Unsound("damaged")
    return found


def _refuse(name: str, error: Unsound) -> NoReturn:
    raise _REFUSALS[error.cause](name) from error
