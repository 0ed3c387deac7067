"""What goes into packs, what never does, and what making them again carries over."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from learningstories.domain.challenge import Criterion
from learningstories.domain.errors import Cancelled, CannotWrite, NoSuchReviewer, NothingToPack
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Attachment, AttachmentId, Story
from learningstories.packs.packs import PackFiles
from learningstories.services import reviewing, stories
from learningstories.services.challenges import alter
from learningstories.services.hand_form import hand_form
from learningstories.services.mailed_ratings import LineFault, read_ratings
from learningstories.services.merging import merge
from learningstories.services.opening import OpenChallenge
from learningstories.services.pack_answers import AnswerShelf
from learningstories.services.pack_contents import PackContents
from learningstories.services.pack_order import MadePacks, PackOrder
from learningstories.services.pack_reading import PackReading, open_pack
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.services.stepping_aside import step_aside

FILES = PackFiles()
GRACE = "grace@example.org"
AUTHOR = {"author": "Amara Okafor", "email": "amara@example.net"}


@pytest.fixture
def grace(challenge: OpenChallenge, add_reviewer: Callable[..., Reviewer]) -> Reviewer:
    return add_reviewer(challenge.workspace)


@pytest.fixture
def make(challenge: OpenChallenge, tmp_path: Path) -> Callable[..., MadePacks]:
    def made(**order: Any) -> MadePacks:
        wanted = PackOrder(**{"folder": tmp_path / "packs", **order})
        return make_packs(challenge.workspace, FILES, wanted, Control())

    return made


def contents_of(made: MadePacks, place: int = 0, phrase: str = "") -> PackContents:
    path = made.packs[place].path
    return FILES.read(path.read_bytes(), path.name, phrase)


def attach(challenge: OpenChallenge, story: Story, data: bytes, role: str, **fields: Any) -> str:
    with challenge.workspace.change("Attach a file") as unit:
        given = {"name": "amara-okafor.bin", "media_type": "application/octet-stream", "size": len(data)}
        sha = unit.blobs.put(data)
        key = AttachmentId(uuid4())
        unit.attachments.add(Attachment(id=key, story_id=story.id, sha=sha, role=role, **{**given, **fields}))
    return sha


def photo() -> bytes:
    out = io.BytesIO()
    about = Image.Exif()
    about[0x013B] = "Amara Okafor"
    Image.new("RGB", (1600, 800), "teal").save(out, "JPEG", exif=about, comment=b"by Amara")
    return out.getvalue()


def test_a_blind_pack_names_nobody(
    challenge: OpenChallenge, add_story: Callable[..., Story], grace: Reviewer, make: Callable[..., MadePacks]
) -> None:
    alter(challenge.workspace, blind=True)
    story = add_story(
        challenge.workspace, "I, Amara, wrote to amara@example.net.", title="Amara learns", **AUTHOR
    )
    attach(challenge, story, photo(), "picture", description="Amara Okafor at home")
    attach(challenge, story, b"\xff\xfb" + b"Amara speaks", "sound", description="Amara tells it", seconds=90)
    attach(challenge, story, b"the letter by Amara Okafor", "original", name="amara.docx")
    made = make()
    found = contents_of(made)
    (shown,) = found.stories
    assert (shown.title, shown.author) == ("«author» learns", "")
    assert [(m.role, bool(m.file), m.description, m.seconds) for m in shown.media] == [
        ("picture", True, "«author» at home", 0),
        ("sound", False, "«author» tells it", 90),
    ]
    everything = b"".join([made.packs[0].path.read_bytes(), *map(bytes, found.media.values())])
    everything += str(found).encode()
    assert not [word for word in (b"Amara", b"amara", b"Okafor", b"Exif") if word in everything]
    assert made.unapproved == (1,)


def test_an_open_pack_names_the_author_as_wished_and_brings_sound_along(
    challenge: OpenChallenge, add_story: Callable[..., Story], grace: Reviewer, make: Callable[..., MadePacks]
) -> None:
    story = add_story(challenge.workspace, "I learned.", **AUTHOR)
    attach(challenge, story, b"\xff\xfb" + b"s" * 500, "sound")
    attach(challenge, story, b"\xff\xfb" + b"s" * 5_000_000, "sound", description="The long one")
    made = make()
    (shown,) = contents_of(made).stories
    assert shown.author == "Amara Okafor"
    assert sorted((bool(m.file), m.description) for m in shown.media) == [(False, "The long one"), (True, "")]
    assert made.unapproved == ()


def test_pictures_are_called_by_what_they_have_become(
    challenge: OpenChallenge, add_story: Callable[..., Story], grace: Reviewer, make: Callable[..., MadePacks]
) -> None:
    data = photo()
    with challenge.workspace.change("Keep a picture") as unit:
        sha = unit.blobs.put(data)
    story = add_story(challenge.workspace, f"![A map](media:{sha})")
    attach(challenge, story, data, "picture")
    found = contents_of(make())
    (medium,) = found.stories[0].media
    assert found.stories[0].markdown == f"![A map](media:{medium.file[6:70]})"
    with Image.open(io.BytesIO(bytes(found.media[medium.file]))) as picture:
        assert picture.size == (1200, 600)


def test_each_has_an_own_order_and_stories_that_may_not_be_read_stay_out(
    challenge: OpenChallenge,
    add_story: Callable[..., Story],
    add_reviewer: Callable[..., Reviewer],
    make: Callable[..., MadePacks],
) -> None:
    for number in range(1, 13):
        add_story(challenge.workspace, f"Story {number}", consent_read=number != 5)
    stories.withdraw(challenge.workspace, [7])
    for name in ("Ann", "Ben", "Cleo"):
        add_reviewer(challenge.workspace, name)
    made = make()
    orders = [[story.number for story in contents_of(made, place).stories] for place in range(3)]
    assert [sorted(order) for order in orders] == [[1, 2, 3, 4, 6, 8, 9, 10, 11, 12]] * 3
    assert len({tuple(order) for order in orders}) == 3
    again = make()
    assert [[s.number for s in contents_of(again, place).stories] for place in range(3)] == orders


def test_own_stories_those_stepped_aside_from_and_those_beyond_the_capacity_stay_out(
    challenge: OpenChallenge,
    add_story: Callable[..., Story],
    add_reviewer: Callable[..., Reviewer],
    make: Callable[..., MadePacks],
) -> None:
    grace = add_reviewer(challenge.workspace)
    add_story(challenge.workspace, "Mine", email=grace.email.upper())
    add_story(challenge.workspace, "A friend's", author="Zoë Müller")
    add_story(challenge.workspace, "That one")
    for number in range(4):
        add_story(challenge.workspace, f"Another {number}")
    step_aside(challenge.workspace, grace.email, author="zoe  muller", reason="a friend")
    step_aside(challenge.workspace, grace.email, number=3, reason="I was there")
    assert sorted(s.number for s in contents_of(make()).stories) == [4, 5, 6, 7]
    reviewing.edit_reviewer(challenge.workspace, grace.email, capacity=2)
    assert len(contents_of(make()).stories) == 2


def reading(made: MadePacks, folder: Path, clock: Any, place: int = 0) -> PackReading:
    return open_pack(made.packs[place].path, FILES, AnswerShelf(folder, FILES), clock)


def test_making_a_pack_again_carries_answers_over_where_the_story_is_the_same(
    challenge: OpenChallenge,
    add_story: Callable[..., Story],
    grace: Reviewer,
    make: Callable[..., MadePacks],
    tmp_path: Path,
    clock: Any,
) -> None:
    for number in (1, 2, 3):
        add_story(challenge.workspace, f"Story {number}")
    first = reading(make(), tmp_path / "desk", clock)
    first.answer(1, value=5, why="So true")
    first.answer(2, value=4)
    first.save_return(tmp_path / "a.lsreturn.txt")
    merge(challenge.workspace, FILES, FILES.arrivals([tmp_path / "a.lsreturn.txt"]))
    first.answer(3, value=1)  # not sent yet
    stories.edit(challenge.workspace, 2, markdown="Story 2, told anew")
    clock.on(hours=1)
    made = make()
    # On another device the pack itself knows what was sent; where it was answered also what was not.
    for folder, unsent in (("phone", None), ("desk", 1)):
        again = reading(made, tmp_path / folder, clock)
        assert {story.number: story.value for story in again.session.stories} == {1: 5, 2: None, 3: unsent}
    again.answer(1, value=2)
    again.answer(2, value=3)
    again.save_return(tmp_path / "b.lsreturn.txt")
    report = merge(challenge.workspace, FILES, FILES.arrivals([tmp_path / "b.lsreturn.txt"]))
    assert sorted((story.number, story.code) for story in report.files[0].stories) == [
        (1, "merged"), (2, "merged"), (3, "merged")
    ]  # fmt: skip
    assert sorted(rating.value for rating in challenge.lists.ratings()) == [1, 2, 3]


def test_what_was_typed_here_goes_out_with_the_pack_and_is_superseded_by_what_comes_back(
    challenge: OpenChallenge,
    add_story: Callable[..., Story],
    grace: Reviewer,
    make: Callable[..., MadePacks],
    tmp_path: Path,
    clock: Any,
) -> None:
    add_story(challenge.workspace, "Story 1")
    reviewing.answer(challenge.workspace, GRACE, 1, value=3, why="Told on the phone")
    device = reading(make(), tmp_path / "desk", clock)
    assert device.session.stories[0].value == 3
    device.answer(1, value=4)
    device.save_return(tmp_path / "a.lsreturn.txt")
    report = merge(challenge.workspace, FILES, FILES.arrivals([tmp_path / "a.lsreturn.txt"]))
    assert [story.code for story in report.files[0].stories] == ["merged"]
    with challenge.workspace.read() as unit:
        (shown,) = unit.readings.all()
    assert (shown.value, shown.why) == (4, "Told on the phone")


def test_the_mail_says_how_to_answer_in_words_and_is_no_answer_itself(
    challenge: OpenChallenge, add_story: Callable[..., Story], grace: Reviewer, make: Callable[..., MadePacks]
) -> None:
    add_story(challenge.workspace, "Mine")
    alter(challenge.workspace, criteria=(Criterion(question="Clear?", scale=("no", "so so", "yes")),))
    (made,) = make(mail=True).packs
    assert made.mail is not None
    text = FILES.mail_words(made.mail.read_bytes()).text
    told = [line.strip(" “”") for line in text.splitlines() if "“Story 1" in line]
    with challenge.workspace.read() as unit:
        form = hand_form(unit.challenge())
    answer, aside = read_ratings("\n".join(told).replace("Story 1: step", "Story 2: step"), form, (1, 2))
    assert (answer.value, answer.criteria, answer.action, aside.aside) == (4, (3,), "I will …", True)
    repeated = f"Thank you!\n-----Original Message-----\n{text}"
    assert {line.fault for line in read_ratings(repeated, form, (1, 2))} == {LineFault.NO_RATING}


def test_the_mail_says_what_to_do_and_keeps_the_words_secret(
    challenge: OpenChallenge, add_story: Callable[..., Story], grace: Reviewer, make: Callable[..., MadePacks]
) -> None:
    until = datetime(2013, 4, 2, 17, tzinfo=UTC)
    alter(challenge.workspace, contact="org@example.org", community="L&D Connect")
    add_story(challenge.workspace, "word " * 700)
    (made,) = make(mail=True, protect=True, return_by=until).packs
    assert made.mail is not None
    mail = message_from_bytes(made.mail.read_bytes(), policy=policy.default)
    body = mail.get_body()
    assert body is not None
    text = body.get_content()
    assert (mail["To"], mail["From"]) == (f"Grace Hopper <{GRACE}>", "L&D Connect <org@example.org>")
    for words in (
        "Dear Grace Hopper,",
        "Tuesday 2 April 2013, 18:00",
        "five words",
        "How much does this story",
    ):
        assert words in text
    words_of_phrase = made.pack.phrase.split()  # a word alone may be one of ours: "that"
    assert not [pair for pair in pairwise(words_of_phrase) if " ".join(pair) in text]
    assert contents_of(MadePacks(packs=(made,)), phrase=made.pack.phrase).return_by == until


def test_a_large_pack_is_told(
    challenge: OpenChallenge, add_story: Callable[..., Story], grace: Reviewer, make: Callable[..., MadePacks]
) -> None:
    story = add_story(challenge.workspace, "I learned.")
    for number in range(9):
        attach(challenge, story, b"\xff\xfb" + bytes([number]) * 2_500_000, "sound", name=f"{number}.mp3")
    made = make()
    assert len(made.larger_than(8_000_000)) == len(made.larger_than(20_000_000)) == 1
    assert not made.larger_than(30_000_000)


def test_a_pack_holds_no_more_than_it_can(
    challenge: OpenChallenge, add_story: Callable[..., Story], grace: Reviewer, make: Callable[..., MadePacks]
) -> None:
    story = add_story(challenge.workspace, "I learned.")
    attach(challenge, story, photo(), "picture")
    for number in range(20):
        attach(challenge, story, b"\xff\xfb" + bytes([number]) * 2_900_000, "sound", name=f"{number}.mp3")
    made = make()
    media = contents_of(made).stories[0].media
    assert made.packs[0].size < 41 * 1024 * 1024
    assert next(m.role for m in media if m.file) == "picture"
    assert 0 < sum(not m.file for m in media) < 20


def test_nothing_is_left_of_packs_that_could_not_be_made(
    challenge: OpenChallenge,
    add_story: Callable[..., Story],
    add_reviewer: Callable[..., Reviewer],
    make: Callable[..., MadePacks],
    tmp_path: Path,
) -> None:
    folder = tmp_path / "packs"
    for error, order in ((NothingToPack, {}), (NoSuchReviewer, {"emails": ["no@example.org"]})):
        with pytest.raises(error):
            make(**order)
    add_story(challenge.workspace, "I learned.")
    for name in ("Ann", "Ben"):
        add_reviewer(challenge.workspace, name)
    stop = Control()
    stop.stop()
    with pytest.raises(Cancelled):
        make_packs(challenge.workspace, FILES, PackOrder(folder=folder), stop)
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(CannotWrite):
        make(folder=tmp_path / "taken")

    def fails(_contents: PackContents, _phrase: str) -> bytes:
        if list(folder.glob("*Ben*")):
            raise CannotWrite("x", "os")
        return b"page"

    with pytest.raises(CannotWrite):
        make(make_page=fails)
    assert list(folder.iterdir()) == []
    with challenge.workspace.read() as unit:
        assert not unit.packs.all()
        assert unit.pack_key.get() is None


def test_others_may_write_while_packs_are_made_and_what_they_alter_goes_in(
    challenge: OpenChallenge,
    add_story: Callable[..., Story],
    add_reviewer: Callable[..., Reviewer],
    make: Callable[..., MadePacks],
    tmp_path: Path,
) -> None:
    """Ben, who steps aside from the first story, gets what was made for him before it was altered."""
    number = add_story(challenge.workspace, "Before.").number
    add_story(challenge.workspace, "The other.")
    add_reviewer(challenge.workspace, "Ann")
    ben = add_reviewer(challenge.workspace, "Ben", email="ben@example.org")
    step_aside(challenge.workspace, ben.email, number=number, reason="family")
    written: list[str] = []

    def page(contents: PackContents, _phrase: str) -> bytes:
        written.append(contents.reviewer.name)
        if written == ["Ann", "Ben"]:
            stories.edit(challenge.workspace, number, markdown="After.")
        return b"page"

    made = make(make_page=page)
    assert written == ["Ann", "Ben", "Ann"]
    assert {story.markdown for story in contents_of(made).stories} == {"After.", "The other."}
    assert {path.name for path in (tmp_path / "packs").iterdir()} == {
        f"Learning stories - {name}{ending}" for name in ("Ann", "Ben") for ending in (".lspack", ".html")
    }
    with challenge.workspace.read() as unit:
        assert {pack.id for pack in unit.packs.all()} == {one.pack.id for one in made.packs}
    assert challenge.workspace.undo() == "Make 2 packs"


def test_names_of_files_fit_every_system_and_take_no_others_place(
    challenge: OpenChallenge,
    add_story: Callable[..., Story],
    add_reviewer: Callable[..., Reviewer],
    make: Callable[..., MadePacks],
) -> None:
    add_story(challenge.workspace, "I learned.")
    for place, name in enumerate(("../../A/B", "../../A/B", "学习 <x>", "CON")):
        add_reviewer(challenge.workspace, name, email=f"r{place}@example.org")
    names = [one.path.name for one in make().packs]
    assert len(set(names)) == 4
    assert all(name.startswith("Learning stories - ") and name.endswith(".lspack") for name in names)
    assert not [name for name in names if set(name) & set('\\/:*?"<>|')]


def test_undo_forgets_the_packs_but_not_the_key(
    challenge: OpenChallenge, add_story: Callable[..., Story], grace: Reviewer, make: Callable[..., MadePacks]
) -> None:
    add_story(challenge.workspace, "I learned.")
    first = contents_of(make())
    assert challenge.workspace.undo() == "Make 1 pack"
    with challenge.workspace.read() as unit:
        assert not unit.packs.all()
        master = unit.pack_key.get()
    assert master is not None
    assert FILES.key(master, first.id) == first.key
    assert contents_of(make(return_by=datetime(2013, 4, 1, tzinfo=UTC) + timedelta(days=1))).id != first.id
    assert challenge.check() == []
