"""Any sequence of steps, undone and redone: the file stays sound, and undoing everything gives the start."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from learningstories.domain.challenge import Challenge, ChallengeId
from learningstories.domain.deadline import LateDecision
from learningstories.domain.errors import ExpectedError, NothingToUndo
from learningstories.domain.pack import ReturnBy
from learningstories.domain.reading import Knows
from learningstories.domain.story import (
    Attachment,
    AttachmentId,
    Eligibility,
    Story,
    StoryId,
    StoryVersion,
    VersionId,
)
from learningstories.packs.packs import PackFiles
from learningstories.services import (
    assigning,
    challenges,
    eligibility,
    extensions,
    merging,
    packing,
    received,
    reviewing,
    shortlisting,
    stories,
)
from learningstories.services.flags import choices
from learningstories.services.opening import OpenChallenge
from learningstories.services.pack_answers import AnswerShelf
from learningstories.services.pack_order import PackOrder
from learningstories.services.pack_reading import open_pack
from learningstories.services.progress import Control
from learningstories.services.returned import Arrival
from learningstories.services.reviewing import NewReviewer
from learningstories.storage import opening

START = datetime(2013, 3, 20, 12, tzinfo=UTC)
TITLES = st.sampled_from(["Bread", "Écoute", "学习", "bread", ""])
TEXTS = st.sampled_from(["one", "one two", "Ça va", "学习的故事", ""])
NUMBERS = st.integers(1, 4)
FILES = PackFiles()
MAILS = st.sampled_from(["a@example.org", "b@example.org"])
TABLES = (
    "challenge",
    "story",
    "version",
    "attachment",
    "reviewer",
    "reading",
    "choice",
    "shortlist_lock",
    "book",
    "assignment",
    "pack",
    "pack_return",
    "resolution",
)


class Steps(RuleBasedStateMachine):
    """One organiser, doing anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.folder, self.outside = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
        challenge = Challenge(
            id=ChallengeId(uuid4()), title="x", closes_at=START + timedelta(days=1), zone="Europe/London"
        )
        self.opened: OpenChallenge = opening.make_challenge(
            self.folder / "x.stories", challenge, lambda: self.now, "Ada"
        )
        self.states = [self._everything()]
        self.place = 0

    def teardown(self) -> None:
        while self.opened.workspace.undo_label():
            self.opened.workspace.undo()
        assert self._everything() == self.states[0]
        assert self.opened.check() == []
        self.opened.close()
        assert [file.name for file in self.folder.iterdir()] == ["x.stories"]
        shutil.rmtree(self.folder)
        shutil.rmtree(self.outside)

    def _everything(self) -> dict[str, list[Any]]:
        with self.opened.workspace.read() as unit:
            connection = unit._session.connection()  # type: ignore[attr-defined]
            tables = {
                name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY id")]  # noqa: S608
                for name in TABLES
            }
        rows = self.opened.lists
        return {**tables, "ratings": list(rows.ratings())}

    def _do(self, call: Any, *args: Any, **fields: Any) -> None:
        label = len(self.opened.workspace.history(limit=10**6))
        try:
            call(self.opened.workspace, *args, **fields)
        except ExpectedError:
            assert self._everything() == self.states[self.place]
            return
        now = self._everything()
        if now != self.states[self.place] or label != len(self.opened.workspace.history(limit=10**6)):
            self.place += 1
            self.states[self.place :] = [now]

    @initialize()
    def people(self) -> None:
        for mail in ("a@example.org", "b@example.org"):
            self._do(reviewing.add_reviewers, [NewReviewer(name=mail[0], email=mail)])

    @rule(title=TITLES, text=TEXTS, late=st.booleans())
    def add(self, title: str, text: str, *, late: bool) -> None:
        self._do(_add, title, text, self.now + timedelta(days=2) * late)

    @rule(number=NUMBERS, title=TITLES, text=st.none() | TEXTS)
    def edit(self, number: int, title: str, text: str | None) -> None:
        self._do(stories.edit, number, title=title, markdown=text)

    @rule(number=NUMBERS, back=st.booleans())
    def withdraw(self, number: int, *, back: bool) -> None:
        self._do(stories.restore if back else stories.withdraw, [number])

    @rule(number=NUMBERS, decision=st.sampled_from(LateDecision))
    def decide(self, number: int, decision: LateDecision) -> None:
        self._do(stories.decide_late, [number], decision, "because")

    @rule(number=NUMBERS, decision=st.sampled_from(Eligibility))
    def find_eligible(self, number: int, decision: Eligibility) -> None:
        self._do(eligibility.decide, [number], decision, "because")

    @rule(number=NUMBERS, hours=st.none() | st.integers(-60, 1))
    def count_from(self, number: int, hours: int | None) -> None:
        if hours is None:
            self._do(received.back_to_surest, number)
        else:
            self._do(received.set_time, number, self.now + timedelta(hours=hours), "because")

    @rule(mail=MAILS, hours=st.none() | st.integers(-1, 60))
    def give_time(self, mail: str, hours: int | None) -> None:
        if hours is None:
            self._do(extensions.take_back, mail, "because")
        else:
            self._do(extensions.grant, mail, self.now + timedelta(hours=hours), "because")

    @rule(mail=MAILS, number=NUMBERS, value=st.none() | st.integers(1, 5), knows=st.sampled_from(Knows))
    def rate(self, mail: str, number: int, value: int | None, knows: Knows) -> None:
        self.now += timedelta(minutes=6)  # typing that merges has tests of its own
        self._do(reviewing.answer, mail, number, value=value, knows=knows)

    @rule(readers=st.integers(1, 2))
    def assign(self, readers: int) -> None:
        self._do(assigning.assign_stories, self.opened.lists, readers)

    @rule(mail=MAILS)
    def hand_over(self, mail: str) -> None:
        self._do(assigning.hand_over, self.opened.lists, mail)

    @rule(mail=MAILS)
    def pack(self, mail: str) -> None:
        self.now += timedelta(minutes=1)
        order = PackOrder(folder=self.outside, emails=[mail])
        self._do(packing.make_packs, FILES, order, Control())

    @rule(which=st.integers(0, 3), device=st.sampled_from("de"), number=NUMBERS, value=st.integers(1, 5))
    def come_home(self, which: int, device: str, number: int, value: int) -> None:
        """A pack that went out, whether or not it was taken back since, is answered and returned."""
        packs = sorted(self.outside.glob("*.lspack"))
        if packs:
            shelf = AnswerShelf(self.outside / device, FILES)
            pack = open_pack(packs[which % len(packs)], FILES, shelf, lambda: self.now)
            if number in {story.number for story in pack.contents.stories}:
                pack.answer(number, value=value)
            came = Arrival(name="x", by=ReturnBy.FILE, data=pack.return_file())
            self._do(merging.merge, FILES, [came])

    @rule(back=st.booleans())
    def revoke(self, *, back: bool) -> None:
        with self.opened.workspace.read() as unit:
            packs = sorted(unit.packs.all(), key=lambda pack: pack.id)
        if packs and back:
            self._do(packing.reinstate, packs[0].id)
        elif packs:
            self._do(packing.revoke, packs[0].id, "lost")

    @rule(place=st.integers(0, 1))
    def resolve(self, place: int) -> None:
        for choice in choices(self.opened.workspace)[:1]:
            head = choice.heads[place].id
            self._do(merging.resolve, choice.reviewer.email, choice.story.number, head)

    @rule(number=NUMBERS)
    def choose(self, number: int) -> None:
        self._do(shortlisting.add, [number])

    @rule(number=NUMBERS, act=st.sampled_from([shortlisting.remove, shortlisting.pin]))
    def hold(self, number: int, act: Any) -> None:
        self._do(act, number)

    @rule(number=NUMBERS)
    def exclude(self, number: int) -> None:
        self._do(shortlisting.exclude, number, "too long for an evening")

    @rule(number=NUMBERS, to=st.integers(-1, 5))
    def move(self, number: int, to: int) -> None:
        self.now += timedelta(minutes=6)
        self._do(shortlisting.move, number, to)

    @rule(locked=st.booleans())
    def lock(self, *, locked: bool) -> None:
        if locked:
            self._do(shortlisting.lock, lambda _unit: {"seed": 1})
        else:
            self._do(shortlisting.unlock, "a mistake")

    @rule(zone=st.sampled_from(["Europe/London", "Asia/Tokyo"]), blind=st.booleans())
    def alter(self, zone: str, *, blind: bool) -> None:
        self._do(challenges.alter, zone=zone, blind=blind)

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self) -> None:
        self.opened.workspace.undo()
        self.place -= 1
        assert self._everything() == self.states[self.place]

    @rule()
    def redo(self) -> None:
        if self.place + 1 < len(self.states):
            self.opened.workspace.redo()
            self.place += 1
            assert self._everything() == self.states[self.place]
        else:
            try:
                self.opened.workspace.redo()
            except NothingToUndo:
                return
            raise AssertionError("there was nothing to redo")

    @rule()
    def reopen(self) -> None:
        path = self.opened.path
        self.opened.close()
        self.opened = opening.open_challenge(path, lambda: self.now, "Ada")

    @invariant()
    def sound(self) -> None:
        assert self.opened.check() == []


def _add(workspace: Any, title: str, text: str, at: datetime) -> None:
    with workspace.change("Add") as unit:
        sha, key = unit.texts.put(text), StoryId(uuid4())
        number = unit.next_number()
        story = Story(
            id=key, number=number, title=title, consent_read=True, received_at=at, text_sha=sha, added_at=at
        )
        unit.stories.add(story)
        unit.versions.add(
            StoryVersion(id=VersionId(uuid4()), story_id=key, version=1, text_sha=sha, words=1, created_at=at)
        )
        unit.attachments.add(
            Attachment(
                id=AttachmentId(uuid4()),
                story_id=key,
                sha=unit.blobs.put(text.encode()),
                name="story.md",
                media_type="text/markdown",
                size=len(text.encode()),
                role="original",
            )
        )


TestAnySteps = Steps.TestCase
TestAnySteps.settings = settings(
    max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
