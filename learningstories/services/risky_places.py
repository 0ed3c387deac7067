"""Knows folders in which a challenge can come to harm while it is open: on a network, or synchronised."""

from dataclasses import dataclass
from pathlib import Path

from learningstories.i18n import _

_NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "afs",
    "webdav",
    "davfs",
    "sshfs",
    "ncpfs",
    "afpfs",
    "gvfsd",
    "rclone",
)
# How the folders of programs that synchronise begin, and what the programs are called.
_SYNCHRONISED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
    "pcloud": "pCloud",
    "mega": "MEGA",
    "syncthing": "Syncthing",
}
_ENDS = frozenset(" -_(~")  # after which a person or a company may be named
_MARKS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".owncloudsync.log": "ownCloud"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskyPlace:
    """On a network drive, or where `program` synchronises."""

    program: str = ""


def risky_place(file: Path, file_system: str) -> RiskyPlace | None:
    """What is risky about where a file is; `file_system` is what the system calls that of its disk."""
    for folder in file.parents:
        program = _program_of(folder)
        if program:
            return RiskyPlace(program=program)
    kind = file_system.lower()
    is_remote = kind.startswith(_NETWORK) or kind.removeprefix("fuse.").startswith(_NETWORK)
    return RiskyPlace() if is_remote or str(file).startswith("\\\\") else None


def _program_of(folder: Path) -> str:
    name = folder.name.lower()
    for begin, program in _SYNCHRONISED.items():
        if name == begin or (name.startswith(begin) and name[len(begin)] in _ENDS):
            return program
    try:
        return next((program for mark, program in _MARKS.items() if (folder / mark).exists()), "")
    except OSError:
        return ""


def risk_words(place: RiskyPlace, name: str) -> str:
    """What may happen there, and what to do."""
    if place.program:
        return _(
            "“{name}” is in a folder that {program} synchronises. Close it here before it is opened on "
            "another computer: what is changed in two places at once cannot be put together."
        ).format(name=name, program=place.program)
    return _(
        "“{name}” is on a network drive. It can be damaged if the connection breaks or two computers open "
        "it at once. Better copy it to this computer, and back when you are done."
    ).format(name=name)
