"""The whole challenge as JSON; `resources/schemas/challenge.json` describes it.

The names of fields are a promise to scripts; a later version may have more of them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from learningstories.domain.shortlist import Choice
from learningstories.domain.story import Story
from learningstories.services.challenges import book_of
from learningstories.services.choosing_rules import rules_for
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.shortlisting import Place, programme

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FORMAT, VERSION = "learningstories-challenge", 1
_STEP = 50


def challenge_json(unit: UnitOfWork, control: Control) -> Iterator[bytes]:
    """The file, piece by piece, for texts may be many: the same for the same challenge; raises `Cancelled`.

    A half character, which no file can hold, becomes "?".
    """
    for place, (name, value) in enumerate(_fields(unit, control)):
        yield f"{',' if place else '{'}\n{json.dumps(name)}: ".encode()
        if isinstance(value, Iterator):
            yield from _listed(value)
        else:
            yield _written(value)
    yield b"\n}\n"


def _listed(values: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    yield b"["
    for place, value in enumerate(values):
        yield b",\n" if place else b"\n"
        yield _written(value)
    yield b"\n]"


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _fields(unit: UnitOfWork, control: Control) -> Iterator[tuple[str, Any]]:
    """All of the challenge, but for its history, what goes to and fro with packs, and the files' bytes."""
    yield "format", FORMAT
    yield "version", VERSION
    yield "challenge", _record(unit.challenge())
    yield "stories", _stories(unit, sorted(unit.stories.all(), key=lambda story: story.number), control)
    yield "reviewers", _records(unit.reviewers.all())
    yield "readings", _records(unit.readings.all())
    yield "assignments", _records(unit.assignments.all())
    yield "shortlist", _shortlist(unit)
    yield "promises", _records(unit.promises.all())
    yield "book", _book(unit)
    yield "kept_results", _records(unit.results_drafts.all())


def _stories(unit: UnitOfWork, stories: list[Story], control: Control) -> Iterator[dict[str, Any]]:
    versions = _by_story(unit.versions.all())
    files = _by_story(unit.attachments.all())
    for done, story in enumerate(stories):
        if done % _STEP == 0:
            control.step(done, len(stories) + 1)
        kept = sorted(versions.get(story.id, ()), key=lambda version: int(version.version))
        yield {
            **_record(story),
            "text": unit.texts.get(story.text_sha) if story.text_sha else "",
            "versions": [{**_record(each), "text": unit.texts.get(each.text_sha)} for each in kept],
            "files": _records(files.get(story.id, ())),
        }


def _by_story(records: Iterable[Any]) -> Mapping[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for record in records:
        found.setdefault(record.story_id, []).append(record)
    return found


def _shortlist(unit: UnitOfWork) -> dict[str, Any]:
    made, rules = programme(unit), _record(rules_for(unit))
    rules.pop("id")  # drawn anew each time where nobody has set any
    return {
        "rules": rules,
        "stories": [_place(place) for place in made.places],
        "excluded": [_choice(story, choice) for story, choice in made.excluded],
        "pauses": _records(made.pauses),
        "lock": _record(made.lock) if made.lock else None,
        "drafts": _records(unit.shortlist_drafts.all()),
    }


def _place(place: Place) -> dict[str, Any]:
    starts = place.starts_at.isoformat() if place.starts_at else None
    return {**_choice(place.story, place.choice), "minutes_told": place.minutes, "starts_at": starts}


def _choice(story: Story, choice: Choice) -> dict[str, Any]:
    return {"number": story.number, **_record(choice)}


def _book(unit: UnitOfWork) -> dict[str, Any]:
    book = _record(book_of(unit))
    book.pop("id")
    return book


def _records(records: Iterable["DataclassInstance"]) -> list[dict[str, Any]]:
    """In an order that does not hang on when they were stored."""
    found = [_record(record) for record in records]
    return sorted(found, key=lambda one: (one.get("number", 0), one["id"]))


def _record(record: "DataclassInstance") -> dict[str, Any]:
    return {each.name: _plain(getattr(record, each.name)) for each in fields(record)}


def _plain(value: Any) -> Any:
    """The value as JSON has it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return _record(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
