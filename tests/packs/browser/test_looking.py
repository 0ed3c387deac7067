"""The page is as good for those who see little, hold little, print, or hear it read aloud."""

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from learningstories import i18n
from learningstories.domain.story import WORDS_READ_A_MINUTE
from learningstories.services.ballots import ballot_code, told_code
from learningstories.services.pack_contents import PackContents
from tests.packs.browser.conftest import Chromium, PageFile
from tests.packs.browser.engines import DESK, SMALL_PHONE, Engine
from tests.packs.browser.test_sealed import PHRASE
from tests.packs.conftest import pack_story

LOOKS = {
    "light_desk": {"color_scheme": "light", "size": DESK},
    "dark_small_phone": {"color_scheme": "dark", "size": SMALL_PHONE},
}


def states(page: Page) -> dict[str, str]:
    """What is wrong on each of the page's states, by axe and by a ruler."""
    found = {}
    for name, keys in {
        "list": "",
        "help": "?",
        "story": "j5",
        "story_with_all_open": "",
        "wide_table": "jjjj",
        "end": "e",
    }.items():
        for key in keys:
            page.keyboard.press(key)
        if name == "story_with_all_open":
            page.fill("#action", "Ask")
            page.locator("#knows-part summary").click()
            page.check("[name=knows][value=aside]")
            page.locator("#concern-part summary").click()
            page.check("[name=concern][value=other]")
        if name == "wide_table":
            page.locator("article.here h2").click()
        found[name] = faults(page)
        page.keyboard.press("Escape")
        page.locator("h2:visible").first.click()
    page.keyboard.press("l")
    return found


def faults(page: Page) -> list[str]:
    broken = Axe().run(page).response["violations"]
    told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in broken]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        told.append("scrolls sideways")
    return told


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_bars_anyone_in_any_state(chromium: Chromium, page_file: PageFile, look: str) -> None:
    page = chromium(**LOOKS[look])
    page.goto(page_file())
    assert {name: told for name, told in states(page).items() if told} == {}
    page.goto(page_file("sealed.html", PHRASE))
    assert faults(page) == []
    page.fill("#phrase", PHRASE)
    page.keyboard.press("Enter")
    expect(page.locator("#welcome")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("engine", ["firefox"], indirect=True)
def test_firefox_bars_nobody_either(engine: Engine, browser: Browser, page_file: PageFile) -> None:
    page = engine.window(browser, SMALL_PHONE)
    page.goto(page_file())
    assert {name: told for name, told in states(page).items() if told} == {}


def test_print_has_every_story_and_a_ballot(
    chromium: Chromium, page_file: PageFile, contents: PackContents
) -> None:
    page = chromium()
    page.goto(page_file())
    page.keyboard.press("j")
    pdf = PdfDocument(page.pdf())
    text = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)
    for story in contents.stories:
        assert story.title.replace("学习 ", "") in text
        assert f"Story {story.number} · {told_code(ballot_code(contents.id, story.id))}" in text
    scales = (contents.challenge.scale, *(one.scale for one in contents.challenge.criteria))
    boxes = sum(map(len, scales)) + 1  # and one to step aside
    assert text.count("☐") == len(contents.stories) * boxes
    assert text.startswith("Learning Stories 2013 · Ada Lovelace")
    assert "I learned 2 things." in text
    drawn = [part for sheet in pdf for part in sheet.get_objects() if part.type == FPDF_PAGEOBJ_IMAGE]
    assert len(drawn) == 1
    assert "Skip for now" not in text


def test_the_page_counts_as_its_language_does(
    chromium: Chromium,
    page_file: PageFile,
    contents: PackContents,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "i18n" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="ar")
    catalogue.add(
        ("{n} min", "{n} min"), ("لا", "دقيقة واحدة", "دقيقتان", "{n} دقائق", "{n} دقيقة", "{n} دقيقةً")
    )
    with (folder / "learningstories.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(i18n, "resource_root", lambda: tmp_path)
    stories = tuple(replace(pack_story(n), words=n * WORDS_READ_A_MINUTE) for n in (1, 2, 3, 11, 100))
    page = chromium()
    page.goto(page_file(challenge=replace(contents.challenge, language="ar"), stories=stories, media={}))
    expect(page.locator("#list .state")).to_have_text(
        ["دقيقة واحدة", "دقيقتان", "3 دقائق", "11 دقيقةً", "100 دقيقة"]
    )
