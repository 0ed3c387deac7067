"""What a drop is like: what is there already, newer texts, and what others wrote; none is refused."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.errors import Cancelled
from learningstories.domain.words import count_words
from learningstories.services import stories
from learningstories.services.drafts import Draft, DraftFile
from learningstories.services.found import Found, understood
from learningstories.services.likeness import Alike, name_key
from learningstories.services.plan import Action, Planned, Planner, carry_out, plan
from learningstories.services.progress import Control
from tests.services.alike_stories import AGAIN, as_text, story

Arrive = Callable[..., Found]
MANY = 30
ANY = st.text(st.characters(codec=None), max_size=20)
NAMES = ("title", "author", "email", "message_id", "form_row")


@pytest.fixture
def arrive(make_challenge: Callable[..., Any], clock: Any) -> Arrive:
    """Makes a find of a text with any fields of its draft."""
    rules = make_challenge()

    def make(text: str, minutes: int = 0, **fields: Any) -> Found:
        given = {"title": text[:20] or "Untitled", "author": "Ana", "source": "story.txt", **fields}
        draft = Draft(markdown=text, words=count_words(text), **given)
        return understood(draft, rules, now=clock() + timedelta(minutes=minutes))

    return make


def text(seed: int = 0) -> str:
    return as_text(story(random.Random(seed)))  # noqa: S311 - the same each time


def kinds(planned: list[Planned]) -> list[tuple[str | None, int | None, int | None, str]]:
    return [
        (
            str(p.likeness.kind) if p.likeness else None,
            p.likeness.number if p.likeness else None,
            p.likeness.place if p.likeness else None,
            str(p.action),
        )
        for p in planned
    ]


def put(workspace: Any, *found: Found) -> None:
    carry_out(workspace, plan(workspace, found))


NEW = (None, None, None, "add")


# --- what comes again --------------------------------------------------------------------------------


def test_nothing_is_like_anything_at_first(workspace, arrive):
    assert kinds(plan(workspace, [arrive(text(n), author=f"A{n}") for n in range(9)])) == [NEW] * 9


def test_the_same_file_is_left_out(workspace, arrive):
    file = b"a file"
    put(workspace, arrive(text(), original=file))
    again = plan(workspace, [arrive(text() + " A reader that reads better.", original=file)])
    assert kinds(again) == [("same_file", 1, None, "skip")]


def test_the_same_message_is_left_out_however_it_was_saved(workspace, arrive):
    put(workspace, arrive(text(), original=b"one", message_id="<1@x>"))
    again = plan(workspace, [arrive(text(), original=b"two", message_id="<1@x>")])
    assert kinds(again) == [("same_message", 1, None, "skip")]


def test_two_stories_of_one_message_are_two_stories(workspace, arrive):
    mail = {"original": b"mail", "message_id": "<1@x>", "email": "ana@example.org"}
    drop = [arrive(text(1), title="One", **mail), arrive(text(2), title="Two", **mail)]
    assert kinds(plan(workspace, drop)) == [NEW, NEW]
    put(workspace, *drop)
    assert kinds(plan(workspace, drop)) == [("same_file", 1, None, "skip"), ("same_file", 2, None, "skip")]


def test_the_same_text_is_left_out_for_its_author_and_for_nobody(workspace, arrive):
    put(workspace, arrive(text(), email="ana@example.org"))
    for who in ({"email": "ANA@example.org", "author": "A. B."}, {"author": "ána"}, {"author": ""}):
        assert kinds(plan(workspace, [arrive(text(), **who)])) == [("same_text", 1, None, "skip")]


def test_the_same_text_by_somebody_else_is_told_and_added_all_the_same(workspace, arrive):
    put(workspace, arrive(text(), email="ana@example.org"))
    planned = plan(workspace, [arrive(text(), author="Ben", email="ben@example.org")])
    assert kinds(planned) == [("similar", 1, None, "add")]
    assert planned[0].likeness.percent == 100
    assert [each.number for each in carry_out(workspace, planned)] == [2]


def test_the_same_file_from_somebody_else_is_not_refused_either(workspace, arrive):
    put(workspace, arrive(text(), original=b"x", email="ana@example.org"))
    planned = plan(workspace, [arrive(text(), original=b"x", author="Ben", email="ben@example.org")])
    assert kinds(planned) == [("similar", 1, None, "add")]


@pytest.mark.parametrize("greeting", ["", "Please see attached.", "请看附件"])
def test_a_greeting_beside_a_picture_makes_no_two_stories_the_same(workspace, arrive, greeting):
    files = [
        (DraftFile(name=f"{n}.png", media_type="image/png", role="picture", data=bytes([n])),)
        for n in range(2)
    ]
    put(workspace, arrive(greeting, title="Bread", files=files[0]))
    assert kinds(plan(workspace, [arrive(greeting, title="Water", files=files[1])])) == [NEW]


# --- forms --------------------------------------------------------------------------------------------


def test_a_row_that_is_known_is_left_out_and_a_changed_one_is_a_new_version(workspace, arrive):
    put(workspace, *(arrive(text(n), author=f"A{n}", form_row=f"form {n}") for n in range(3)))
    rows = [
        arrive(text(0), author="A0", form_row="form 0"),
        arrive(text(1) + " And then more.", author="A1", form_row="form 1"),
        arrive(text(9), author="A2", form_row="form 2"),
        arrive(text(3), author="A3", form_row="form 3"),
    ]
    planned = plan(workspace, rows)
    assert kinds(planned) == [
        ("same_row", 1, None, "skip"),
        ("new_version", 2, None, "replace"),
        ("new_version", 3, None, "replace"),
        NEW,
    ]
    assert [p.likeness.percent for p in planned[1:2]] == [99]


def test_a_changed_answer_about_consent_changes_the_consent_and_keeps_the_place_in_time(workspace, arrive):
    first = arrive(text(), form_row="form 0", original=b"no", consent_wording="Print? no", consent_read=True)
    again = {"form_row": "form 0", "minutes": 9_000, "consent_read": True}
    put(workspace, first)
    changed = arrive(text(), original=b"yes", consent_wording="Print? yes", consent_print=True, **again)
    planned = plan(workspace, [changed])
    assert kinds(planned) == [("new_version", 1, None, "replace")]
    carry_out(workspace, planned)
    another_column = arrive(text(), original=b"yes, and 3", consent_wording="Print? yes", **again)
    assert kinds(plan(workspace, [another_column])) == [("same_row", 1, None, "skip")]
    with workspace.read() as unit:
        story = unit.story(1)
    assert (story.consent_print, story.consent_wording) == (True, "Print? yes")
    assert story.received_at == first.received_at


def test_a_newer_text_without_answers_leaves_the_consent_as_it_is(workspace, arrive):
    put(workspace, arrive(text(), consent_print=True, consent_wording="Print? yes"))
    put(workspace, arrive(text() + " More."))
    with workspace.read() as unit:
        assert (unit.story(1).version, unit.story(1).consent_print) == (2, True)


def test_a_row_that_only_stands_where_another_stood_is_another(workspace, arrive):
    put(workspace, *(arrive(text(n), author="", form_row=f"form row {n} by ") for n in range(2)))
    moved = [
        arrive(text(n), author="", form_row=f"form row {place} by ") for place, n in enumerate((7, 0, 1))
    ]
    assert kinds(plan(workspace, moved)) == [
        NEW,
        ("same_text", 1, None, "skip"),
        ("same_text", 2, None, "skip"),
    ]


def test_a_row_whose_story_was_edited_here_is_known_all_the_same(workspace, arrive):
    put(workspace, arrive(text(), form_row="form 0"))
    stories.edit(workspace, 1, markdown=text() + " Mended here.", title="Another")
    assert kinds(plan(workspace, [arrive(text(), form_row="form 0")])) == [("same_row", 1, None, "skip")]


# --- newer texts and what others wrote ----------------------------------------------------------------


@pytest.mark.parametrize("way", AGAIN)
def test_a_story_that_comes_again_is_found(workspace, arrive, way):
    chance = random.Random(way)  # noqa: S311 - the same each time
    originals = [story(chance) for _ in range(MANY)]
    put(workspace, *(arrive(as_text(each), author=f"A{n}") for n, each in enumerate(originals)))
    again = [
        arrive(as_text(AGAIN[way](chance, each)), title=f"T{n}", author=f"B{n}")
        for n, each in enumerate(originals)
    ]
    planned = plan(workspace, again)
    assert kinds(planned) == [("similar", n + 1, None, "add") for n in range(MANY)]


@pytest.mark.parametrize("way", [way for way in AGAIN if "copied" not in way])
def test_by_the_same_author_it_is_a_new_version(workspace, arrive, way):
    chance = random.Random(way)  # noqa: S311 - the same each time
    originals = [story(chance) for _ in range(MANY)]
    put(workspace, *(arrive(as_text(each), email=f"a{n}@x.org") for n, each in enumerate(originals)))
    again = [
        arrive(as_text(AGAIN[way](chance, each)), title=f"T{n}", email=f"a{n}@x.org")
        for n, each in enumerate(originals)
    ]
    assert kinds(plan(workspace, again)) == [("new_version", n + 1, None, "replace") for n in range(MANY)]


def test_an_edit_in_every_line_is_a_new_version(workspace, arrive):
    words = text().split()
    put(workspace, arrive(" ".join(words), title="Bread"))
    every_fourth = [f"{word}x" if n % 4 == 0 else word for n, word in enumerate(words)]
    [planned] = plan(workspace, [arrive(" ".join(every_fourth), title="Bread!")])
    assert planned.likeness.kind is Alike.NEW_VERSION
    assert 70 <= planned.likeness.percent <= 80


def test_another_story_of_the_same_author_is_no_new_version(workspace, arrive):
    put(workspace, arrive(text(1), title="My story"))
    assert kinds(plan(workspace, [arrive(text(2), title="My story"), arrive(text(3))])) == [NEW, NEW]


def test_scripts_without_spaces_are_found_as_well(workspace, arrive):
    chance = random.Random(1)  # noqa: S311 - the same each time
    letters = [chr(code) for code in range(0x4E00, 0x5200)]
    texts = ["".join(chance.choices(letters, k=200)) + "。" for _ in range(20)]
    put(workspace, *(arrive(each, author=f"A{n}", title=f"T{n}") for n, each in enumerate(texts)))
    again = [arrive("".join(chance.choices(letters, k=150)) + each[50:150], author="B") for each in texts]
    assert kinds(plan(workspace, again)) == [("similar", n + 1, None, "add") for n in range(20)]


def test_names_are_the_same_whichever_way_they_are_written():
    assert name_key("Itō, Kenji") == name_key("kenji ito") != name_key("Kenji Sato")


# --- within one drop ----------------------------------------------------------------------------------


def test_finds_of_one_drop_are_held_against_each_other(workspace, arrive):
    drop = [
        arrive(text(1), original=b"x"),
        arrive(text(1), original=b"x"),
        arrive(text(1) + " And then more.", title="Other"),
        arrive(text(1) + " And then more.", author="Ben"),
        arrive(text(2), author="Cleo"),
    ]
    assert kinds(plan(workspace, drop)) == [
        NEW,
        ("same_file", None, 0, "skip"),
        ("new_version", None, 0, "replace"),
        ("similar", None, 2, "add"),
        NEW,
    ]


def test_a_drop_that_comes_in_parts_is_one_drop(workspace, arrive):
    planner = Planner(workspace)
    assert kinds(planner.plan([arrive(text(1)), arrive(text(2))])) == [NEW, NEW]
    assert kinds(planner.plan([arrive(text(2))])) == [("same_text", None, 1, "skip")]


def test_of_several_texts_of_one_story_the_last_to_come_counts(workspace, arrive):
    drop = [
        arrive(text(1) + " And then more.", minutes=9, title="New"),
        arrive(text(2), title="Another", author="Ben"),
        arrive(text(1), minutes=5, title="Old"),
    ]
    planned = plan(workspace, drop)
    assert kinds(planned)[2] == ("new_version", None, 0, "replace")
    assert [story.number for story in carry_out(workspace, planned)] == [1, 2, 1]
    with workspace.read() as unit:
        story = unit.story(1)
        assert (story.title, story.version, unit.texts.get(story.text_sha)) == (
            "New",
            2,
            drop[0].draft.markdown,
        )
        assert story.received_at == drop[2].received_at
        assert len(unit.versions.find(story_id=story.id)) == 2
        assert len(unit.stories.all()) == 2
    assert workspace.undo_label() == "Add 2 stories"


def test_two_newer_texts_of_a_story_that_is_there_become_its_versions(workspace, arrive):
    put(workspace, arrive(text(), title="First"))
    later = [arrive(text() + f" Version {n}.", minutes=n, title=f"Version {n}") for n in (3, 2)]
    assert [story.number for story in carry_out(workspace, plan(workspace, later))] == [1, 1]
    with workspace.read() as unit:
        assert (unit.story(1).title, unit.story(1).version) == ("Version 3", 3)


def test_an_earlier_text_that_comes_once_more_does_not_undo_the_newer_one(workspace, arrive):
    first = arrive(text(), original=b"first", message_id="<1@x>")
    put(workspace, first)
    put(workspace, arrive(text() + " More.", original=b"second", message_id="<2@x>"))
    planned = plan(workspace, [first, arrive(text(), author="")])
    assert kinds(planned) == [("earlier_text", 1, None, "skip")] * 2
    assert kinds(plan(workspace, [arrive(text(), author="Ben")])) == [("similar", 1, None, "add")]
    assert planned[0].likeness.markdown.endswith(" More.")  # what it has now is what it is compared with
    workspace.undo()
    assert kinds(plan(workspace, [first])) == [("same_file", 1, None, "skip")]


def test_a_text_that_surely_came_before_the_one_there_is_does_not_take_its_place(workspace, arrive):
    def mailed(words, hour, by=ReceivedBy.RECEIVED_HEADER):
        at = datetime(2013, 3, 1, hour, tzinfo=UTC)
        return arrive(words, claims=(Claim(by=by, at=at),), original=words.encode())

    put(workspace, mailed(text() + " More.", 9))
    older = plan(workspace, [mailed(text(), 8)])
    assert kinds(older) == [("older_version", 1, None, "skip")]
    assert kinds(plan(workspace, [mailed(text(), 10)])) == [("new_version", 1, None, "replace")]
    # When a file was copied says nothing of when its text was written.
    copied = mailed(text(), 8, ReceivedBy.FILE_TIME)
    assert kinds(plan(workspace, [copied])) == [("new_version", 1, None, "replace")]
    carry_out(workspace, [replace(older[0], action=Action.REPLACE)])
    with workspace.read() as unit:
        assert unit.story(1).version == 2


def test_a_row_as_it_was_before_it_was_changed_is_known(workspace, arrive):
    before = arrive(text(), form_row="form 0", original=b"before")
    put(workspace, before)
    put(workspace, arrive(text() + " More.", form_row="form 0", original=b"after"))
    assert kinds(plan(workspace, [before])) == [("earlier_text", 1, None, "skip")]
    agreed = arrive(text(), form_row="form 0", original=b"agreed", consent_wording="Print? yes")
    assert kinds(plan(workspace, [agreed])) == [("new_version", 1, None, "replace")]


def test_a_drop_of_all_texts_of_a_story_changes_nothing_the_second_time(workspace, arrive):
    drop = [arrive(text() + f" Version {n}.", minutes=n, original=b"%d" % n) for n in range(3)]
    put(workspace, *drop)
    assert [action for *_like, action in kinds(plan(workspace, drop))] == ["skip"] * 3


# --- what is made of it -------------------------------------------------------------------------------


def test_what_is_decided_otherwise_is_done(workspace, arrive):
    put(workspace, arrive(text()))
    planned = plan(
        workspace, [arrive(text()), arrive(text() + " More.", title="T"), arrive(text(5), author="E")]
    )
    decided = [replace(p, action=action) for p, action in zip(planned, ("add", "add", "skip"), strict=True)]
    decided = [replace(p, action=Action(p.action)) for p in decided]
    assert [story and story.number for story in carry_out(workspace, decided)] == [2, 3, None]


def test_a_newer_text_of_a_find_that_is_left_out_is_a_story_of_its_own(workspace, arrive):
    planned = plan(workspace, [arrive(text()), arrive(text() + " More.", title="T")])
    decided = [replace(planned[0], action=Action.SKIP), planned[1]]
    assert [story and story.number for story in carry_out(workspace, decided)] == [None, 1]


def test_a_replaced_story_stays_as_early_as_it_first_came(workspace, arrive):
    first = arrive(text())
    put(workspace, first)
    put(workspace, arrive(text() + " More.", minutes=10_000))
    with workspace.read() as unit:
        story = unit.story(1)
    assert (story.version, story.received_at) == (2, first.received_at)


def test_planning_can_be_stopped(workspace, arrive):
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        plan(workspace, [arrive(text())], control)


def test_what_could_not_be_read_is_left_out(workspace, clock):
    failed = Found(source="x.bin", received_at=clock())
    assert kinds(plan(workspace, [failed])) == [(None, None, None, "skip")]
    assert carry_out(workspace, plan(workspace, [failed])) == [None]


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, ANY)), max_size=3), ANY)
@example([dict.fromkeys(NAMES, '\ud800\0"\\ @')] * 2, "one two three four five \ud800\0 six seven")
def test_whatever_is_found_can_be_planned(workspace, arrive, fields, words):
    planned = plan(workspace, [arrive(words, **each) for each in fields])
    assert len(planned) == len(fields)
