"""Twenty organisers at work at once on one server: nothing that was done is lost, and nobody waits.

Each is a program of its own (organiser.py). `python3 packaging/test.py tests/benchmarks/test_organisers.py
-m benchmark -s` lets them work for a minute; ORGANISERS_MINUTES=10 before it for ten. ORGANISERS_PAUSE is how
many seconds each thinks between two steps on average, 5 unless told.
"""

import faulthandler
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import learningstories
from learningstories.domain.pack import Pack, PackedStory, PackId
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.revision import Answers, Revision
from learningstories.domain.story import Story
from learningstories.packs.packs import PackFiles
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.returned import Returned
from learningstories.services.team import Role
from learningstories.storage.moving import push
from learningstories.storage.roles.team import ServerTeam
from learningstories.storage.server.opening import open_server
from tests.on_server import KEEPER, ServedChallenges

pytestmark = pytest.mark.benchmark
ORGANISERS, STORIES, REVIEWERS, EDITED = 20, 2_000, 100, 200
RETURNS_EACH, RATINGS = 45, 5  # the last go to two organisers
MINUTES = float(os.environ.get("ORGANISERS_MINUTES", "1"))
PAUSE = float(os.environ.get("ORGANISERS_PAUSE", "5"))
GOAL_MS = 200
FILES, MASTER = PackFiles(), b"m" * 32
ROOT = Path(learningstories.__file__).parents[1]
Steps = list[dict[str, Any]]


def _returns(opened: OpenChallenge, folder: Path, chosen: Sequence[str]) -> None:
    """Packs with what comes back of each, in a file that has its name from `chosen`."""
    at = datetime(2013, 3, 21, tzinfo=UTC)
    with opened.workspace.change("Make packs") as unit:
        stories, people = unit.stories.all(), unit.reviewers.all()[ORGANISERS:]
        unit.pack_key.put(MASTER)
        for place, name in enumerate(chosen):
            pack = _pack(place, stories, people)
            unit.packs.add(pack)
            words = tuple(
                Revision(
                    reviewer_id=pack.reviewer_id, story_id=story.story_id, sha="s", position=n,
                    device=f"d_{place + 1:016x}", vector=((f"d_{place + 1:016x}", 1),), at=at,
                    answers=Answers(value=1 + (n + place) % 5),
                )
                for n, story in enumerate(pack.stories)
            )  # fmt: skip
            told = Returned(pack_id=pack.id, reviewer_id=pack.reviewer_id, written_at=at, revisions=words)
            (folder / name).write_bytes(FILES.write_return(told, FILES.key(MASTER, pack.id)))


def _pack(place: int, stories: Sequence[Story], people: Sequence[Reviewer]) -> Pack:
    packed = (stories[(place * RATINGS + n) % len(stories)] for n in range(RATINGS))
    return Pack(
        id=PackId(uuid4()),
        reviewer_id=people[place % len(people)].id,
        stories=tuple(
            PackedStory(story_id=s.id, number=s.number, text_sha=s.text_sha, sha="s") for s in packed
        ),
        blind=True,
        made_at=datetime(2013, 3, 20, tzinfo=UTC),
    )


@pytest.fixture
def orders(
    big_challenge: Callable[..., OpenChallenge], served: ServedChallenges, tmp_path: Path, own_server: Any
) -> list[dict[str, Any]]:
    """A challenge on a server, and what each organiser is to do there."""
    opened = big_challenge(STORIES, REVIEWERS)
    names = [f"{place:04}.lsreturn.txt" for place in range(ORGANISERS * RETURNS_EACH)]
    _returns(opened, tmp_path, names)
    with opened.workspace.read() as unit:
        people = [each.email for each in unit.reviewers.all()]
    opened.close()
    database = own_server.database(KEEPER)
    keeper = served.address(database)
    push(opened.path, keeper, KEEPER, Control())
    told = []
    for place in range(ORGANISERS):
        who = f"organiser{place}"
        word = ServerTeam().invite(keeper, KEEPER, who, Role.ORGANISER).password
        mine = names[place * RETURNS_EACH : (place + 1) * RETURNS_EACH]
        also = names[(place + 1) % ORGANISERS * RETURNS_EACH :]  # what somebody else is sent too
        each = [name for pair in zip(mine, also, strict=False) for name in pair]
        told.append(
            {
                "who": who, "word": word, "place": place, "organisers": ORGANISERS, "stories": STORIES,
                "edited": EDITED, "email": people[place], "seconds": MINUTES * 60, "pause": PAUSE,
                "returns": [str(tmp_path / name) for name in each],
                "address": asdict(own_server.address(database, who)),
            }
        )  # fmt: skip
    return told


@contextmanager
def _started(orders: Sequence[dict[str, Any]]) -> Iterator[list["subprocess.Popen[str]"]]:
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.organiser"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _order in orders
    ]
    try:
        for each, order in zip(begun, orders, strict=True):
            _tell(each, json.dumps(order))
        yield begun
    finally:
        for each in begun:
            each.kill()
            each.communicate()


def _tell(one: "subprocess.Popen[str]", line: str) -> None:
    assert one.stdin is not None
    one.stdin.write(line + "\n")
    one.stdin.flush()


def _worked(orders: Sequence[dict[str, Any]]) -> list[Steps]:
    """What each organiser says it did."""
    with _started(orders) as begun:
        for each in begun:
            assert each.stdout is not None
            assert json.loads(each.stdout.readline()) == {"kind": "ready"}
        for each in begun:
            _tell(each, "begin")
        with ThreadPoolExecutor(len(begun)) as readers:  # a pipe that nobody reads is full after a while
            said = [out.splitlines() for out, _none in readers.map(subprocess.Popen.communicate, begun)]
    told = [[json.loads(line) for line in lines] for lines in said]
    assert [line["what"] for lines in told for line in lines if line["kind"] == "error"] == []
    assert all(lines[-1] == {"kind": "end"} for lines in told)
    return [lines[:-1] for lines in told]


def _standing(steps: Steps) -> Steps:
    """The steps that were done and not taken back."""
    back = [step["back"] for step in steps if "back" in step]
    return [step for step in steps if "conflict" not in step and "back" not in step and step not in back]


def _compare(opened: OpenChallenge, orders: Sequence[dict[str, Any]], told: Sequence[Steps]) -> None:
    """Hold the challenge against what everybody says they did."""
    lines = Counter(line.who for line in opened.workspace.history(limit=10**6))
    with opened.workspace.read() as unit:
        stories = {story.number: story for story in unit.stories.all()}
        versions = {(v.story_id, v.text_sha) for v in unit.versions.all()}
        people = {each.email: each.id for each in unit.reviewers.all()}
        readings = {(r.reviewer_id, r.story_id): r.why for r in unit.readings.all()}
        chosen = {choice.story_id for choice in unit.choices.all()}
    titles = Counter(story.title for story in stories.values())
    merged: Counter[str] = Counter()
    picked: set[int] = set()
    for order, said in zip(orders, told, strict=True):
        steps = [step for step in said if step["kind"] != "page"]
        noted = [s for s in steps if "conflict" not in s and s.get("merged") != 0]
        assert lines[order["who"]] == len(noted)
        back = [step["back"] for step in steps if "back" in step]
        assert not any(titles[step["title"]] for step in back if step["kind"] == "add")
        for step in _standing(steps):
            story = stories[step["number"]].id if "number" in step else None
            if step["kind"] == "add":
                assert titles[step["title"]] == 1
            elif step["kind"] == "edit":
                assert (story, step["sha"]) in versions
            elif step["kind"] == "rate":
                assert readings[(people[order["email"]], story)].startswith(order["who"])
            elif step["kind"] == "choose":
                picked = picked | {step["number"]} if step["chosen"] else picked - {step["number"]}
            elif step["kind"] == "merge":
                merged[step["name"]] += step["merged"]
    assert chosen == {stories[number].id for number in picked}
    assert set(merged.values()) == {1}  # once, whoever was sent it
    assert opened.check() == []


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def test_twenty_organisers_at_once(
    orders: list[dict[str, Any]], served: ServedChallenges, report: Callable[[Sequence[str]], None]
) -> None:
    faulthandler.cancel_dump_traceback_later()  # nobody hangs: they work for so long
    told = _worked(orders)
    database = orders[0]["address"]["database"]
    with closing(open_server(served.address(database), KEEPER, lambda: datetime.now(UTC))) as opened:
        _compare(opened, orders, told)
    taken: dict[str, list[float]] = {}
    for line in (line for lines in told for line in lines):
        taken.setdefault(line["kind"], []).append(line["ms"])
    pages = taken.pop("page")
    steps = [ms for values in taken.values() for ms in values]
    conflicts = Counter(line["conflict"] for lines in told for line in lines if "conflict" in line)
    lines = [
        f"{ORGANISERS} organisers, {MINUTES:g} min, a step each {PAUSE:g} s: {len(steps)} steps, none lost",
        f"{'':12}{'steps':>8}{'median':>10}{'p95':>10}{'most':>10} ms (goal: p95 {GOAL_MS})",
    ]
    for name, values in (("all", steps), *sorted(taken.items()), ("first page", pages)):
        lines.append(f"{name:12}{len(values):8}{_p50(values):10.0f}{_p95(values):10.0f}{max(values):10.0f}")
    report([*lines, f"told that it could not be: {dict(conflicts)}"])


def _p50(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]
