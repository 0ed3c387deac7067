"""Packs that somebody made to do harm, and what each is refused for."""

import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from learningstories.domain import errors as e
from learningstories.packs.archive import sha_of

Parts = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class HostilePack:
    """`make` alters a sound pack; it is refused as `error`, or opens where that is None."""

    name: str
    make: Callable[[bytes], bytes]
    error: type[e.ExpectedError] | None


def parts_of(pack: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(
    parts: Mapping[str, bytes], extra: tuple[tuple[zipfile.ZipInfo, bytes], ...] = (), way: int = 0
) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")  # names twice are what is wanted
        for name, data in parts.items():
            archive.writestr(name, data, way if name.startswith("media/") else zipfile.ZIP_DEFLATED)
        for info, data in extra:
            archive.writestr(info, data, info.compress_type)
    return out.getvalue()


def told(parts: Parts, also: Mapping[str, bytes] = MappingProxyType({})) -> Parts:
    """The parts with a manifest that tells them rightly."""
    manifest = json.loads(parts["manifest.json"])
    rest = {**{name: data for name, data in parts.items() if name != "manifest.json"}, **also}
    manifest["files"] = {name: {"sha256": sha_of(data), "size": len(data)} for name, data in rest.items()}
    return {**parts, "manifest.json": json.dumps(manifest).encode()}


def with_part(name: str, data: bytes = b"x", mode: int = 0, way: int = 0) -> Callable[[bytes], bytes]:
    def make(pack: bytes) -> bytes:
        info = zipfile.ZipInfo("a")
        info.filename, info.external_attr, info.compress_type = name, mode << 16, way
        return zipped(told(parts_of(pack), {name: data}), ((info, data),))

    return make


def with_stories(text: bytes) -> Callable[[bytes], bytes]:
    return lambda pack: zipped(told({**parts_of(pack), "stories.json": text}))


def with_story(**fields: Any) -> Callable[[bytes], bytes]:
    def make(pack: bytes) -> bytes:
        stories = json.loads(parts_of(pack)["stories.json"])
        stories["stories"][0].update(fields)
        return with_stories(json.dumps(stories).encode())(pack)

    return make


def with_manifest(**fields: Any) -> Callable[[bytes], bytes]:
    def make(pack: bytes) -> bytes:
        parts = parts_of(pack)
        manifest = {**json.loads(parts["manifest.json"]), **fields}
        return zipped({**parts, "manifest.json": json.dumps(manifest).encode()})

    return make


def with_medium(data: bytes, ending: str = "jpg", way: int = 0) -> Callable[[bytes], bytes]:
    def make(pack: bytes) -> bytes:
        return zipped(told({**parts_of(pack), f"media/{sha_of(data)}.{ending}": data}), way=way)

    return make


def twice(pack: bytes) -> bytes:
    return zipped(parts_of(pack), ((zipfile.ZipInfo("stories.json"), b"{}"),))


def many_parts(pack: bytes) -> bytes:
    extra = tuple((zipfile.ZipInfo(f"media/{n:064x}.jpg"), b"x") for n in range(5_000))
    return zipped(parts_of(pack), extra)


def size_lies(pack: bytes) -> bytes:
    """The directory says that a packed part is small; it is not."""
    data = bytearray(zipped({**parts_of(pack), "stories.json": b" " * (40 << 20)}))
    for magic, size_at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        at = data.find(magic)
        while at >= 0:
            if data[at + name_at : at + name_at + 12] == b"stories.json":
                struct.pack_into("<I", data, at + size_at, 10)
            at = data.find(magic, at + 4)
    return bytes(data)


def overlapping(_pack: bytes) -> bytes:
    """A thousand names for one part that unpacks to 8 MB."""
    raw = b"\0" * (8 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    small = packer.compress(raw) + packer.flush()
    name, sum_ = b"media/" + b"0" * 64 + b".jpg", zlib.crc32(raw)
    local = struct.pack(
        "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, sum_, len(small), len(raw), len(name), 0
    )
    directory = b""
    for number in range(1000):
        other = f"media/{number:064x}.jpg".encode()
        head = (b"PK\x01\x02", 20, 20, 0, 8, 0, 33, sum_, len(small), len(raw), len(other), 0, 0, 0, 0, 0, 0)
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", *head) + other
    whole = local + name + small
    return (
        whole
        + directory
        + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(directory), len(whole), 0)
    )


def encrypted(pack: bytes) -> bytes:
    data = bytearray(pack)
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def altered(pack: bytes) -> bytes:
    parts = parts_of(pack)
    parts["stories.json"] = parts["stories.json"].replace(b"learned", b"learnde")
    return zipped(parts)


def huge_picture() -> bytes:
    """900 megapixels in 110 kB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    side = 30_000
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    lines = zlib.compress(b"\0" * ((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def stories_of(*stories: Any) -> bytes:
    return json.dumps({"stories": stories}).encode()


def bare(number: int) -> dict[str, Any]:
    named = {"id": f"{number:032x}", "number": number, "sha": "s", "title": "T"}
    return {**named, "words": 1, "markdown": "x"}


_CASES: dict[str, tuple[Callable[[bytes], bytes], type[e.ExpectedError] | None]] = {
    "sound": (lambda pack: pack, None),
    "more_than_we_know": (with_manifest(colour="red"), None),
    "empty": (lambda _pack: b"", e.NotAPack),
    "text": (lambda _pack: b"hello", e.NotAPack),
    "another_zip": (lambda _pack: zipped({"manifest.json": b'{"format": "other"}'}), e.NotAPack),
    "cut": (lambda pack: pack[: len(pack) // 2], e.PackDamaged),
    "junk_before": (lambda pack: b"MZ" + pack, e.NotAPack),
    "junk_after": (lambda pack: pack + b"x" * (1 << 20), e.PackDamaged),
    "a_little_after": (lambda pack: pack + b"x", e.PackDamaged),
    "too_large": (lambda pack: pack + bytes(66 << 20), e.PackTooBig),
    "up_and_out": (with_part("../evil.py"), e.PackUnsafe),
    "absolute": (with_part("/etc/cron.d/x"), e.PackUnsafe),
    "backslash": (with_part("..\\evil.dll"), e.PackUnsafe),
    "drive": (with_part("C:evil"), e.PackUnsafe),
    "nul_in_name": (with_part("manifest.json\0.txt"), e.PackUnsafe),
    "link": (with_part(f"media/{sha_of(b'x')}.jpg", b"x", 0o120777), e.PackUnsafe),
    "svg": (with_part(f"media/{sha_of(b'<svg/>')}.svg", b"<svg/>"), e.PackUnsafe),
    "html": (with_part("index.html"), e.PackUnsafe),
    "twice": (twice, e.PackUnsafe),
    "twice_but_for_case": (with_part("STORIES.json", b"{}"), e.PackUnsafe),
    "bomb_in_media": (with_medium(b"\0" * (15 << 20), way=8), e.PackUnsafe),
    "bomb_in_stories": (with_stories(b" " * (300 << 20)), e.PackTooBig),
    "bomb_that_fits": (with_stories(b"[" + b"{}," * (5 << 20) + b"{}]"), e.PackTooBig),
    "size_lies": (size_lies, e.PackDamaged),
    "overlapping": (overlapping, e.PackUnsafe),
    "5000_parts": (many_parts, e.PackUnsafe),
    "encrypted": (encrypted, e.PackUnsafe),
    "altered": (altered, e.PackDamaged),
    "no_manifest": (lambda pack: zipped({"stories.json": parts_of(pack)["stories.json"]}), e.PackDamaged),
    "part_not_told": (
        lambda pack: zipped({**parts_of(pack), f"media/{sha_of(b'x')}.jpg": b"x"}),
        e.PackDamaged,
    ),
    "newer": (with_manifest(min_reader=2), e.MadeByNewerVersion),
    "newer_feature": (with_manifest(features=["encrypted-x"]), e.MadeByNewerVersion),
    "manifest_is_a_list": (
        lambda pack: zipped({**parts_of(pack), "manifest.json": b"[]"}), e.PackDamaged),
    "deep": (with_stories(b'{"stories":' + b"[" * 100_000 + b"]" * 100_000 + b"}"), e.PackDamaged),
    "names_twice_in_json": (with_stories(b'{"stories":[],"stories":[]}'), e.PackDamaged),
    "not_a_number": (with_stories(b'{"stories":[NaN]}'), e.PackDamaged),
    "huge_number": (with_stories(b'{"stories":[' + b"9" * 5_000 + b"]}"), e.PackDamaged),
    "latin_1": (with_stories('{"stories":["é"]}'.encode("latin-1")), e.PackDamaged),
    "gif_called_jpg": (with_medium(b"GIF89a" + b"\0" * 60), e.PackUnsafe),
    "900_megapixels": (with_medium(huge_picture(), "png"), e.PackUnsafe),
    "sound_that_is_none": (with_medium(b"MZ\x90\0", "mp3"), e.PackUnsafe),
    "id_that_is_markup": (with_story(id='s1"><script>'), e.PackDamaged),
    "two_stories_with_one_id": (with_stories(stories_of(bare(1), {**bare(1), "number": 2})), e.PackDamaged),
    "medium_outside": (with_story(media=[{"role": "picture", "file": "../../x"}]), e.PackDamaged),
    "half_character": (with_story(title="\ud800"), e.PackDamaged),
    "6000_stories": (with_stories(stories_of(*map(bare, range(1, 6_001)))), e.PackDamaged),
    "1_mb_story": (with_story(markdown="x" * 10**6), e.PackDamaged),
    "no_scale": (with_manifest(challenge={"id": "0" * 32, "title": "T", "question": "?"}), e.PackDamaged),
    "key_too_short": (with_manifest(key="AAAA"), e.PackDamaged),
    "count_without_end": (with_story(seen={"d_" + "1" * 16: 10**9}), e.PackDamaged),
    "value_off_any_scale": (with_story(answers={"value": 9}), e.PackDamaged),
    "endless_rounds": (
        lambda _pack: zipped(
            {
                "manifest.json": json.dumps(
                    {
                        "format": "learning-stories-pack", "version": 1, "min_reader": 1,
                        "features": ["protected"], "pack_id": "p_" + "0" * 32, "made": "2013-03-20T12:00:00Z",
                        "protection": {
                            "kdf": "PBKDF2-SHA256", "rounds": 10**12, "salt": "A" * 22,
                            "cipher": "AES-256-GCM", "nonce": "A" * 16,
                        },
                        "files": {"sealed.bin": {"sha256": sha_of(b"x" * 40), "size": 40}},
                    }
                ).encode()
            },
            ((zipfile.ZipInfo("sealed.bin"), b"x" * 40),),
        ),
        e.PackDamaged,
    ),
}  # fmt: skip
CASES = [HostilePack(name, make, error) for name, (make, error) in _CASES.items()]
