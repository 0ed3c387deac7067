"""The order in which a reviewer reads: random, own, and steady when stories are added."""

from collections.abc import Sequence
from hashlib import blake2b


def reading_order(seed: int, ids: Sequence[int]) -> list[int]:
    """`ids` in the random order that belongs to `seed` (one seed a reviewer).

    Each id is placed by a hash of seed and id, not by a shuffle. So a story that comes later
    takes its place among the others without moving any of them before or after another, the
    order in which ids are given does not matter, and every machine and version finds the same.
    """
    return sorted(ids, key=lambda number: (_place(seed, number), number))


def _place(seed: int, number: int) -> bytes:
    return blake2b(f"{seed}:{number}".encode("ascii"), digest_size=16).digest()
