"""How far each reviewer is, as briefly as it can be told."""

from dataclasses import dataclass

from learningstories.domain.alphabet import alphabetic
from learningstories.services.ports import Lists, UnitOfWork
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderProgress:
    """How many of the stories that a reviewer may read are read, or stepped aside from."""

    name: str
    email: str
    read: int
    wanted: int


def readers(workspace: Workspace, lists: Lists) -> tuple[ReaderProgress, ...]:
    """Every reviewer, by name."""
    with workspace.read() as unit:
        return progress(unit, lists)


def progress(unit: UnitOfWork, lists: Lists) -> tuple[ReaderProgress, ...]:
    """Every reviewer by name."""
    readable = lists.covered(0).count
    counts, assigned = lists.answered_counts(), lists.assigned_counts()
    people = sorted(unit.reviewers.all(), key=lambda reader: (alphabetic(reader.name), reader.email))
    return tuple(
        ReaderProgress(
            name=reader.name or reader.email,
            email=reader.email,
            read=counts.get(reader.id, 0),
            wanted=assigned.get(reader.id, 0)
            if assigned
            else max(reader.share(readable), counts.get(reader.id, 0)),
        )
        for reader in people
    )
