"""A challenge in which two people have left traces wherever there can be any; copied for each test."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from learningstories.domain.reviewer import Aside
from learningstories.domain.story import Attachment, AttachmentId
from learningstories.packs.packs import PackFiles
from learningstories.services import extensions, promises, reviewing, shortlisting, stories
from learningstories.services.guests import set_guests
from learningstories.services.kept_results import keep_results
from learningstories.services.merging import merge
from learningstories.services.opening import OpenChallenge
from learningstories.services.outputs import outputs
from learningstories.services.pack_order import PackOrder
from learningstories.services.packing import make_packs
from learningstories.services.progress import Control
from learningstories.services.results import compute
from learningstories.services.reviewing import NewReviewer
from learningstories.services.saved_outputs import note_saved, read_holds
from learningstories.services.shortlist_drafts import keep_draft
from learningstories.services.shortlist_facts import shortlist_facts
from learningstories.storage import opening
from tests.services.reviewers_world import START, World, arrived, put_story

ANNA, QUENTIN, GRACE = "zebrowski@example.org", "xylander@example.org", "grace@example.org"
OF_ANNA = (b"zebrowski", b"quagga", b"okapi")
OF_QUENTIN = (b"xylander", b"xylophone", b"bassoon")


def make_person_world(folder: Path, make_challenge: Callable[..., object]) -> World:
    """Anna Zebrowski wrote story 1, and one that was taken back; Quentin Xylander read all of them."""
    world = World(folder, folder / "people.stories")
    opened = opening.make_challenge(world.file, make_challenge(), world.clock, "Ada")  # type: ignore[arg-type]
    leave_traces(opened, world)
    opened.close()
    return world


def leave_traces(opened: OpenChallenge, world: World) -> None:
    """All that they do in a challenge that is new."""
    _write(opened, world)
    _read(opened, world)
    _choose(opened, world)


def copy_of(world: World, folder: Path) -> OpenChallenge:
    target = Path(shutil.copy(world.file, folder / "people.stories"))
    return opening.open_challenge(target, world.clock, "Ada")


def _write(opened: OpenChallenge, world: World) -> None:
    workspace, anna = opened.workspace, {"author": "Anna Zebrowski", "email": ANNA}
    story = put_story(workspace, 1, title="The quagga", **anna)
    with workspace.change("Keep the original") as unit:
        data = b"The quagga as it was sent. " * 40
        unit.attachments.add(
            Attachment(
                id=AttachmentId(uuid4()),
                story_id=story.id,
                sha=unit.blobs.put(data),
                name="quagga.txt",
                media_type="text/plain",
                size=len(data),
                role="original",
            )
        )
    for number, name in ((2, "Bo Diaz"), (3, "Cleo Moreau")):
        put_story(workspace, number, author=name, email=f"{name[:2].lower()}@example.org")
    stories.edit(workspace, 1, title="The quagga foal", markdown="Quagga foals taught me patience, slowly.")
    put_story(workspace, 4, title="The okapi", **anna)
    workspace.undo()
    extensions.grant(workspace, ANNA, world.now + timedelta(days=9), "Anna Zebrowski was ill")
    set_guests(workspace, "Anna Zebrowski\nDora Maar")
    guest = promises.GuestPromise(text="Feed a quagga", name="Anna Zebrowski", email=ANNA, ask_later=True)
    promises.add_promise(workspace, guest)


def _read(opened: OpenChallenge, world: World) -> None:
    workspace, files = opened.workspace, PackFiles()
    people = [
        NewReviewer(name="Quentin Xylander", email=QUENTIN),
        NewReviewer(name="Grace Hopper", email=GRACE, aside=(Aside(author="Nobody Known"),)),
    ]
    reviewing.add_reviewers(workspace, people)
    order = PackOrder(folder=world.folder / "packs", emails=(QUENTIN, GRACE))
    for made in make_packs(workspace, files, order, Control()).packs:
        world.packs.setdefault(made.reviewer.email, []).append(made.path)
    for email, values in ((QUENTIN, (5, 2, 4)), (GRACE, (4, 3, 1))):
        device = world.device(email, "desk")
        for number, value in enumerate(values, start=1):
            why = "xylophone practice" if email == QUENTIN else "it is good"
            device.answer(number, value=value, action="", why=why)
        merge(workspace, files, [arrived(device.return_file(), name=f"{email}.txt")])
    reviewing.answer(workspace, QUENTIN, 2, why="bassoon practice")


def _choose(opened: OpenChallenge, world: World) -> None:
    workspace = opened.workspace
    world.on(minutes=30)
    results = compute(workspace, opened.lists, top=2)
    keep_results(workspace, results, "First look")
    shortlisting.add(workspace, [2, 1, 3], "Anna Zebrowski brings the house down")
    shortlisting.move(workspace, 1, 1)
    keep_draft(workspace, results, "A draft")
    shortlisting.lock(workspace, lambda unit: shortlist_facts(unit, results))
    for output in outputs():
        if output.kind in {"book", "csv"}:
            note_saved(workspace, output, f"{output.kind}.pdf", read_holds(workspace, output))
    assert world.now > START
