"""What is left of a story's form when it has been read, format by format.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the percentages.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from lxml import html

from learningstories.documents.documents import Documents
from learningstories.services.drafts import Draft
from learningstories.services.markup import markdown_to_html
from tests.benchmarks.rich_stories import COUNTED, EXPECTED, FORMATS, Rich, rich

STORIES = 12
# In percent; where none is named, nothing may be lost.
GOALS: Mapping[str, Mapping[str, float]] = {
    "pdf": {"words": 99, "tables": 0, "pictures": 0},
}
_PATHS = {
    "headings": "//h1|//h2", "items": "//ul/li", "links": "//a[starts-with(@href, 'http')]", "bold": "//strong|//b",
    "italic": "//em|//i", "tables": "//table", "footnotes": "//div[@class='footnote']//li", "pictures": "//img",
}  # fmt: skip


@pytest.fixture(scope="module")
def documents() -> Iterator[Documents]:
    with Documents() as reader:
        yield reader


def kept(story: Rich, draft: Draft) -> dict[str, float]:
    """What was kept, in percent."""
    page = html.fromstring(f"<div>{markdown_to_html(draft.markdown)}</div>")
    for mark in page.xpath("//sup[starts-with(@id, 'fnref')]"):
        mark.drop_tree()  # or its number would be part of the word before it
    there = set(re.findall(r"\w+", page.text_content()))
    words = story.words()
    share = {"words": 100 * sum(word in there for word in words) / len(words)}
    for what in COUNTED:
        found = min(len(page.xpath(_PATHS[what])), EXPECTED[what])
        share[what] = 100 * found / EXPECTED[what]
    return share


def measure(documents: Documents, folder: Path, ending: str, stories: int) -> dict[str, float]:
    sums = dict.fromkeys(("words", *COUNTED), 0.0)
    for seed in range(stories):
        story = rich(seed)
        path = folder / f"{seed}.{ending}"
        path.write_bytes(FORMATS[ending](story))
        for what, share in kept(story, documents.take_in(path).draft).items():
            sums[what] += share / stories
    return sums


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_keeps_its_form(documents: Documents, tmp_path: Path, ending: str) -> None:
    shares = measure(documents, tmp_path, ending, 1)
    lost = {what: share for what, share in shares.items() if share < GOALS.get(ending, {}).get(what, 100)}
    assert lost == {}


@pytest.mark.benchmark
def test_fidelity(documents: Documents, tmp_path: Path, report: Callable[[Sequence[str]], None]) -> None:
    names = ("words", *COUNTED)
    lines = ["Kept, in percent   " + "".join(f"{name:>11}" for name in names)]
    for ending in FORMATS:
        shares = measure(documents, tmp_path, ending, STORIES)
        lines.append(f"{ending:19}" + "".join(f"{shares[name]:11.1f}" for name in names))
    report(lines)
