"""The key of a pack, and what it signs.

Whoever holds a pack holds its key, and can answer as its reviewer; nobody else can. The keys of all
packs come from one of the challenge's own, which never leaves its file.
"""

import hmac
from hashlib import sha256

from learningstories.domain.pack import PackId, pack_name

SIZE = 32


def pack_key(master: bytes, pack: PackId) -> bytes:
    """The key of one pack."""
    return hmac.digest(master, f"learning-stories-pack-key-1\n{pack_name(pack)}".encode(), sha256)


def signature(key: bytes, pack: PackId, body: str) -> bytes:
    """What shows that `body` was written with the key, and for this pack."""
    signed = f"learning-stories-return-1\n{pack_name(pack)}\n{body}"
    return hmac.digest(key, signed.encode("utf-8", "surrogatepass"), sha256)


def is_signed(key: bytes, pack: PackId, body: str, mac: bytes) -> bool:
    """Whether the signature is right."""
    return hmac.compare_digest(signature(key, pack, body), mac)
