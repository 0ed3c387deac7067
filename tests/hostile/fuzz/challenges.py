"""A challenge's file in which some bytes were written over."""

import struct
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.domain.errors import ExpectedError
from learningstories.services.sentences import advice
from learningstories.storage import opening

_PATCH = struct.Struct("<HBB")  # which 16 bytes, where among them, what is written there
_STEP = 16


def _now() -> datetime:
    return datetime(2013, 3, 20, tzinfo=UTC)


@cache
def _sound() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.stories")
        closes = datetime(2013, 3, 21, tzinfo=UTC)
        made = Challenge(id=ChallengeId(UUID(int=9)), title="Stories", closes_at=closes, zone="UTC")
        opening.make_challenge(path, made, _now, "Ada").close()
        return path.read_bytes()


def _patched(data: bytes) -> bytes:
    spoilt = bytearray(_sound())
    for number, place, written in _PATCH.iter_unpack(data[: len(data) // _PATCH.size * _PATCH.size]):
        spoilt[(number * _STEP + place % _STEP) % len(spoilt)] = written
    return bytes(spoilt)


def challenges(data: bytes) -> None:
    """The bytes say what is written where; the file is then opened and read as the window does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.stories")
        path.write_bytes(_patched(data))
        for line in _told(path):
            assert line


def _told(path: Path) -> Iterator[str]:
    try:
        opened = opening.open_to_read(path, _now, "Ada")
        try:
            opened.lists.challenge()
            opened.check()
        finally:
            opened.close()
    except ExpectedError as error:
        yield advice(error)
