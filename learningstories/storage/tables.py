"""What every table has in common."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.challenge import Criterion, Extension, LateRule
from learningstories.domain.counting import Rule
from learningstories.domain.deadline import LateDecision
from learningstories.domain.reading import Concern, Knows
from learningstories.domain.reviewer import Aside, PromiseUse
from learningstories.domain.shortlist import ChoiceKind, NamedLimit
from learningstories.domain.showcase import Look, Paper
from learningstories.domain.story import Eligibility, Mood, NameUse
from learningstories.services.changes import Kind, StepKind
from learningstories.storage.columns import (
    JSON_TEXT,
    KEY,
    NUMBER,
    TEXT,
    Choices,
    ChoicesOf,
    Counts,
    Parts,
    Tuple,
    UtcDateTime,
)

_ENUMS = (
    LateRule,
    LateDecision,
    Eligibility,
    Knows,
    Concern,
    PromiseUse,
    ChoiceKind,
    Look,
    Paper,
    NameUse,
    Mood,
    ReceivedBy,
    StepKind,
)


class Row(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        UUID: KEY,
        str: TEXT,
        int: NUMBER,
        tuple[str, ...]: Tuple,
        tuple[int, ...]: Tuple,
        tuple[tuple[str, int], ...]: Counts,
        tuple[Rule, ...]: ChoicesOf(Rule),
        **{tuple[part, ...]: Parts(part) for part in (Criterion, Extension, Claim, Aside, NamedLimit)},  # type: ignore[valid-type]
        Mapping[str, Any]: JSON_TEXT,
        **{kind: Choices(kind) for kind in _ENUMS},
    }


class Recorded(Row):
    """A table whose changes can be undone."""

    __abstract__ = True
    record_kind: ClassVar[Kind]
    record: ClassVar[type[Any]]
    id: Mapped[UUID] = mapped_column(primary_key=True)


def table_of(row: type[Row]) -> Table:
    """The table behind `row`, for statements that no record takes part in."""
    return Row.metadata.tables[row.__tablename__]
