"""Returns add up to the same in any order, number and division; nothing is lost; the last word holds."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.domain.counting import Rule
from learningstories.domain.errors import NoSuchAnswer
from learningstories.domain.pack import ReturnState
from learningstories.domain.reading import Knows, Reading
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.revision import RevisionId
from learningstories.services import counting, packing, reviewing, stories
from learningstories.services.challenges import alter
from learningstories.services.counted import Concerned
from learningstories.services.flags import Flag, choices, flags, keeping_out
from learningstories.services.merging import MergeReport, merge, packs_to_bring_back, preview, resolve
from learningstories.services.opening import OpenChallenge
from learningstories.services.pack_reading import PackReading
from learningstories.services.return_log import return_log
from tests.services.reviewers_world import (
    BEN,
    FILES,
    GRACE,
    START,
    World,
    arrived,
    facts,
    make_world,
    part_of,
    put_story,
)

DEVICES = ((GRACE, "desk", 0), (GRACE, "phone", 0), (GRACE, "desk", 1), (BEN, "desk", 0))
TIMES = st.sampled_from([START, START + timedelta(days=1), START + timedelta(days=2)])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("world"))


@pytest.fixture
def own_world(world: World, tmp_path: Path) -> World:
    """The same packs, with devices of its own that have answered nothing yet."""
    return replace(world, folder=tmp_path, now=START, copies=0, packs=dict(world.packs))


@pytest.fixture
def opened(own_world: World) -> Iterator[OpenChallenge]:
    one = own_world.copy()
    yield one
    assert one.check() == []
    one.close()


def taken_in(opened: OpenChallenge, *returns: bytes) -> MergeReport:
    return merge(opened.workspace, FILES, [arrived(data) for data in returns])


def codes(report: MergeReport) -> list[tuple[str, list[tuple[int | None, str]]]]:
    return [(each.code, sorted((s.number or 0, s.code) for s in each.stories)) for each in report.files]


def reading_of(opened: OpenChallenge, email: str, number: int) -> Reading | None:
    with opened.workspace.read() as unit:
        key = reviewing.reviewer_of(unit, email).id
        found = unit.readings.find(reviewer_id=key, story_id=unit.story(number).id)
    return found[0] if found else None


def value_of(opened: OpenChallenge, number: int) -> int | None:
    """What Grace is shown to have answered."""
    found = reading_of(opened, GRACE, number)
    assert found is not None
    return found.value


def flags_of(opened: OpenChallenge, email: str = GRACE) -> dict[int, set[Flag]]:
    """What is to be said about a reviewer's readings, by story; readings that do not count are no ratings."""
    with opened.workspace.read() as unit:
        key = reviewing.reviewer_of(unit, email).id
        out = keeping_out(unit.challenge())
        numbers = {story.id: story.number for story in unit.stories.all()}
        given = {numbers[one.story_id] for one in unit.readings.find(reviewer_id=key) if one.counts}
    found = {numbers[story]: set(said) for (_, story), said in flags(opened.workspace, [key]).items()}
    rated = {rating.story for rating in opened.lists.ratings() if rating.reviewer == key}
    assert rated == {number for number in given if not found.get(number, set()) & out}
    return found


# --- what Hypothesis tries: reviewers who do anything on several devices, and send anything at any time ---

ANSWERS = st.fixed_dictionaries(
    {"value": st.integers(1, 5)},
    optional={
        "action": st.sampled_from(["", "Plant trees", "é\u2028🙂"]),
        "knows": st.sampled_from(list(Knows)),
    },
)
PLACES = st.integers(0, len(DEVICES) - 1)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), PLACES, st.integers(1, 3), ANSWERS),
        st.tuples(st.just("clear"), PLACES, st.integers(1, 3)),
        st.tuples(st.just("wish"), PLACES, st.sampled_from(list(PromiseUse))),
        st.tuples(st.just("send"), PLACES),
        st.tuples(st.just("send part"), PLACES, st.sets(st.integers(1, 3))),
        st.tuples(st.just("bring"), PLACES, PLACES),
        st.tuples(st.just("wait"), st.sampled_from([-4000.0, 0.5, 4000.0])),
    ),
    max_size=18,
)


def played(world: World, deeds: list[tuple[Any, ...]], folder: Path) -> list[bytes]:
    """What is sent while the deeds are done; the clocks of the devices go where they like."""
    mine = replace(world, folder=folder, now=START)
    sent: list[bytes] = []
    for what, *how in deeds:
        if what == "wait":
            mine.on(days=how[0])
        else:
            _do(mine, mine.device(*DEVICES[how[0]]), what, how, sent)
    return sent


def _do(mine: World, device: PackReading, what: str, how: list[Any], sent: list[bytes]) -> None:
    if what == "answer":
        device.answer(how[1], **{"knows": Knows.NO, **how[2]})
    elif what == "clear":
        device.answer(how[1], value=None, action="", knows=Knows.NO)
    elif what == "wish":
        device.allow_promises(how[1], ask_later=True)
    elif what == "send":
        sent.append(device.return_file())
    elif what == "send part":
        sent.append(part_of(device, sorted(how[1])))
    elif DEVICES[how[0]][::2] == DEVICES[how[1]][::2]:
        device.continue_from(mine.device(*DEVICES[how[1]]).return_file())


@settings(max_examples=20)
@given(deeds=DEEDS, chance=st.randoms(use_true_random=False), data=st.data())
def test_any_order_repetition_or_division_gives_the_same(
    world: World, tmp_path_factory: pytest.TempPathFactory, deeds: Any, chance: random.Random, data: Any
) -> None:
    folder = tmp_path_factory.mktemp("any")
    stamped = [arrived(sent, data.draw(TIMES)) for sent in played(world, deeds, folder)]
    again = [*stamped, *chance.sample(stamped, len(stamped) // 2)]
    chance.shuffle(again)
    mine = replace(world, folder=folder, now=START + timedelta(days=9000))
    first, second = mine.copy(), mine.copy()
    try:
        merge(first.workspace, FILES, stamped)
        while again:
            some = [again.pop() for _ in range(min(len(again), chance.randint(1, 3)))]
            merge(second.workspace, FILES, some)
        assert facts(first) == facts(second)
        before = facts(first)
        assert merge(first.workspace, FILES, stamped).merged == 0
        assert facts(first) == before
        assert first.check() == second.check() == []
        while first.workspace.undo_label() not in {"Make 1 pack", None}:
            first.workspace.undo()
        assert not facts(first)["readings"]
        assert not facts(first)["said"]
    finally:
        first.close()
        second.close()


@settings(max_examples=12)
@given(deeds=DEEDS)
def test_nothing_that_was_sent_is_ever_lost(
    world: World, tmp_path_factory: pytest.TempPathFactory, deeds: Any
) -> None:
    folder = tmp_path_factory.mktemp("lost")
    mine = replace(world, folder=folder, now=START + timedelta(days=9000))
    opened = mine.copy()
    try:
        seen: set[Any] = set()
        for sent in played(world, deeds, folder):
            returned = FILES.read_return(FILES.open_return(sent))
            seen |= {word.id for word in (*returned.revisions, *returned.wishes)}
            taken_in(opened, sent)
            found = facts(opened)
            assert seen <= found["said"].keys()
            with opened.workspace.read() as unit:
                assert {unit.blobs.get(sha) for sha, *_ in found["returns"]} >= {sent}
    finally:
        opened.close()


@settings(max_examples=12)
@given(deeds=DEEDS, chance=st.randoms(use_true_random=False))
def test_the_last_word_of_one_device_holds_whatever_its_clock_says(
    world: World, tmp_path_factory: pytest.TempPathFactory, deeds: Any, chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("last")
    one = [deed for deed in deeds if deed[0] == "wait" or (deed[1] == 0 and deed[0] != "bring")]
    sent = played(world, [*one, ("send", 0)], folder)
    chance.shuffle(sent)
    mine = replace(world, folder=folder, now=START + timedelta(days=9000))
    opened = mine.copy()
    try:
        for each in sent:
            taken_in(opened, each)
        for story in mine.device(*DEVICES[0]).session.stories:
            shown = reading_of(opened, GRACE, story.number)
            assert (shown and (shown.value, shown.knows)) == (
                story.reading and (story.reading.value, story.reading.knows)
            )
    finally:
        opened.close()


# --- one thing at a time -----------------------------------------------------------------------------------


def test_a_return_is_looked_at_then_taken_in_then_known(own_world: World, opened: OpenChallenge) -> None:
    device = own_world.device(GRACE, "desk")
    device.answer(1, value=5, action="Ask at the desk", chance=7, position=2)
    device.answer(3, knows=Knows.ASIDE, aside_reason="My sister")
    sent = device.return_file()
    before = facts(opened)
    looked = preview(opened.workspace, FILES, [arrived(sent)])
    assert codes(looked) == [("merged", [(1, "merged"), (3, "merged")])]
    assert facts(opened) == before
    assert taken_in(opened, sent) == looked
    first, third = reading_of(opened, GRACE, 1), reading_of(opened, GRACE, 3)
    assert first is not None
    assert third is not None
    assert (first.value, first.action, first.chance, first.position) == (5, "Ask at the desk", 7, 2)
    assert (third.knows, third.aside_reason) == (Knows.ASIDE, "My sister")
    assert codes(taken_in(opened, sent)) == [("already_merged", [])]
    assert codes(taken_in(opened, part_of(device, [1]))) == [("nothing_new", [(1, "nothing_new")])]
    lines = return_log(opened.workspace)
    assert sorted((line.message, len(line.stories)) for line in lines) == [
        ("Taken in: 2 new answers from Grace Hopper.", 2),
        ("There is nothing in it that is not known already.", 1),
    ]
    assert [line.reviewer.email for line in looked.files if line.reviewer] == [GRACE]


def test_what_is_absent_is_unchanged_and_what_is_cleared_is_cleared(
    own_world: World, opened: OpenChallenge
) -> None:
    device = own_world.device(GRACE, "desk")
    device.answer(1, value=5)
    device.answer(2, value=4)
    taken_in(opened, device.return_file())
    device.answer(1, value=None)
    taken_in(opened, part_of(device, [1]))
    assert [value_of(opened, number) for number in (1, 2)] == [None, 4]


def test_two_devices_contradict_each_other_until_one_has_seen_both(
    own_world: World, opened: OpenChallenge
) -> None:
    desk, phone = own_world.device(GRACE, "desk"), own_world.device(GRACE, "phone")
    desk.answer(1, value=2)
    phone.answer(1, value=5)
    taken_in(opened, desk.return_file())
    report = taken_in(opened, phone.return_file())
    assert codes(report) == [("merged", [(1, "conflict")])]
    phone.continue_from(desk.return_file())
    own_world.on(days=-1)
    phone.answer(1, value=3)
    assert [(one.reviewer.email, one.story.number, len(one.heads)) for one in choices(opened.workspace)] == [
        (GRACE, 1, 2)
    ]
    assert codes(taken_in(opened, phone.return_file()))[0][0] == "merged"
    assert value_of(opened, 1) == 3
    assert not choices(opened.workspace)


def test_the_same_answer_on_two_devices_is_no_contradiction(own_world: World, opened: OpenChallenge) -> None:
    for name in ("desk", "phone"):
        device = own_world.device(GRACE, name)
        device.answer(1, value=4, why="It is true.")
        assert codes(taken_in(opened, device.return_file())) == [("merged", [(1, "merged")])]


def test_the_organiser_chooses_and_a_new_answer_opens_the_question_again(
    own_world: World, opened: OpenChallenge
) -> None:
    values = {"desk": 2, "phone": 5, "tablet": 3}
    devices = {name: own_world.device(GRACE, name) for name in values}
    for name, value in values.items():
        devices[name].answer(1, value=value)
    taken_in(opened, devices["desk"].return_file(), devices["phone"].return_file())
    for choice in (2, 5):
        said = [kept.word for kept in facts(opened)["said"].values()]
        chosen = next(word for word in said if word.answers.value == choice)
        resolve(opened.workspace, GRACE, 1, chosen.id)
        assert not choices(opened.workspace)
        assert flags_of(opened) == {1: {Flag.CHOSEN}}
        assert value_of(opened, 1) == choice
    report = taken_in(opened, devices["tablet"].return_file())
    assert codes(report) == [("merged", [(1, "conflict")])]
    with pytest.raises(NoSuchAnswer):
        resolve(opened.workspace, GRACE, 1, RevisionId(uuid4()))
    opened.workspace.undo()
    assert value_of(opened, 1) == 5


def test_what_is_typed_here_is_kept_beside_what_comes(own_world: World, opened: OpenChallenge) -> None:
    reviewing.answer(opened.workspace, GRACE, 1, value=2, why="As told on the phone")
    device = own_world.device(GRACE, "desk")
    device.answer(1, value=5)
    assert codes(taken_in(opened, device.return_file())) == [("merged", [(1, "conflict")])]
    said = [kept.word.answers.value for kept in facts(opened)["said"].values()]
    assert sorted(said) == [2, 5]
    opened.workspace.undo()
    shown = reading_of(opened, GRACE, 1)
    assert shown is not None
    assert (shown.value, shown.revision_id) == (2, None)
    opened.workspace.redo()
    # Whoever types now has both before their eyes.
    assert len(choices(opened.workspace)) == 1
    reviewing.answer(opened.workspace, GRACE, 1, value=4)
    assert not choices(opened.workspace)
    assert not flags_of(opened)
    assert codes(taken_in(opened, device.return_file())) == [("already_merged", [])]
    device.answer(2, value=1)
    assert taken_in(opened, device.return_file()).merged == 1
    assert value_of(opened, 1) == 4


def test_wishes_travel_and_the_more_hidden_one_holds(own_world: World, opened: OpenChallenge) -> None:
    desk, phone = own_world.device(GRACE, "desk"), own_world.device(GRACE, "phone")
    desk.allow_promises(PromiseUse.NAMED, ask_later=True)
    phone.allow_promises(PromiseUse.HIDDEN, ask_later=False)
    taken_in(opened, phone.return_file())
    assert taken_in(opened, desk.return_file()).merged == 1
    assert facts(opened)["wishes"][GRACE] == (PromiseUse.HIDDEN, False)
    reviewing.allow_promises(opened.workspace, GRACE, PromiseUse.UNSIGNED, ask_later=True)
    assert facts(opened)["wishes"][GRACE] == (PromiseUse.UNSIGNED, True)
    taken_in(opened, desk.return_file())
    assert facts(opened)["wishes"][GRACE] == (PromiseUse.UNSIGNED, True)


def test_what_does_not_count_is_told_and_kept(own_world: World, opened: OpenChallenge) -> None:
    device = own_world.device(GRACE, "desk")
    device.answer(1, value=5)
    stories.withdraw(opened.workspace, [1])
    assert codes(taken_in(opened, device.return_file())) == [("merged", [(1, "story_withdrawn")])]
    assert flags_of(opened) == {1: {Flag.STORY_WITHDRAWN}}
    stories.restore(opened.workspace, [1])
    assert [rating.value for rating in opened.lists.ratings()] == [5]
    stories.edit(opened.workspace, 2, markdown="I learned something else.")
    device.answer(2, value=4)
    assert codes(taken_in(opened, part_of(device, [2]))) == [("merged", [(2, "story_changed_since")])]
    assert flags_of(opened) == {2: {Flag.STORY_CHANGED_SINCE}}


def test_late_answers_count_once_there_is_more_time(own_world: World, opened: OpenChallenge) -> None:
    alter(opened.workspace, returns_until=START - timedelta(hours=1))
    device = own_world.device(GRACE, "desk")
    device.answer(1, value=5)
    sent = device.return_file()
    assert codes(taken_in(opened, sent)) == [("merged", [(1, "late")])]
    assert flags_of(opened) == {1: {Flag.LATE}}
    assert not opened.lists.answered_counts()
    assert opened.lists.lines([1])[0].readings == 0
    alter(opened.workspace, returns_until=START)
    assert [rating.value for rating in opened.lists.ratings()] == [5]
    assert opened.lists.lines([1])[0].readings == 1
    alter(opened.workspace, returns_until=START - timedelta(hours=1))
    # The same return came in time, too: it was only looked at late.
    merge(opened.workspace, FILES, [arrived(sent, START - timedelta(hours=2))])
    assert [rating.value for rating in opened.lists.ratings()] == [5]


def test_late_answers_count_if_the_organiser_says_so(own_world: World, opened: OpenChallenge) -> None:
    alter(opened.workspace, returns_until=START - timedelta(hours=1))
    counting.set_rule(opened.workspace, Rule.LATE_RETURN, counts=True)
    device = own_world.device(GRACE, "desk")
    device.answer(1, value=5)
    assert codes(taken_in(opened, device.return_file())) == [("merged", [(1, "merged")])]
    assert [rating.value for rating in opened.lists.ratings()] == [5]
    assert opened.lists.counted().by_rule[Rule.LATE_RETURN] == Concerned(1, 1)
    counting.set_rule(opened.workspace, Rule.LATE_RETURN, counts=False)
    assert opened.lists.ratings() == opened.lists.given() == []
    assert flags_of(opened) == {1: {Flag.LATE}}


def test_a_withdrawn_pack_counts_again_once_restored(own_world: World, opened: OpenChallenge) -> None:
    device = own_world.device(GRACE, "desk")
    device.answer(1, value=5)
    packing.revoke(opened.workspace, device.contents.id, "Sent to the wrong Grace")
    assert codes(taken_in(opened, device.return_file())) == [("merged", [(1, "pack_revoked")])]
    assert flags_of(opened) == {1: {Flag.PACK_REVOKED}}
    packing.reinstate(opened.workspace, device.contents.id)
    assert len(opened.lists.ratings()) == 1
    packing.revoke(opened.workspace, device.contents.id, "Again")
    second = own_world.device(GRACE, "desk", 1)
    assert taken_in(opened, second.return_file()).files[0].code == "nothing_new"
    assert len(opened.lists.ratings()) == 1  # still vouched for by the pack that was not withdrawn


def test_a_clock_that_is_ahead_is_told_and_puts_nothing_at_the_end_of_time(
    own_world: World, opened: OpenChallenge
) -> None:
    device = own_world.device(GRACE, "desk")
    own_world.on(days=365 * 6000)
    device.answer(1, value=5)
    sent = device.return_file()
    own_world.now = START + timedelta(days=1)
    assert codes(taken_in(opened, sent)) == [("merged", [(1, "clock_ahead")])]
    shown = reading_of(opened, GRACE, 1)
    assert shown is not None
    assert shown.changed_at == START
    assert flags_of(opened) == {1: {Flag.CLOCK_AHEAD}}


def test_what_cannot_be_taken_in_is_kept_and_tried_again(own_world: World, opened: OpenChallenge) -> None:
    """The challenge is restored from before its packs were made; then it is brought up to date."""
    device = own_world.device(GRACE, "desk")
    device.answer(1, value=5)
    sent = device.return_file()
    made = [opened.workspace.undo() for _ in range(2)]
    assert made == ["Make 1 pack", "Make 2 packs"]
    report = taken_in(opened, sent)
    assert codes(report) == [("unknown_pack", [])]
    assert "kept" in report.files[0].message
    assert codes(taken_in(opened, sent)) == [("unknown_pack", [])]
    assert opened.workspace.undo() == "Take in a return"
    opened.workspace.redo()
    with opened.workspace.read() as unit:
        assert [held.state for held in unit.returns.all()] == [ReturnState.HELD]
        assert unit.blobs.get(unit.returns.all()[0].sha) == sent


def test_packs_that_were_taken_back_are_brought_back(own_world: World, opened: OpenChallenge) -> None:
    device = own_world.device(GRACE, "desk")
    device.answer(1, value=5)
    sent = device.return_file()
    assert [opened.workspace.undo() for _ in range(2)] == ["Make 1 pack", "Make 2 packs"]
    assert codes(taken_in(opened, sent)) == [("unknown_pack", [])]
    for letter in "ABCDE":  # some of them are looked at before the genuine one, some after
        forged = json.dumps({**json.loads(sent), "mac": letter * 43}).encode()
        assert codes(taken_in(opened, forged)) == [("unknown_pack", [])]
    assert packs_to_bring_back(opened.workspace, FILES) == 1
    report = merge(opened.workspace, FILES, (), bring_back=True)
    assert sorted(codes(report)) == [*[("bad_mac", [])] * 5, ("merged", [(1, "merged")])]
    assert value_of(opened, 1) == 5
    assert packs_to_bring_back(opened.workspace, FILES) == 0
    opened.workspace.undo()
    assert reading_of(opened, GRACE, 1) is None


def test_held_returns_are_taken_in_with_others(own_world: World, opened: OpenChallenge) -> None:
    grace, ben = own_world.device(GRACE, "desk"), own_world.device(BEN, "desk")
    grace.answer(1, value=5)
    ben.answer(1, value=4)
    alter(opened.workspace, scale=("no", "yes", "very"))
    report = taken_in(opened, grace.return_file())
    assert codes(report) == [("value_out_of_scale", [(1, "value_out_of_scale")])]
    grace.answer(2, value=3)
    report = taken_in(opened, grace.return_file())
    assert codes(report) == [("merged", [(1, "value_out_of_scale"), (2, "merged")])]
    alter(opened.workspace, scale=("no", "a bit", "some", "yes", "very"))
    report = taken_in(opened, ben.return_file())
    assert [each.reviewer.email for each in report.files if each.reviewer] == [BEN, GRACE, GRACE]
    assert sorted(each.code for each in report.files) == ["merged", "merged", "nothing_new"]
    assert sorted(rating.value for rating in opened.lists.ratings()) == [3, 4, 5]
    with opened.workspace.read() as unit:
        assert {one.state for one in unit.returns.all()} == {ReturnState.MERGED}


def test_forged_returns_are_held_and_change_nothing(own_world: World, opened: OpenChallenge) -> None:
    grace, ben = own_world.device(GRACE, "desk"), own_world.device(BEN, "desk")
    grace.answer(1, value=5)
    returned = FILES.read_return(FILES.open_return(grace.return_file()))
    forged = {
        "bad_mac": FILES.write_return(returned, ben.contents.key),
        "identity_mismatch": FILES.write_return(replace(returned, pack_id=ben.contents.id), ben.contents.key),
    }
    for code, data in forged.items():
        assert codes(taken_in(opened, data)) == [(code, [])]
    assert {(line.code, line.taken_in_at) for line in return_log(opened.workspace)} == {
        (code, None) for code in forged
    }
    assert not facts(opened)["said"]
    assert not facts(opened)["readings"]


def test_a_story_that_was_not_in_the_pack_is_held_alone(own_world: World, opened: OpenChallenge) -> None:
    grace = own_world.device(GRACE, "desk")
    grace.answer(1, value=5)
    grace.answer(2, value=5)
    other = put_story(opened.workspace, 4)
    returned = FILES.read_return(FILES.open_return(grace.return_file()))
    words = (replace(returned.revisions[0], story_id=other.id), *returned.revisions[1:])
    data = FILES.write_return(replace(returned, revisions=words), grace.contents.key)
    (report,) = taken_in(opened, data).files
    assert report.code == "merged"
    assert sorted(each.code for each in report.stories) == ["merged", "story_not_in_pack"]


def test_a_pack_is_told_from_a_return(own_world: World, opened: OpenChallenge) -> None:
    pack = own_world.packs[BEN][0]
    (told,) = merge(opened.workspace, FILES, FILES.arrivals([pack])).files
    assert told.code == "this_is_the_pack"
    assert "Stories - Ben Taylor.lsreturn.txt" in told.message
    with opened.workspace.read() as unit:
        assert not unit.returns.all()


def test_what_is_no_return_is_told_where_it_was_sought_and_not_kept(
    own_world: World, opened: OpenChallenge
) -> None:
    folder = own_world.folder / "dropped"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear Ada")
    device = own_world.device(GRACE, "desk")
    device.answer(1, value=5)
    device.save_return(folder / "grace.lsreturn.txt")
    (folder / "copy.txt").write_text(f"Hello\n{device.return_text()}\nBye")
    report = merge(opened.workspace, FILES, FILES.arrivals([folder, folder / "letter.txt"]))
    assert [(each.name, each.code) for each in report.files] == [
        ("copy.txt", "merged"),
        ("grace.lsreturn.txt", "already_merged"),
        ("letter.txt", "not_a_return"),
    ]
    with opened.workspace.read() as unit:
        assert len(unit.returns.all()) == 1


def test_garbage_changes_nothing(opened: OpenChallenge) -> None:
    @given(noise=st.binary(max_size=300))
    def try_it(noise: bytes) -> None:
        (told,) = taken_in(opened, noise).files
        assert told.code in {"not_a_return", "return_damaged"}

    try_it()
    with opened.workspace.read() as unit:
        assert not unit.returns.all()
