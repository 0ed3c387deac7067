"""One organiser at work on a shared challenge, as a program: does steps, pauses, and says what was done.

test_organisers.py starts some; it writes what to do to the standard input and reads what was done, a line a
step, from the standard output.
"""

import json
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Event
from time import perf_counter
from typing import Any

from learningstories.domain.errors import (
    NothingToUndo,
    StoryNotEligible,
    StoryRefused,
    StoryWithdrawn,
    UndoBlocked,
)
from learningstories.domain.pack import ReturnBy
from learningstories.domain.words import count_words
from learningstories.packs.packs import PackFiles
from learningstories.services import adding, merging, reviewing, shortlisting, stories
from learningstories.services.drafts import Draft
from learningstories.services.found import Found
from learningstories.services.opening import OpenChallenge
from learningstories.services.returned import Arrival
from learningstories.services.server_address import ServerAddress
from learningstories.services.story_query import StoryQuery
from learningstories.storage.server.opening import open_server
from tests.benchmarks.big_file import words_of

CONFLICTS = (UndoBlocked, NothingToUndo, StoryWithdrawn, StoryRefused, StoryNotEligible)
WORDS, PAGE = 60, 50
_LOOKS = 2.0  # seconds between two looks for what others did, as the window does
_OFTEN = {"add": 4, "edit": 8, "rate": 8, "choose": 4, "merge": 2, "undo": 3}


class Organiser:
    """Knows of each of its steps how to do it and, for the model, what was done."""

    def __init__(self, opened: OpenChallenge, told: dict[str, Any]) -> None:
        self._opened, self._told = opened, told
        self._workspace = opened.workspace
        self._chance = Random(told["place"])  # noqa: S311 - the same steps each time
        self._count = 0
        self._chosen: set[int] = set()
        self._done: list[dict[str, Any]] = []  # what Undo would take back, newest last
        self._unread = iter(self._chance.sample(range(1, told["stories"] + 1), told["stories"]))
        self._returns = iter(told["returns"])

    def step(self) -> dict[str, Any]:
        """Do something, and say what and how long it took."""
        kinds = list(_OFTEN)
        kind = self._chance.choices(kinds, [_OFTEN[each] for each in kinds])[0]
        if kind == "undo" and (not self._done or self._done[-1]["kind"] == "merge"):
            kind = "edit"  # what others were told of a return that came twice would not be so any more
        self._count += 1
        act: Callable[[], dict[str, Any]] = getattr(self, f"_{kind}")
        begin = perf_counter()
        try:
            made = act()
        except CONFLICTS as error:
            return {"kind": kind, "conflict": type(error).__name__, "ms": _ms_since(begin)}
        done = {"kind": kind, "ms": _ms_since(begin), **made}
        if kind not in ("undo", "merge") or made.get("merged"):
            self._done.append(done)
        return done

    def look(self) -> None:
        """Follow the others, as an open window does."""
        self._workspace.follow_others()

    def page(self) -> float:
        """How long the first page of the list takes."""
        begin = perf_counter()
        self._opened.lists.first_lines(StoryQuery(), PAGE)
        return _ms_since(begin)

    def _name(self) -> str:
        return f"{self._told['who']} {self._count}"

    def _text(self) -> str:
        return f"{self._name()}: {words_of(self._chance, WORDS)}"

    def _add(self) -> dict[str, Any]:
        text, now = self._text(), datetime.now(UTC)
        draft = Draft(
            source="typed", title=self._name(), author="Ada Lovelace", consent_read=True, markdown=text,
            words=count_words(text),
        )  # fmt: skip
        adding.add(self._workspace, [Found(source="typed", draft=draft, received_at=now)])
        return {"title": draft.title}

    def _edit(self) -> dict[str, Any]:
        number = self._chance.randint(1, self._told["edited"])
        story = stories.edit(self._workspace, number, markdown=self._text())
        return {"number": number, "sha": story.text_sha}

    def _rate(self) -> dict[str, Any]:
        number, value = next(self._unread), self._chance.randint(1, 5)
        reviewing.answer(self._workspace, self._told["email"], number, value=value, why=self._name())
        return {"number": number, "value": value}

    def _choose(self) -> dict[str, Any]:
        mine = range(self._told["place"] + 1, 400, self._told["organisers"])
        number = self._chance.choice(mine)
        chosen = number not in self._chosen
        if chosen:
            shortlisting.add(self._workspace, [number])
        else:
            shortlisting.remove(self._workspace, number)
        self._chosen ^= {number}
        return {"number": number, "chosen": chosen}

    def _merge(self) -> dict[str, Any]:
        path = Path(next(self._returns))
        came = Arrival(
            name=path.name, by=ReturnBy.FILE, data=path.read_bytes(), received_at=datetime.now(UTC)
        )
        report = merging.merge(self._workspace, PackFiles(), [came])
        return {"merged": report.merged, "code": report.files[0].code, "name": path.name}

    def _undo(self) -> dict[str, Any]:
        self._workspace.undo()
        back = self._done.pop()
        if back["kind"] == "choose":
            self._chosen ^= {back["number"]}
        return {"back": back}


def _ms_since(begin: float) -> float:
    return (perf_counter() - begin) * 1000


def _work(organiser: Organiser, seconds: float, pause: float, chance: Random) -> Iterator[dict[str, Any]]:
    """Steps with pauses between them: of any length, `pause` seconds on average."""
    ends, thinking = perf_counter() + seconds, Event()
    while True:
        rest = chance.expovariate(1 / pause)
        while rest > 0:
            thinking.wait(min(rest, _LOOKS))
            rest -= _LOOKS
            organiser.look()
        if perf_counter() >= ends:
            return
        yield organiser.step()
        yield {"kind": "page", "ms": organiser.page()}


def main() -> None:
    """Do what the first line says, once there is a second."""
    told = json.loads(sys.stdin.readline())
    address = ServerAddress(**told["address"])
    with closing(open_server(address, told["word"], lambda: datetime.now(UTC))) as opened:
        organiser = Organiser(opened, told)
        organiser.page()
        _say({"kind": "ready"})
        sys.stdin.readline()
        chance = Random(told["place"])  # noqa: S311 - the same pauses each time
        try:
            for done in _work(organiser, told["seconds"], told["pause"], chance):
                _say(done)
        except Exception:  # noqa: BLE001 - whatever it is, whoever started this is to read it
            _say({"kind": "error", "what": traceback.format_exc()})
    _say({"kind": "end"})


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
