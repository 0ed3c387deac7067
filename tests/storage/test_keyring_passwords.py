from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked

from learningstories.services.server_address import parse_address
from learningstories.storage.keyring_passwords import KeyringPasswords, safest

ADDRESS = parse_address("postgresql://ana@db.example.org/spring")


class InMemory(KeyringBackend):
    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class Locked(InMemory):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked


SystemsOwn = type("Keyring", (InMemory,), {"__module__": "keyring.backends.SecretService"})


def test_a_password_is_kept_for_a_person_on_a_server() -> None:
    passwords = KeyringPasswords(InMemory)
    assert passwords.get(ADDRESS) is None
    assert passwords.put(ADDRESS, "one")
    assert passwords.get(ADDRESS) == "one"
    assert passwords.get(parse_address("postgresql://ana@db.example.org/autumn")) == "one"
    assert passwords.get(parse_address("postgresql://ben@db.example.org/spring")) is None
    assert passwords.get(parse_address("postgresql://ana@db.example.org:5433/spring")) is None
    passwords.forget(ADDRESS)
    assert passwords.get(ADDRESS) is None
    passwords.forget(ADDRESS)


def test_without_a_keyring_nothing_is_kept() -> None:
    passwords = KeyringPasswords(lambda: None)
    assert not passwords.kept()
    assert not passwords.put(ADDRESS, "one")
    assert passwords.get(ADDRESS) is None
    passwords.forget(ADDRESS)


def test_a_keyring_that_stays_locked_is_as_none() -> None:
    passwords = KeyringPasswords(Locked)
    assert passwords.kept()
    assert not passwords.put(ADDRESS, "one")
    assert passwords.get(ADDRESS) is None
    passwords.forget(ADDRESS)


def test_only_the_systems_own_safe_is_trusted() -> None:
    plain, own = InMemory(), SystemsOwn()
    assert safest([chainer.ChainerBackend(), fail.Keyring(), null.Keyring(), plain]) is None
    assert safest([plain, own, null.Keyring()]) is own


def test_looking_for_the_keyring_of_this_computer_fails_nowhere() -> None:
    assert KeyringPasswords().kept() in (True, False)
