"""Writes and reads returns: an envelope around an exact text that is signed as it stands."""

from typing import Any

from learningstories import __version__
from learningstories.domain.pack import pack_name, pack_named
from learningstories.domain.reviewer import ReviewerId
from learningstories.domain.story import StoryId
from learningstories.packs import armour, keys
from learningstories.packs.answers import revision_in, revision_out, wish_in, wish_out
from learningstories.packs.armour import FORMAT
from learningstories.packs.fields import Fields, data_out, moment_out
from learningstories.packs.strict_json import parsed, written
from learningstories.packs.unsound import Unsound
from learningstories.services.returned import Envelope, Fault, Returned, ReturnRefused

VERSION = 1
MOST_BYTES = 4 * 1024 * 1024
MOST_RATINGS = 20_000
MOST_OF_A_STORY = 64  # several devices, each with what it said before; what compares them all takes its time
_MOST_WISHES = 64
_LONGEST_BODY = MOST_BYTES
_CODES = {"too_big": "return_too_big", "too_new": "return_too_new"}


def body_of(returned: Returned) -> str:
    """The text that is signed."""
    return written(
        {
            "pack_id": pack_name(returned.pack_id),
            "reviewer": returned.reviewer_id.hex,
            "written": moment_out(returned.written_at),
            "app": f"Learning Stories {__version__}",
            "ratings": [revision_out(one) for one in returned.revisions],
            "wishes": [wish_out(one) for one in returned.wishes],
        }
    )


def write(returned: Returned, key: bytes) -> bytes:
    """The return, signed."""
    body = body_of(returned)
    envelope = {
        "format": FORMAT,
        "version": VERSION,
        "min_reader": VERSION,
        "pack_id": pack_name(returned.pack_id),
        "mac": data_out(keys.signature(key, returned.pack_id, body)),
        "body": body,
    }
    return written(envelope).encode()


def open_envelope(data: bytes) -> Envelope:
    """The return in a file or in pasted text, its signature not looked at; raises `ReturnRefused`."""
    if len(data) > MOST_BYTES:
        raise ReturnRefused("return_too_big")
    if not _is_json(data):
        data = _out_of_text(armour.plain(data))
    try:
        return _envelope(data)
    except Unsound as error:
        raise ReturnRefused(_CODES.get(error.cause, "return_damaged")) from error


def found_in(data: bytes) -> list[bytes]:
    """The returns in a file or a text, each as it would be alone; only their look is gone by."""
    if len(data) > MOST_BYTES:
        return []
    is_one = _is_json(data) and FORMAT.encode() in data
    if is_one and len(data.splitlines()) == 1 and data.rstrip().endswith(b"}"):
        return [data]  # as nearly all
    text = armour.plain(data)
    found = [each.encode() for each in (*armour.blocks(text), *armour.bare(text))]
    return found or ([data] if is_one else [])


def _out_of_text(text: str) -> bytes:
    blocks = armour.blocks(text)
    if blocks:
        return armour.out_of_block(blocks[0], MOST_BYTES)
    bare = armour.bare(text)
    if not bare:
        raise ReturnRefused("not_a_return")
    return bare[0].encode()


def _is_json(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def read_body(envelope: Envelope) -> Returned:
    """What the return says; raises `ReturnRefused`. An answer that cannot be read is told as a fault."""
    try:
        fields = Fields(parsed(envelope.body.encode(), _LONGEST_BODY))
        reviewer = ReviewerId(fields.key("reviewer"))
        told = fields.items("ratings", MOST_RATINGS, lambda each: each)
        if fields.text("pack_id", 80) != pack_name(envelope.pack_id):
            raise ReturnRefused("identity_mismatch")
        found, faults = _ratings(told, reviewer)
        return Returned(
            pack_id=envelope.pack_id,
            reviewer_id=reviewer,
            written_at=fields.moment("written"),
            revisions=tuple(found),
            wishes=fields.items("wishes", _MOST_WISHES, lambda each: wish_in(each, reviewer)),
            faults=tuple(faults),
        )
    except Unsound as error:
        raise ReturnRefused("return_damaged") from error


def _envelope(data: bytes) -> Envelope:
    told = parsed(data, MOST_BYTES)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ReturnRefused("not_a_return")
    fields = Fields(told)
    if fields.whole("min_reader", 0, 10**9) > VERSION or fields.texts("features", 100, 80):
        raise ReturnRefused("return_too_new")
    pack = pack_named(fields.text("pack_id", 80))
    if pack is None:
        raise ReturnRefused("unknown_pack")
    return Envelope(data=data, pack_id=pack, mac=_mac(fields), body=fields.text("body", _LONGEST_BODY))


def _mac(fields: Fields) -> bytes:
    try:
        return fields.data("mac", keys.SIZE)
    except Unsound:
        return b""  # signed by nobody


def _ratings(told: tuple[Any, ...], reviewer: ReviewerId) -> tuple[list[Any], list[Fault]]:
    found: list[Any] = []
    faults: list[Fault] = []
    of_story: dict[StoryId, int] = {}
    for each in told:
        try:
            one = revision_in(each, reviewer)
        except Unsound as error:
            code = error.cause if error.cause == "value_out_of_scale" else "rating_damaged"
            faults.append(Fault(story_id=_story_of(each), code=code))
            continue
        of_story[one.story_id] = count = of_story.get(one.story_id, 0) + 1
        if count > MOST_OF_A_STORY:
            faults.append(Fault(story_id=one.story_id, code="rating_damaged"))
        else:
            found.append(one)
    return found, faults


def _story_of(told: Any) -> StoryId | None:
    try:
        return StoryId(Fields(told).key("story"))
    except Unsound:
        return None
