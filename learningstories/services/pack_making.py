"""What goes into each reviewer's pack; what several packs share is worked out once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import repeat
from uuid import uuid4

from learningstories.analysis.order import reading_order
from learningstories.domain.challenge import Challenge
from learningstories.domain.pack import Pack, PackedStory, PackId
from learningstories.domain.reading import Reading
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.revision import Answers, Wish, joined
from learningstories.domain.showcase import Paper
from learningstories.domain.story import Attachment, Story, StoryId
from learningstories.i18n import speaking
from learningstories.services.answering import answers_of, typed_word
from learningstories.services.ballots import BallotCodes
from learningstories.services.blinding import BlindStory, blind, shown_files
from learningstories.services.deriving import readings_of
from learningstories.services.one_line import one_line
from learningstories.services.pack_contents import PackContents, PackMedium, PackStory
from learningstories.services.pack_port import Packs
from learningstories.services.ports import UnitOfWork
from learningstories.services.reviewing import readable
from learningstories.services.stepping_aside import steps_aside

MOST_OF_A_PACK = 40 * 1024 * 1024  # of pictures and sound; then sound is only named, and then pictures
_LONGEST_LINE = 2_000
_MEDIA = re.compile(r"media:([0-9a-f]{64})")


SmallFiles = dict[str, tuple[bytes, str] | None]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A story as any pack of the challenge shows it, with its files by their names within a pack."""

    story: PackStory
    media: Mapping[str, bytes]
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackStamp:
    """What a pack is called by, what signs its returns, and when it is made."""

    id: PackId
    key: bytes
    made_at: datetime


class PackMaker:
    """Makes the contents of packs of one challenge, within one transaction, in which it writes nothing."""

    def __init__(self, unit: UnitOfWork, files: Packs, small: SmallFiles, challenge: Challenge) -> None:
        """`small` holds the files that were made fit for packs before, and takes those that are now."""
        self._unit, self._files, self._small = unit, files, small
        self._challenge = challenge
        self._shown: dict[StoryId, _Shown] = {}
        stories = readable(unit, self._challenge)
        self._stories: Mapping[StoryId, Story] = {story.id: story for story in stories}
        self._assigned = _assigned(unit)
        self._packs: dict[ReviewerId, list[Pack]] = {}
        self._ballots = BallotCodes()
        for pack in sorted(unit.packs.all(), key=lambda pack: (pack.made_at, pack.id)):
            self._packs.setdefault(pack.reviewer_id, []).append(pack)
            self._ballots.add(pack)

    @property
    def unapproved(self) -> list[int]:
        """The stories made so far in which words were replaced that nobody has looked at."""
        return sorted(shown.story.number for shown in self._shown.values() if not shown.approved)

    @property
    def paper(self) -> Paper:
        """What the packs are printed on, by what the book is."""
        books = self._unit.books.all()
        return Paper.LETTER if books and books[0].paper is Paper.LETTER else Paper.A4

    def stories_for(self, reviewer: Reviewer) -> list[Story]:
        """What this reviewer is to read, in the reviewer's own order.

        Those that were assigned; where nothing was assigned to anybody, as many of all as the reviewer reads.
        """
        free = [s for s in self._stories.values() if not steps_aside(reviewer, s)]
        if self._assigned:
            mine = self._assigned.get(reviewer.id, frozenset())
            free = [story for story in free if story.id in mine]
        by_number = {story.number: story for story in free}
        order = reading_order(reviewer.seed, list(by_number))
        most = len(order) if self._assigned else reviewer.share(len(order))
        return [by_number[number] for number in order[:most]]

    def look_at(self, story: Story) -> None:
        """Work out how packs show a story: all that takes long."""
        with speaking(self._challenge.language):
            self._show(story)

    def contents(self, reviewer: Reviewer, stamp: PackStamp) -> PackContents:
        """A new pack for this reviewer; what was typed here counts as kept, which it is when the pack is."""
        stories = self.stories_for(reviewer)
        readings = {reading.story_id: _kept(reading) for reading in self._readings(reviewer)}
        with speaking(self._challenge.language):
            shown = [(story, self._show(story)) for story in stories]
        wishes = (kept.word for kept in self._unit.revisions.of([reviewer.id]))
        made = PackContents(
            id=stamp.id,
            key=stamp.key,
            challenge=self._challenge,
            reviewer=reviewer,
            made_at=stamp.made_at,
            return_by=self._challenge.returns_until,
            earlier=tuple(pack.id for pack in reversed(self._packs.get(reviewer.id, ()))),
            wishes_seen=joined(word.vector for word in wishes if isinstance(word, Wish)),
            stories=tuple(_answered(s.story, story, readings.get(story.id)) for story, s in shown),
            media={name: data for _story, s in shown for name, data in s.media.items()},
        )
        return _light(made)

    def record(self, made: PackContents, phrase: str) -> Pack:
        """What the challenge remembers of a pack; from now on no other gets the codes of its ballot."""
        texts = {story.id: story.text_sha for story in self._stories.values()}
        packed = [
            PackedStory(story_id=s.id, number=s.number, text_sha=texts[s.id], sha=s.sha) for s in made.stories
        ]
        pack = Pack(
            id=made.id, reviewer_id=made.reviewer.id, stories=tuple(packed), blind=self._challenge.blind,
            phrase=phrase, made_at=made.made_at,
        )  # fmt: skip
        self._ballots.add(pack)
        return pack

    def new_id(self, stories: Sequence[Story]) -> PackId:
        """An id with which no ballot of a pack of these stories gets the code of another."""
        ids, keys = (PackId(uuid4()) for _ in repeat(None)), [story.id for story in stories]
        return next(key for key in ids if self._ballots.are_free(key, keys))

    def are_free(self, made: PackContents) -> bool:
        """Whether the codes of the pack's ballot are still no other's."""
        return self._ballots.are_free(made.id, [story.id for story in made.stories])

    def _readings(self, reviewer: Reviewer) -> Iterable[Reading]:
        return readings_of(self._unit, [reviewer.id]).values()

    def _show(self, story: Story) -> _Shown:
        if story.id not in self._shown:
            files = shown_files(self._unit, story)
            self._shown[story.id] = self._made(story, files, self._words(story, files))
        return self._shown[story.id]

    def _words(self, story: Story, files: Sequence[Attachment]) -> BlindStory:
        if self._challenge.blind:
            return blind(self._unit, story)
        return BlindStory(
            title=story.title,
            markdown=self._unit.texts.get(story.text_sha),
            descriptions={file.sha: file.description for file in files},
            approved=True,
        )

    def _made(self, story: Story, files: Sequence[Attachment], words: BlindStory) -> _Shown:
        media: dict[str, bytes] = {}
        told, renamed = [], {}
        for file in files:
            medium = PackMedium(
                role=file.role, description=words.descriptions.get(file.sha, "")[:_LONGEST_LINE],
                seconds=file.seconds,
            )  # fmt: skip
            small = self._medium(file)
            if small is not None:
                name = f"media/{sha256(small[0]).hexdigest()}.{small[1]}"
                media[name], renamed[file.sha] = small[0], name[6:70]
                medium = replace(medium, file=name)
            told.append(medium)
        shown = PackStory(
            id=story.id,
            number=story.number,
            sha="",
            title=one_line(words.title, _LONGEST_LINE),
            author="" if self._challenge.blind else story.public_name,
            language=story.language or story.language_found,
            words=story.words,
            # Pictures are written anew, and are called by what they have become.
            markdown=_MEDIA.sub(lambda at: f"media:{renamed.get(at[1], at[1])}", words.markdown),
            media=tuple(told),
        )
        return _Shown(replace(shown, sha=self._files.story_sha(shown)), media, words.approved)

    def _medium(self, file: Attachment) -> tuple[bytes, str] | None:
        """The file as packs carry it; None where it does not come along."""
        if file.role == "video" or (file.role == "sound" and self._challenge.blind):
            return None  # a voice is known
        if file.sha not in self._small:
            make = self._files.small_picture if file.role == "picture" else self._files.small_sound
            self._small[file.sha] = make(self._unit.blobs.get(file.sha))
        return self._small[file.sha]


def _kept(reading: Reading) -> Reading:
    """The reading as it stands once what was typed here is kept with the words of returns."""
    word = typed_word(reading)
    return reading if word is None else replace(reading, vector=word.vector, revision_id=word.id)


def _answered(shown: PackStory, story: Story, reading: Reading | None) -> PackStory:
    """The story with what this reviewer has answered, if it is still about the same text."""
    if reading is None or reading.revision_id is None:
        return shown
    answers = answers_of(reading)
    holds = reading.text_sha == story.text_sha and answers != Answers()
    return replace(shown, seen=reading.vector, answers=answers if holds else None)


def _assigned(unit: UnitOfWork) -> Mapping[ReviewerId, frozenset[StoryId]]:
    found: dict[ReviewerId, set[StoryId]] = {}
    for each in unit.assignments.all():
        found.setdefault(each.reviewer_id, set()).add(each.story_id)
    return {reviewer: frozenset(stories) for reviewer, stories in found.items()}


def _light(made: PackContents) -> PackContents:
    """The pack with no more files than it can hold: sound is left out first, then pictures from the end."""
    media = dict(made.media)
    while sum(map(len, media.values())) > MOST_OF_A_PACK:
        sounds = [name for name in media if not name.endswith((".jpg", ".png"))]
        del media[(sounds or list(media))[-1]]
    if len(media) == len(made.media):
        return made
    stories = tuple(
        replace(s, media=tuple(m if m.file in media or not m.file else replace(m, file="") for m in s.media))
        for s in made.stories
    )
    return replace(made, stories=stories, media=media)
