"""The tables of what is decided for the evening beside the choices themselves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from learningstories.domain.shortlist import ChoosingRules, NamedLimit, Pause, ShortlistDraft
from learningstories.services.changes import Kind
from learningstories.storage.tables import Recorded


class ChoosingRulesRow(Recorded):
    """What a proposal keeps to; at most one row."""

    __tablename__ = "choosing_rules"
    record_kind = Kind.CHOOSING_RULES
    record = ChoosingRules
    minutes: Mapped[int | None]
    size: Mapped[int | None]
    author_most: Mapped[int | None]
    theme_most: Mapped[int | None]
    language_most: Mapped[int | None]
    theme_least: Mapped[int]
    language_least: Mapped[int]
    readings_least: Mapped[int]
    named: Mapped[tuple[NamedLimit, ...]]


class PauseRow(Recorded):
    """Pauses in the running order."""

    __tablename__ = "pause"
    record_kind = Kind.PAUSE
    record = Pause
    after: Mapped[int]
    minutes: Mapped[int]
    title: Mapped[str]


class ShortlistDraftRow(Recorded):
    """Shortlists that were kept under a name."""

    __tablename__ = "shortlist_draft"
    record_kind = Kind.SHORTLIST_DRAFT
    record = ShortlistDraft
    name: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    snapshot: Mapped[Mapping[str, Any]]
