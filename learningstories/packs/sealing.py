"""A pack that only opens with its phrase: PBKDF2 makes a key of the phrase, AES-GCM seals with it.

Both are what browsers have built in, so that the page of a pack opens the same way.
"""

import re
import secrets
import unicodedata
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from learningstories.packs.fields import Fields, data_out
from learningstories.packs.unsound import Unsound
from learningstories.resources import resource_root

ROUNDS = 600_000
_MOST_ROUNDS = 5_000_000  # whoever made the file says how many; it must not keep us busy for ever
_KDF, _CIPHER = "PBKDF2-SHA256", "AES-256-GCM"
_KEY, _SALT, _NONCE = 32, 16, 12
_WORDS = 5
_FOR = b"learning-stories-pack-1\n"
_FOR_PAGE = b"learning-stories-page-1\n"


def new_phrase() -> str:
    """Five words that nobody guesses, easy to say on the phone."""
    words = (resource_root() / "words" / "english.txt").read_text("utf-8").split()
    return " ".join(secrets.choice(words) for _ in range(_WORDS))


def seal(data: bytes, phrase: str, pack: str) -> tuple[bytes, dict[str, Any]]:
    """The data sealed, and what a reader needs besides the phrase to open it."""
    return _sealed(data, phrase, _FOR + pack.encode())


def seal_page(data: bytes, phrase: str, pack: str) -> tuple[bytes, dict[str, Any]]:
    """The same for what the page of a pack holds, which opens nowhere else."""
    return _sealed(data, phrase, _FOR_PAGE + pack.encode())


def _sealed(data: bytes, phrase: str, purpose: bytes) -> tuple[bytes, dict[str, Any]]:
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    sealed = AESGCM(_key(phrase, salt, ROUNDS)).encrypt(nonce, data, purpose)
    told = {
        "kdf": _KDF,
        "rounds": ROUNDS,
        "salt": data_out(salt),
        "cipher": _CIPHER,
        "nonce": data_out(nonce),
    }
    return sealed, told


def unseal(sealed: bytes | memoryview, phrase: str, pack: str, protection: Fields) -> bytes:
    """What was sealed; raises `Unsound`."""
    if (protection.text("kdf", 40), protection.text("cipher", 40)) != (_KDF, _CIPHER):
        raise Unsound("too_new")
    rounds = protection.whole("rounds", 1, _MOST_ROUNDS)
    salt, nonce = protection.data("salt", _SALT), protection.data("nonce", _NONCE)
    if not phrase.strip():
        raise Unsound("locked")
    try:
        return AESGCM(_key(phrase, salt, rounds)).decrypt(nonce, sealed, _FOR + pack.encode())
    except InvalidTag as error:
        raise Unsound("wrong_phrase") from error


def _key(phrase: str, salt: bytes, rounds: int) -> bytes:
    plain = re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFC", phrase)).strip().lower()
    return PBKDF2HMAC(SHA256(), _KEY, salt, rounds).derive(plain.encode("utf-8", "replace"))
