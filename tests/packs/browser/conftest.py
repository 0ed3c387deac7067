"""Review pages as files, and the browsers that show them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from learningstories.domain.revision import Standing, standing
from learningstories.packs.packs import PackFiles
from learningstories.packs.page import make_page
from learningstories.services.markup import markdown_to_html
from learningstories.services.pack_contents import PackContents
from learningstories.services.returned import Returned
from tests.packs.browser.engines import Engine
from tests.packs.conftest import KEY, pack_story

expect.set_options(timeout=30_000)  # the machine that runs the tests may be busy
PageFile = Callable[..., str]
Chromium = Callable[..., Page]
TABLE = "| a | b |\n| --- | --- |\n| " + "unbreakable" * 9 + " | x |\n"


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def engine(
    request: pytest.FixtureRequest, driver: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Engine:
    """Each of the two browsers in turn."""
    return Engine(request.param, driver, tmp_path_factory.mktemp("downloads"))


@pytest.fixture(scope="module")
def started(engine: Engine) -> Iterator[Browser]:
    """The browser, started once for all tests of a file."""
    browser = engine.start()
    yield browser
    browser.close()


@pytest.fixture
def browser(started: Browser) -> Iterator[Browser]:
    """The browser without any window; those that the test opens are closed after it."""
    yield started
    for window in started.contexts:
        window.close()


@pytest.fixture(scope="module")
def started_chromium(driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    engine = Engine("chromium", driver, tmp_path_factory.mktemp("downloads"))
    browser = engine.start()
    yield lambda **ways: engine.window(browser, **ways)
    browser.close()


@pytest.fixture
def chromium(started_chromium: Chromium) -> Iterator[Chromium]:
    """Opens windows of Chromium alone, with any ways that Firefox's driver has not got."""
    opened: list[Page] = []

    def window(**ways: Any) -> Page:
        opened.append(started_chromium(**ways))
        return opened[-1]

    yield window
    for page in opened:
        page.context.close()


@pytest.fixture
def contents(contents: PackContents) -> PackContents:
    """Five stories in the order 2, 1 (answered before), 17 (with a picture), 4 and 5 (with a wide table)."""
    more = (pack_story(4, markdown="Long.\n\n" * 40), pack_story(5, markdown=TABLE))
    return replace(contents, stories=(*contents.stories, *more))


@pytest.fixture
def page_file(tmp_path: Path, contents: PackContents) -> PageFile:
    """Writes the page of the pack, with any of its fields given, and tells its address."""

    def make(name: str = "stories.html", phrase: str = "", **fields: Any) -> str:
        path = tmp_path / name
        path.write_bytes(make_page(replace(contents, **fields), markdown_to_html, phrase))
        return path.as_uri()

    return make


def taken_in(*returns: bytes) -> tuple[dict[int, Standing], Returned]:
    """What the organiser has of the returns, by the story's number in its id, and the last of them."""
    files, words = PackFiles(), {}
    for data in returns:
        envelope = files.open_return(data)
        assert files.is_genuine(envelope, KEY)
        found = files.read_return(envelope)
        assert not found.faults
        for one in found.revisions:
            words.setdefault(one.story_id, []).append(one)
    held = {int(key): holds for key, list_ in words.items() if (holds := standing(list_))}
    return held, found
