"""Opens archives: each file in it is looked at by itself, and none is written anywhere."""

import contextlib
import stat
import struct
import zipfile
from datetime import UTC, datetime

from learningstories.documents.files import MOST_BYTES, MOST_RECORDING, is_recording, shown_name
from learningstories.documents.manuscript import Material
from learningstories.documents.refusal import Refusal
from learningstories.documents.zip_guard import BROKEN, open_zip
from learningstories.services.deliveries import Delivery, Part
from learningstories.services.offered import is_litter

_UTF8 = 0x800
_TIMES = 0x5455
_HEAD = 4_096
_DEEPEST = 12  # folders


def open_archive(material: Material) -> Delivery:
    """The files in an archive; raises `Refusal`."""
    parts = tuple(members(material.data))
    if not parts:
        raise Refusal("empty")
    return Delivery(name=shown_name(material.name), parts=parts)


def members(data: bytes) -> list[Part]:
    """The files in an archive without what systems leave in it; raises `Refusal`."""
    parts = []
    with open_zip(data) as archive:
        for info in archive.infolist():
            *folders, name = _path(info)
            is_link = stat.S_ISLNK(info.external_attr >> 16)
            if (
                name
                and not info.is_dir()
                and not is_link
                and not any(is_litter(each) for each in (*folders, name))
            ):
                parts.append(_part(archive, info, name, folders))
    return parts


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, folders: list[str]) -> Part:
    """One file; where it cannot be taken out it says why."""
    content, refused = b"", ""
    try:
        with archive.open(info) as stream:
            content = stream.read(_HEAD)
            most = MOST_RECORDING if is_recording(name, content) else MOST_BYTES
            refused = "too_big" if info.file_size > most else ""
            content = b"" if refused else content + stream.read()
    except BROKEN:
        content, refused = b"", "broken"
    within = tuple(shown_name(folder) for folder in folders[-_DEEPEST:])
    return Part(
        name=shown_name(name), data=content, written_at=_written_at(info), within=within, refused=refused
    )


def _path(info: zipfile.ZipInfo) -> list[str]:
    """The folders and the name; what would lead upwards or to the root of a disk leads nowhere."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        # Macs write UTF-8 without saying so; Python took it for the letters of old PCs.
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    steps = [step for step in name.replace("\\", "/").split("/") if step.strip() not in {"", ".", ".."}]
    return [step for step in steps if not step.endswith(":")] or [""]


def _written_at(info: zipfile.ZipInfo) -> datetime | None:
    """When the file was last written, where the archive tells it in UTC; its own clock has no zone."""
    extra = info.extra
    while len(extra) >= 4:  # noqa: PLR2004 - a field's name and length
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == _TIMES and size >= 5 and len(extra) >= 9 and extra[4] & 1:  # noqa: PLR2004 - flags and a time
            return datetime.fromtimestamp(struct.unpack("<i", extra[5:9])[0], UTC)
        extra = extra[4 + size :]
    return None
