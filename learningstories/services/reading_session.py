"""What a reviewer has before them: the stories in their own order, the answers, and what comes next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from learningstories.analysis.order import reading_order
from learningstories.domain.challenge import Challenge
from learningstories.domain.reading import Knows, Reading
from learningstories.domain.reviewer import Reviewer
from learningstories.domain.story import Story, StoryId, minutes_to_read
from learningstories.services.assigned import assigned_to
from learningstories.services.ports import UnitOfWork
from learningstories.services.reviewing import readable, reviewer_of
from learningstories.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryToRead:
    """One story in the reviewer's list; `place` counts from 1, `reading` is None before the first answer."""

    id: StoryId
    number: int
    title: str
    words: int
    text_sha: str
    place: int
    reading: Reading | None

    @property
    def minutes(self) -> int:
        """How long reading it takes."""
        return minutes_to_read(self.words)

    @property
    def value(self) -> int | None:
        """The answer to the headline question; None too for who stepped aside."""
        return self.reading.value if self.reading is not None and self.reading.counts else None

    @property
    def aside(self) -> bool:
        """Whether the reviewer stepped aside from it."""
        return self.reading is not None and self.reading.knows is Knows.ASIDE

    @property
    def done(self) -> bool:
        """Whether nothing more is asked about it."""
        return self.value is not None or self.aside

    @property
    def skipped(self) -> bool:
        """Whether it was put off."""
        return not self.done and self.reading is not None and self.reading.skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSession:
    """One reviewer's stories, in the order in which they are to be read.

    `offline` is a reading that is sent to the organiser, if possible before `return_by`.
    """

    challenge: Challenge
    reviewer: Reviewer
    stories: tuple[StoryToRead, ...]
    offline: bool = False
    return_by: datetime | None = None

    @property
    def done(self) -> int:
        """How many stories are answered or stepped aside from."""
        return sum(story.done for story in self.stories)

    @property
    def skipped(self) -> int:
        """How many stories were put off."""
        return sum(story.skipped for story in self.stories)

    @property
    def minutes_left(self) -> int:
        """How long reading the others takes."""
        return sum(story.minutes for story in self.stories if not story.done)

    def story(self, number: int | None) -> StoryToRead | None:
        """The story of a number, if it is the reviewer's to read."""
        return next((story for story in self.stories if story.number == number), None)

    def after(self, number: int | None, besides: Collection[int] = ()) -> int | None:
        """The next story that is neither answered nor put off, after `number` and round to before it.

        Those in `besides` are passed over: what was said of them is still being stored.
        """
        at = next((i for i, story in enumerate(self.stories) if story.number == number), -1)
        around = (*self.stories[at + 1 :], *self.stories[: max(at, 0)])
        return next(
            (s.number for s in around if not s.done and not s.skipped and s.number not in besides), None
        )

    def first(self) -> int | None:
        """Where to go on: after the last change; else what was put off; else None, for all is read."""
        given = [s for s in self.stories if s.reading is not None]
        last = max(given, key=_changed, default=None)
        following = self.after(last.number if last else None)
        if following is not None:
            return following
        if last is not None and not last.done and not last.skipped:
            return last.number
        return next((s.number for s in self.stories if s.skipped), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideText:
    """A picture or recording that goes with a story's text without standing in it.

    `role` is "picture", "sound" or "video". `name` is what it is asked for by (a picture's SHA-256);
    empty where it is somewhere else.
    """

    role: str
    name: str
    description: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPages:
    """A story's text as its reviewer may see it; `author` is empty where it must not be known."""

    number: int
    title: str
    author: str
    words: int
    markdown: str
    pictures: frozenset[str]
    beside: tuple[BesideText, ...] = ()


def reading_session(workspace: Workspace, email: str) -> ReadingSession:
    """What the reviewer reads; raises `NoSuchReviewer`."""
    with workspace.read() as unit:
        challenge, reviewer = unit.challenge(), reviewer_of(unit, email)
        readings = _readings(unit, reviewer)
        mine = assigned_to(unit, reviewer)
        stories = {
            story.number: story
            for story in readable(unit, challenge)
            if mine is None or story.id in mine or story.id in readings
        }
        order = reading_order(reviewer.seed, list(stories))
    return ReadingSession(
        challenge=challenge,
        reviewer=reviewer,
        stories=tuple(_to_read(stories[number], place, readings) for place, number in enumerate(order, 1)),
    )


def with_new_answers(workspace: Workspace, session: ReadingSession) -> ReadingSession:
    """The same session with the answers that are stored now; far quicker than reading the stories again."""
    with workspace.read() as unit:
        readings = _readings(unit, session.reviewer)
    stories = tuple(replace(story, reading=readings.get(story.id)) for story in session.stories)
    return replace(session, stories=stories)


def pages(workspace: Workspace, number: int) -> StoryPages:
    """The text to be read, with no author in a blind challenge; raises `NoSuchStory`."""
    with workspace.read() as unit:
        challenge, story = unit.challenge(), unit.story(number)
        attachments = unit.attachments.find(story_id=story.id, role="picture")
        return StoryPages(
            number=number,
            title=story.title,
            author="" if challenge.blind else story.public_name,
            words=story.words,
            markdown=unit.texts.get(story.text_sha),
            pictures=frozenset(attachment.sha for attachment in attachments),
        )


def _changed(story: StoryToRead) -> str:
    return story.reading.changed_at.isoformat() if story.reading else ""


def _readings(unit: UnitOfWork, reviewer: Reviewer) -> Mapping[StoryId, Reading]:
    return {reading.story_id: reading for reading in unit.readings.find(reviewer_id=reviewer.id)}


def _to_read(story: Story, place: int, readings: Mapping[StoryId, Reading]) -> StoryToRead:
    return StoryToRead(
        id=story.id,
        number=story.number,
        title=story.title,
        words=story.words,
        text_sha=story.text_sha,
        place=place,
        reading=readings.get(story.id),
    )
