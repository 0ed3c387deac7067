"""Between the organiser's window and reviewers: packs go out and are read, and returns are written."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from learningstories.packs.packs import PackFiles
from learningstories.services.pack_answers import AnswerShelf
from learningstories.services.pack_order import PackOrder
from learningstories.services.pack_reading import PackReading, open_pack
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace

FILES = PackFiles()


def packs_for(workspace: Workspace, folder: Path, *emails: str, **order: Any) -> dict[str, Path]:
    """Packs of these reviewers, or of all, by address."""
    made = make_packs(workspace, FILES, PackOrder(folder=folder, emails=emails, **order), Control())
    return {one.reviewer.email: one.path for one in made.packs}


def device(pack: Path, folder: Path, clock: Callable[[], datetime], name: str = "desk") -> PackReading:
    """The pack as it is open on a reviewer's device; the same name is the same device."""
    shelf = AnswerShelf(folder / "devices" / f"{pack.stem}-{name}", FILES)
    return open_pack(pack, FILES, shelf, clock)


def returned(reading: PackReading, target: Path, answers: Mapping[int, int], **more: Any) -> Path:
    """The return after these stories were answered, by number."""
    for number, value in answers.items():
        reading.answer(number, value=value, **more)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(reading.return_file())
    return target
