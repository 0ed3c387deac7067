"""The showcase book beside Typst alone on the same tree of data, as the window makes it: after the first one,
with a process that was kept ready.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from learningstories.publish.book import make_book
from learningstories.publish.labels import book_labels
from learningstories.publish.typesetting import STANDARDS, Typesetter
from learningstories.publish.volume import Binder
from learningstories.publish.workers import Workers
from learningstories.services.book_content import BookContent, BookStory
from learningstories.services.markup import markdown_to_html
from learningstories.services.progress import Control

STORIES, WORDS = (10, 100), 900
TIMES = 3
GOAL = 1.3
# A process of its own, as ours is.
TYPST_ALONE = """
import sys, typst
main, root, *fonts = sys.argv[1:]
compiler = typst.Compiler(main, root=root, font_paths=fonts, ignore_system_fonts=True)
compiler.compile(format="pdf", pdf_standards={standards!r}, timestamp=0)
"""


@pytest.fixture
def content(made_up_story: Callable[..., str]) -> Callable[[int], BookContent]:
    def make(stories: int) -> BookContent:
        texts = (made_up_story(seed, words=WORDS).split("---\n", 2)[2] for seed in range(stories))
        made = tuple(
            BookStory(
                number=number, title=f"Story {number}", author="Amina Yusuf", html=markdown_to_html(text)
            )
            for number, text in enumerate(texts, start=1)
        )
        return BookContent(title="Stories that made us act", dated=date(2013, 4, 12), stories=made)

    return make


def tree(content: BookContent, folder: Path) -> list[str]:
    """What Typst is given for the same book, and how it is called."""
    folder.mkdir()
    volume = Binder(content, book_labels(), folder).bind(lambda _done: None)
    typesetter = Typesetter(folder, content.dated)
    template = typesetter._template()
    (folder / "data.json").write_bytes(volume.data())
    return [str(template), str(folder), *map(str, volume.faces.folders)]


def typst_alone(arguments: list[str]) -> None:
    code = TYPST_ALONE.format(standards=STANDARDS)
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)  # noqa: S603 - our own words


def test_typst_alone_sets_what_the_book_is_made_of(content, tmp_path):
    few = content(1)
    typst_alone(tree(few, tmp_path / "tree"))
    assert make_book(few, tmp_path / "book.pdf", Control()).accessible


@pytest.mark.benchmark
@pytest.mark.parametrize("stories", STORIES)
def test_a_book_of_stories(content, tmp_path, figures, stories):
    whole = content(stories)
    arguments = tree(whole, tmp_path / "tree")
    ours, alone = [], []
    workers = Workers()
    for _ in range(TIMES):
        begin = perf_counter()
        make_book(whole, tmp_path / "book.pdf", Control(), workers)
        ours.append(perf_counter() - begin)
        begin = perf_counter()
        typst_alone(arguments)
        alone.append(perf_counter() - begin)
    workers.close()
    figures(f"a book of {stories} stories", median(ours) * 1000, median(alone) * 1000, GOAL)
