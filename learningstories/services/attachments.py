"""The files that belong to a story."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from learningstories.domain.story import Attachment
from learningstories.i18n import _
from learningstories.services.saving import save_whole
from learningstories.services.workspace import Workspace


def describe(workspace: Workspace, key: UUID, description: str) -> None:
    """Give a picture its description, for those who cannot see it."""
    with workspace.change(_("Describe a picture"), merge=f"describe {key}") as unit:
        unit.attachments.replace(replace(unit.attachments.get(key), description=description.strip()))


def save_copy(workspace: Workspace, attachment: Attachment, target: Path) -> None:
    """Write the file, byte for byte as it came; raises `CannotWrite`, `DiskFull`."""
    with workspace.read() as unit:
        data = unit.blobs.get(attachment.sha)
    save_whole(target, data)
