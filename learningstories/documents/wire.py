"""How the window's process and the reading process talk: a line of JSON, then the bytes it announces."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any

from learningstories.domain.story import NameUse, ReceivedBy
from learningstories.services.drafts import Draft, DraftPicture, Problem

Message = dict[str, Any]
_LONGEST_LINE = 64 * 1024 * 1024
_MOST_BYTES = 2 * 1024 * 1024 * 1024


class Hangup(Exception):
    """The other side has gone, or says what cannot be understood."""


def send(stream: IO[bytes], message: Message, blobs: Sequence[bytes] = ()) -> None:
    """Write one message."""
    line = json.dumps({**message, "sizes": [len(blob) for blob in blobs]})
    stream.write(line.encode() + b"\n")
    for blob in blobs:
        stream.write(blob)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Message, list[bytes]]:
    """Wait for one message; raises `Hangup`."""
    line = stream.readline(_LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise Hangup
    try:
        message = json.loads(line)
        sizes = [int(size) for size in message.pop("sizes")]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Hangup from error
    if any(size < 0 for size in sizes) or sum(sizes) > _MOST_BYTES:
        raise Hangup
    blobs = [stream.read(size) for size in sizes]
    if [len(blob) for blob in blobs] != sizes:
        raise Hangup
    return message, blobs


def pack_draft(draft: Draft) -> tuple[Message, list[bytes]]:
    """A draft as it comes from a reader; the bytes of its pictures are apart."""
    message = asdict(draft)
    for left_to_the_parent in ("original", "received_at", "received_by"):
        del message[left_to_the_parent]
    blobs = [picture.pop("data") for picture in message["pictures"]]
    return message, blobs


def unpack_draft(
    message: Message, blobs: Sequence[bytes], original: bytes | None, received_at: datetime | None
) -> Draft:
    """The draft again, with what the parent knows of the file."""
    fields = dict(message)
    pictures = [
        DraftPicture(data=data, **facts) for facts, data in zip(fields.pop("pictures"), blobs, strict=True)
    ]
    return Draft(
        **{
            **fields,
            "name_use": NameUse(fields["name_use"]),
            "pictures": tuple(pictures),
            "problems": tuple(Problem(**problem) for problem in fields["problems"]),
            "original": original,
            "received_at": received_at,
            "received_by": ReceivedBy.FILE_TIME if received_at else None,
        }
    )
