"""Where one reviewer's stories and answers are: in an open challenge, or with a pack (`offline_reading`)."""

from dataclasses import dataclass
from typing import Any, Protocol

from learningstories.domain.reviewer import PromiseUse
from learningstories.services.reading_session import (
    ReadingSession,
    StoryPages,
    pages,
    reading_session,
    with_new_answers,
)
from learningstories.services.reviewing import allow_promises, answer
from learningstories.services.workspace import Workspace


class ReadingSource(Protocol):
    """What one reviewer reads and answers, wherever it is kept; calls may come from any thread."""

    def session(self) -> ReadingSession:
        """The stories in their order, with the answers given so far; raises `NoSuchReviewer`."""
        ...

    def with_new_answers(self, session: ReadingSession) -> ReadingSession:
        """The same session with the answers that are stored now."""
        ...

    def pages(self, number: int) -> StoryPages:
        """A story's text; raises `NoSuchStory`."""
        ...

    def picture(self, sha: str) -> bytes | None:
        """One of the pictures of the stories."""
        ...

    def answer(self, number: int, **fields: Any) -> object:
        """Store answers to a story: any fields of `Reading`; the others stay as they are.

        Raises `NoSuchReviewer`, `NoSuchStory`, `StoryWithdrawn`, `ValueOutOfScale`, `ChanceOutOfRange`,
        `ChanceWithoutAction`, `SteppedAside`, and what is raised where nothing can be stored.
        """
        ...

    def allow_promises(self, use: PromiseUse, *, ask_later: bool | None) -> object:
        """Note how promises may be shown, and whether we may ask later."""
        ...


@dataclass(frozen=True, slots=True)
class ChallengeReading:
    """One reviewer's reading in an open challenge; `email` says whose."""

    workspace: Workspace
    email: str

    def session(self) -> ReadingSession:
        """The stories in their order, with the answers given so far; raises `NoSuchReviewer`."""
        return reading_session(self.workspace, self.email)

    def with_new_answers(self, session: ReadingSession) -> ReadingSession:
        """The same session with the answers that are stored now."""
        return with_new_answers(self.workspace, session)

    def pages(self, number: int) -> StoryPages:
        """A story's text; raises `NoSuchStory`."""
        return pages(self.workspace, number)

    def picture(self, sha: str) -> bytes | None:
        """One of the pictures of the stories."""
        with self.workspace.read() as unit:
            return unit.blobs.get(sha)

    def answer(self, number: int, **fields: Any) -> object:
        """Store answers to a story, as a step of history."""
        return answer(self.workspace, self.email, number, **fields)

    def allow_promises(self, use: PromiseUse, *, ask_later: bool | None) -> object:
        """Note how promises may be shown, and whether we may ask later."""
        return allow_promises(self.workspace, self.email, use, ask_later=ask_later)
