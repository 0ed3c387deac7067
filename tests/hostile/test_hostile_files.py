"""Every hostile file is refused with its cause or read whole, in bounds, and the next file is read as ever."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from learningstories.documents.documents import Documents
from learningstories.domain.errors import UNREADABLE, StoryUnreadable
from learningstories.services.deliveries import Delivery
from learningstories.services.drafts import Draft
from learningstories.services.sentences import advice
from tests.hostile.case import Case
from tests.hostile.files import CASES

MOST_MEMORY_KB = 1_000_000


@pytest.fixture(scope="module")
def documents() -> Iterator[Documents]:
    with Documents() as reader:
        yield reader


def peak_memory_kb(documents: Documents) -> int:
    """How much the reading process has taken at most, as Linux tells it."""
    process = documents._reading._process
    status = Path(f"/proc/{process.pid}/status") if process else Path()
    if not status.is_file():
        return 0
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def everything_in(delivery: Delivery) -> str:
    """All words that a person or a book might be shown."""
    shown = [delivery.name, *(part.name for part in delivery.parts)]
    for draft in delivery.drafts:
        for each in (draft, *draft.alternatives):
            shown += [each.title, each.author, each.source, each.markdown, each.variant_name]
            shown += [file.name for file in each.files] + [picture.name for picture in each.pictures]
            shown += [str(asdict(problem)) for problem in each.problems]
    return "\n".join(shown)


def texts_of(draft: Draft) -> str:
    return "\n".join(each.markdown for each in (draft, *draft.alternatives))


def taken_in(documents: Documents, path: Path) -> Delivery | StoryUnreadable:
    try:
        return documents.take_in(path)
    except StoryUnreadable as refused:
        return refused


@pytest.mark.parametrize("hostile", CASES, ids=lambda case: case.name)
def test_hostile_files(documents: Documents, tmp_path: Path, hostile: Case) -> None:
    path = tmp_path / hostile.name
    path.write_bytes(hostile.make())
    outcome = taken_in(documents, path)
    if isinstance(outcome, StoryUnreadable):
        assert outcome.cause in hostile.causes & set(UNREADABLE), outcome.cause
        assert hostile.name in advice(outcome)
    else:
        assert hostile.causes & {"read", "opened"}, "it was read, and should not have been"
        assert hostile.keeps in "\n".join(map(texts_of, outcome.drafts))
        shown = everything_in(outcome)
        assert [word for word in hostile.never if word in shown] == []
    assert peak_memory_kb(documents) < MOST_MEMORY_KB
    assert sorted(each.name for each in tmp_path.iterdir()) == [hostile.name]
    assert documents.read_text("# After\n\nAll is well.").title == "After"
