"""Takes stories in: first a preview that stores nothing, then one step that stores what was found."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol
from uuid import uuid4

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import LateDecision, Verdict, read_moment, verdict, zone_name
from learningstories.domain.errors import (
    StoryUnreadable,
    TimeAmbiguous,
    TimeImpossible,
    TimeNotUnderstood,
    ZoneUnknown,
)
from learningstories.domain.story import (
    Attachment,
    AttachmentId,
    ReceivedBy,
    Story,
    StoryId,
    StoryVersion,
    VersionId,
)
from learningstories.i18n import _, plural
from learningstories.services.drafts import Draft, Problem
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace

NONE_REPLACED: Mapping[int, int] = MappingProxyType({})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})


class Reader(Protocol):
    """Reads story files, as `toolbox.Documents` does."""

    def read(self, path: Path, companions: Collection[Path] = ()) -> Draft:
        """What the file says; raises `StoryUnreadable`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in one file: a draft, or the failure that says why there is none.

    `received_at` is the best claim there is, `received_by` what it rests on; `verdict` is whether
    the story came in time.
    """

    source: str
    draft: Draft | None = None
    failure: StoryUnreadable | None = None
    received_at: datetime
    received_by: ReceivedBy = ReceivedBy.ENTERED
    verdict: Verdict = Verdict.ON_TIME
    problems: tuple[Problem, ...] = ()


def preview(
    paths: Sequence[Path],
    challenge: Challenge,
    reader: Reader,
    *,
    now: datetime,
    received: datetime | None = None,
    control: Control | None = None,
) -> list[Found]:
    """Read story files and store nothing; one that cannot be read does not stop the others.

    Pictures among `paths` belong to the texts that name them and are no stories of their own.
    `received`, if given, is when all of them came. Raises `Cancelled`.
    """
    pictures = [path for path in paths if path.suffix.lower() in PICTURES]
    stories = [path for path in paths if path not in pictures] or pictures
    found = []
    for done, path in enumerate(stories):
        if control is not None:
            control.step(done, len(stories))
        try:
            draft = reader.read(path, pictures)
        except StoryUnreadable as failure:
            found.append(Found(source=failure.name, failure=failure, received_at=received or now))
        else:
            found.append(understood(draft, challenge, now=now, received=received))
    return found


def understood(
    draft: Draft, challenge: Challenge, *, now: datetime, received: datetime | None = None
) -> Found:
    """A draft with the time at which it came: as given, else as the file says, else the file's own time."""
    problems = draft.problems
    claims = [(received, ReceivedBy.GIVEN)]
    if draft.received_text:
        told = told_time(draft.received_text, challenge.zone)
        claims.append((told, ReceivedBy.FRONT_MATTER))
        if told is None:
            problems = (
                *problems,
                Problem(code="received_not_understood", facts={"value": draft.received_text}),
            )
    claims += [(draft.received_at, draft.received_by or ReceivedBy.FILE_TIME), (now, ReceivedBy.ENTERED)]
    moment, claim = next((moment, claim) for moment, claim in claims if moment is not None)
    return Found(
        source=draft.source,
        draft=draft,
        received_at=moment,
        received_by=claim,
        verdict=verdict(challenge, moment, LateDecision.OPEN),
        problems=problems,
    )


def told_time(text: str, zone: str) -> datetime | None:
    """The moment that a file names, on the clocks of `zone` unless it names its own; else None."""
    told, _space, named = text.strip().rpartition(" ")
    with suppress(ZoneUnknown):
        text, zone = told, zone_name(named)
    try:
        return read_moment(text, zone)
    except (TimeImpossible, TimeAmbiguous):
        return None
    except TimeNotUnderstood:
        pass
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def add(
    workspace: Workspace,
    found: Sequence[Found],
    control: Control | None = None,
    *,
    replacing: Mapping[int, int] = NONE_REPLACED,
) -> list[Story]:
    """Store the drafts as one step, in their order; what could not be read is passed over.

    `replacing` names, by its place in `found`, a draft that is the newer text of a story that is there
    (by its number); the earlier text stays among that story's versions. Late stories are stored too,
    whatever the rule: nothing that was sent is lost. Raises `Cancelled`, and then nothing is stored.
    """
    drafts = [(each, each.draft, replacing.get(i)) for i, each in enumerate(found) if each.draft is not None]
    if not drafts:
        return []
    label = (
        _("Add “{title}”")
        if len(drafts) == 1
        else plural("Add {count} story", "Add {count} stories", len(drafts))
    )
    stories = []
    with workspace.change(label.format(title=drafts[0][1].title, count=len(drafts))) as unit:
        number = unit.next_number()
        for place, (each, draft, earlier) in enumerate(drafts):
            if control is not None:
                control.step(place, len(drafts))
            if earlier is None:
                stories.append(_store(unit, each, draft, number=number, now=workspace.clock()))
                number += 1
            else:
                stories.append(_renew(unit, earlier, draft, now=workspace.clock()))
    return stories


def add_version(workspace: Workspace, number: int, found: Found) -> Story:
    """Store a newer text of a story that is there; the earlier one stays among its versions."""
    draft = found.draft
    if draft is None:
        raise found.failure or StoryUnreadable(found.source, "no_text")
    with workspace.change(_("New version of #{number}").format(number=number)) as unit:
        return _renew(unit, number, draft, now=workspace.clock())


def _renew(unit: UnitOfWork, number: int, draft: Draft, *, now: datetime) -> Story:
    story = unit.story(number)
    sha = unit.texts.put(draft.markdown)
    story = replace(story, text_sha=sha, words=draft.words, version=story.version + 1, title=draft.title)
    unit.stories.replace(story)
    _keep(unit, story, draft, now=now)
    return story


def _store(unit: UnitOfWork, found: Found, draft: Draft, *, number: int, now: datetime) -> Story:
    story = Story(
        id=StoryId(uuid4()),
        number=number,
        title=draft.title,
        author=draft.author,
        email=draft.email,
        theme=draft.theme,
        language=draft.language,
        consent_read=draft.consent_read,
        consent_print=draft.consent_print,
        consent_web=draft.consent_web,
        consent_stage=draft.consent_stage,
        name_use=draft.name_use,
        received_at=found.received_at,
        received_by=found.received_by,
        source=draft.source,
        text_sha=unit.texts.put(draft.markdown),
        words=draft.words,
        added_at=now,
    )
    unit.stories.add(story)
    _keep(unit, story, draft, now=now)
    return story


def _keep(unit: UnitOfWork, story: Story, draft: Draft, *, now: datetime) -> None:
    """Keep the story's present text as a version, with the file it came in and its pictures."""
    unit.versions.add(
        StoryVersion(
            id=VersionId(uuid4()),
            story_id=story.id,
            version=story.version,
            text_sha=story.text_sha,
            words=story.words,
            source=draft.source,
            created_at=now,
        )
    )
    if draft.original is not None:
        _attach(
            unit,
            story,
            draft.original,
            name=draft.source,
            media_type=draft.original_media_type,
            role="original",
        )
    _keep_pictures(unit, story, draft)


def _keep_pictures(unit: UnitOfWork, story: Story, draft: Draft) -> None:
    """Keep the pictures of a text, each once however often it stands in it."""
    # A new story has none; to ask would send each story of a batch to the database by itself.
    renewed = story.version > 1
    earlier = unit.attachments.find(story_id=story.id, role="picture") if renewed else ()
    known = {kept.sha for kept in earlier}
    for picture in draft.pictures:
        if picture.sha not in known:
            known.add(picture.sha)
            _attach(
                unit,
                story,
                picture.data,
                name=picture.name,
                media_type=picture.media_type,
                role="picture",
                description=picture.description,
                width=picture.width,
                height=picture.height,
            )


def _attach(unit: UnitOfWork, story: Story, data: bytes, **told: Any) -> None:
    """Keep a file with a story; `told` are further fields of `Attachment`."""
    sha = unit.blobs.put(data)
    key = AttachmentId(uuid4())
    unit.attachments.add(Attachment(id=key, story_id=story.id, sha=sha, size=len(data), **told))
