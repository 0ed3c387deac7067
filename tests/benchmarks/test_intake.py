"""How quickly a mixed drop of real files is read, and what the reading process takes.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

import mammoth
import pytest

from learningstories.documents.documents import Documents
from learningstories.services.preview import Reception, preview
from tests.benchmarks.rich_stories import FORMATS, as_word, rich

EACH = 30
GOAL_FILES = 20
GOAL_WORD_MS = 500
GOAL_MEMORY_MB = 300


@pytest.fixture
def documents() -> Iterator[Documents]:
    with Documents() as reader:
        reader.read_text("Once I learned to bake.")  # starts the process
        yield reader


def write_all(folder: Path, each: int) -> list[Path]:
    """So many stories in every format."""
    paths = []
    for seed in range(each):
        for ending, write in FORMATS.items():
            paths.append(folder / f"{seed:03}.{ending}")
            paths[-1].write_bytes(write(rich(seed)))
    return paths


def memory_mb(documents: Documents) -> float:
    """The most that the reading process took so far; 0 where the system does not tell."""
    process = documents._reading._process
    status = Path(f"/proc/{process.pid}/status") if process else Path()
    if not status.is_file():
        return 0
    lines = status.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def test_a_mixed_drop_is_read_whole(documents, tmp_path, make_challenge, clock):
    paths = write_all(tmp_path, 1)
    found = preview(paths, Reception(challenge=make_challenge(), reader=documents, now=clock())).found
    assert [each.failure for each in found] == [None] * len(FORMATS)
    assert {each.draft.title for each in found} == {rich(0).title}


@pytest.mark.benchmark
def test_a_mixed_drop(
    documents, tmp_path, make_challenge, clock, report: Callable[[Sequence[str]], None]
) -> None:
    paths = write_all(tmp_path, EACH)
    reception = Reception(challenge=make_challenge(), reader=documents, now=clock())
    begin = perf_counter()
    preview(paths, reception)
    taken = perf_counter() - begin
    words = sorted(_seconds(partial(documents.take_in, path)) for path in paths if path.suffix == ".docx")
    bare = sorted(
        _seconds(partial(mammoth.convert_to_html, io.BytesIO(as_word(rich(seed))))) for seed in range(EACH)
    )
    report(
        [
            f"{len(paths) / taken:.0f} files a second over {len(paths)} files of {len(FORMATS)} formats (goal {GOAL_FILES})",
            f"docx p95 {1000 * _p95(words):.0f} ms (goal {GOAL_WORD_MS}); bare mammoth {1000 * _p95(bare):.0f} ms, "
            f"ratio of medians {words[EACH // 2] / bare[EACH // 2]:.2f}",
            f"the reading process took {memory_mb(documents):.0f} MB at most (goal {GOAL_MEMORY_MB})",
        ]
    )


def _seconds(call: Callable[[], object]) -> float:
    begin = perf_counter()
    call()
    return perf_counter() - begin


def _p95(sorted_values: Sequence[float]) -> float:
    return sorted_values[int(0.95 * (len(sorted_values) - 1))]
