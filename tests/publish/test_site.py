"""The web pages of an evening as browsers show them: to everybody, in the light and in the dark, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pypdfium2 import PdfDocument

from learningstories.domain.showcase import Look
from learningstories.i18n import speaking
from learningstories.publish.site import make_site
from learningstories.services.markup import markdown_to_html
from learningstories.services.site_content import SiteContent, SitePicture, SiteStory
from tests.packs.browser.engines import DESK, SMALL_PHONE, Engine

SHA = "ab" * 32
RICH = """Once[^1] I learned **much**, see [there](https://example.org).

## Then

> A voice said so.

- one
- two

![](media:{sha})

| a | b |
| --- | --- |
| {long} | x |

`code` and ~~gone~~

[^1]: A note.
"""
PICTURE = SitePicture(sha=SHA, address="pictures/abc.png", width=800, height=500, alt="A ring on a wall")


def story(number: int, title: str, text: str, **fields: object) -> SiteStory:
    html = markdown_to_html(text.replace("{long}", "unbreakable" * 9).replace("{sha}", SHA))
    page, card = f"story-{number}.html", f"social/story-{number}.png"
    given = {"author": "Ada Low", "theme": "Failure", "opening": "Once I learned much."} | fields
    return SiteStory(number=number, title=title, html=html, page=page, card=card, **given)  # type: ignore[arg-type]


def content(language: str = "en", look: Look = Look.EMBER) -> SiteContent:
    return SiteContent(
        title="Stories that made us act",
        stories=(
            story(1, "The lift", RICH, pictures=(PICTURE,)),
            story(2, "قصة المعلم الأول", "كان المعلم يصمت.", language="ar", opening="كان المعلم يصمت."),
            story(3, "W" * 300, "", author="", opening="", theme=""),
        ),
        organisation="L&D Connect",
        event="Friday 12 April 2013, 18:30",
        language=language,
        look=look,
    )


def written(folder: Path, site: SiteContent) -> Path:
    (folder / "pictures").mkdir(parents=True)
    Image.new("RGB", (800, 500), "#F0DCB4").save(folder / PICTURE.address)
    with speaking(site.language):
        for name, page in make_site(site):
            (folder / name).write_bytes(page)
    return folder


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with sync_playwright() as driver:
        yield Engine(request.param, driver, tmp_path_factory.mktemp("downloads"))


@pytest.fixture(scope="module")
def browser(engine: Engine) -> Iterator[Browser]:
    started = engine.start()
    yield started
    started.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("site") / "web", content())


def faults(page: Page) -> list[str]:
    told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        told.append("scrolls sideways")
    return told


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
@pytest.mark.parametrize("look", [Look.EMBER, Look.LAKE])
@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", SMALL_PHONE)])
def test_nothing_bars_anyone(
    engine: Engine, browser: Browser, tmp_path: Path, look: Look, scheme: str, size: tuple[int, int]
) -> None:
    folder = written(tmp_path / "web", content("ar" if look is Look.LAKE else "en", look))
    page = engine.window(browser, size, color_scheme=scheme)
    found = {}
    for name in ("index", "story-1", "story-2", "story-3"):
        page.goto((folder / f"{name}.html").as_uri())
        found[name] = faults(page)
    page.context.close()
    assert {name: told for name, told in found.items() if told} == {}


def test_pictures_are_shown_and_links_lead_on(engine: Engine, browser: Browser, site: Path) -> None:
    page = engine.window(browser)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="The lift").click()
    shown = page.get_by_role("img", name="A ring on a wall")
    assert shown.evaluate("image => image.complete && image.naturalWidth") == 800
    page.get_by_role("link", name="The next story").click()
    assert page.locator("h1").inner_text() == "قصة المعلم الأول"
    assert page.locator("h1").evaluate("words => getComputedStyle(words).direction") == "rtl"
    page.context.close()
    assert refused == []


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_a_story_prints_whole_and_without_the_ways_to_others(
    engine: Engine, browser: Browser, site: Path
) -> None:
    page = engine.window(browser)
    page.goto((site / "story-1.html").as_uri())
    said = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in PdfDocument(page.pdf()))
    page.context.close()
    for words in ("The lift", "Ada Low", "A voice said so.", "A note."):
        assert words in said
    assert "The next story" not in said
