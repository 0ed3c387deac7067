"""The whole main job on the sample, from its story files to the showcase book."""

from dataclasses import dataclass
from pathlib import Path

from learningstories.domain.errors import CannotWrite, FileExists
from learningstories.services.locking import lock_with_figures
from learningstories.services.output import Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.proposing import propose
from learningstories.services.sample import make_sample, sample_file
from learningstories.services.sought import results_by_rules
from learningstories.services.toolbox import Toolbox

BOOK = "showcase.pdf"
MOST_TOURS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What the tour left: the challenge, the book, and the numbers of the stories told."""

    file: Path
    book: Path
    pages: int
    numbers: tuple[int, ...]


def whole_job(toolbox: Toolbox, folder: Path, control: Control) -> Done:
    """Make the sample in `folder`, rank, choose what fits the evening, lock it and save the book.

    A sample that is in `folder` from an earlier tour is kept under another name. Raises what
    these raise.
    """
    _set_aside(sample_file(folder))
    sample = make_sample(toolbox, folder, control)
    opened = toolbox.open(sample.file)
    try:
        workspace, book = opened.workspace, folder / BOOK
        results = results_by_rules(workspace, opened.lists)
        proposed = propose(workspace, results)
        lock_with_figures(workspace, results, control)
        order = Order(workspace=workspace, toolbox=toolbox, target=book, control=control)
        made = make_output("book", order)
    finally:
        opened.close()
    return Done(file=sample.file, book=book, pages=made.pages or 0, numbers=proposed.numbers)


def _set_aside(path: Path) -> None:
    """Give an earlier sample another name, whatever a person has done in it since."""
    if not path.exists():
        return
    names = (path.with_name(f"{path.stem} ({count}){path.suffix}") for count in range(1, MOST_TOURS))
    free = next((name for name in names if not name.exists()), None)
    if free is None:
        raise FileExists(path.name)
    try:
        path.rename(free)
    except OSError as error:
        raise CannotWrite(path.name, error.strerror or "os") from error
