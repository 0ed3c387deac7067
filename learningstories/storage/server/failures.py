"""Turns what a server complains about into failures that a person can mend."""

from collections.abc import Callable, Mapping

from psycopg import Error, InterfaceError, OperationalError, errors

from learningstories.domain.errors import (
    Cancelled,
    DiskFull,
    ExpectedError,
    FileBusy,
    FileDamaged,
    ReaderOnly,
    ServerGone,
)

_KNOWN: Mapping[type[Error], Callable[[str], ExpectedError]] = {
    errors.LockNotAvailable: FileBusy,
    errors.DeadlockDetected: FileBusy,
    errors.SerializationFailure: FileBusy,
    errors.QueryCanceled: lambda _name: Cancelled(),
    errors.InsufficientPrivilege: ReaderOnly,
    errors.ReadOnlySqlTransaction: ReaderOnly,
    errors.DiskFull: DiskFull,
    errors.OutOfMemory: DiskFull,
    errors.UndefinedTable: FileDamaged,
    errors.UndefinedColumn: FileDamaged,
    errors.DataCorrupted: FileDamaged,
    errors.IndexCorrupted: FileDamaged,
}

# What readers see in place of tables is not written.
_OF_VIEWS = (errors.FeatureNotSupported, errors.ObjectNotInPrerequisiteState, errors.WrongObjectType)


def expected_there(cause: object, name: str) -> ExpectedError | None:
    """The failure that a person can mend, if the complaint is one of those."""
    found = next((make for kind, make in _KNOWN.items() if isinstance(cause, kind)), None)
    if found is not None:
        return found(name)
    if isinstance(cause, _OF_VIEWS) and "view" in str(cause).lower():
        return ReaderOnly(name)
    return ServerGone(name) if _is_gone(cause) else None


def _is_gone(cause: object) -> bool:
    """Whether the connection broke, or the server is being stopped or has no room for one more."""
    if isinstance(cause, InterfaceError):
        return True
    return isinstance(cause, OperationalError) and (cause.sqlstate or "08")[:2] in ("08", "53", "57")
