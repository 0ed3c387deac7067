"""Stores what was found as stories, in one step."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from learningstories.domain.errors import StoryUnreadable
from learningstories.domain.form import Form
from learningstories.domain.story import (
    Attachment,
    AttachmentId,
    Story,
    StoryId,
    StoryVersion,
    VersionId,
)
from learningstories.i18n import _, plural
from learningstories.services.backups import MANY_STORIES
from learningstories.services.drafts import Draft
from learningstories.services.form_memory import remember
from learningstories.services.found import Found
from learningstories.services.kept import bytes_of
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace

NONE_REPLACED: Mapping[int, int] = MappingProxyType({})


def add(
    workspace: Workspace,
    found: Sequence[Found],
    control: Control | None = None,
    *,
    replacing: Mapping[int, int] = NONE_REPLACED,
    following: Mapping[int, int] = NONE_REPLACED,
    forms: Sequence[Form] = (),
) -> list[Story]:
    """Store the drafts as one step and give the story of each; what could not be read is passed over.

    `replacing` names, by its place in `found`, a draft that is the newer text of a story that is there
    (by its number), and `following` one that is another text of the same story as an earlier draft (by
    its place): the text that came last is the story's, the others stay among its versions. Late stories
    are stored too, whatever the rule: nothing that was sent is lost. Raises `Cancelled`, and then nothing
    is stored. `forms` are those that some of it comes from; how their columns were matched is remembered.
    """
    drafts = {place: each.draft for place, each in enumerate(found) if each.draft is not None}
    if not drafts:
        return []
    texts = _texts_of_each(found, drafts, following)
    label = (
        _("Add “{title}”")
        if len(texts) == 1
        else plural("Add {count} story", "Add {count} stories", len(texts))
    )
    stories: dict[int, Story] = {}
    if len(drafts) > MANY_STORIES:
        workspace.before_many()
    with workspace.change(label.format(title=drafts[min(drafts)].title, count=len(texts))) as unit:
        remember(unit, forms, now=workspace.clock())
        number = unit.next_number()
        for first, places in texts.items():
            story: Story | None = None
            for place in places:
                if control is not None:
                    control.step(len(stories), len(drafts))
                each, draft, now = found[place], drafts[place], workspace.clock()
                earlier = story.number if story else replacing.get(first)
                if earlier is None:
                    story = _store(unit, each, draft, number=number, now=now)
                    number += 1
                else:
                    story = _renew(unit, earlier, each, draft, now=now)
                stories[place] = story
            stories |= dict.fromkeys(places, story) if story else {}
    return [stories[place] for place in drafts]


def _texts_of_each(
    found: Sequence[Found], drafts: Collection[int], following: Mapping[int, int]
) -> dict[int, list[int]]:
    """The places of the drafts, those of one story together, in the order in which they came."""
    texts: dict[int, list[int]] = {}
    for place in drafts:
        first = place
        while following.get(first, first) < first and following[first] in drafts:
            first = following[first]
        texts.setdefault(first, []).append(place)
    for places in texts.values():
        places.sort(key=lambda place: found[place].received_at)
    return texts


def add_version(workspace: Workspace, number: int, found: Found) -> Story:
    """Store a newer text of a story that is there; the earlier one stays among its versions."""
    draft = found.draft
    if draft is None:
        raise found.failure or StoryUnreadable(found.source, "no_text")
    with workspace.change(_("New version of #{number}").format(number=number)) as unit:
        return _renew(unit, number, found, draft, now=workspace.clock())


def _renew(unit: UnitOfWork, number: int, found: Found, draft: Draft, *, now: datetime) -> Story:
    story = unit.story(number)
    # The story keeps the time at which it first came: a mended text does not make it late.
    story = replace(
        story,
        text_sha=unit.texts.put(draft.markdown),
        words=draft.words,
        version=story.version + 1,
        title=draft.title,
        claims=(*story.claims, *found.claims),
        fingerprint=draft.fingerprint,
        message_id=draft.message_id or story.message_id,
        form_row=draft.form_row or story.form_row,
        language_found=draft.language_found,
        **_answered_anew(story, draft),
    )
    unit.stories.replace(story)
    _keep(unit, story, draft, now=now)
    return story


def _answered_anew(story: Story, draft: Draft) -> dict[str, Any]:
    """What the author agrees to now, where a form asked again and the answer is another."""
    if not draft.consent_wording or draft.consent_wording == story.consent_wording:
        return {}
    names = ("consent_read", "consent_print", "consent_web", "consent_stage", "consent_wording")
    return {name: getattr(draft, name) for name in names}


def story_of(found: Found, draft: Draft, *, number: int, now: datetime, text_sha: str = "") -> Story:
    """The story that a draft becomes; it is stored nowhere yet."""
    return Story(
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
        claims=found.claims,
        source=found.source,
        fingerprint=draft.fingerprint,
        message_id=draft.message_id,
        form_row=draft.form_row,
        consent_wording=draft.consent_wording,
        language_found=draft.language_found,
        text_sha=text_sha,
        words=draft.words,
        added_at=now,
    )


def _store(unit: UnitOfWork, found: Found, draft: Draft, *, number: int, now: datetime) -> Story:
    story = story_of(found, draft, number=number, now=now, text_sha=unit.texts.put(draft.markdown))
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
    # A recording is what was sent and what belongs to the story in one.
    if draft.original is not None and not any(file.data is draft.original for file in draft.files):
        _attach(
            unit,
            story,
            bytes_of(draft.original),
            # A row of a form is kept as text, which has no name of its own.
            name=f"{draft.source}.txt" if draft.form_row else draft.source,
            media_type=draft.original_media_type,
            role="original",
        )
    _keep_pictures(unit, story, draft)
    for file in draft.files:
        _attach(
            unit,
            story,
            bytes_of(file.data),
            name=file.name,
            media_type=file.media_type,
            role=file.role,
            description=file.description,
            width=file.width,
            height=file.height,
            seconds=file.seconds,
        )


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
