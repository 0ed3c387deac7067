"""Failures of the challenge file and of the disk it is on."""

from dataclasses import dataclass

from learningstories.domain.errors.base import ExpectedError


@dataclass(eq=False)
class FileMissing(ExpectedError):
    """There is no such file."""

    code = "file_missing"
    name: str


@dataclass(eq=False)
class FileGone(ExpectedError):
    """The file was moved, deleted or replaced while it was open."""

    code = "file_gone"
    name: str


@dataclass(eq=False)
class FileForbidden(ExpectedError):
    """The file may not be read by this person."""

    code = "file_forbidden"
    name: str


@dataclass(eq=False)
class FileExists(ExpectedError):
    """A new challenge would overwrite a file."""

    code = "file_exists"
    name: str


@dataclass(eq=False)
class NotAChallenge(ExpectedError):
    """The file is no challenge: no database at all, or another program's."""

    code = "not_a_challenge"
    name: str
    other_program: bool = False


@dataclass(eq=False)
class FileDamaged(ExpectedError):
    """The file is a challenge, but cut short or altered."""

    code = "file_damaged"
    name: str


@dataclass(eq=False)
class MadeByNewerVersion(ExpectedError):
    """A newer release wrote the file."""

    code = "made_by_newer_version"
    name: str


@dataclass(eq=False)
class FileReadOnly(ExpectedError):
    """The file or its folder cannot be written."""

    code = "read_only"
    name: str


@dataclass(eq=False)
class FileBusy(ExpectedError):
    """Another program holds the file for longer than we wait."""

    code = "busy"
    name: str


@dataclass(eq=False)
class DiskFull(ExpectedError):
    """There was no room to store the step; nothing of it was kept."""

    code = "disk_full"
    name: str


@dataclass(eq=False)
class DiskTrouble(ExpectedError):
    """The disk failed to read or write: over a quota, taken out, or worn out."""

    code = "disk_trouble"
    name: str


@dataclass(eq=False)
class NoSuchBackup(ExpectedError):
    """No backup of this challenge is called so."""

    code = "no_such_backup"
    text: str


@dataclass(eq=False)
class NothingRescued(ExpectedError):
    """So little of a damaged file could be read that nothing was saved."""

    code = "nothing_rescued"
    name: str


@dataclass(eq=False)
class CannotWrite(ExpectedError):
    """A result could not be written where it was wanted."""

    code = "cannot_write"
    name: str
    cause: str


@dataclass(eq=False)
class ChallengeLocked(ExpectedError):
    """The file is a copy of a challenge behind a passphrase."""

    code = "challenge_locked"
    name: str


@dataclass(eq=False)
class PassphraseWrong(ExpectedError):
    """The passphrase does not open the copy."""

    code = "passphrase_wrong"
    name: str


@dataclass(eq=False)
class PassphraseShort(ExpectedError):
    """A passphrase that can be guessed protects nothing."""

    code = "passphrase_short"
    least: int


@dataclass(eq=False)
class LockedCopyDamaged(ExpectedError):
    """A copy behind a passphrase was cut or altered."""

    code = "locked_copy_damaged"
    name: str


@dataclass(eq=False)
class PassphraseUnsaid(ExpectedError):
    """Nobody was there to type a passphrase, or it was typed in two ways."""

    code = "passphrase_unsaid"
