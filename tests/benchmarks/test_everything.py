"""All that can be made of twelve stories of the sample, beside the book alone.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import pytest

from learningstories.main import LazyDocuments, toolbox
from learningstories.services import shortlisting
from learningstories.services.everything import save_everything, save_output
from learningstories.services.output import Order
from learningstories.services.outputs import output_of
from learningstories.services.progress import Control
from learningstories.services.sample import make_sample
from learningstories.services.toolbox import Toolbox
from learningstories.services.workspace import Workspace

STORIES = 12
MOST_MS = 10_000


@pytest.fixture
def tools() -> Iterator[Toolbox]:
    documents = LazyDocuments()
    yield toolbox(documents)
    documents.close()


@pytest.fixture
def chosen(tools: Toolbox, tmp_path: Path) -> Iterator[Workspace]:
    """The sample with twelve stories that may be printed on its shortlist."""
    opened = tools.open(make_sample(tools, tmp_path, Control()).file)
    with opened.workspace.read() as unit:
        agreed = [story.number for story in unit.stories.all() if story.consent_print][:STORIES]
    shortlisting.add(opened.workspace, agreed)
    yield opened.workspace
    opened.close()


@pytest.mark.benchmark
def test_everything_of_twelve_stories(
    chosen: Workspace, tools: Toolbox, tmp_path: Path, figures: Callable[..., None]
) -> None:
    def order(name: str) -> Order:
        return Order(workspace=chosen, toolbox=tools, target=tmp_path / name, control=Control())

    begin = perf_counter()
    save_output(output_of("book"), order("book.pdf"))
    book = perf_counter() - begin
    begin = perf_counter()
    made = save_everything(order("all"))
    took = perf_counter() - begin
    assert {output.path.name for output in made.made} >= {"Showcase book.pdf", "Host's script.pdf"}
    figures(f"everything of {STORIES} stories", took * 1000, book * 1000, most=MOST_MS)
