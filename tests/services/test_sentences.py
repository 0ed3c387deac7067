import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from learningstories.domain import errors
from learningstories.domain.errors import (
    ADDRESS_CAUSES,
    NAME_CAUSES,
    UNREADABLE,
    AddressUnclear,
    ExpectedError,
    NameRefused,
    StoryUnreadable,
)
from learningstories.services.sentences import advice

FACTS: dict[str, Any] = {"number": 17, "value": 9, "points": 5, "redo": True, "numbers": (3, 4)}
FACTS |= {"taken": 7, "allowed": 5, "other_program": False, "cause": "host"}
FACTS |= {"rules": (("theme_least", "a {0} %s thing", 2),)}


def _below(kind: type[ExpectedError]) -> Iterator[type[ExpectedError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


ALL = sorted({kind for kind in _below(ExpectedError) if kind.__module__.startswith(errors.__name__)}, key=str)


def _example(kind: type[ExpectedError]) -> ExpectedError:
    if kind is StoryUnreadable:
        return StoryUnreadable("s{0}.md", "empty")
    if kind is NameRefused:
        return NameRefused("a {0} %s thing", "taken")
    if not is_dataclass(kind):
        return kind()
    # Names with marks that a format string would stumble over.
    return kind(**{field.name: FACTS.get(field.name, "a {0} %s thing") for field in fields(kind)})


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_expected_failure_is_told_in_words(kind: type[ExpectedError]) -> None:
    said = advice(_example(kind))
    assert said.endswith((".", "?"))
    assert len(said) > 15
    assert "Error" not in said
    assert not {"{name}", "{number}", "None"} & set(said.split())


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_expected_failure_has_a_code_of_its_own(kind: type[ExpectedError]) -> None:
    if kind is not StoryUnreadable:
        assert "code" in vars(kind)
        assert [other for other in ALL if other is not StoryUnreadable and other.code == kind.code] == [kind]


@pytest.mark.parametrize("cause", UNREADABLE)
def test_every_way_of_being_unreadable_is_told_in_words(cause: str) -> None:
    error = StoryUnreadable("{story}.docx", cause)
    assert "{story}.docx" in advice(error)
    assert error.code == cause


@pytest.mark.parametrize("cause", ADDRESS_CAUSES)
def test_every_fault_of_an_address_is_told_in_words(cause: str) -> None:
    assert advice(AddressUnclear(cause)).endswith(".")


@pytest.mark.parametrize("cause", NAME_CAUSES)
def test_every_fault_of_a_name_on_a_server_is_told_in_words(cause: str) -> None:
    assert "{ben}" in advice(NameRefused("{ben}", cause))


def test_all_failures_that_are_expected_live_in_one_place() -> None:
    named = {
        kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, ExpectedError)
    }
    assert set(ALL) | {ExpectedError} == named
