"""The call for stories as a browser shows it; where there is no browser, as a parser reads it."""

import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from learningstories.domain.showcase import Look
from learningstories.publish.call_page import call_page
from learningstories.resources import resource_root
from learningstories.services.call_content import CallContent
from learningstories.ui.tokens import DARK, LIGHT, Role
from tests.publish.calls import ARABIC, CHINESE, ENGLISH, HOSTILE, call, said

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--dump-dom")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
Open = Callable[[CallContent], html.HtmlElement]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """The page's elements, after a browser has had its way with them where there is one that starts."""

    def open_it(content: CallContent) -> html.HtmlElement:
        page = call_page(content)
        path = tmp_path / "call.html"
        path.write_bytes(page)
        return html.document_fromstring(_as_a_browser_has_it(path, tmp_path / "profile") or page.decode())

    return open_it


def _as_a_browser_has_it(page: Path, profile: Path) -> str:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return ""
    command = [browser, *QUIET, f"--user-data-dir={profile}", page.as_uri()]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)  # noqa: S603 - our own words
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode() if done.returncode == 0 else ""


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.xpath(".//text()[not(ancestor::style)]")).split())


def read(content: CallContent) -> html.HtmlElement:
    return html.document_fromstring(call_page(content).decode())


def test_it_says_everything(opened: Open) -> None:
    page = opened(call(ENGLISH))
    text = words(page)
    for line in said(call(ENGLISH)):
        assert line in text
    assert "Small and true is better than grand." in text
    assert page.findtext(".//title") == "Learning Stories 2013 · Call for stories"
    assert [link.get("href") for link in page.iter("a")] == [
        "https://example.org/last-year",
        "mailto:stories@example.org",
    ]
    moments = [time.get("datetime") for time in page.iter("time")]
    assert moments == ["2013-03-21T23:59Z", "2013-04-12T17:30Z"]


def test_hostile_words_are_words(opened: Open) -> None:
    page = opened(call(HOSTILE))
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= {
        "html", "head", "meta", "title", "style", "body", "main", "header", "section", "div", "h1", "h2", "p",
        "a", "time", "dl", "dt", "dd",
    }  # fmt: skip
    attributes = {name for element in page.iter() for name in element.attrib}
    assert attributes <= {
        "lang",
        "dir",
        "class",
        "charset",
        "http-equiv",
        "content",
        "name",
        "href",
        "rel",
        "datetime",
    }
    assert "<script>alert(1)</script>" in words(page)
    assert all(link.get("href").startswith("mailto:") for link in page.iter("a"))
    assert "\u202e" not in words(page)


def test_it_may_load_nothing_and_run_nothing() -> None:
    page = read(call(ENGLISH))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = (element.text for element in page.iter("style"))
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == (f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'")
    assert not page.xpath("//script | //link | //img | //iframe | //object | //@style | //@src")
    assert not re.search(r"url\(|@import|@font-face", style)


@pytest.mark.parametrize(
    ("fields", "language", "direction", "ours"),
    [
        (ENGLISH, "en", "ltr", ("en", "ltr")),
        (ARABIC, "ar", "rtl", ("ar", "rtl")),
        (CHINESE, "zh", "ltr", ("en", "ltr")),
    ],
)
def test_languages_and_directions_are_said(
    opened: Open, fields: dict[str, object], language: str, direction: str, ours: tuple[str, str]
) -> None:
    page = opened(call(fields))
    assert (page.get("lang"), page.get("dir")) == (language, direction)
    heading = page.find(".//h1")
    assert heading is not None
    assert heading.get("lang") is None
    # Our own words are English where they are not translated into the challenge's language.
    kicker = page.xpath("//p[contains(@class, 'kicker')]")[0]
    assert (kicker.get("lang") or page.get("lang"), kicker.get("dir") or page.get("dir")) == ours


def test_a_word_in_another_script_says_its_language_and_direction() -> None:
    page = read(call(ENGLISH | {"call": "Welcome.\n\nברכה לכל, זה ספר.", "event_title": "مساء"}))
    hebrew = next(p for p in page.iter("p") if "ברכה" in p.text_content())
    assert (hebrew.get("lang"), hebrew.get("dir")) == ("he", "rtl")
    arabic = next(p for p in page.iter("p") if p.text == "مساء")
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")


def test_headings_never_skip_a_level_and_every_section_has_one() -> None:
    asked = "# One\n\n#### Deep\n\n##### Deeper\n\ntext\n\n## Two\n\ntext"
    page = read(call(ENGLISH | {"call": asked}))
    levels = [int(element.tag[1]) for element in page.iter(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(section[0].tag == "h2" for section in page.iter("section"))


def test_what_the_call_is_made_of_keeps_its_shape() -> None:
    asked = (
        "1. one\n2. two\n\n5. *five*\n\n> quoted\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```\na <b>\n```\n\n"
        "***\n\n"
        "line  \nbreak `code` **strong** ~~no~~ H<sub>2</sub>O <https://e.org/"
        + "x" * 80
        + ">\n\nTerm\n:   Meaning\n"
    )
    page = read(call(ENGLISH | {"call": asked}))
    (shown,) = page.xpath("//div[@class='told']")
    tags = {element.tag for element in shown.iter()}
    assert {
        "ol",
        "li",
        "em",
        "blockquote",
        "table",
        "th",
        "td",
        "pre",
        "hr",
        "br",
        "code",
        "strong",
        "sub",
    } <= tags
    assert shown.findtext(".//pre") == "a <b>"
    assert {cell.get("scope") for cell in shown.iter("th")} == {"col"}
    assert [cell.get("class") for cell in shown.iter("td")] == [None, "end"]
    (link,) = shown.iter("a")
    assert link.text == link.get("href")


def test_the_same_call_gives_the_same_bytes() -> None:
    assert call_page(call(ARABIC)) == call_page(call(ARABIC))


# --- colours -----------------------------------------------------------------------------------------


def shades(style: str, look: Look, *, dark: bool) -> dict[str, str]:
    """The colours that a look has, as the style sheet's blocks give them one after another."""
    light, _media, rest = style.partition("@media (prefers-color-scheme: dark)")
    blocks = (light, rest.partition("\n}")[0] if dark else "")
    found: dict[str, str] = {}
    for selector in (r":root", rf":root\.{look}"):
        for block in blocks:
            for inside in re.findall(selector + r" \{(.*?)\}", block, re.DOTALL):
                found |= dict(re.findall(r"--(\w+): (#[0-9A-F]{6})", inside))
    return found


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("look", list(Look))
def test_everything_can_be_read_by_light_and_by_dark(look: Look, dark: bool) -> None:
    style = (resource_root() / "html" / "page.css").read_text("utf-8")
    found = shades(style, look, dark=dark)
    for ink, grounds in {
        "text": ("surface", "soft"),
        "accent": ("surface", "soft"),
        "muted": ("surface",),
    }.items():
        for ground in grounds:
            assert contrast(found[ink], found[ground]) >= 4.5, (ink, ground)


@pytest.mark.parametrize(("dark", "table"), [(False, LIGHT), (True, DARK)])
def test_the_colours_are_those_of_the_app(dark: bool, table: dict[Role, str]) -> None:
    style = (resource_root() / "html" / "page.css").read_text("utf-8")
    ember, lake = (shades(style, look, dark=dark) for look in (Look.EMBER, Look.LAKE))
    for name in ("canvas", "surface", "line", "text", "muted"):
        assert ember[name] == table[Role(name)]
    assert (ember["accent"], ember["soft"]) == (table[Role.SPARK], table[Role.SPARK_SOFT])
    assert (lake["accent"], lake["soft"]) == (table[Role.ACCENT], table[Role.ACCENT_SOFT])


def test_what_is_printed_can_be_read() -> None:
    theme = (resource_root() / "typst" / "theme.typ").read_text("utf-8")
    looks = re.findall(r'accent: rgb\("(#\w{6})"\), soft: rgb\("(#\w{6})"\)', theme)
    assert len(looks) == len(Look)
    for accent, soft in looks:
        assert contrast(accent, "#FFFFFF") >= 4.5
        assert contrast(accent, soft) >= 4.5
