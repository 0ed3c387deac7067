"""What making and opening review pages costs, beside the plainest page of the same stories."""

import os
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from learningstories.packs.page import make_page
from learningstories.services.markup import markdown_to_html
from learningstories.services.pack_contents import PackContents, PackMedium, PackStory
from tests.packs import conftest
from tests.packs.browser.engines import Engine
from tests.packs.conftest import pack_story

pytestmark = pytest.mark.benchmark
TEXT = "I learned to bake *bread* with my neighbour, who had never told anybody how. " * 12
# When the first story can be answered: the script has run, and a frame was drawn.
USABLE = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
TYPING = """() => {
  const box = document.getElementById('action'), begin = performance.now();
  for (let n = 0; n < 200; n++) {
    box.value += 'x';
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return (performance.now() - begin) / 200;
}"""


contents = conftest.contents
Figures = Callable[..., None]


def ms(call: Callable[[], Any]) -> tuple[float, Any]:
    """How long a call takes once."""
    begin = perf_counter()
    found = call()
    return (perf_counter() - begin) * 1000, found


def many(pack: PackContents, count: int, pictures: int) -> PackContents:
    """A pack of as many stories of 900 words, some with a picture of 270 kB that does not pack."""
    media: dict[str, bytes] = {}
    stories: list[PackStory] = []
    for number in range(1, count + 1):
        shown: tuple[PackMedium, ...] = ()
        if number <= pictures:
            data = b"\xff\xd8\xff" + os.urandom(270_000)
            name = f"media/{sha256(data).hexdigest()}.jpg"
            media[name], shown = data, (PackMedium(role="picture", file=name, description="A map"),)
        text = "\n\n".join([f"{TEXT}{number}"] * 6)
        stories.append(pack_story(number, words=900, markdown=text, media=shown))
    return replace(pack, stories=tuple(stories), media=media)


def plain(pack: PackContents) -> bytes:
    """The same texts as a page without anything."""
    texts = "".join(f"<article><p>{story.markdown}</p></article>" for story in pack.stories)
    return f"<!doctype html><meta charset=utf-8><title>x</title>{texts}".encode()


def test_pages_of_thirty_stories(contents: PackContents, figures: Figures) -> None:
    """At least 20 a second, as its stories are those of other packs, too."""
    pack, known = many(contents, 30, 0), lru_cache(512)(markdown_to_html)
    first, _page = ms(lambda: make_page(pack, known))
    again, _page = ms(lambda: make_page(pack, known))
    raw, _page = ms(lambda: plain(pack))
    figures("the first page of 30 stories", first, raw, most=1000)
    figures("a page of 30 stories whose texts are known", again, raw, most=50)


@pytest.mark.parametrize("phrase", ["", "five words that nobody guesses"])
def test_a_page_of_three_hundred_stories(contents: PackContents, figures: Figures, phrase: str) -> None:
    """Its megabytes stand where milliseconds do: what is held at most, beside the size of the page."""
    pack = many(contents, 300, 60)
    tracemalloc.start()
    data = make_page(pack, markdown_to_html, phrase)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    figures(f"memory for 300 stories{' sealed' * bool(phrase)} (MB)", most, len(data) / 1e6, goal=8)


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest, driver: Playwright, tmp_path_factory: Any) -> Iterator[Browser]:
    started = Engine(request.param, driver, tmp_path_factory.mktemp("downloads")).start()
    yield started
    started.close()


@pytest.mark.parametrize("size", [(30, 6), (300, 60)], ids=str)
def test_opening_in_a_browser(
    browser: Browser,
    contents: PackContents,
    tmp_path: Path,
    size: tuple[int, int],
    figures: Figures,
) -> None:
    pack = many(contents, *size)
    (tmp_path / "page.html").write_bytes(make_page(pack, markdown_to_html))
    (tmp_path / "plain.html").write_bytes(plain(pack))
    ways = {"color_scheme": "null", "reduced_motion": "null", "forced_colors": "null", "contrast": "null"}
    page = browser.new_context(**({} if browser.browser_type.name == "chromium" else ways)).new_page()
    took = {}
    for name in ("plain", "page", "plain", "page"):
        page.goto((tmp_path / f"{name}.html").as_uri())
        took[name] = page.evaluate(USABLE)
    page.keyboard.press("j")
    name = f"{browser.browser_type.name}, {size[0]} stories"
    figures(f"usable in {name}", took["page"], took["plain"], most=1000)
    figures(f"a letter in {name}", page.evaluate(TYPING), took["plain"], most=16)
