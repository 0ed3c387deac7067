"""A challenge's file behind a passphrase: scrypt makes a key of it, AES-GCM seals one piece after another.

A line says what it is, a few bytes how long the facts are that follow, and then come the pieces. Each is
bound to the facts, to its place, and to whether it is the last one, so that nothing can be cut, put in
another order or added. Whoever made the file says how hard its key is to make: that is bounded.
"""

import json
import secrets
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from learningstories.domain.errors import (
    FileForbidden,
    FileMissing,
    LockedCopyDamaged,
    MadeByNewerVersion,
    NotAChallenge,
    PassphraseWrong,
)
from learningstories.packs.fields import Fields, data_out
from learningstories.packs.strict_json import parsed
from learningstories.packs.unsound import Unsound
from learningstories.services.opened_kind import LOCKED_HEAD
from learningstories.services.progress import Control

_VERSION = b"1\n"
_KDF, _CIPHER = "scrypt", "AES-256-GCM"
COST = 2**17  # 128 MB of memory, and about half a second
_MOST_COST = 2**18
_BLOCK, _LANES = 8, 1
_KEY, _CHECK, _SALT, _NONCE, _TAG = 32, 16, 16, 8, 16
PIECE = 1024 * 1024
_LENGTH, _MOST_FACTS = 4, 4096


def lock(source: Path, phrase: str, control: Control) -> Iterator[bytes]:
    """The file sealed, piece by piece; raises `Cancelled`."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    key, check = _keys(phrase, salt, COST)
    told = {"kdf": _KDF, "cost": COST, "salt": data_out(salt), "check": data_out(check)}
    told |= {"cipher": _CIPHER, "nonce": data_out(nonce)}
    facts = json.dumps(told).encode()
    head = LOCKED_HEAD + _VERSION + len(facts).to_bytes(_LENGTH) + facts
    yield head
    total, cipher = source.stat().st_size, AESGCM(key)
    with source.open("rb") as stream:
        for place, piece, last in _pieces(stream, PIECE):
            control.step(place * PIECE, total)
            yield cipher.encrypt(_nonce(nonce, place), piece, _bound(head, last=last))


def unlock(source: Path, phrase: str, control: Control) -> Iterator[bytes]:
    """What was sealed, piece by piece; the whole of it is right only once the last one came.

    Raises `FileMissing`, `FileForbidden`, `NotAChallenge`, `MadeByNewerVersion`, `PassphraseWrong`,
    `LockedCopyDamaged` and `Cancelled`.
    """
    try:
        with source.open("rb") as stream:
            yield from _opened(stream, source, phrase, control)
    except FileNotFoundError as error:
        raise FileMissing(source.name) from error
    except PermissionError as error:
        raise FileForbidden(source.name) from error
    except (Unsound, InvalidTag) as error:
        _refuse(source.name, error)


def _opened(stream: IO[bytes], source: Path, phrase: str, control: Control) -> Iterator[bytes]:
    head, told = _head(stream, source.name)
    if (told.text("kdf", 40), told.text("cipher", 40)) != (_KDF, _CIPHER):
        raise Unsound("too_new")
    cost = told.whole("cost", 2, _MOST_COST)
    if cost & (cost - 1):
        raise Unsound("damaged")
    nonce, check = told.data("nonce", _NONCE), told.data("check", _CHECK)
    key, expected = _keys(phrase, told.data("salt", _SALT), cost)
    if not secrets.compare_digest(check, expected):
        raise PassphraseWrong(source.name)
    total, cipher = source.stat().st_size, AESGCM(key)
    for place, piece, last in _pieces(stream, PIECE + _TAG):
        control.step(place * PIECE, total)
        yield cipher.decrypt(_nonce(nonce, place), piece, _bound(head, last=last))


def _head(stream: IO[bytes], name: str) -> tuple[bytes, Fields]:
    began = stream.read(len(LOCKED_HEAD) + len(_VERSION) + _LENGTH)
    if not began.startswith(LOCKED_HEAD):
        raise NotAChallenge(name)
    if not began[len(LOCKED_HEAD) :].startswith(_VERSION):
        raise Unsound("too_new" if len(began) > len(LOCKED_HEAD) else "damaged")
    length = int.from_bytes(began[-_LENGTH:])
    facts = stream.read(length) if length <= _MOST_FACTS else b""
    if not facts or len(facts) != length:
        raise Unsound("damaged")
    return began + facts, Fields(parsed(facts, _MOST_FACTS))


def _pieces(stream: IO[bytes], size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Each piece with its place, and whether it is the last one; there is always one."""
    piece, place = stream.read(size), 0
    while True:
        following = stream.read(size)
        yield place, piece, not following
        if not following:
            return
        piece, place = following, place + 1


def _nonce(nonce: bytes, place: int) -> bytes:
    return nonce + place.to_bytes(_LENGTH)


def _bound(head: bytes, *, last: bool) -> bytes:
    return head + (b"last" if last else b"more")


def _keys(phrase: str, salt: bytes, cost: int) -> tuple[bytes, bytes]:
    """The key, and by what a passphrase is known to be right before anything is opened."""
    plain = unicodedata.normalize("NFC", phrase).strip().encode("utf-8", "replace")
    made = Scrypt(salt, _KEY + _CHECK, cost, _BLOCK, _LANES).derive(plain)
    return made[:_KEY], made[_KEY:]


def _refuse(name: str, error: Exception) -> NoReturn:
    if isinstance(error, Unsound) and error.cause == "too_new":
        raise MadeByNewerVersion(name) from error
    raise LockedCopyDamaged(name) from error
