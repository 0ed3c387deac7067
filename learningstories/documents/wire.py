"""How the window's process and the reading process talk: a line of JSON, then the bytes it announces."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import IO, Any

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.story import NameUse
from learningstories.services.deliveries import Delivery, FormTable, Part
from learningstories.services.drafts import Draft, DraftFile, DraftPicture, Problem, Variant
from learningstories.services.kept import Content, bytes_of

Message = dict[str, Any]
_LONGEST_LINE = 64 * 1024 * 1024
_MOST_BYTES = 2 * 1024 * 1024 * 1024
_WHOLE = -1  # stands for the file that was read, which stayed with the parent


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


def pack_delivery(delivery: Delivery, whole: bytes) -> tuple[Message, list[bytes]]:
    """What was found in the file `whole` as it comes from the readers; the bytes in it are apart."""
    blobs = _Blobs(whole)
    message = {
        "name": delivery.name,
        "drafts": [_pack_draft(draft, blobs) for draft in delivery.drafts],
        "parts": [_pack(part, blobs) for part in delivery.parts],
        "table": _pack_table(delivery.table, blobs) if delivery.table else None,
    }
    return message, blobs.each


def unpack_delivery(
    message: Message, blobs: Sequence[bytes], whole: Content | None, keep: Callable[[bytes], Content]
) -> Delivery:
    """The delivery again, with the bytes of the whole file, if there is one; `keep` sets bytes aside."""
    contents = _Contents(blobs, whole, keep)
    table = message["table"]
    return Delivery(
        name=message["name"],
        drafts=tuple(_unpack_draft(draft, contents) for draft in message["drafts"]),
        parts=tuple(_unpack_part(part, contents) for part in message["parts"]),
        table=_unpack_table(table, contents) if table else None,
    )


class _Blobs:
    """The bytes that a message announces, each once."""

    def __init__(self, whole: bytes) -> None:
        self.each: list[bytes] = []
        self._places = {id(whole): _WHOLE}
        self._whole = whole  # while it is here no other object has its identity

    def place(self, data: bytes) -> int:
        """Where these bytes stand."""
        if id(data) not in self._places:
            self._places[id(data)] = len(self.each)
            self.each.append(data)
        return self._places[id(data)]


class _Contents:
    """The bytes again, each set aside once."""

    def __init__(
        self, blobs: Sequence[bytes], whole: Content | None, keep: Callable[[bytes], Content]
    ) -> None:
        self._blobs = blobs
        self._whole = whole
        self._keep = keep
        self._kept: dict[int, Content] = {}

    def at(self, place: int) -> Content:
        """The bytes at a place."""
        if place == _WHOLE:
            return b"" if self._whole is None else self._whole
        if place not in self._kept:
            self._kept[place] = self._keep(self._blobs[place])
        return self._kept[place]

    def bytes_at(self, place: int) -> bytes:
        """The bytes at a place, in memory."""
        return bytes_of(self.at(place)) if place == _WHOLE else self._blobs[place]

    def original(self, place: int) -> Content | None:
        """What a draft came in."""
        return self._whole if place == _WHOLE else self.at(place)


def _pack(record: DraftPicture | DraftFile | Part, blobs: _Blobs) -> Message:
    message = {name: getattr(record, name) for name in _names(type(record)) if name != "data"}
    if isinstance(record, Part):
        message["written_at"] = _told(record.written_at)
        message["claims"] = _pack_claims(record.claims)
    message["place"] = blobs.place(bytes_of(record.data))
    return message


def _pack_draft(draft: Draft, blobs: _Blobs) -> Message:
    message = {name: getattr(draft, name) for name in _names(Draft)}
    message["original"] = _WHOLE if draft.original is None else blobs.place(bytes_of(draft.original))
    message["claims"] = _pack_claims(draft.claims)
    message["problems"] = [asdict(problem) for problem in draft.problems]
    message["pictures"] = [_pack(picture, blobs) for picture in draft.pictures]
    message["files"] = [_pack(file, blobs) for file in draft.files]
    message["alternatives"] = [_pack_draft(other, blobs) for other in draft.alternatives]
    return message


def _unpack_draft(message: Message, contents: _Contents) -> Draft:
    pictures = tuple(
        DraftPicture(data=contents.bytes_at(told.pop("place")), **told) for told in message["pictures"]
    )
    files = tuple(DraftFile(data=contents.at(told.pop("place")), **told) for told in message["files"])
    others = tuple(_unpack_draft(other, contents) for other in message["alternatives"])
    return Draft(
        **{
            **message,
            "name_use": NameUse(message["name_use"]),
            "variant": Variant(message["variant"]),
            "claims": _unpack_claims(message["claims"]),
            "problems": unpack_problems(message["problems"]),
            "pictures": pictures,
            "files": files,
            "alternatives": others,
            "original": contents.original(message["original"]),
        }
    )


def unpack_problems(told: Sequence[Message]) -> tuple[Problem, ...]:
    """Problems again."""
    return tuple(Problem(**problem) for problem in told)


def _pack_claims(claims: Sequence[Claim]) -> list[Message]:
    return [{**asdict(claim), "at": _told(claim.at)} for claim in claims]


def _unpack_claims(told: Sequence[Message]) -> tuple[Claim, ...]:
    return tuple(Claim(by=ReceivedBy(each["by"]), at=_moment(each["at"]), said=each["said"]) for each in told)


def _unpack_part(message: Message, contents: _Contents) -> Part:
    told = {
        **message,
        "written_at": _moment(message["written_at"]),
        "within": tuple(message["within"]),
        "claims": _unpack_claims(message["claims"]),
    }
    return Part(data=contents.at(told.pop("place")), **told)


def _pack_table(table: FormTable, blobs: _Blobs) -> Message:
    message = {name: getattr(table, name) for name in _names(FormTable) if name != "rows"}
    message["problems"] = [asdict(problem) for problem in table.problems]
    message["place"] = blobs.place(json.dumps(table.rows).encode())
    return message


def _unpack_table(message: Message, contents: _Contents) -> FormTable:
    rows = json.loads(contents.bytes_at(message.pop("place")))
    return FormTable(
        **{
            **message,
            "headers": tuple(message["headers"]),
            "rows": tuple(map(tuple, rows)),
            "problems": unpack_problems(message["problems"]),
        }
    )


def _names(record: type[Any]) -> list[str]:
    return [field.name for field in fields(record)]


def _told(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
