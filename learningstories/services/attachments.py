"""The files that belong to a story."""

import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from learningstories.domain.story import Attachment, AttachmentId, Story, StoryId
from learningstories.i18n import _
from learningstories.services.drafts import DraftFile
from learningstories.services.kept import bytes_of, size_of
from learningstories.services.ports import UnitOfWork
from learningstories.services.saving import save_whole
from learningstories.services.stories import put_text
from learningstories.services.workspace import Workspace


def describe(workspace: Workspace, key: UUID, description: str) -> None:
    """Give a picture or a recording its description, for those who cannot see or hear it."""
    with workspace.change(_("Describe a file"), merge=f"describe {key}") as unit:
        unit.attachments.replace(replace(unit.attachments.get(key), description=description.strip()))


def is_what_was_sent(story: Story, attachment: Attachment) -> bool:
    """Whether the file is what the story came in, which stays as it is."""
    return attachment.role == "original" or attachment.sha == story.fingerprint


def attach(workspace: Workspace, number: int, file: DraftFile) -> Attachment:
    """Add a file to a story that is there; raises `NoSuchStory`."""
    label = _("Add “{name}” to #{number}").format(name=file.name, number=number)
    with workspace.change(label) as unit:
        story = unit.story(number)
        added = _stored(unit, story.id, AttachmentId(uuid4()), file)
        unit.attachments.add(added)
    return added


def exchange(workspace: Workspace, key: UUID, file: DraftFile) -> None:
    """Put another file in the place of one; where the text shows it, it shows the other from now on."""
    with workspace.change(_("Replace “{name}”").format(name=_name(workspace, key))) as unit:
        before = unit.attachments.get(key)
        after = _stored(unit, before.story_id, before.id, file)
        unit.attachments.replace(replace(after, description=before.description))
        shown = f"media:{after.sha}" if after.role == "picture" else ""
        _change_text(workspace, unit, before, shown)


def remove(workspace: Workspace, key: UUID) -> None:
    """Take a file from its story, and out of the text where that shows it."""
    with workspace.change(_("Remove “{name}”").format(name=_name(workspace, key))) as unit:
        before = unit.attachments.get(key)
        unit.attachments.remove(key)
        _change_text(workspace, unit, before, "")


def save_copy(workspace: Workspace, attachment: Attachment, target: Path) -> None:
    """Write the file, byte for byte as it came; raises `CannotWrite`, `DiskFull`."""
    with workspace.read() as unit:
        data = unit.blobs.get(attachment.sha)
    save_whole(target, data)


def _name(workspace: Workspace, key: UUID) -> str:
    with workspace.read() as unit:
        return unit.attachments.get(key).name


def _stored(unit: UnitOfWork, story: StoryId, key: AttachmentId, file: DraftFile) -> Attachment:
    """The file as an attachment of the story."""
    return Attachment(
        id=key,
        story_id=story,
        sha=unit.blobs.put(bytes_of(file.data)),
        size=size_of(file.data),
        name=file.name,
        media_type=file.media_type,
        role=file.role,
        description=file.description,
        width=file.width,
        height=file.height,
        seconds=file.seconds,
    )


def _change_text(workspace: Workspace, unit: UnitOfWork, before: Attachment, shown: str) -> None:
    """Let the text show another picture, or its description where there is none any more."""
    [story] = unit.stories.find(id=before.story_id)
    markdown = unit.texts.get(story.text_sha)
    if shown:
        changed = markdown.replace(f"media:{before.sha}", shown)
    else:
        changed = re.sub(rf"!\[((?:\\.|[^\]\\])*)\]\(media:{before.sha}\)", r"\1", markdown)
    if changed != markdown:
        put_text(unit, story, changed, now=workspace.clock())
