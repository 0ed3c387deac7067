"""Stories in languages that other people read are ranked with levels of their own, and only these."""

from collections.abc import Callable
from typing import Any

import pytest

from learningstories.domain.story import Story
from learningstories.services import reviewing
from learningstories.services.opening import OpenChallenge
from learningstories.services.rated import RatedTable, ranked_again, rated

Ask = Callable[..., RatedTable]


@pytest.fixture
def ask(challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]) -> Ask:
    """Eight stories, read twice each: those of `apart` (a field) by other people, the rest by all alike."""

    def do(**fields: tuple[str, str]) -> RatedTable:
        work = challenge.workspace
        for number in range(8):
            kinds = {name: words[number % 2] for name, words in fields.items()}
            add_story(work, f"Text {number}.", title=f"Story {number}", **kinds)
        readers = [add_reviewer(work, name).email for name in ("Ada", "Ben", "Carlos", "Dora")]
        for number in range(8):
            for reader in readers[2 * (number % 2) :][:2]:
                reviewing.answer(work, reader, number + 1, value=1 + (number * 7 + len(reader)) % 5)
        return rated(work, challenge.lists)

    return do


@pytest.mark.parametrize(
    ("fields", "kind", "names"),
    [
        ({"language": ("en", "es")}, "language", (("en", ""), ("es", ""))),
        ({"theme": ("", "Work")}, "theme", (("", ""), ("", "Work"))),
        (
            {"language": ("en", "es"), "theme": ("Home", "Work")},
            "both",
            (("en", "Home"), ("es", "Work")),
        ),
    ],
)
def test_what_others_read_has_a_level_of_its_own(
    ask: Ask, fields: dict[str, tuple[str, str]], kind: str, names: tuple[tuple[str, str], ...]
) -> None:
    table = ask(**fields)
    assert table.levels is not None
    assert (table.levels.kind, table.levels.names) == (kind, names)
    assert table.ranking.groups is not None
    assert len(set(table.ranking.level.tolist())) == 2
    again = ranked_again(table, 3).ranking
    assert again.level.tolist() == table.ranking.level.tolist()


def test_stories_of_one_kind_have_one_level(ask: Ask) -> None:
    table = ask(language=("en", "en"), theme=("Work", "Work"))
    assert table.levels is None
    assert table.ranking.groups is None
