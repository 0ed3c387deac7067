"""A sealed page opens with its words, in the browser alone, and then is as any other."""

from playwright.sync_api import Browser, expect

from tests.packs.browser.conftest import PageFile, taken_in
from tests.packs.browser.engines import Engine

PHRASE = "amber kettle noble river stool"


def test_a_sealed_page_opens_with_its_words_and_no_others(
    engine: Engine, browser: Browser, page_file: PageFile
) -> None:
    page = engine.window(browser)
    page.goto(page_file(phrase=PHRASE))
    page.keyboard.press("1")  # there is nothing to answer yet
    page.fill("#phrase", PHRASE + "s")
    page.keyboard.press("Enter")
    expect(page.locator("#lock-note")).to_have_text(
        "That is not the phrase. Look at each word and try again."
    )
    expect(page.locator("#phrase")).to_be_focused()
    assert page.locator("article").count() == 0

    page.fill("#phrase", "  Amber-kettle  NOBLE river stool ")
    page.keyboard.press("Enter")
    expect(page.locator("#welcome h2")).to_be_focused()
    expect(page.locator("#welcome h2")).to_have_text("Welcome, Ada Lovelace")
    expect(page).to_have_title("Learning Stories 2013")
    for value in "12345":
        page.keyboard.press("j")
        page.keyboard.press(value)
    expect(page.locator("article.here")).to_have_count(1)
    page.keyboard.press("e")
    held, _ = taken_in(engine.download(page, "#save")[1])
    assert [holds.shown.answers.value for holds in held.values()] == [1, 2, 3, 4, 5]


def test_pictures_of_a_sealed_page_are_shown(engine: Engine, browser: Browser, page_file: PageFile) -> None:
    page = engine.window(browser)
    page.goto(page_file(phrase=PHRASE))
    page.fill("#phrase", PHRASE)
    page.keyboard.press("Enter")
    expect(page.locator("#welcome")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    picture = page.get_by_role("img", name="A map")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 60
