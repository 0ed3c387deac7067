"""What a pasted list of people says: a name and an address a line."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from learningstories.services.reviewing import NewReviewer, is_address

MOST_LINES = 500
MOST_NAME = 200
_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]]{1,64}@[^\s<>,;:\"()\[\]]{1,254}[^\s<>,;:\"()\[\].]")
_AROUND = " \t,;<>\"'()[]|:"
_LINK = re.compile("mailto:", re.IGNORECASE)


class LineProblem(StrEnum):
    """Why a line adds nobody."""

    NONE = "none"
    NO_ADDRESS = "no_address"
    THERE_ALREADY = "there_already"
    TWICE = "twice"


class RemarkKind(StrEnum):
    """What of a person was not understood, and is left out."""

    LANGUAGE = "language"
    THEME = "theme"
    CAPACITY = "capacity"
    STORY = "story"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that was not understood, as it was written."""

    kind: RemarkKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodLine:
    """One line: the person it names, or what is wrong with it; `remarks` are on what is left out of it."""

    text: str
    person: NewReviewer | None
    problem: LineProblem = LineProblem.NONE
    remarks: tuple[Remark, ...] = ()


def understand(text: str, known: Collection[str]) -> list[UnderstoodLine]:
    """The people in `text`; `known` are the addresses there are, in lower case.

    A line is "Name <address>", "Name, address", the other way round, or an address alone; several
    people "Name <address>, Name <address>" may share one. Empty lines say nothing, and no more
    than `MOST_LINES` people are read.
    """
    found: list[UnderstoodLine] = []
    seen = set(known)
    twice: set[str] = set()
    for piece in _pieces(text):
        line = _understood(piece, seen, twice)
        if line.person is not None:
            seen.add(line.person.email.lower())
            twice.add(line.person.email.lower())
        found.append(line)
    return found


def address_in(text: str) -> re.Match[str] | None:
    """The first address in a text, without the marks round it."""
    return next((match for match in _ADDRESS.finditer(text) if is_address(match.group())), None)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for line in text.splitlines():
        shared = line.count("@") > 1
        pieces += [
            part for part in (re.split(r"(?<=>)\s*[,;]|;", line) if shared else [line]) if part.strip()
        ]
        if len(pieces) >= MOST_LINES:
            break
    return pieces[:MOST_LINES]


def _understood(piece: str, seen: set[str], twice: set[str]) -> UnderstoodLine:
    text = " ".join(_LINK.sub("", piece).split())
    match = address_in(text)
    if match is None:
        return UnderstoodLine(text=text, person=None, problem=LineProblem.NO_ADDRESS)
    email = match.group()
    if email.lower() in seen:
        problem = LineProblem.TWICE if email.lower() in twice else LineProblem.THERE_ALREADY
        return UnderstoodLine(text=text, person=None, problem=problem)
    after = text[match.end() :].removeprefix(".")  # which ends the sentence
    name = (text[: match.start()].strip(_AROUND) or after.strip(_AROUND))[:MOST_NAME]
    return UnderstoodLine(text=text, person=NewReviewer(name=name or email, email=email))
