from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolTip

from learningstories.services import challenges, reviewing, shortlisting
from learningstories.services.assigning import assign_stories
from learningstories.services.merging import merge
from learningstories.services.overview import NeedKind
from learningstories.ui.challenge_card import call_words, clock_words, until_next_word
from learningstories.ui.overview_page import OverviewPage
from learningstories.ui.returns_sheet import ReturnsSheet
from learningstories.ui.saved_book import note_saved
from learningstories.ui.theme import ThemeChoice
from tests.ui.pack_days import FILES, device, packs_for, returned

START = datetime(2013, 3, 20, 12, tzinfo=UTC)


@pytest.fixture
def page(qtbot, desk) -> Iterator[OverviewPage]:
    made = OverviewPage(desk, own="Europe/London")
    qtbot.addWidget(made)
    made.resize(1200, 820)
    made.show()
    qtbot.waitUntil(lambda: made.standing is not None)
    yield made
    made.leave()


@pytest.fixture
def went(desk):
    places = []
    desk.go.connect(lambda page, argument: places.append((page, argument)))
    return places


def row(page, kind):
    return next((row for row in page.needs.rows if row.need.kind is kind), None)


def numbers(page):
    counts = page.counts
    tiles = (counts.received, counts.eligible, counts.read, counts.shortlisted, counts.in_book)
    return [tile.number.text() for tile in tiles]


def test_it_says_what_was_asked_until_when_and_what_happens_then(page):
    assert page.card.call.text() == "Tell a story about learning which inspires someone to act."
    assert page.card.moment.text() == "Thu 21 March 2013, 23:59"
    assert page.card.rules.text() == "Europe/London · no grace · late stories need your decision"
    assert page.card.left.text() == "1 d 11:59 left"


def test_the_time_left_runs_and_ends(qtbot, page, clock, workspace):
    clock.on(hours=30, minutes=9)
    page.show_time()
    assert page.card.left.text() == "5 h 50 min left"
    clock.on(hours=6)
    page.show_time()
    assert page.card.left.text() == "Closed"
    assert page.card.closing.text() == "Submissions closed"
    challenges.alter(workspace, grace_minutes=60)
    qtbot.waitUntil(lambda: page.card.left.text() == "Grace ends in 50 min")
    assert "1 h grace" in page.card.rules.text()


def test_whoever_is_elsewhere_is_told_the_time_there_too(qtbot, page, desk):
    assert page.card.local.isHidden()
    elsewhere = OverviewPage(desk, own="Asia/Kolkata")
    qtbot.addWidget(elsewhere)
    elsewhere.show()
    qtbot.waitUntil(lambda: elsewhere.standing is not None)
    assert elsewhere.card.local.text() == "Fri 22 March 2013, 05:29 your time (Asia/Kolkata)"
    elsewhere.leave()


def test_the_last_hour_is_counted_by_the_second():
    assert clock_words(timedelta(minutes=12, seconds=34)) == "12:34"
    assert until_next_word(timedelta(minutes=12, seconds=34, milliseconds=500)) == 501
    assert until_next_word(timedelta(hours=3, seconds=20)) == 20_001
    assert until_next_word(-timedelta(seconds=20)) == 40_001


def test_the_field_at_the_top_opens_the_command_box_with_what_is_typed(qtbot, page, went):
    page.commands.setFocus()
    for key in (Qt.Key.Key_L, Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(page.commands, key)
    assert went == [("commands", "l"), ("commands", ""), ("commands", "")]


def test_counts_follow_what_is_stored(qtbot, page, workspace, add_story):
    assert numbers(page) == ["0", "0", "0", "0", "0"]
    add_story(workspace)
    add_story(workspace, consent_print=False)
    shortlisting.add(workspace, [1, 2])
    qtbot.waitUntil(lambda: numbers(page) == ["2", "1", "0", "2", "1"])
    assert page.counts.eligible.meter.share() == 0.5
    assert page.counts.read.name.text() == "Read by 3"


LATE = timedelta(days=3)
ROWS = [
    (
        {"received_at": START + LATE},
        NeedKind.LATE,
        "1 story came after the deadline and its grace; take it or refuse it?",
        ("decide", ["late"]),
    ),
    (
        {"consent_read": False},
        NeedKind.CONSENT,
        "1 story lacks its author's consent to be read or printed",
        ("fix", ["no_consent", 1]),
    ),
    ({"author": ""}, NeedKind.AUTHOR, "1 story does not say who wrote it", ("fix", ["no_author", 1])),
    ({}, NeedKind.INVITE, "Nobody reads the stories yet", ("do", ["reviewer-add"])),
]


@pytest.mark.parametrize("case", ROWS, ids=[str(kind) for _fields, kind, _words, _place in ROWS])
def test_each_row_has_a_button_that_leads_there(qtbot, page, add_story, went, case):
    fields, kind, sentence, place = case
    add_story(page._desk.workspace, **fields)
    qtbot.waitUntil(lambda: row(page, kind) is not None)
    assert row(page, kind).sentence.text() == sentence
    qtbot.mouseClick(row(page, kind).button, Qt.MouseButton.LeftButton)
    assert went == [place]


def test_several_stories_in_one_state_are_decided_about_together(qtbot, page, workspace, add_story, went):
    challenges.alter(workspace, story_languages=("en",))
    add_story(workspace, language="de")
    add_story(workspace, language_found="fr")
    qtbot.waitUntil(lambda: row(page, NeedKind.LANGUAGE) is not None)
    found = row(page, NeedKind.LANGUAGE)
    assert found.sentence.text() == "2 stories are in languages that stories may not be in"
    qtbot.mouseClick(found.button, Qt.MouseButton.LeftButton)
    assert went == [("decide", ["other_language"])]


def test_an_empty_challenge_leads_to_adding_stories(qtbot, page, went):
    row(page, NeedKind.ADD).button.setFocus()
    qtbot.keyClick(row(page, NeedKind.ADD).button, Qt.Key.Key_Space)
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.card.change_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.readers.open_button, Qt.MouseButton.LeftButton)
    assert went == [("add", None), ("add", None), ("change", None), ("reviewers", None)]


def test_a_saved_book_is_no_longer_asked_for(qtbot, page, desk, workspace, add_story):
    add_story(workspace)
    shortlisting.add(workspace, [1])
    shortlisting.lock(workspace, lambda _unit: {})
    qtbot.waitUntil(lambda: row(page, NeedKind.BOOK) is not None)
    page.hide()
    note_saved(desk.settings, page.standing.lock)
    page.show()
    qtbot.waitUntil(lambda: row(page, NeedKind.BOOK) is None)


def test_reviewers_show_how_far_they_are(qtbot, page, workspace, add_story, add_reviewer):
    add_story(workspace)
    add_story(workspace)
    add_reviewer(workspace, "Grace Hopper")
    reviewing.answer(workspace, "grace@example.org", 2, value=5)

    def told():
        grid = page.readers._grid
        return grid.itemAtPosition(0, 2).widget().text() if grid.itemAtPosition(0, 1) else ""

    qtbot.waitUntil(lambda: told() == "1/2")
    assert page.readers._grid.itemAtPosition(0, 0).widget().text() == "Grace Hopper"


def test_bars_say_their_numbers_to_keys_pointer_and_screen_readers(qtbot, page, workspace, add_story, clock):
    add_story(workspace, received_at=clock())
    add_story(workspace, received_at=clock() - timedelta(days=2))
    add_story(workspace, received_at=clock() - timedelta(days=2))
    view = page.days.view
    qtbot.waitUntil(lambda: view.accessibleDescription().startswith("18 March 2013: 2 stories"))
    assert view.accessibleDescription() == (
        "18 March 2013: 2 stories; 20 March 2013: 1 story; Deadline: 21 March 2013"
    )
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.told() == "18 March 2013: 2 stories"
    assert "18 March 2013: 2 stories" in QToolTip.text()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "19 March 2013: 0 stories"
    qtbot.mouseMove(view, QPoint(view.width() - 20, 60))
    qtbot.waitUntil(lambda: view.told() == "21 March 2013: 0 stories")
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.mouseMove(view, QPoint(view.width() - 22, 60))
    qtbot.waitUntil(lambda: view.told() == "18 March 2013: 2 stories")


def test_it_paints_in_a_small_dark_window(qtbot, page, workspace, add_story, theme):
    add_story(workspace)
    qtbot.waitUntil(lambda: numbers(page)[0] == "1")
    theme.choose(ThemeChoice.DARK)
    page.resize(752, 640)
    assert not page.grab().isNull()
    qtbot.waitUntil(lambda: page.card.width() <= 752)


def test_a_hidden_page_catches_up_when_it_is_shown(qtbot, page, workspace, add_story):
    page.hide()
    add_story(workspace)
    page.show()
    qtbot.waitUntil(lambda: numbers(page)[0] == "1")


def test_the_call_loses_its_marks_and_does_not_run_on():
    assert call_words("# Tell *us*\nmore\n\nAnd then") == "Tell us more"
    assert len(call_words("word " * 500)) <= 160
    assert call_words("\n\n") == ""
    assert clock_words(timedelta(days=4, hours=6, minutes=12, seconds=40)) == "4 d 06:12"
    assert clock_words(timedelta(seconds=-5)) == "0 min"


@pytest.fixture
def sent(workspace, add_story, add_reviewer, tmp_path):
    """A pack that is out."""
    add_story(workspace, "I learned.")
    add_reviewer(workspace, "Grace Hopper")
    return packs_for(workspace, tmp_path / "packs")["grace@example.org"]


def pressed(qtbot, page, kind, went):
    qtbot.waitUntil(lambda: row(page, kind) is not None)
    words = row(page, kind).sentence.text()
    qtbot.mouseClick(row(page, kind).button, Qt.MouseButton.LeftButton)
    return words, went.pop()


def test_returns_that_wait_are_taken_in(qtbot, page, desk, went, tmp_path):
    desk.wait_for([tmp_path / "a.lsreturn.txt", tmp_path / "b.lsreturn.txt"])
    found = pressed(qtbot, page, NeedKind.RETURNS, went)
    assert found == ("2 returns are in the watched folder", ("merge", None))
    desk.wait_for([])
    qtbot.waitUntil(lambda: row(page, NeedKind.RETURNS) is None)


def test_who_does_not_answer_is_reminded_after_a_while(qtbot, page, sent, clock, workspace, went):
    assert row(page, NeedKind.SILENT) is None
    clock.on(days=4)
    challenges.alter(workspace, title="Another title")
    found = pressed(qtbot, page, NeedKind.SILENT, went)
    assert found == ("1 reviewer has not answered", ("remind", None))
    assert row(page, NeedKind.SILENT).button.text() == "Remind 1 reviewer"
    qtbot.mouseClick(page.readers.remind, Qt.MouseButton.LeftButton)
    assert went == [("remind", None)]


def test_contradictions_and_what_is_held_need_somebody(qtbot, page, sent, tmp_path, clock, went):
    workspace = page._desk.workspace
    came = [
        returned(device(sent, tmp_path, clock, name), tmp_path / f"{name}.txt", {1: value})
        for name, value in (("desk", 2), ("phone", 5))
    ]
    altered = tmp_path / "altered.txt"
    altered.write_bytes(came[0].read_bytes().replace(b'value\\":2', b'value\\":3'))
    merge(workspace, FILES, FILES.arrivals([*came, altered]))
    found = pressed(qtbot, page, NeedKind.CONFLICT, went)
    assert found == ("A reviewer answered 1 story differently on two devices, #1", ("conflicts", None))
    found = pressed(qtbot, page, NeedKind.HELD, went)
    assert found == ("1 return is held and does not count", ("returns", ["held"]))


def test_reviewers_have_as_much_to_read_as_they_were_given(qtbot, page, desk, add_story, add_reviewer):
    for number in (1, 2, 3, 4):
        add_story(desk.workspace, title=f"S{number}")
    for name in ("Ann", "Ben"):
        add_reviewer(desk.workspace, name)
    assign_stories(desk.workspace, desk.lists, 1)
    qtbot.waitUntil(lambda: [reader.wanted for reader in page.standing.readers] == [2, 2])
    assert row(page, NeedKind.READERS).sentence.text() == "4 stories still need readers"


def test_stories_whose_readers_were_all_asked_need_nobody(qtbot, page, desk, add_story, add_reviewer):
    add_story(desk.workspace)
    for name in ("Ann", "Ben", "Cy"):
        add_reviewer(desk.workspace, name)
    qtbot.waitUntil(lambda: row(page, NeedKind.READERS) is not None)
    assign_stories(desk.workspace, desk.lists, 3)
    qtbot.waitUntil(lambda: row(page, NeedKind.READERS) is None)


def test_a_story_that_came_again_is_compared_with_the_first(qtbot, page, workspace, add_story, went):
    text = " ".join(f"word{n}" for n in range(120))
    add_story(workspace, text, title="The lift")
    add_story(workspace, text, title="The lift pitch")
    found = pressed(qtbot, page, NeedKind.TWIN, went)
    assert found == ("“The lift pitch” looks like a new version of #1", ("alike", [2, 1]))


def test_tab_goes_through_the_page_as_the_eye_does(qtbot, page, add_story):
    add_story(page._desk.workspace, author="")
    qtbot.waitUntil(
        lambda: row(page, NeedKind.AUTHOR) is not None and row(page, NeedKind.AUTHOR).button.isVisible()
    )
    wanted = [page.commands, page.add_button, page.card.call_button, page.card.change_button, page.days.view]
    wanted += [each.button for each in page.needs.rows]
    wanted.append(page.readers.open_button)
    stops, widget = [page.commands], page.commands.nextInFocusChain()
    while widget is not page.commands:
        may = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        stops += [widget] if may and page.isAncestorOf(widget) else []
        widget = widget.nextInFocusChain()
    assert [stop for stop in stops if stop in wanted] == wanted


def test_what_needs_one_button_is_done_by_it(qtbot, windows, tmp_path, new_challenge, add_story, clock):
    challenge = new_challenge(tmp_path / "mine.stories")
    add_story(challenge.workspace)
    shortlisting.add(challenge.workspace, [1])
    challenge.close()
    window = windows.open(tmp_path / "mine.stories")
    window.desk.go.emit("lock", None)
    qtbot.waitUntil(lambda: shortlisting_is_locked(window))
    assert window.shell.pages.name() == "shortlist"
    window.desk.go.emit("returns", ["held"])
    sheet = window.shell.findChild(ReturnsSheet)
    assert sheet.filters.key() == "held"
    sheet.accept()


def shortlisting_is_locked(window):
    with window.desk.workspace.read() as unit:
        return shortlisting.programme(unit).lock is not None
