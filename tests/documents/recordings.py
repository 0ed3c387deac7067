"""Small recordings, written by hand as phones and recorders write them."""

import io
import struct
import wave


def sound(seconds: int, rate: int = 8_000) -> bytes:
    """A WAV file of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes(b"\x80" * rate * seconds)
    return out.getvalue()


def compressed_sound(seconds: int, title: str = "", performer: str = "") -> bytes:
    """An MP3 file of silence at 128 kbit/s, with the names that its tags give."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    tags = b"".join(_tag(key, text) for key, text in ((b"TIT2", title), (b"TPE1", performer)) if text)
    size = len(tags)
    head = b"ID3\x03\0\0" + bytes((size >> 7 * place) & 0x7F for place in (3, 2, 1, 0)) + tags
    return (head if tags else b"") + frame * round(seconds * 44_100 / 1_152)


def film(
    seconds: int, width: int = 320, height: int = 240, padding: int = 0, *, at_end: bool = True
) -> bytes:
    """An MP4 film whose length is told at its end, or before `padding` bytes of frames."""
    start = _box(b"ftyp", b"isom\0\0\2\0isomiso2")
    told = _box(b"moov", _header(b"mvhd", seconds, bytes(80)) + _track(seconds, width, height))
    frames = _box(b"mdat", bytes(padding))
    return start + (frames + told if at_end else told + frames)


def _track(seconds: int, width: int, height: int) -> bytes:
    place = struct.pack(">4x2I4xI", 0, 0, 1)[:8] + struct.pack(">III", 1, 0, seconds * 1_000)
    track = _box(b"tkhd", b"\0\0\0\3" + place + bytes(52) + struct.pack(">II", width << 16, height << 16))
    entry = bytes(6) + b"\0\1" + bytes(16) + struct.pack(">HH", width, height) + bytes(50)
    described = _box(b"stsd", struct.pack(">II", 0, 1) + _box(b"avc1", entry))
    times = _box(b"stts", struct.pack(">IIII", 0, 1, seconds * 10, 100))
    sizes = _box(b"stsz", struct.pack(">III", 0, 1, seconds * 10))
    media = _box(b"minf", _box(b"stbl", described + times + sizes))
    handler = _box(b"hdlr", bytes(8) + b"vide" + bytes(13))
    return _box(b"trak", track + _box(b"mdia", _header(b"mdhd", seconds, bytes(4)) + handler + media))


def _header(kind: bytes, seconds: int, rest: bytes) -> bytes:
    return _box(kind, struct.pack(">4x2III", 0, 0, 1_000, seconds * 1_000) + rest)


def _tag(key: bytes, text: str) -> bytes:
    content = b"\1" + text.encode("utf-16")
    return key + struct.pack(">I", len(content)) + b"\0\0" + content


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content
