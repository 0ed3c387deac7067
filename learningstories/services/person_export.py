"""Everything held about one person as files: words to read, tables, plain data, and what they sent."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from learningstories.i18n import _
from learningstories.services.account_output import markdown
from learningstories.services.account_words import Block
from learningstories.services.archive_output import write_parts
from learningstories.services.archive_pages import answer_lines
from learningstories.services.archive_parts import Part, named_files, story_file
from learningstories.services.csv_file import csv_bytes
from learningstories.services.one_person import Held
from learningstories.services.opening import OpenChallenge
from learningstories.services.person_words import held_lines
from learningstories.services.ports import UnitOfWork
from learningstories.services.saving import fit_name
from learningstories.services.wording import moment_words

_OURS = re.compile(
    r"about\.md|data\.json|(?:readings|promises|packs|history)\.csv|stories/[0-9]{4,}[^/]*\.md"
    r"|files/[0-9]{4,}/[0-9]{2,}-[^/]+|returns/[0-9]{2,}-[^/]+"
)
_LONGEST = 60  # letters of a title in a file's name


def export_person(challenge: OpenChallenge, held: Held, target: Path) -> int:
    """Write a folder, or a ZIP where the target is named so, and tell how many files are in it.

    Raises `FolderTaken`, `CannotWrite`, `DiskFull`; then what was there is as it was.
    """
    with challenge.workspace.read() as unit:
        files, _size = write_parts(target, _parts(unit, held), lambda name: bool(_OURS.fullmatch(name)))
    return files


def _parts(unit: UnitOfWork, held: Held) -> Iterator[Part]:
    yield _text("about.md", _about(unit, held))
    yield _text("data.json", json.dumps(_data(held), ensure_ascii=False, indent=1, default=str))
    yield from _stories(unit, held)
    yield from _tables(unit, held)
    for place, each in enumerate(held.returned, start=1):
        name = fit_name(Path(each.name).name) or "return"
        yield Part(name=f"returns/{place:02}-{name}", data=unit.blobs.get(each.sha))


def _about(unit: UnitOfWork, held: Held) -> str:
    challenge = unit.challenge()
    title = _("What “{challenge}” holds about {name}").format(
        challenge=challenge.title, name=held.person.name
    )
    blocks: list[Block] = [{"kind": "list", "lines": held_lines(held)}]
    numbers = {story.id: story for story in unit.stories.find(id=[r.story_id for r in held.readings])}
    for reading in held.readings:
        story = numbers[reading.story_id]
        blocks += [
            {"kind": "heading", "line": f"#{story.number} {story.title}"},
            {"kind": "list", "lines": list(answer_lines(challenge, reading))},
        ]
    return markdown(title, "", blocks)


def _data(held: Held) -> dict[str, Any]:
    names = ("stories", "versions", "files", "reviewers", "readings", "packs", "returned", "promises")
    found: dict[str, Any] = {name: [asdict(each) for each in getattr(held, name)] for name in names}
    for pack in found["packs"]:
        pack["phrase"] = bool(pack["phrase"])  # the words open what is about others, too
    return {
        "names": sorted({held.person.name, *held.person.names}),
        "addresses": sorted(held.person.mails),
        **found,
        "on_the_list_of_guests": held.listed,
        "more_time": held.extended,
        "history": [asdict(step) for step in held.steps],
    }


def _stories(unit: UnitOfWork, held: Held) -> Iterator[Part]:
    for story in held.stories:
        files = named_files(unit, story)
        addresses = {file.sha: quote(f"../{name}") for name, file in files.items()}
        name = fit_name(f"{story.number:04} {story.title[:_LONGEST]}")
        yield _text(f"stories/{name}.md", story_file(unit, unit.challenge(), story, addresses))
        for version in held.versions:
            if version.story_id == story.id and version.version != story.version:
                told = _("version {n}").format(n=version.version)
                name = fit_name(f"{story.number:04} {told}")
                yield _text(f"stories/{name}.md", unit.texts.get(version.text_sha))
        for path, file in files.items():
            yield Part(name=path, data=unit.blobs.get(file.sha))


def _tables(unit: UnitOfWork, held: Held) -> Iterator[Part]:
    zone = unit.challenge().zone
    stories = {story.id: story.number for story in unit.stories.find(id=[r.story_id for r in held.readings])}
    readings = [
        (stories[r.story_id], r.value or "", r.action, r.chance or "", r.why, str(r.knows), r.aside_reason,
         str(r.concern), r.concern_note, r.changed_at.isoformat())
        for r in held.readings
    ]  # fmt: skip
    promises = [(p.number, p.text, p.made_at.isoformat(), str(p.outcome), p.told) for p in held.promises]
    packs = [(p.file, p.made_at.isoformat(), len(p.stories)) for p in held.packs]
    history = [(moment_words(step.at, zone), step.who, step.label) for step in held.steps]
    heads = {
        "readings": ("story", "value", "action", "chance", "why", "knows", "aside", "concern", "note", "at"),
        "promises": ("number", "text", "at", "outcome", "told"),
        "packs": ("file", "at", "stories"),
        "history": ("at", "who", "step"),
    }
    rows: dict[str, list[Any]] = {
        "readings": readings,
        "promises": promises,
        "packs": packs,
        "history": history,
    }
    for name, head in heads.items():
        if rows[name]:
            yield Part(name=f"{name}.csv", data=csv_bytes([head, *rows[name]]))


def _text(name: str, text: str) -> Part:
    return Part(name=name, data=text.encode("utf-8", "replace"))
