"""Keeps what was chosen on the showcase page."""

from collections.abc import Mapping
from typing import Any

from learningstories.services import challenges
from learningstories.services.guests import set_guests
from learningstories.services.output_choices import (
    ADDRESS,
    CERTIFICATES,
    CERTIFIED,
    LETTERS,
    RANK,
    WEB,
    choose,
)
from learningstories.services.workspace import Workspace
from learningstories.ui.book_maker import BOOK
from learningstories.ui.showcase_settings import GUESTS, LANGUAGE

_ELSEWHERE = (LANGUAGE, GUESTS, CERTIFIED, RANK, ADDRESS)


def store_choices(workspace: Workspace, kind: str, fields: Mapping[str, Any]) -> None:
    """Each where it belongs: the paper of `kind`, the book, the challenge's language, the guests."""
    book = {name: value for name, value in fields.items() if name not in _ELSEWHERE}
    paper = book.pop("paper") if "paper" in book and kind != BOOK else None
    if paper is not None:
        choose(workspace, kind, paper=str(paper))
    if book:
        challenges.alter_book(workspace, **book)
    if LANGUAGE in fields:
        challenges.alter(workspace, language=fields[LANGUAGE])
    if CERTIFIED in fields:
        choose(workspace, CERTIFICATES, **{CERTIFIED: str(fields[CERTIFIED])})
    if RANK in fields:
        choose(workspace, LETTERS, **{RANK: bool(fields[RANK])})
    if ADDRESS in fields:
        choose(workspace, WEB, **{ADDRESS: str(fields[ADDRESS])})
    if GUESTS in fields:
        set_guests(workspace, fields[GUESTS])
