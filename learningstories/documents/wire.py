"""How the window's process and the reading process talk: a line of JSON, then the bytes it announces."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import IO, Any

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.story import NameUse
from learningstories.services.deliveries import Delivery, FormTable, Part
from learningstories.services.drafts import Draft, DraftFile, DraftPicture, Problem, Variant

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


def pack_delivery(delivery: Delivery) -> tuple[Message, list[bytes]]:
    """What was found in a file as it comes from the readers; the bytes in it are apart."""
    blobs: list[bytes] = []
    message = {
        "name": delivery.name,
        "drafts": [_pack_draft(draft, blobs) for draft in delivery.drafts],
        "parts": [_pack(part, blobs) for part in delivery.parts],
        "table": asdict(delivery.table) if delivery.table else None,
    }
    return message, blobs


def unpack_delivery(message: Message, blobs: Sequence[bytes], original: bytes | None) -> Delivery:
    """The delivery again; each draft is given the bytes of the whole file, which stayed with the parent."""
    left = iter(blobs)
    table = message["table"]
    return Delivery(
        name=message["name"],
        drafts=tuple(_unpack_draft(draft, left, original) for draft in message["drafts"]),
        parts=tuple(_unpack_part(part, left) for part in message["parts"]),
        table=_unpack_table(table) if table else None,
    )


def _pack(record: DraftPicture | DraftFile | Part, blobs: list[bytes]) -> Message:
    message = {name: getattr(record, name) for name in _names(type(record)) if name != "data"}
    if isinstance(record, Part):
        message["written_at"] = _told(record.written_at)
    blobs.append(record.data)
    return message


def _pack_draft(draft: Draft, blobs: list[bytes]) -> Message:
    message = {name: getattr(draft, name) for name in _names(Draft) if name != "original"}
    message["claims"] = [{**asdict(claim), "at": _told(claim.at)} for claim in draft.claims]
    message["problems"] = [asdict(problem) for problem in draft.problems]
    message["pictures"] = [_pack(picture, blobs) for picture in draft.pictures]
    message["files"] = [_pack(file, blobs) for file in draft.files]
    message["alternatives"] = [_pack_draft(other, blobs) for other in draft.alternatives]
    return message


def _unpack_draft(message: Message, blobs: Iterator[bytes], original: bytes | None) -> Draft:
    pictures = tuple(DraftPicture(data=next(blobs), **told) for told in message["pictures"])
    files = tuple(DraftFile(data=next(blobs), **told) for told in message["files"])
    others = tuple(_unpack_draft(other, blobs, original) for other in message["alternatives"])
    return Draft(
        **{
            **message,
            "name_use": NameUse(message["name_use"]),
            "variant": Variant(message["variant"]),
            "claims": tuple(_unpack_claim(claim) for claim in message["claims"]),
            "problems": unpack_problems(message["problems"]),
            "pictures": pictures,
            "files": files,
            "alternatives": others,
            "original": original,
        }
    )


def unpack_problems(told: Sequence[Message]) -> tuple[Problem, ...]:
    """Problems again."""
    return tuple(Problem(**problem) for problem in told)


def _unpack_claim(message: Message) -> Claim:
    return Claim(by=ReceivedBy(message["by"]), at=_moment(message["at"]), said=message["said"])


def _unpack_part(message: Message, blobs: Iterator[bytes]) -> Part:
    told = {**message, "written_at": _moment(message["written_at"]), "within": tuple(message["within"])}
    return Part(data=next(blobs), **told)


def _unpack_table(message: Message) -> FormTable:
    rows = tuple(tuple(row) for row in message["rows"])
    problems = unpack_problems(message["problems"])
    return FormTable(**{**message, "headers": tuple(message["headers"]), "rows": rows, "problems": problems})


def _names(record: type[Any]) -> list[str]:
    return [field.name for field in fields(record)]


def _told(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
