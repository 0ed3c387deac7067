from dataclasses import dataclass, field

import pytest

from learningstories.domain.errors import WrongPassword
from learningstories.services.passwords import TRIES, signed_in
from learningstories.services.server_address import ServerAddress, parse_address

ADDRESS = parse_address("postgresql://ana@db.example.org/spring")


@dataclass
class Keyring:
    held: str | None = None

    def kept(self) -> bool:
        return True

    def get(self, address: ServerAddress) -> str | None:
        return self.held

    def put(self, address: ServerAddress, password: str) -> bool:
        self.held = password
        return True

    def forget(self, address: ServerAddress) -> None:
        self.held = None


@dataclass
class Door:
    right: str | None
    tried: list[str | None] = field(default_factory=list)

    def __call__(self, password: str | None) -> str:
        self.tried.append(password)
        if password != self.right:
            raise WrongPassword("spring")
        return "in"


def test_what_the_keyring_holds_is_enough() -> None:
    door = Door("one")
    assert signed_in(ADDRESS, Keyring("one"), lambda _at, _again: pytest.fail("asked"), door) == "in"


def test_the_driver_may_know_a_password_by_itself() -> None:
    door = Door(None)
    assert signed_in(ADDRESS, Keyring(), lambda _at, _again: pytest.fail("asked"), door) == "in"


def test_what_is_typed_is_tried_and_asked_for_again() -> None:
    door, asked = Door("right"), []

    def ask(_at: ServerAddress, again: bool) -> str:
        asked.append(again)
        return "right" if again else "wrong"

    assert signed_in(ADDRESS, Keyring("old"), ask, door) == "in"
    assert door.tried == ["old", "wrong", "right"]
    assert asked == [False, True]


def test_nobody_types_for_ever() -> None:
    door = Door("right")
    with pytest.raises(WrongPassword):
        signed_in(ADDRESS, Keyring(), lambda _at, _again: "wrong", door)
    assert len(door.tried) == 1 + TRIES
    with pytest.raises(WrongPassword):
        signed_in(ADDRESS, Keyring(), lambda _at, _again: None, door)
