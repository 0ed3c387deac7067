"""Finds whoever is called or reached by some words, and what others have written about them."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import Connection, func, or_, select

from learningstories.domain.letters import small_letters
from learningstories.services.changes import Kind
from learningstories.services.forgetting import Named
from learningstories.storage.recorded import RECORDED
from learningstories.storage.rows import ReadingRow
from learningstories.storage.tables import table_of

_NAMED = {Kind.STORY: ("author", "email"), Kind.REVIEWER: ("name", "email"), Kind.PROMISE: ("name", "email")}
_SAID = ("action", "why", "aside_reason", "concern_note")


def named_so(connection: Connection, words: Collection[str]) -> Iterator[Named]:
    """Authors, reviewers and guests with one of these names or addresses, A to Z in any size."""
    told = sorted({*words, *map(small_letters, words)})
    for kind, (name, mail) in _NAMED.items():
        table = table_of(RECORDED[kind])
        columns = (table.c[name], table.c[mail])
        asked = select(table.c.id, *columns).where(
            or_(*(func.lower(each).in_(told) | each.in_(told) for each in columns))
        )
        for key, called, address in connection.execute(asked):
            yield Named(kind=kind, key=key, name=called, mail=address)


def answers_naming(connection: Connection, words: Collection[str], but: Collection[UUID]) -> int:
    """How many readings of others than these reviewers say one of the words."""
    table = table_of(ReadingRow)
    said = [table.c[name].icontains(word, autoescape=True) for name in _SAID for word in words]
    if not said:
        return 0
    query = select(func.count()).select_from(table).where(or_(*said), table.c.reviewer_id.not_in(list(but)))
    return int(connection.execute(query).scalar_one())
