"""What the page tells of itself, where the focus goes, and how things are taken back."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.packs.browser.conftest import PageFile, taken_in
from tests.packs.browser.engines import Engine

FOCUSED = "document.activeElement.id || document.activeElement.textContent"
NOT_KEPT = "Not kept in this browser. Send your answers before you close this page."


def test_a_browser_that_keeps_nothing_is_told_of_and_answers_are_sent_all_the_same(
    engine: Engine, page_file: PageFile, tmp_path: Path
) -> None:
    with engine.profile(tmp_path / "profile", stores=False) as profile:
        page = profile.pages[0]
        page.goto(page_file())
        expect(page.locator("#nostore")).to_contain_text("This browser does not keep what is written")
        page.keyboard.press("j")
        page.keyboard.press("4")
        expect(page.locator("#saved")).to_have_text(NOT_KEPT)
        page.keyboard.press("e")
        held, _ = taken_in(engine.download(page, "#save")[1])
        assert held[2].shown.answers.value == 4


def test_where_the_browser_drops_what_it_was_given_answers_are_kept_all_the_same(
    engine: Engine, browser: Browser, page_file: PageFile
) -> None:
    """As Chromium does with some pages from files: a storage that takes everything and holds nothing."""
    address = page_file()
    page = engine.window(browser)
    page.context.add_init_script(
        "Storage.prototype.setItem = () => {}; Storage.prototype.getItem = () => null"
    )
    page.goto(address)
    other = page.context.new_page()
    other.goto(address + "#1")
    page.keyboard.press("j")
    page.keyboard.press("4")
    page.keyboard.press("w")
    page.keyboard.type("Ask her")
    expect(other.locator("#action")).to_have_value("Ask her")
    page.close()
    other.reload()
    expect(other.locator("#action")).to_have_value("Ask her")
    other.keyboard.press("e")
    held, _ = taken_in(engine.download(other, "#save")[1])
    assert (held[2].shown.answers.value, held[2].shown.answers.action) == (4, "Ask her")


def test_where_there_is_no_room_left_it_says_so_and_asks_before_it_closes(
    engine: Engine, browser: Browser, page_file: PageFile
) -> None:
    page = engine.window(browser)
    page.goto(page_file())
    page.evaluate(
        "() => { for (let n = 0, big = 'x'.repeat(1 << 20); big;) {"
        "try { localStorage.setItem('full' + n++, big); } catch { big = big.slice(0, big.length / 2); } } }"
    )
    page.keyboard.press("j")
    page.keyboard.press("4")
    expect(page.locator("#nostore")).to_be_visible()
    expect(page.locator("#saved")).to_have_text(NOT_KEPT)
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    page.evaluate("localStorage.clear()")
    page.keyboard.press("5")
    expect(page.locator("#nostore")).to_be_hidden()
    expect(page.locator("#saved")).to_have_text("Saved on this device. Not sent yet.")


def test_cleared_answers_come_back_by_the_same_button(
    engine: Engine, browser: Browser, page_file: PageFile
) -> None:
    page = engine.window(browser)
    page.goto(page_file() + "#2")
    clear = page.locator("#clear")
    clear.click()
    expect(clear).to_have_text("Bring my answers back")
    expect(clear).to_be_focused()
    expect(page.locator("#action")).to_have_value("")
    expect(page.locator("[name=value]:checked")).to_have_count(0)
    clear.press("Enter")
    expect(page.locator("#action")).to_have_value("Ask our front desk")
    expect(page.locator("[name=value]:checked")).to_have_value("4")
    expect(clear).to_have_text("Clear my answers")
    expect(clear).to_be_focused()

    clear.click()
    page.keyboard.press("e")
    held, _ = taken_in(engine.download(page, "#save")[1])
    assert held[1].shown.answers.value is None
    assert held[1].shown.answers.action == ""


def test_the_last_answer_is_taken_back_from_wherever_one_is(
    engine: Engine, browser: Browser, page_file: PageFile
) -> None:
    page = engine.window(browser)
    page.goto(page_file())
    for key in "j5jj":
        page.keyboard.press(key)
    page.keyboard.press("u")
    expect(page.locator("article.here h2")).to_have_text("Story 2")
    expect(page.locator("[name=value]:checked")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator("#live")).to_have_text("There is nothing to take back.")


def test_the_focus_is_on_what_is_read_and_the_way_back_is_the_browsers_own(
    engine: Engine, browser: Browser, page_file: PageFile
) -> None:
    page = engine.window(browser)
    page.goto(page_file())
    page.click("#start")
    assert page.evaluate(FOCUSED) == "Story 2"
    page.click("#answers [type=submit]")
    expect(page).to_have_title("3/5 · Learning Stories 2013")
    assert page.evaluate(FOCUSED) == "学习 </script>"
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page).to_have_title("1/5 · Learning Stories 2013")
    assert page.evaluate(FOCUSED) == "Story 2"
    page.go_forward()
    expect(page).to_have_title("3/5 · Learning Stories 2013")
    page.click("#send")
    assert page.evaluate(FOCUSED) == "end-title"
    page.click("#stories")
    assert page.evaluate(FOCUSED) == "Welcome, Ada Lovelace"
    page.click("#list a >> nth=3")
    expect(page).to_have_title("4/5 · Learning Stories 2013")
    assert page.evaluate(FOCUSED) == "Story 4"
    page.click("#helped")
    expect(page.locator("#help :focus")).to_have_count(1)
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "helped"


def test_what_happens_is_said_once(engine: Engine, browser: Browser, page_file: PageFile) -> None:
    page = engine.window(browser)
    page.goto(page_file() + "#1")
    page.evaluate(
        "() => { window.heard = []; new MutationObserver(() => {"
        "if (live.textContent) heard.push(live.textContent); }).observe(live, { childList: true }); }"
    )
    page.keyboard.press("3")
    page.keyboard.press("u")
    expect(page.locator("#toast")).to_be_visible()
    assert page.evaluate("heard") == ["Somewhat", "Taken back."]
    assert page.locator("#toast").get_attribute("aria-hidden") == "true"
    assert page.locator("[role=status]:not(:empty)").count() == 1


def test_who_speaks_to_the_computer_can_switch_single_keys_off(
    engine: Engine, browser: Browser, page_file: PageFile
) -> None:
    page = engine.window(browser)
    page.goto(page_file() + "#1")
    page.keyboard.press("?")
    page.uncheck("#keys")
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("3")
    page.keyboard.press("j")
    expect(page.locator("article.here h2")).to_have_text("Story 2")
    expect(page.locator("[name=value]:checked")).to_have_count(0)
    page.reload()
    expect(page.locator("#keys")).not_to_be_checked()
    page.keyboard.press("3")
    expect(page.locator("[name=value]:checked")).to_have_count(0)


def test_promises_are_asked_once_there_are_any_and_remembered(
    engine: Engine, browser: Browser, page_file: PageFile
) -> None:
    page = engine.window(browser)
    page.goto(page_file() + "#sending")
    acts = page.locator("#acts")
    expect(acts.locator("li")).to_have_text(["Ask our front desk"])  # said to the pack before
    page.goto(page_file() + "#2")
    page.reload()
    page.check("[name=no_action]")
    expect(page.locator("#action")).to_have_value("")
    expect(page.locator("#chance")).to_be_disabled()
    page.keyboard.press("e")
    expect(acts).to_be_hidden()
    _write_act(page, "Ring her")
    expect(acts.locator("li")).to_have_text(["Ring her"])
    page.check("[name=promises][value=unsigned]")
    page.check("[name=later][value=false]")
    expect(page.locator("[name=later]:checked")).to_have_value("false")
    page.reload()
    expect(page.locator("[name=promises]:checked")).to_have_value("unsigned")
    expect(page.locator("[name=later]:checked")).to_have_value("false")


def _write_act(page: Page, words: str) -> None:
    page.keyboard.press("k")
    page.fill("#action", words)
    page.keyboard.press("Escape")
    page.keyboard.press("e")


SHARE_SHEET = """
navigator.canShare = told => told.files.length === 1;
navigator.share = async told => {
  if (window.leaves) throw new DOMException('', 'AbortError');
  window.handed = [told.files[0].name, await told.files[0].text()];
};
"""


def test_a_phone_hands_the_return_to_another_app(
    engine: Engine, browser: Browser, page_file: PageFile
) -> None:
    page = engine.window(browser)
    page.add_init_script(SHARE_SHEET)
    page.goto(page_file() + "#1")
    page.keyboard.press("3")
    page.keyboard.press("e")
    page.evaluate("window.leaves = true")
    page.click("#share")
    page.keyboard.press("k")
    expect(page.locator("#saved")).to_have_text("Saved on this device. Not sent yet.")
    page.keyboard.press("e")
    page.evaluate("window.leaves = false")
    page.click("#share")
    expect(page.locator("#toast")).to_have_text("Handed to the app that you chose.")
    name, data = page.evaluate("handed")
    assert name.endswith(".lsreturn.txt")
    assert taken_in(data.encode())[0][2].shown.answers.value == 3
    page.keyboard.press("k")
    expect(page.locator("#saved")).to_have_text("Saved on this device. Nothing new to send.")
