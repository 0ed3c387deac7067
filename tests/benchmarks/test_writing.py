"""What a step costs beside the plainest way of storing the same."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

import pytest

from learningstories.domain.story import Story, StoryVersion, VersionId
from learningstories.services.opening import OpenChallenge
from learningstories.services.workspace import Workspace


def texts_of(count: int) -> list[str]:
    """Texts of 300 words, each different."""
    return [
        f"Story {number}. " + "I learned to bake bread with my neighbour. " * 37 for number in range(count)
    ]


def add_all(workspace: Workspace, make_story: Callable[..., Story], texts: list[str]) -> None:
    """Store the texts as stories with a version each, in one step."""
    with workspace.change(f"Add {len(texts)} stories") as unit:
        first = unit.next_number()
        for number, text in enumerate(texts, start=first):
            sha = unit.texts.put(text)
            story = make_story(number=number, title=f"Story {number}", text_sha=sha, words=300)
            unit.stories.add(story)
            version = VersionId(uuid4())
            unit.versions.add(
                StoryVersion(
                    id=version,
                    story_id=story.id,
                    version=1,
                    text_sha=sha,
                    words=300,
                    created_at=story.added_at,
                )
            )


def add_raw(path: Path, texts: list[str]) -> None:
    """The same facts by executemany, without history or search."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE text (sha TEXT PRIMARY KEY, markdown TEXT)")
        names = ", ".join(f"c{number}" for number in range(20))
        connection.execute(f"CREATE TABLE story (id TEXT PRIMARY KEY, number UNIQUE, title, sha, {names})")
        connection.execute("CREATE TABLE version (id TEXT PRIMARY KEY, story_id, version, sha, words, at)")
        rows = [(uuid4().hex, number, sha256(text.encode()).hexdigest()) for number, text in enumerate(texts)]
        pairs = zip(rows, texts, strict=True)
        connection.executemany("INSERT INTO text VALUES (?, ?)", ((row[2], text) for row, text in pairs))
        marks = ", ".join("?" * 24)
        connection.executemany(
            f"INSERT INTO story VALUES ({marks})",  # noqa: S608 - our own words
            ((key, number, f"Story {number}", sha, *range(20)) for key, number, sha in rows),
        )
        connection.executemany(
            "INSERT INTO version VALUES (?, ?, 1, ?, 300, 'now')",
            ((uuid4().hex, key, sha) for key, _, sha in rows),
        )
        connection.commit()


def test_many_stories_are_one_step(challenge: OpenChallenge, make_story: Callable[..., Story]) -> None:
    add_all(challenge.workspace, make_story, texts_of(50))
    assert challenge.check() == []
    challenge.workspace.undo()
    assert challenge.lists.challenge().stories == 0
    assert challenge.check() == []


@pytest.mark.benchmark
def test_adding_a_thousand_stories(
    challenge: OpenChallenge,
    make_story: Callable[..., Story],
    tmp_path: Path,
    report: Callable[[list[str]], None],
) -> None:
    texts = texts_of(1_000)

    def timed(call: Callable[..., Any], *given: Any) -> float:
        begin = perf_counter()
        call(*given)
        return perf_counter() - begin

    add_all(challenge.workspace, make_story, texts_of(1))
    challenge.workspace.undo()
    figures = {
        "raw executemany": timed(add_raw, tmp_path / "raw.db", texts),
        "one step with history and search": timed(add_all, challenge.workspace, make_story, texts),
        "undo it": timed(challenge.workspace.undo),
        "redo it": timed(challenge.workspace.redo),
    }
    lines = [f"{'1,000 stories of 300 words':36}{'ms':>8}{'ratio':>8}"]
    for name, seconds in figures.items():
        lines.append(f"{name:36}{seconds * 1000:8.0f}{seconds / figures['raw executemany']:7.1f}x")
    report(lines)
