"""Takes one person out of what is written down about others, now and in history."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, String, cast, delete, inspect, or_, select, update
from sqlalchemy.orm import Session

from learningstories.domain.scrubbing import Scrub
from learningstories.services.changes import Kind
from learningstories.services.forgetting import PastStep
from learningstories.storage.columns import from_json, to_json
from learningstories.storage.kept_rows import HistoryRow, HistoryStoryRow
from learningstories.storage.pack_rows import RevisionReturnRow, RevisionRow
from learningstories.storage.people import named_so
from learningstories.storage.recorded import RECORDED
from learningstories.storage.tables import table_of

_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.CHALLENGE: ("extensions",),
    Kind.STORY: ("withdrawn_reason", "late_reason", "eligibility_reason", "received_reason"),
    Kind.REVIEWER: ("aside", "set_aside_by", "set_aside_reason"),
    Kind.CHOICE: ("reason", "chosen_by"),
    Kind.LOCK: ("locked_by", "snapshot"),
    Kind.PAUSE: ("title",),
    Kind.SHORTLIST_DRAFT: ("name", "made_by", "snapshot"),
    Kind.RESULTS_DRAFT: ("name", "made_by", "snapshot"),
    Kind.BOOK: ("cover", "options"),
    Kind.SAVED_OUTPUT: ("name", "saved_by", "holds"),
    Kind.PACK: ("stories", "file", "revoked_reason"),
    Kind.RETURN: ("name", "stories"),
    Kind.RESOLUTION: ("chosen_by",),
    Kind.REDACTION: ("approved_by",),
}
_CALLED = (
    "author",
    "email",
    "name",
)  # in history these may have been the person's before they were another's
_OWNERS = ("story_id", "reviewer_id", "pack_id")
_NAMED = {Kind.STORY: ("author", "email"), Kind.REVIEWER: ("name", "email"), Kind.PROMISE: ("name", "email")}
_AT_ONCE = 500
_FEW = 40  # keys are looked for one by one, more of them all at once
_KEY = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
_history = table_of(HistoryRow)
_stories = table_of(HistoryStoryRow)


def scrub_records(session: Session, scrub: Scrub) -> None:
    """In what others' records say; and the answers about the person's stories, or of the person."""
    session.flush()
    for kind, names in _FIELDS.items():
        row = RECORDED[kind]
        columns = inspect(row).columns
        told = select(row.id, *(cast(columns[name], String) for name in names))
        found = [each[0] for each in session.connection().execute(told) if _is_concerned(scrub, each[1:])]
        for key in found:
            record = session.get_one(row, key)
            for name in names:
                before = to_json(getattr(record, name))
                after = scrub.clean(before)
                if after != before:
                    setattr(record, name, from_json(columns[name].type, after))
    session.flush()
    _remove_answers(session.connection(), [UUID(key) for key in scrub.records])


def _is_concerned(scrub: Scrub, values: Iterable[Any]) -> bool:
    for value in values:
        if not value:
            continue
        told = json.loads(value) if value[0] in "[{" and _is_json(value) else value
        if scrub.clean(told) != told:
            return True
    return False


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except ValueError:
        return False
    return True


def _remove_answers(connection: Connection, keys: Sequence[UUID]) -> None:
    words, links = table_of(RevisionRow), table_of(RevisionReturnRow)
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        theirs = or_(words.c.story_id.in_(some), words.c.reviewer_id.in_(some))
        connection.execute(delete(links).where(links.c.revision_id.in_(select(words.c.id).where(theirs))))
        connection.execute(delete(words).where(theirs))


def scrub_history(connection: Connection, scrub: Scrub) -> None:
    """In every step: what it did to the person's records is no part of it any more.

    A step that did nothing else is gone.
    """
    needles = _Needles(scrub)
    for row in connection.execute(select(_history)).all():
        if not needles.search(f"{row.changes}\n{row.label}\n{row.who}\n{row.merge}"):
            continue
        _scrub_step(connection, row, scrub)
    keys = [UUID(key) for key in scrub.records]
    for start in range(0, len(keys), _AT_ONCE):
        connection.execute(delete(_stories).where(_stories.c.story_id.in_(keys[start : start + _AT_ONCE])))


def steps_about(connection: Connection, now: Scrub) -> list[PastStep]:
    """The steps that the person is in, the newest first."""
    scrub = with_past(connection, now)
    if not scrub.records:
        return []  # a word that was typed is nobody's name yet
    needles = _Needles(scrub)
    found = connection.execute(select(_history).order_by(_history.c.seq.desc()))
    return [
        PastStep(at=row.at, who=row.who, label=row.label)
        for row in found
        if needles.search(f"{row.changes}\n{row.label}\n{row.who}") and _names_person(row, scrub)
    ]


def _names_person(row: Row[Any], scrub: Scrub) -> bool:
    """By whole words, unlike the needles."""
    if (scrub.text(row.label), scrub.text(row.who)) != (row.label, row.who):
        return True
    changes = json.loads(row.changes)
    return any(_is_theirs(change, scrub) or _scrubbed(change, scrub) != change for change in changes)


def _scrub_step(connection: Connection, row: Row[Any], scrub: Scrub) -> None:
    changes = json.loads(row.changes)
    kept = [_scrubbed(change, scrub) for change in changes if not _is_theirs(change, scrub)]
    where = _history.c.seq == row.seq
    if changes and not kept:
        connection.execute(delete(_stories).where(_stories.c.seq == row.seq))
        connection.execute(delete(_history).where(where))
        return
    values = {
        "label": scrub.text(row.label),
        "who": scrub.text(row.who),
        "merge": "",
        "changes": json.dumps(kept, ensure_ascii=False, separators=(",", ":")),
    }
    connection.execute(update(_history).where(where).values(values))


def _sides(change: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (side for side in (change["before"], change["after"]) if side)


def _is_theirs(change: Mapping[str, Any], scrub: Scrub) -> bool:
    if change["key"] in scrub.records:
        return True
    owners: tuple[str, ...] = _OWNERS
    if change["kind"] == Kind.PROMISE and not any(side.get("reviewer_id") for side in _sides(change)):
        owners = ("reviewer_id",)  # what a guest promised stays, though the story is gone
    return any(side.get(name) in scrub.records for side in _sides(change) for name in owners)


def _scrubbed(change: Mapping[str, Any], scrub: Scrub) -> dict[str, Any]:
    names = _FIELDS.get(Kind(change["kind"]), ())

    def side(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
        if values is None:
            return None
        return {name: _field(name, value) for name, value in values.items()}

    def _field(name: str, value: Any) -> Any:
        if name in names:
            return scrub.clean(value)
        if name in _CALLED and scrub.is_called(value):
            return scrub.person
        return None if name == "story_id" and value in scrub.records else value

    return {**change, "before": side(change["before"]), "after": side(change["after"])}


def with_past(connection: Connection, now: Scrub) -> Scrub:
    """The same with what is the person's in history only: records, names, and titles of their stories."""
    records, titles, names = set(now.records), set(now.words["titles"]), set[str]()
    there = {
        str(key)
        for kind in _NAMED
        for key in connection.execute(select(table_of(RECORDED[kind]).c.id)).scalars()
    }
    needles = _Needles(now)
    for changes in connection.execute(select(_history.c.changes)).scalars():
        for change in json.loads(changes) if needles.search(changes) else ():
            columns: Sequence[str] = _NAMED.get(change["kind"], ())
            if change["key"] not in there and _names_them(change, columns, now):
                records.add(change["key"])
                names |= {side[columns[0]] for side in _sides(change) if side.get(columns[0])}
            if change["kind"] == Kind.STORY and change["key"] in records:
                titles |= {side["title"] for side in _sides(change) if side.get("title")}
    return Scrub(
        records=map(UUID, records),
        words={
            **now.words,
            "names": now.words["names"] | _theirs_alone(connection, names, now),
            "titles": frozenset(titles),
        },
        numbers=now.numbers,
        person=now.person,
        story=now.story,
    )


def _theirs_alone(connection: Connection, names: set[str], scrub: Scrub) -> set[str]:
    """Those of the names that nobody else has now."""
    found = named_so(connection, names) if names else ()
    shared = {each.name.casefold() for each in found if not scrub.is_called(each.mail)}
    return {name for name in names if name.casefold() not in shared}


def _names_them(change: Mapping[str, Any], names: Sequence[str], scrub: Scrub) -> bool:
    return any(_is_them(side, names, scrub) for side in _sides(change))


def _is_them(side: Mapping[str, Any], names: Sequence[str], scrub: Scrub) -> bool:
    """By the address where there is one: others may have the same name."""
    mail = side.get("email")
    return scrub.is_called(mail) if mail else any(scrub.is_called(side.get(name)) for name in names)


class _Needles:
    """Finds quickly what may be about the person in a step as it is written down."""

    def __init__(self, scrub: Scrub) -> None:
        words = {word for kind in ("names", "mails", "titles") for word in scrub.words[kind] if word}
        told = {json.dumps(word, ensure_ascii=False)[1:-1] for word in words} | words
        self._words = {word.casefold() for word in told} | scrub.words["shas"]
        self._keys = {form for key in scrub.records for form in (key, key.replace("-", ""))}

    def search(self, told: str) -> bool:
        """Whether there may be something."""
        if len(self._keys) > _FEW and not self._keys.isdisjoint(_KEY.findall(told)):
            return True
        if len(self._keys) <= _FEW and any(key in told for key in self._keys):
            return True
        folded = told.casefold()
        return any(word in folded for word in self._words)
