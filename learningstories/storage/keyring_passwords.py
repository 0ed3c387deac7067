"""Keeps passwords in the keyring of the system, and in no other: not in a plain file, nor nowhere at all."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from learningstories.services.server_address import ServerAddress

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Learning Stories"
# Named, because what else may be set to be used writes plain files, or throws away what it is given.
SAFE = ("Windows", "macOS", "SecretService", "libsecret", "kwallet")
_PACKAGE = "keyring.backends"


class KeyringPasswords:
    """The keyring; looked for when it is first needed, because its library takes long to load."""

    def __init__(self, find: "Callable[[], KeyringBackend | None] | None" = None) -> None:
        self._find = find or (lambda: safest(_installed()))
        self._looked = False
        self._safe: KeyringBackend | None = None

    def kept(self) -> bool:
        """Whether this computer has a keyring."""
        return self._backend() is not None

    def get(self, address: ServerAddress) -> str | None:
        """The password that is kept for this person on this server; None where the keyring stays locked."""
        backend = self._backend()
        if backend is None or not address.user:
            return None
        try:
            return backend.get_password(_service(address), address.user)
        except Exception:  # noqa: BLE001 - each keyring fails in its own way, and the person can be asked
            return None

    def put(self, address: ServerAddress, password: str) -> bool:
        """Keep a password; False where there is no keyring, it stays locked, or nobody is named."""
        backend = self._backend()
        if backend is None or not address.user:
            return False
        try:
            backend.set_password(_service(address), address.user, password)
        except Exception:  # noqa: BLE001 - each keyring fails in its own way
            return False
        return True

    def forget(self, address: ServerAddress) -> None:
        """Keep it no longer."""
        backend = self._backend()
        if backend is not None:
            with suppress(Exception):  # it is not there, or the keyring stays locked
                backend.delete_password(_service(address), address.user)

    def _backend(self) -> "KeyringBackend | None":
        if not self._looked:
            self._safe = self._find()
            self._looked = True
        return self._safe


def safest(backends: "Iterable[KeyringBackend]") -> "KeyringBackend | None":
    """The best of those that are a system's own safe."""
    safe = [each for each in backends if _is_safe(each)]
    return max(safe, key=lambda each: float(each.priority), default=None)


def _is_safe(backend: "KeyringBackend") -> bool:
    return type(backend).__module__ in {f"{_PACKAGE}.{name}" for name in SAFE} and backend.priority > 0


def _installed() -> "list[KeyringBackend]":
    try:
        for name in SAFE:
            import_module(f"{_PACKAGE}.{name}")  # only what is imported is found where the app is packaged
        from keyring.backend import get_all_keyring  # noqa: PLC0415 - slow to load

        return list(get_all_keyring())
    except Exception:  # noqa: BLE001 - a system whose keyring cannot be talked to has none
        return []


def _service(address: ServerAddress) -> str:
    return f"{SERVICE} {address.keyring_name}"
