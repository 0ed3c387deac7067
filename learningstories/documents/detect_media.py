"""Pictures, sound and video, told by their first bytes."""

import re

_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), media_type)
    for pattern, media_type in (
        (rb"\x89PNG\r\n\x1a\n", "image/png"),
        (rb"\xff\xd8\xff", "image/jpeg"),
        (rb"GIF8[79]a", "image/gif"),
        (rb"RIFF....WEBP", "image/webp"),
        (rb"BM.{4}\0{4}.{4}[\x0c\x28\x40\x6c\x7c]\0\0\0", "image/bmp"),
        (rb"II\*\0|MM\0\*", "image/tiff"),
        (rb"\0...ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1)", "image/heic"),
        (rb"\0...ftypavi[fs]", "image/avif"),
        (rb"RIFF....WAVE", "audio/wav"),
        (rb"ID3[\x02-\x04]|\xff[\xfb\xfa\xf3\xf2\xe3\xe2]", "audio/mpeg"),
        (rb"\xff[\xf1\xf9]", "audio/aac"),
        (rb"fLaC", "audio/flac"),
        (rb"#!AMR", "audio/amr"),
        (rb"FORM....AIF[FC]", "audio/aiff"),
        (rb"caff\0\x01", "audio/x-caf"),
        (rb"OggS.{24,60}?(?:\x01vorbis|OpusHead|Speex  |\x7fFLAC)", "audio/ogg"),
        (rb"OggS", "video/ogg"),
        (rb"\0...ftypM4[AB]", "audio/mp4"),
        (rb"\0...ftypqt", "video/quicktime"),
        (rb"\0...ftyp3g", "video/3gpp"),
        (rb"\0...ftyp", "video/mp4"),
        (rb"\0...(?:moov|mdat|wide|free|skip)", "video/quicktime"),
        (rb"\x1a\x45\xdf\xa3.{4,60}?matroska", "video/x-matroska"),
        (rb"\x1a\x45\xdf\xa3", "video/webm"),
        (rb"RIFF....AVI ", "video/x-msvideo"),
        (rb"FLV\x01", "video/x-flv"),
        (rb"\0\0\x01[\xba\xb3]", "video/mpeg"),
        (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-wmv"),
    )
)
# Containers that hold sound as well as video, and say which only far inside.
_SOUND_BY_NAME = {
    ".wma": "audio/x-ms-wma", ".weba": "audio/webm", ".mka": "audio/x-matroska", ".m4a": "audio/mp4",
    ".oga": "audio/ogg", ".3ga": "audio/3gpp",
}  # fmt: skip
_LOOKED_AT = 128


def media_type_of(data: bytes, name: str) -> str:
    """The media type of a picture, a sound or a video; empty for anything else.

    The name decides only whether a container that can hold both holds sound or video.
    """
    head = data[:_LOOKED_AT]
    for signature, media_type in _SIGNATURES:
        if signature.match(head):
            is_video = media_type.startswith("video/")
            ending = "." + name.lower().rpartition(".")[2]
            return _SOUND_BY_NAME.get(ending, media_type) if is_video else media_type
    return ""
