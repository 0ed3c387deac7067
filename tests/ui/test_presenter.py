"""The evening on the big screen, as the host goes through it."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtDBus import QDBusMessage

from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.shortlist import Pause, PauseId
from learningstories.i18n import speaking
from learningstories.services import reviewing, shortlisting
from learningstories.services.presenting import Evening, Slide, SlideKind
from learningstories.services.promises import GuestPromise, add_promise
from learningstories.ui.desktop_awake import DesktopAwake
from learningstories.ui.keep_awake import MacAwake, WindowsAwake
from learningstories.ui.presenter import Presenter, places
from learningstories.ui.presenter_layout import blocks_of
from learningstories.ui.presenter_notes import NotesWindow
from learningstories.ui.presenter_session import PresenterSession
from learningstories.ui.presenter_slide import SlideView
from learningstories.ui.presenter_words import quote_words
from tests.conftest import START

KEY = Qt.Key


class Awake:
    """Notes what is asked of the system."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hold(self, reason: str) -> None:
        self.asked.append(reason)

    def let_go(self) -> None:
        self.asked.append("")


@pytest.fixture
def told(workspace, add_story, add_reviewer):
    """Three stories on the shortlist; of the second nothing may be shown on stage. It begins at noon."""
    for number, title in enumerate(("The lift", "The diary", "The kettle"), start=1):
        add_story(workspace, title=title, author=f"Author {number}", consent_stage=number != 2)
    add_reviewer(workspace)
    reviewing.answer(workspace, "grace@example.org", 1, value=5, action="Ask our front desk")
    reviewing.allow_promises(workspace, "grace@example.org", PromiseUse.UNSIGNED, ask_later=True)
    shortlisting.add(workspace, [1, 2, 3])
    for number in (1, 2, 3):
        shortlisting.set_minutes(workspace, number, 7)
    with workspace.change("Plan the evening") as unit:
        unit.challenges.replace(replace(unit.challenge(), event_at=START, event_title="An evening"))
    return workspace


@pytest.fixture
def awake():
    return Awake()


@pytest.fixture
def presenter(qtbot, desk, window, told, awake):
    made = Presenter(desk, window, awake)
    with qtbot.waitSignal(made.started):
        made.start()
    yield made
    made.leave()


def shown(presenter):
    return presenter.stage.slide.accessibleName()


def press(qtbot, presenter, *keys):
    for key in keys:
        qtbot.keyClick(presenter.stage, key)


def test_a_clicker_goes_through_the_evening_and_back(qtbot, presenter):
    assert "An evening" in shown(presenter)
    press(qtbot, presenter, KEY.Key_PageDown)
    assert shown(presenter) == "The lift, Author 1, Ask our front desk"
    press(qtbot, presenter, KEY.Key_Down, KEY.Key_Space)
    assert shown(presenter) == "The kettle, Author 3"
    press(qtbot, presenter, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    assert "What will you do?" in shown(presenter)
    press(qtbot, presenter, KEY.Key_PageUp, KEY.Key_Up, KEY.Key_Left)
    assert "The lift" in shown(presenter)


def test_a_story_without_consent_to_the_stage_is_nowhere_to_be_seen(qtbot, presenter):
    press(qtbot, presenter, KEY.Key_PageDown)
    assert "diary" not in presenter.session.next_slide().title
    press(qtbot, presenter, KEY.Key_PageDown)
    assert "diary" not in shown(presenter)
    assert "Author 2" not in shown(presenter)
    assert presenter.session.slide().minutes == 7


def test_a_consent_that_is_withdrawn_meanwhile_holds_at_once(qtbot, presenter, told):
    press(qtbot, presenter, KEY.Key_PageDown)
    with told.change("Withdraw") as unit:
        unit.stories.replace(replace(unit.story(1), consent_stage=False))
    qtbot.waitUntil(lambda: "The lift" not in shown(presenter))


def test_what_guests_promise_meanwhile_is_shown_as_they_agreed(qtbot, presenter, told):
    press(qtbot, presenter, KEY.Key_PageDown, KEY.Key_PageDown, KEY.Key_PageDown)
    for name, use in (("Una", PromiseUse.UNSIGNED), ("Hal", PromiseUse.HIDDEN)):
        add_promise(told, GuestPromise(text=f"Help {name[0]}", name=name, use=use, story=3))
    qtbot.waitUntil(lambda: "Help U" in shown(presenter))
    assert quote_words(presenter.session.slide()) == "what one guest will do"


def test_a_promise_for_the_whole_evening_stands_beside_the_last_question(qtbot, presenter, told):
    for _press in range(4):
        press(qtbot, presenter, KEY.Key_PageDown)
    add_promise(told, GuestPromise(text="Ring my aunt", name="Omar", use=PromiseUse.NAMED))
    qtbot.waitUntil(lambda: "Ring my aunt" in shown(presenter))
    assert "What will you do?" in shown(presenter)
    assert quote_words(presenter.session.slide()) == "Omar"


@pytest.mark.parametrize("key", [KEY.Key_B, KEY.Key_Period])
def test_black_hides_everything_and_the_next_press_shows_it_again(qtbot, presenter, key):
    press(qtbot, presenter, KEY.Key_PageDown, key)
    image = presenter.stage.slide.grab().toImage()
    assert {image.pixelColor(x, y).name() for x in range(0, 600, 50) for y in range(0, 380, 50)} == {
        "#000000"
    }
    press(qtbot, presenter, KEY.Key_PageDown)
    assert "The lift" in shown(presenter)
    assert presenter.stage.slide.grab().toImage().pixelColor(5, 5).name() != "#000000"


def test_slides_are_light_where_the_room_cannot_be_dark(qtbot, presenter):
    def ground():
        return presenter.stage.slide.grab().toImage().pixelColor(5, 5).lightness()

    assert ground() < 60
    press(qtbot, presenter, KEY.Key_L)
    assert ground() > 200
    press(qtbot, presenter, KEY.Key_L)
    assert ground() < 60


def test_the_clock_runs_against_the_plan(qtbot, presenter, clock):
    clock.on(minutes=3)
    press(qtbot, presenter, KEY.Key_PageDown)
    standing = presenter.session.standing()
    assert (standing.left, standing.behind) == (420, 3)
    clock.on(minutes=8)
    standing = presenter.session.standing()
    assert (standing.left, standing.behind) == (-60, 4)
    assert standing.ends - standing.should_end == timedelta(minutes=4)
    press(qtbot, presenter, KEY.Key_PageDown)
    clock.on(minutes=1)
    press(qtbot, presenter, KEY.Key_PageDown)
    assert presenter.session.standing().behind == -2


def test_a_press_too_many_costs_the_next_story_no_time(qtbot, presenter, clock):
    press(qtbot, presenter, KEY.Key_PageDown, KEY.Key_PageDown)
    clock.on(seconds=5)
    press(qtbot, presenter, KEY.Key_PageUp)
    assert presenter.session.standing().left == 415
    clock.on(minutes=5)
    press(qtbot, presenter, KEY.Key_PageDown)
    assert presenter.session.standing().left == 420


def test_the_system_is_asked_not_to_sleep_until_escape(qtbot, presenter, awake):
    assert len(awake.asked) == 1
    with qtbot.waitSignal(presenter.ended):
        press(qtbot, presenter, KEY.Key_Escape)
    assert awake.asked[1:] == [""]
    assert presenter.stage is None


def test_the_host_sees_notes_and_may_press_buttons(qtbot, presenter):
    notes = NotesWindow(presenter.session)
    qtbot.addWidget(notes)
    notes.show()
    qtbot.mouseClick(notes.on_button, Qt.MouseButton.LeftButton)
    assert "The lift" in shown(presenter)
    qtbot.mouseClick(notes.on_button, Qt.MouseButton.LeftButton)
    assert notes.next.text() == "The kettle"
    assert "has not agreed" in notes.notes.text()
    qtbot.keyClick(notes, KEY.Key_PageUp)
    assert notes.clock.text() == "7:00"


def test_pauses_have_their_slides_and_their_minutes(qtbot, presenter, told, clock):
    press(qtbot, presenter, KEY.Key_PageDown)
    with told.change("Add a pause") as unit:
        unit.pauses.add(Pause(id=PauseId(uuid4()), after=1, minutes=15, title="Tea"))
    qtbot.waitUntil(lambda: presenter.session.next_slide().title == "Tea")
    clock.on(minutes=7)
    press(qtbot, presenter, KEY.Key_PageDown)
    assert presenter.session.slide().kind is SlideKind.PAUSE
    standing = presenter.session.standing()
    assert (standing.left, standing.behind) == (900, 0)
    assert standing.ends == START + timedelta(minutes=36)


def refusal(qtbot, desk, presenter):
    with qtbot.waitSignal(desk.failed) as said:
        presenter.start()
    return said.args[0]


def test_where_nothing_may_be_shown_nothing_is_and_it_is_said(qtbot, desk, window, workspace, add_story):
    awake = Awake()
    presenter = Presenter(desk, window, awake)
    assert "shortlist is empty" in refusal(qtbot, desk, presenter)
    add_story(workspace, consent_stage=False)
    shortlisting.add(workspace, [1])
    assert "on stage" in refusal(qtbot, desk, presenter)
    assert presenter.stage is None
    assert not awake.asked


def test_a_name_turns_no_sentence_round_that_runs_from_right_to_left():
    slide = Slide(kind=SlideKind.STORY, title="قصة", quote="…", name="Omar", others=4)
    with speaking("ar"):
        assert quote_words(slide).startswith("\u2068Omar\u2069")
    assert quote_words(slide) == "Omar, and 4 more like it"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_titles_of_any_length_and_script_are_drawn_on_any_screen(qtbot, language):
    titles = ("word " * 60, "W" * 300, "قصة المصعد الذي لم يأت", "😀 电梯没有来", "", "\u202eevil\x00")
    slides = tuple(
        Slide(kind=SlideKind.STORY, title=title, author=title, quote=title * 4, minutes=1, place=1)
        for title in titles
    )
    held = Evening(title="An evening", slides=slides, stories=1, event_at=None, zone="UTC", language=language)
    session = PresenterSession(held, lambda: START)
    view = SlideView(session)
    qtbot.addWidget(view)
    for size in ((1024, 700), (3840, 1080), (320, 900)):
        view.resize(*size)
        for slide in slides:
            assert not view.grab().toImage().isNull()
            blocks = blocks_of(slide, size[0] - 20, round)
            assert sum(block.height for block in blocks) < 700
            session.on()
        for _slide in slides:
            session.back()
    session.stop()


@pytest.mark.parametrize(
    ("screens", "home", "found"),
    [
        ("a", "a", ("a", None)),
        ("ab", "a", ("b", "a")),
        ("ab", "b", ("a", "b")),
        ("b", "a", ("b", None)),
        ("abc", "c", ("a", "c")),
    ],
)
def test_the_audience_gets_the_other_screen(screens, home, found):
    assert places(list(screens), home) == found


def test_windows_is_told_by_the_flags_of_its_thread():
    asked: list[int] = []
    awake = WindowsAwake(asked.append)
    awake.hold("Presenting")
    awake.let_go()
    assert asked == [0x80000003, 0x80000000]


class Caffeine:
    """A program that keeps a Mac awake."""

    def __init__(self) -> None:
        self.ended = False

    def terminate(self) -> None:
        self.ended = True

    def wait(self) -> int:
        return 0


def test_a_mac_runs_a_program_until_it_is_let_go():
    program, started = Caffeine(), []

    def start(words):
        started.append(list(words))
        return program

    awake = MacAwake(start)
    awake.hold("Presenting")
    awake.hold("Presenting")
    assert [words[:3] for words in started] == [["/usr/bin/caffeinate", "-d", "-i"]]
    awake.let_go()
    assert program.ended


class Bus:
    """A session bus that notes what is sent."""

    def __init__(self, *, there: bool) -> None:
        self.there = there
        self.sent: list[QDBusMessage] = []

    def isConnected(self) -> bool:  # noqa: N802 - Qt's name
        return self.there

    def send(self, message: QDBusMessage) -> bool:
        self.sent.append(message)
        return True


@pytest.mark.parametrize("there", [True, False])
def test_a_desktop_is_asked_by_its_screen_saver(there):
    bus, ended = Bus(there=there), []
    awake = DesktopAwake(lambda: bus, lambda: ended.append(True))
    awake.hold("Presenting")
    asked = [(m.service(), m.path(), m.member(), m.arguments()) for m in bus.sent]
    name, path = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
    assert asked == ([(name, path, "Inhibit", ["Learning Stories", "Presenting"])] if there else [])
    awake.let_go()
    awake.let_go()
    assert ended == [True]
