"""A reviewer's side: a pack is opened, its stories answered, the return written. It needs no other file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from learningstories.domain.errors import (
    ExpectedError,
    FileForbidden,
    FileMissing,
    NoSuchStory,
    PackTooBig,
    ReturnNotOurs,
)
from learningstories.domain.reading import Reading
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.revision import (
    HERE,
    Revision,
    Vector,
    Wish,
    Word,
    joined,
    spoken,
    standing,
    wished,
)
from learningstories.domain.story import StoryId
from learningstories.services.answering import answered, answers_of, blank_reading, shown_word
from learningstories.services.pack_answers import AnswerShelf, KeptAnswers, new_device, says_something
from learningstories.services.pack_contents import PackContents, PackStory
from learningstories.services.pack_port import Packs
from learningstories.services.ports import Clock
from learningstories.services.reading_session import ReadingSession, StoryPages, StoryToRead
from learningstories.services.returned import Returned, ReturnRefused
from learningstories.services.saving import save_whole

MOST_BYTES = 64 * 1024 * 1024


def open_pack(path: Path, files: Packs, shelf: AnswerShelf, clock: Clock, phrase: str = "") -> "PackReading":
    """Open a pack with the answers that were given to it so far.

    Raises `FileMissing`, `FileForbidden`, and what `Packs.read` raises.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except PermissionError as error:
        raise FileForbidden(path.name) from error
    except (OSError, ValueError) as error:
        raise FileMissing(path.name) from error
    if len(data) > MOST_BYTES:
        raise PackTooBig(path.name)
    return PackReading(files.read(data, path.name, phrase), files, shelf, clock)


class PackReading:
    """An open pack. Calls may come from any one thread at a time."""

    def __init__(self, contents: PackContents, files: Packs, shelf: AnswerShelf, clock: Clock) -> None:
        self.contents = contents
        self._files, self._shelf, self._clock = files, shelf, clock
        self._stories: Mapping[int, PackStory] = {story.number: story for story in contents.stories}
        self._earlier = KeptAnswers(device="")
        self._kept = self._beginning()
        self._readings: dict[StoryId, Reading] = {}
        self._follow()

    @property
    def session(self) -> ReadingSession:
        """The stories in their order, with the answers given so far."""
        wish = wished(self._kept.wishes)
        reviewer = self.contents.reviewer
        if wish is not None:
            reviewer = replace(reviewer, promise_use=wish.promise_use, ask_later=wish.ask_later)
        return ReadingSession(
            challenge=self.contents.challenge,
            reviewer=reviewer,
            stories=tuple(
                StoryToRead(
                    id=story.id, number=story.number, title=story.title, words=story.words,
                    text_sha=story.sha, place=place, reading=self._readings.get(story.id),
                )
                for place, story in enumerate(self.contents.stories, start=1)
            ),
        )  # fmt: skip

    @property
    def unsent(self) -> int:
        """How many stories have answers that no return holds yet."""
        new = (word for word in self._mine() if str(word.id) not in self._kept.sent)
        return len({word.story_id for word in new if says_something(word)})

    @property
    def wish_is_unsent(self) -> bool:
        """Whether the reviewer's wish for promises is in no return yet."""
        return any(str(one.id) not in self._kept.sent for one in self._kept.wishes)

    @property
    def answered(self) -> int:
        """How many stories have answers on this computer."""
        return len({word.story_id for word in self._mine() if says_something(word)})

    def pages(self, number: int) -> StoryPages:
        """A story's text; raises `NoSuchStory`."""
        story = self._story(number)
        return StoryPages(
            number=number,
            title=story.title,
            author=story.author,
            words=story.words,
            markdown=story.markdown,
            pictures=frozenset(m.file[6:70] for m in story.media if m.role == "picture" and m.file),
        )

    def picture(self, sha: str) -> bytes | None:
        """A picture of the pack."""
        found = (self.contents.media.get(f"media/{sha}.{ending}") for ending in ("jpg", "png"))
        return next((bytes(data) for data in found if data is not None), None)

    def answer(self, number: int, **given: Any) -> Reading:
        """Store answers to a story: any fields of `Reading`; the others stay as they are.

        Raises `NoSuchStory`, `ValueOutOfScale`, `ChanceOutOfRange`, `ChanceWithoutAction`, `SteppedAside`,
        `CannotWrite`, `DiskFull`.
        """
        story = self._story(number)
        with self._turn():
            now, device = self._clock(), self._kept.device
            before = self._readings.get(story.id) or self._blank(story, now)
            after = answered(self.contents.challenge, number, before, now, device=device, **given)
            word = Revision(
                reviewer_id=after.reviewer_id, story_id=story.id, sha=story.sha, device=device, at=now,
                vector=after.vector, position=after.position, answers=answers_of(after),
            )  # fmt: skip
            # What has not left this device yet is said anew, not once more.
            gone = {str(w.id) for w in self._mine() if w.story_id == story.id and w.vector == word.vector}
            self._keep(KeptAnswers(device=device, revisions=(word,)), gone - {str(word.id)})
            return self._readings[story.id]

    def allow_promises(self, use: PromiseUse, *, ask_later: bool | None) -> None:
        """Note how promises may be shown, and whether we may ask later; raises `CannotWrite`, `DiskFull`."""
        with self._turn():
            device, wishes = self._kept.device, self._kept.wishes
            unsent = [one for one in wishes if self._may_be_said_anew(one)]
            seen = joined([self.contents.wishes_seen, *(one.vector for one in wishes)])
            wish = Wish(
                reviewer_id=self.contents.reviewer.id, device=device, at=self._clock(), promise_use=use,
                vector=unsent[0].vector if unsent else spoken(seen, device), ask_later=ask_later,
            )  # fmt: skip
            gone = {str(one.id) for one in unsent} - {str(wish.id)}
            self._keep(KeptAnswers(device=device, wishes=(wish,)), gone)

    def return_file(self) -> bytes:
        """The return with all that was answered; raises `CannotWrite`, `DiskFull`.

        From now on each of these answers has left: what is answered next is another one.
        """
        with self._turn():
            return self._returned()

    def _returned(self) -> bytes:
        words = self._mine()
        sent = _ids(words) | _ids(self._kept.wishes)
        self._keep(replace(self._kept, sent=self._kept.sent | sent), set())
        returned = Returned(
            pack_id=self.contents.id, reviewer_id=self.contents.reviewer.id, written_at=self._clock(),
            revisions=tuple(words), wishes=self._kept.wishes,
        )  # fmt: skip
        return self._files.write_return(returned, self.contents.key)

    def return_text(self) -> str:
        """The same as text to be pasted into a mail; raises as `return_file` does."""
        return self._files.return_text(self.return_file())

    def save_return(self, target: Path) -> int:
        """Write the return; gives how many stories are answered in it. Raises `CannotWrite`, `DiskFull`."""
        with self._turn():
            before = self._kept
            data = self._returned()
            try:
                save_whole(target, data)
            except ExpectedError:
                self._shelf.write(self.contents, before, self._clock())  # nothing has left
                self._kept = before
                self._follow()
                raise
            return len(self._mine())

    def continue_from(self, data: bytes) -> None:
        """Go on from a return that was written on another device.

        Raises `ReturnNotOurs`, `CannotWrite`, `DiskFull`.
        """
        with self._turn():
            try:
                envelope = self._files.open_return(data)
                if not self._files.is_genuine(envelope, self.contents.key):
                    raise ReturnNotOurs
                found = self._files.read_return(envelope)
            except ReturnRefused as refused:
                raise ReturnNotOurs from refused
            sent = _ids(found.revisions) | _ids(found.wishes)
            mine = KeptAnswers(
                device=self._kept.device, revisions=found.revisions, wishes=found.wishes, sent=sent
            )
            self._keep(mine, set())

    def look_again(self) -> None:
        """See what another window or program has stored; raises `FileForbidden`, `DiskTrouble`."""
        there = self._shelf.read(self.contents.id)
        if there is not None:
            # Whatever was said in any window is stored: that is newer than what is remembered here.
            self._kept = replace(there, device=self._kept.device).with_(self._earlier)
            self._follow()

    def _story(self, number: int) -> PackStory:
        story = self._stories.get(number)
        if story is None:
            raise NoSuchStory(number)
        return story

    def _beginning(self) -> KeptAnswers:
        """What is kept of this pack, and of earlier ones of the same reviewer where a story is the same."""
        kept = self._shelf.read(self.contents.id)
        earlier = [found for key in self.contents.earlier if (found := self._shelf.read(key)) is not None]
        for found in earlier:
            self._earlier = self._earlier.with_(found)
        if kept is None:
            kept = KeptAnswers(device=earlier[0].device if earlier else new_device())
        return kept.with_(self._earlier)

    def _mine(self) -> list[Revision]:
        """What was said about the stories of this pack as they are in it."""
        shas = {story.id: story.sha for story in self.contents.stories}
        return [word for word in self._kept.revisions if shas.get(word.story_id) == word.sha]

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Alone with what is kept, and knowing all of it: nothing of another window is written over."""
        with self._shelf.turn():
            self.look_again()
            yield

    def _keep(self, new: KeptAnswers, gone: set[str]) -> None:
        kept = self._kept.without(gone).with_(new)
        self._shelf.write(self.contents, kept, self._clock())
        self._kept = kept
        self._follow()

    def _follow(self) -> None:
        words: defaultdict[StoryId, list[Revision]] = defaultdict(list)
        for word in self._mine():
            words[word.story_id].append(word)
        found = ((s.id, self._reading(s, words[s.id])) for s in self.contents.stories)
        self._readings = {key: reading for key, reading in found if reading is not None}

    def _reading(self, story: PackStory, words: list[Revision]) -> Reading | None:
        reviewer_id, made_at = self.contents.reviewer.id, self.contents.made_at
        known = [*words]
        if story.answers is not None:
            known.append(
                Revision(
                    reviewer_id=reviewer_id, story_id=story.id, sha=story.sha, device=HERE, vector=story.seen,
                    at=made_at, answers=story.answers,
                )
            )  # fmt: skip
        holds = standing(known)
        if holds is None:
            return None
        shown, heads = holds.shown, holds.heads
        anew = self._may_be_said_anew(shown) and len(heads) == 1
        seen = joined([self._seen(story), *(head.vector for head in heads)])
        return shown_word(shown, seen, anew=anew)

    def _may_be_said_anew(self, word: Revision | Wish) -> bool:
        """Whether nobody else knows it: not a return, nor the answers that are kept of an earlier pack."""
        known = self._kept.sent | _ids(self._earlier.revisions) | _ids(self._earlier.wishes)
        return word.device == self._kept.device and str(word.id) not in known

    def _blank(self, story: PackStory, now: datetime) -> Reading:
        blank = blank_reading(self.contents.reviewer.id, story.id, story.sha, now)
        return replace(blank, vector=spoken(self._seen(story), self._kept.device))

    def _seen(self, story: PackStory) -> Vector:
        """What is known here of this reviewer's answers to the story, also to what it was before."""
        about: Iterable[Revision] = (word for word in self._kept.revisions if word.story_id == story.id)
        return joined([story.seen, *(word.vector for word in about)])


def _ids(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(str(word.id) for word in words)
