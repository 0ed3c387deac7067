"""How what is done to a whole challenge grows with it: the exponent of the time over the size.

`python3 packaging/test.py tests/benchmarks/test_growth.py -m benchmark -s` prints them; GROWTH_MOST is the
largest size, 30000 unless told. At these sizes n log n would show as 1.1. Seconds are those of the processor,
for the machine may have other things to do; where a server does part of the work, those of the clock.
"""

import faulthandler
import math
import os
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from time import perf_counter, process_time
from uuid import uuid4

import pytest

from learningstories.analysis.assignment import assign
from learningstories.domain.pack import Pack, PackedStory, PackId, ReturnBy
from learningstories.domain.revision import Answers, Revision
from learningstories.domain.words import count_words
from learningstories.packs.packs import PackFiles
from learningstories.services import challenges
from learningstories.services.adding import add
from learningstories.services.drafts import Draft
from learningstories.services.found import Found
from learningstories.services.merging import merge
from learningstories.services.opening import OpenChallenge
from learningstories.services.returned import Arrival, Returned
from learningstories.services.reviewing import NewReviewer, add_reviewers
from tests.benchmarks.big_file import words_of
from tests.benchmarks.test_assigning import challenge as to_assign
from tests.benchmarks.test_ranking import once
from tests.conftest import FILE

pytestmark = [pytest.mark.benchmark, pytest.mark.on_both]
MOST = int(os.environ.get("GROWTH_MOST", "30000"))
SIZES = [size for size in (1_000, 3_000, 10_000, 30_000, 100_000) if size <= MOST]
GOAL = 1.25  # n log n, and what a busy machine adds
A_READER, WORDS, VOCABULARY = 20, 60, 60_000
AT = datetime(2013, 3, 21, tzinfo=UTC)
FILES, MASTER = PackFiles(), b"m" * 32
Report = Callable[[Sequence[str]], None]


def exponent(sizes: Sequence[int], taken: Sequence[float]) -> float:
    """The slope, by least squares, of the logarithm of the time over that of the size."""
    x, y = [math.log(size) for size in sizes], [math.log(max(each, 1e-6)) for each in taken]
    middle = sum(x) / len(x)
    above = sum((one - middle) * two for one, two in zip(x, y, strict=True))
    return above / sum((one - middle) ** 2 for one in x)


def _told(name: str, taken: Sequence[float]) -> str:
    seconds = "".join(f"{size:>10,}:{each:7.2f} s" for size, each in zip(SIZES, taken, strict=True))
    return f"{name:28}{seconds}   exponent {exponent(SIZES, taken):.2f} (goal {GOAL})"


def _seconds(call: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    begin = clock()
    call()
    return clock() - begin


def _import(opened: OpenChallenge, count: int) -> None:
    chance = random.Random(count)  # noqa: S311 - the same figures each time
    vocabulary = words_of(chance, VOCABULARY).split()
    found = []
    for number in range(count):
        text = " ".join(chance.choices(vocabulary, k=WORDS))
        draft = Draft(
            source=f"{number}.md", title=f"Story {number}", author="Ada Lovelace", consent_read=True,
            markdown=text, words=count_words(text),
        )  # fmt: skip
        found.append(Found(source=draft.source, draft=draft, received_at=AT))
    add(opened.workspace, found)


def _arrivals(opened: OpenChallenge, count: int) -> list[Arrival]:
    """Returns that together hold as many ratings as there are stories."""
    people = [NewReviewer(name=f"R{n}", email=f"r{n}@example.org") for n in range(count // A_READER)]
    readers, came = add_reviewers(opened.workspace, people), []
    with opened.workspace.change("Make packs") as unit:
        unit.pack_key.put(MASTER)
        stories = unit.stories.all()
        for place, reader in enumerate(readers):
            mine = stories[place * A_READER : (place + 1) * A_READER]
            pack = Pack(
                id=PackId(uuid4()), reviewer_id=reader.id, blind=True, made_at=AT,
                stories=tuple(
                    PackedStory(story_id=s.id, number=s.number, text_sha=s.text_sha, sha="s") for s in mine
                ),
            )  # fmt: skip
            unit.packs.add(pack)
            came.append(_arrival(pack, f"d_{place + 1:016x}"))
    return came


def _arrival(pack: Pack, device: str) -> Arrival:
    words = tuple(
        Revision(
            reviewer_id=pack.reviewer_id, story_id=story.story_id, sha="s", device=device, position=n,
            vector=((device, 1),), at=AT, answers=Answers(value=1 + n % 5),
        )
        for n, story in enumerate(pack.stories)
    )  # fmt: skip
    told = Returned(pack_id=pack.id, reviewer_id=pack.reviewer_id, written_at=AT, revisions=words)
    data = FILES.write_return(told, FILES.key(MASTER, pack.id))
    return Arrival(name=f"{device}.lsreturn.txt", by=ReturnBy.FILE, data=data, received_at=AT)


@pytest.fixture
def empty(request: pytest.FixtureRequest, kept_in: str) -> Callable[[int], OpenChallenge]:
    """Makes a challenge without stories, in a file or on a server; the number is only for its name."""
    if kept_in == FILE:
        new, folder = request.getfixturevalue("new_challenge"), request.getfixturevalue("tmp_path")
        return lambda number: new(folder / f"{number}.stories")
    served, clock = request.getfixturevalue("served"), request.getfixturevalue("clock")
    opened, described = request.getfixturevalue("opened"), request.getfixturevalue("make_challenge")

    def make(_number: int) -> OpenChallenge:
        opened.append(new := served.open_fresh(clock, "Ada"))
        challenges.found(new.workspace, described())
        return new

    return make


def test_import_and_merge(empty: Callable[[int], OpenChallenge], kept_in: str, report: Report) -> None:
    faulthandler.cancel_dump_traceback_later()  # nobody hangs: it takes minutes
    imported, merged = [], []
    clock = process_time if kept_in == FILE else perf_counter
    for size in SIZES:
        opened = empty(size)
        imported.append(_seconds(partial(_import, opened, size), clock))
        came = _arrivals(opened, size)
        merged.append(_seconds(partial(merge, opened.workspace, FILES, came), clock))
        assert opened.lists.challenge().stories == size
        opened.close()
    report([_told(f"add stories ({kept_in})", imported), _told(f"take in ratings ({kept_in})", merged)])
    assert exponent(SIZES, imported) > 0


@pytest.mark.on_file
def test_ranking_and_assignment(report: Report) -> None:
    faulthandler.cancel_dump_traceback_later()
    ranked = [once(size, size // A_READER, 1)["cpu"] for size in SIZES]
    needs = [to_assign(size, size // A_READER) for size in SIZES]
    shared = [_seconds(partial(assign, *each)) for each in needs]
    report([_told("rank", ranked), _told("give out stories", shared)])
    assert exponent(SIZES, ranked) > 0
