"""Whatever a story holds, nothing runs and nothing is loaded; where scripts are off, all can be read."""

from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, expect

from tests.packs.browser.conftest import Chromium, PageFile
from tests.packs.browser.engines import Engine
from tests.packs.conftest import pack_story
from tests.packs.hostile_stories import BAD_LANGUAGE, HOSTILE

# Whatever a page might do to tell somebody something, were a script of somebody else's to run in it.
WAYS_OUT = """async address => {
  const added = (tag, place, given) => place.append(Object.assign(document.createElement(tag), given));
  const ways = [
    () => fetch(address, { mode: 'no-cors' }).catch(() => {}),
    () => { new Image().src = address; },
    () => navigator.sendBeacon(address, 'x'),
    () => new WebSocket(address.replace('http', 'ws')),
    () => added('iframe', document.body, { src: address }),
    () => added('link', document.head, { rel: 'stylesheet', href: address }),
    () => added('link', document.head, { rel: 'prefetch', href: address }),
    () => new Audio(address).load(),
    () => new Worker(address),
    () => added('form', document.body, { action: address, id: 'out' }),
    () => document.getElementById('out').submit(),
  ];
  for (const way of ways) { try { way(); } catch { /* refused */ } }
  await new Promise(done => setTimeout(done, 300));
}"""


class Visitor(BaseHTTPRequestHandler):
    """Whoever is listening out there; notes each that asks for something."""

    visits: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.visits.append(self.path)
        self.send_response(HTTPStatus.NO_CONTENT)
        self.end_headers()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[str]:
    """The address of somebody who listens."""
    Visitor.visits.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Visitor) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_no_story_runs_or_loads_anything(engine: Engine, browser: Browser, page_file: PageFile) -> None:
    stories = tuple(
        pack_story(n, title=text, markdown=text, language=BAD_LANGUAGE)
        for n, text in enumerate(HOSTILE.values(), 1)
    )
    page = engine.window(browser)
    asked: list[str] = []
    said: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(page_file(stories=stories, media={}))
    for _story in stories:
        page.keyboard.press("j")
        page.keyboard.press("1")
    expect(page.locator("#count")).to_have_text(f"{len(stories)} of {len(stories)}")
    page.mouse.move(200, 400)
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert [address for address in asked if not address.startswith("file:")] == []
    assert said == []


def test_nobody_could_send_anything_out(
    engine: Engine, browser: Browser, page_file: PageFile, listener: str
) -> None:
    page = engine.window(browser)
    page.goto(page_file())
    page.evaluate(WAYS_OUT, listener)
    assert Visitor.visits == []

    page = engine.window(browser)
    page.evaluate(WAYS_OUT.replace(".submit()", ""), listener)
    assert Visitor.visits


def test_where_scripts_are_off_all_is_there_to_be_read(chromium: Chromium, page_file: PageFile) -> None:
    page = chromium(java_script_enabled=False)
    page.goto(page_file())
    for number in (2, 1, 17, 4, 5):
        title = "学习 </script>" if number == 17 else f"Story {number}"
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    expect(page.get_by_text("I learned 2 things.")).to_be_visible()
    expect(page.get_by_role("img", name="A map")).to_be_visible()
    expect(page.get_by_text("simply reply to the e-mail")).to_be_visible()
    assert page.locator("button:visible, input:visible, textarea:visible").count() == 0
