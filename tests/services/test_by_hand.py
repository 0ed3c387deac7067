"""What is typed from paper, or written in a mail, comes to stand beside what devices send."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from learningstories.domain.challenge import Criterion
from learningstories.domain.errors import NoSuchPack
from learningstories.domain.pack import ReturnBy
from learningstories.domain.reading import Knows, Reading
from learningstories.services.ballots import Ballot, ballot_code
from learningstories.services.by_hand import HandRating, PaperRoom, enter, paper_room
from learningstories.services.challenges import alter
from learningstories.services.merging import MergeReport, merge
from learningstories.services.opening import OpenChallenge
from learningstories.services.packing import revoke
from tests.services.reviewers_world import BEN, FILES, GRACE, World, arrived, facts, make_world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def opened(world: World) -> Iterator[OpenChallenge]:
    made = world.copy()
    yield made
    made.close()


def room(opened: OpenChallenge) -> PaperRoom:
    return paper_room(opened.workspace)


def rating(opened: OpenChallenge, email: str, number: int, value: int | None, **more: Any) -> HandRating:
    known = room(opened)
    reviewer = next(one for one in known.reviewers.values() if one.email == email)
    pack = known.given_to(reviewer.id)[number]
    story = next(each for each in pack.stories if each.number == number)
    return HandRating(pack_id=pack.id, story_id=story.story_id, value=value, **more)


def typed(opened: OpenChallenge, *ratings: HandRating) -> MergeReport:
    return enter(opened.workspace, FILES, ratings, ReturnBy.PAPER)


def reading(opened: OpenChallenge, email: str, number: int) -> Reading | None:
    with opened.workspace.read() as unit:
        reviewer = next(one for one in unit.reviewers.all() if one.email == email)
        found = unit.readings.find(reviewer_id=reviewer.id, story_id=unit.story(number).id)
    return found[0] if found else None


def codes(report: MergeReport) -> list[tuple[str, list[tuple[int | None, str]]]]:
    return [(each.code, [(one.number, one.code) for one in each.stories]) for each in report.files]


def test_a_code_leads_to_its_reviewer_and_story(opened: OpenChallenge) -> None:
    known = room(opened)
    for pack in known.packs:
        for story in pack.stories:
            found = known.codes.find(ballot_code(pack.id, story.story_id))
            assert isinstance(found, Ballot)
            assert (found.pack.id, found.story.number) == (pack.id, story.number)
    assert [one.email for one in known.readers()] == [BEN, GRACE]


def test_what_is_typed_is_a_return_like_any_other_in_one_step(opened: OpenChallenge) -> None:
    ratings = [rating(opened, GRACE, 1, 4, action="Ask our front desk"), rating(opened, GRACE, 2, 2)]
    report = typed(opened, *ratings, rating(opened, BEN, 1, 5))
    assert codes(report) == [("merged", [(1, "merged"), (2, "merged")]), ("merged", [(1, "merged")])]
    found = reading(opened, GRACE, 1)
    assert found is not None
    assert (found.value, found.action) == (4, "Ask our front desk")
    with opened.workspace.read() as unit:
        assert [one.came_by for one in unit.returns.all()] == [ReturnBy.PAPER] * 2
        assert unit.readings.find(story_id=unit.story(1).id)[0].text_sha == unit.story(1).text_sha
    opened.workspace.undo()
    assert reading(opened, GRACE, 1) is None
    assert reading(opened, BEN, 1) is None


def test_the_same_typed_again_is_nothing_new_and_a_correction_holds(
    world: World, opened: OpenChallenge
) -> None:
    typed(opened, rating(opened, GRACE, 1, 4, action="Ask"))
    world.on(minutes=1)
    assert codes(typed(opened, rating(opened, GRACE, 1, 4))) == [("nothing_new", [(1, "nothing_new")])]
    world.on(minutes=1)
    assert codes(typed(opened, rating(opened, GRACE, 1, 2))) == [("merged", [(1, "merged")])]
    found = reading(opened, GRACE, 1)
    assert found is not None
    assert (found.value, found.action) == (2, "Ask")


def test_who_steps_aside_on_paper_does_not_count_until_the_same_hand_gives_a_value(
    world: World, opened: OpenChallenge
) -> None:
    typed(opened, rating(opened, GRACE, 1, 4, action="Ask"))
    world.on(minutes=1)
    typed(opened, rating(opened, GRACE, 1, None, aside=True, reason="I know her"))
    found = reading(opened, GRACE, 1)
    assert found is not None
    assert (found.value, found.knows, found.aside_reason) == (None, Knows.ASIDE, "I know her")
    assert not found.counts
    world.on(minutes=1)
    typed(opened, rating(opened, GRACE, 1, 3))
    found = reading(opened, GRACE, 1)
    assert found is not None
    assert (found.value, found.action, found.knows, found.aside_reason) == (3, "Ask", Knows.NO, "")


def test_further_criteria_are_taken_in_and_those_left_out_stay(world: World, opened: OpenChallenge) -> None:
    clear, new = (Criterion(question=one, scale=("no", "so so", "yes")) for one in ("Clear?", "New?"))
    alter(opened.workspace, criteria=(clear, new))
    typed(opened, rating(opened, GRACE, 1, 4, criteria=(3, 2)))
    world.on(minutes=1)
    told = typed(
        opened, rating(opened, GRACE, 1, 4, criteria=(0, 1)), rating(opened, BEN, 1, 4, criteria=(9, 1))
    )
    assert codes(told) == [("merged", [(1, "merged")]), ("value_out_of_scale", [(1, "value_out_of_scale")])]
    found = reading(opened, GRACE, 1)
    assert found is not None
    assert found.criteria == (3, 1)


def test_criteria_that_nobody_answered_are_no_contradiction(world: World, opened: OpenChallenge) -> None:
    device = world.device(GRACE, "phone", pack=1)
    device.answer(1, value=4, criteria=(0, 0))
    merge(opened.workspace, FILES, [arrived(device.return_file(), world.now)])
    world.on(minutes=1)
    assert codes(typed(opened, rating(opened, GRACE, 1, 4))) == [("merged", [(1, "merged")])]


def test_paper_and_device_contradict_each_other_until_the_organiser_chooses(
    world: World, opened: OpenChallenge
) -> None:
    device = world.device(GRACE, "phone", pack=1)
    device.answer(1, value=5)
    device.answer(2, value=3)
    merge(opened.workspace, FILES, [arrived(device.return_file(), world.now)])
    world.on(minutes=1)
    told = typed(opened, rating(opened, GRACE, 1, 2), rating(opened, GRACE, 2, 3))
    assert codes(told) == [("merged", [(1, "conflict"), (2, "merged")])]


def test_it_does_not_matter_which_came_first(world: World) -> None:
    device = world.device(GRACE, "phone", pack=1)
    device.answer(1, value=5)
    sent = arrived(device.return_file(), world.now)
    one, other = world.copy(), world.copy()
    merge(one.workspace, FILES, [sent])
    typed(one, rating(one, GRACE, 1, 2))
    typed(other, rating(other, GRACE, 1, 2))
    merge(other.workspace, FILES, [sent])
    assert facts(one)["readings"] == facts(other)["readings"]
    one.close()
    other.close()


def test_a_pack_that_was_withdrawn_is_told(opened: OpenChallenge) -> None:
    wanted = rating(opened, GRACE, 1, 4)
    revoke(opened.workspace, wanted.pack_id, "Lost on a train")
    assert codes(typed(opened, wanted)) == [("merged", [(1, "pack_revoked")])]


def test_a_pack_whose_making_was_taken_back_is_refused(opened: OpenChallenge) -> None:
    wanted = rating(opened, GRACE, 1, 4)
    opened.workspace.undo()
    with pytest.raises(NoSuchPack):
        typed(opened, wanted)
