"""The fingerprints of runs of words that find texts which share passages."""

from collections.abc import Iterator
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

from learningstories.domain.compared_words import WORDS_IN_RUN, compared_words, has_single_letters, runs
from learningstories.domain.words import without_marks

KEPT_OF = 4  # one run in four finds what all of them would
ALL_UP_TO = 56  # different runs; short texts have too few to leave any out
MOST = 4_000  # of one text
# What more stories than this have in common is a form's question or a saying, and tells nothing.
COMMON_FROM = 64
_BYTES = 6


def shingles(markdown: str) -> frozenset[int]:
    """The fingerprints of a text's runs: one in four, the same in every text, all of a short one."""
    found = set(_runs(markdown))
    if len(found) > ALL_UP_TO:
        found = {run for run in found if crc32(run) % KEPT_OF == 0}
    hashes = {int.from_bytes(blake2b(run, digest_size=_BYTES).digest()) for run in found}
    # Of a book the smallest, which again are the same in every text.
    return frozenset(hashes if len(hashes) <= MOST else nsmallest(MOST, hashes))


def _runs(markdown: str) -> Iterator[bytes]:
    words = compared_words(without_marks(markdown))
    encoded = "\n".join(words).encode("utf-8", "replace").split(b"\n") if words else []
    if len(words) < WORDS_IN_RUN or has_single_letters(words):
        return (b" ".join(encoded[start:end]) for start, end in runs(words))
    return map(b" ".join, zip(*(encoded[offset:] for offset in range(WORDS_IN_RUN)), strict=False))
