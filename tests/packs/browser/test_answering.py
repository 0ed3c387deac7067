"""A reviewer answers a pack in a browser, is interrupted in every way there is, and sends what was said."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Browser, Page, expect

from learningstories.domain.pack import PackId
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.revision import Answers, Revision
from learningstories.packs.packs import PackFiles
from learningstories.services.pack_contents import PackContents
from learningstories.services.returned import Returned
from tests.packs.browser.conftest import PageFile, taken_in
from tests.packs.browser.engines import Engine
from tests.packs.browser.fingers import touched_firefox
from tests.packs.conftest import DEVICE, KEY, MADE, PACK, REVIEWER, pack_story

ORDER = (2, 1, 17, 4, 5)


def answer_by_keys(page: Page, first: int = 0) -> None:
    """Give each story the answer 1, 2, 3, ... and say what one would do."""
    page.keyboard.press("j")
    for place in range(len(ORDER)):
        page.keyboard.press(str(place % 5 + 1))
        page.keyboard.press("w")
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(f"Ask {place} “Müller”")
        page.keyboard.press("Escape")
        page.keyboard.press("j")


def test_a_pack_is_answered_by_keys_and_survives_a_restart(
    engine: Engine, page_file: PageFile, tmp_path: Path
) -> None:
    address = page_file()
    first = engine.profile(tmp_path / "profile")
    page = first.pages[0]
    page.goto(address)
    answer_by_keys(page)
    expect(page.locator("#end-title")).to_have_text("All 5 are read. Thank you.")
    page.reload()
    expect(page.locator("#end-title")).to_have_text("All 5 are read. Thank you.")
    first.close()

    again = engine.profile(tmp_path / "profile")
    page = again.pages[0]
    page.goto(address)
    expect(page.locator("#count")).to_have_text("5 of 5")
    page.keyboard.press("e")
    page.check("[name=promises][value=named]")
    page.check("[name=later][value=true]")
    name, data = engine.download(page, "#save")
    again.close()

    assert name == "Learning-Stories-2013-Ada-Lovelace.lsreturn.txt"
    held, returned = taken_in(data)
    assert [held[story].shown.answers.value for story in ORDER] == [1, 2, 3, 4, 5]
    assert [held[story].shown.answers.action for story in ORDER] == [f"Ask {n} “Müller”" for n in range(5)]
    assert [held[story].shown.position for story in ORDER] == [1, 2, 3, 4, 5]
    assert (returned.wishes[-1].promise_use, returned.wishes[-1].ask_later) == (PromiseUse.NAMED, True)


def finish_by_touch(tap: Callable[..., None]) -> None:
    """Answer every story but the second, which is put off, and copy the return as text."""
    tap("#start")
    for place in range(len(ORDER) - 1):  # the one that was answered before is passed over
        if place == 1:
            tap("#skip")
        else:
            tap(".scale .dot", 4 - place)
            tap("#answers [type=submit]")
    tap("#send")
    tap("[name=promises]", 2)
    tap("#copy")


def test_a_pack_is_answered_by_touch_and_returned_as_text(
    engine: Engine, page_file: PageFile, tmp_path: Path
) -> None:
    address = page_file()
    if engine.name == "firefox":
        with touched_firefox(engine.program, tmp_path / "touched") as firefox:
            firefox.goto(address)
            finish_by_touch(firefox.tap)
            text = firefox.text_of_copy()
    else:
        with engine.profile(tmp_path / "profile") as profile:
            page = profile.pages[0]
            page.goto(address)
            finish_by_touch(lambda selector, nth=0: page.locator(selector).nth(nth).tap())
            expect(page.locator("#copied")).to_have_value(re.compile("END LEARNING STORIES RETURN"))
            text = page.input_value("#copied")

    held, returned = taken_in(f"Dear Ben,\n\n{text}\n-- \nSent from my phone".encode())
    assert {story: holds.shown.answers.value for story, holds in held.items()} == {2: 5, 17: None, 4: 3, 5: 2}
    assert held[17].shown.answers.skipped
    assert returned.wishes[-1].promise_use is PromiseUse.HIDDEN


def rate(page: Page, place: int, value: int) -> None:
    page.evaluate("hash => { location.hash = hash; }", str(place))
    page.wait_for_function("n => document.querySelectorAll('article')[n - 1].offsetParent", arg=place)
    page.keyboard.press(str(value))


def test_another_device_goes_on_from_a_ratings_file(
    engine: Engine, browser: Browser, page_file: PageFile, tmp_path: Path
) -> None:
    address = page_file()
    phone, desk = engine.window(browser), engine.window(browser)
    phone.goto(address)
    rate(phone, 1, 3)
    phone.keyboard.press("e")
    name, first = engine.download(phone, "#save")
    (tmp_path / name).write_bytes(first)

    desk.goto(address)
    desk.set_input_files("#file", tmp_path / name)
    expect(desk.locator("#toast")).to_have_text("One answer was taken over.")
    expect(desk.locator("#count")).to_contain_text("2 of 5")
    rate(desk, 1, 5)
    desk.keyboard.press("e")
    _name, second = engine.download(desk, "#save")

    for order in ((first, second), (second, first), (second, first, second)):
        held, _ = taken_in(*order)
        assert (held[2].shown.answers.value, held[2].conflict) == (5, False)


def test_the_page_goes_on_from_what_the_app_saved(
    engine: Engine, browser: Browser, page_file: PageFile, contents: PackContents, tmp_path: Path
) -> None:
    story = contents.stories[0]
    word = Revision(
        reviewer_id=REVIEWER, story_id=story.id, sha=story.sha, device=DEVICE, vector=((DEVICE, 1),), at=MADE,
        answers=Answers(value=2, action="Ask her", chance=7),
    )  # fmt: skip
    sent = Returned(pack_id=PACK, reviewer_id=REVIEWER, written_at=MADE, revisions=(word,))
    data = PackFiles().write_return(sent, KEY)
    (tmp_path / "app.lsreturn.txt").write_bytes(data)
    page = engine.window(browser)
    page.goto(page_file())
    page.set_input_files("#file", tmp_path / "app.lsreturn.txt")
    expect(page.locator("#list .state").first).to_have_text("A little")
    rate(page, 1, 5)
    expect(page.locator("#action")).to_have_value("Ask her")
    expect(page.locator("#chance-said")).to_have_text("7 in 10")
    page.keyboard.press("e")
    held, _ = taken_in(data, engine.download(page, "#save")[1])
    assert (held[2].shown.answers, held[2].conflict) == (replace(word.answers, value=5), False)


def test_two_devices_that_know_nothing_of_each_other_conflict_and_then_agree(
    engine: Engine, browser: Browser, page_file: PageFile, tmp_path: Path
) -> None:
    address, files = page_file(), []
    for value in (2, 4):
        page = engine.window(browser)
        page.goto(address)
        rate(page, 1, value)
        page.keyboard.press("e")
        files.append(engine.download(page, "#save")[1])
    assert taken_in(*files)[0][2].conflict

    for place, data in enumerate(files):
        (tmp_path / f"{place}.lsreturn.txt").write_bytes(data)
    page.keyboard.press("l")
    page.set_input_files("#file", tmp_path / "0.lsreturn.txt")
    expect(page.locator("#toast")).to_have_text("One answer was taken over.")
    rate(page, 1, 3)
    page.keyboard.press("e")
    held, _ = taken_in(*files, engine.download(page, "#save")[1])
    assert (held[2].shown.answers.value, held[2].conflict) == (3, False)


def test_a_file_that_was_altered_or_is_something_else_is_refused(
    engine: Engine, browser: Browser, page_file: PageFile, tmp_path: Path
) -> None:
    page = engine.window(browser)
    page.goto(page_file())
    rate(page, 1, 3)
    page.keyboard.press("e")
    _, data = engine.download(page, "#save")
    page.keyboard.press("l")
    other = data.replace(b"p_" + b"0" * 31 + b"7", b"p_" + b"1" * 32)
    told = {
        b"Dear Ben": "That is no file of ratings.",
        data.replace(b'\\"value\\":3', b'\\"value\\":5'): "That file was changed since it was saved",
        other: "Those ratings were given to other stories",
    }
    for place, (altered, words) in enumerate(told.items()):
        path = tmp_path / f"{place}.txt"
        path.write_bytes(altered)
        page.set_input_files("#file", path)
        expect(page.locator("#toast")).to_contain_text(words)
    expect(page.locator("#list a").first.locator(".state")).to_have_text("Somewhat")


def test_two_windows_side_by_side_add_up(engine: Engine, browser: Browser, page_file: PageFile) -> None:
    address = page_file()
    one = engine.window(browser)
    other = one.context.new_page()
    one.goto(address)
    other.goto(address)
    rate(one, 1, 2)
    rate(other, 3, 4)
    expect(one.locator("#count")).to_contain_text("3 of 5")
    rate(other, 1, 2)
    one.locator("#action").press_sequentially("Ask", delay=1)
    expect(other.locator("#action")).to_have_value("Ask")
    other.reload()
    other.keyboard.press("e")
    held, _ = taken_in(engine.download(other, "#save")[1])
    assert {story: holds.shown.answers.value for story, holds in held.items()} == {2: 2, 17: 4}
    assert held[2].shown.answers.action == "Ask"


def test_each_letter_is_kept_at_once(engine: Engine, browser: Browser, page_file: PageFile) -> None:
    address = page_file()
    page = engine.window(browser)
    page.goto(address)
    rate(page, 1, 5)
    page.keyboard.press("w")
    page.keyboard.type("Ask her")
    expect(page.locator("#action")).to_have_value("Ask her")
    other = page.context.new_page()
    page.close(run_before_unload=False)
    other.goto(address + "#1")
    expect(other.locator("#action")).to_have_value("Ask her")


def test_answers_to_an_earlier_pack_go_on_where_the_story_is_the_same(
    engine: Engine, browser: Browser, page_file: PageFile, contents: PackContents
) -> None:
    address = page_file()
    page = engine.window(browser)
    page.goto(address)
    rate(page, 1, 5)
    page.keyboard.press("e")
    _, before = engine.download(page, "#save")
    rate(page, 3, 4)  # not sent yet
    rate(page, 4, 4)
    expect(page.locator("[name=value]:checked")).to_have_value("4")

    changed = (*contents.stories[:3], pack_story(4, markdown="Short."), contents.stories[4])
    page_file(id=PackId(UUID(int=77)), earlier=(contents.id,), stories=changed)
    page.goto(address + "?again")
    page.keyboard.press("l")
    states = page.locator("#list .state")
    expect(states).to_have_text(["Very strongly", "A lot", "A lot", "1 min", "1 min"])
    expect(page.locator("#saved")).to_have_text("Saved on this device. Not sent yet.")
    rate(page, 4, 1)
    page.keyboard.press("e")
    _, after = engine.download(page, "#save")
    held, _ = taken_in(before, after)
    assert {story: holds.shown.answers.value for story, holds in held.items()} == {2: 5, 17: 4, 4: 1}
    assert not any(holds.conflict for holds in held.values())
