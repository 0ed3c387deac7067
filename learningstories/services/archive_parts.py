"""What the archive is made of: each file's name with its bytes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import yaml

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_of
from learningstories.domain.reviewer import Reviewer, ReviewerId
from learningstories.domain.story import Attachment, Story
from learningstories.services.archive_pages import challenge_page, read_me, readings_page
from learningstories.services.challenge_json import challenge_json
from learningstories.services.ports import UnitOfWork
from learningstories.services.progress import Control
from learningstories.services.saving import fit_name
from learningstories.services.shortlisting import programme

_OURS = re.compile(
    r"README\.md|challenge\.(?:md|json)|stories/[0-9]{4,}[^/]*\.md|readings/[0-9]{4,}\.md"
    r"|files/[0-9]{4,}/[0-9]{2,}-[^/]+"
)
_SHOWN = re.compile(r"media:([0-9a-f]{64})")
_LONGEST = 60  # letters of a title in a file's name: the whole path must find room elsewhere, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of the archive; `name` is its path in it."""

    name: str
    data: bytes


def is_of_archive(name: str) -> bool:
    """Whether a file, by its path, is of an archive."""
    return _OURS.fullmatch(name) is not None


def archive_parts(unit: UnitOfWork, control: Control) -> Iterator[Part]:
    """All of it, one by one, worded in the language of the moment; raises `Cancelled`."""
    challenge = unit.challenge()
    stories = sorted(unit.stories.all(), key=lambda story: story.number)
    readers = {reader.id: reader for reader in unit.reviewers.all()}
    yield _text("README.md", read_me(challenge, len(stories)))
    yield _text("challenge.md", challenge_page(challenge, programme(unit)))
    yield Part(name="challenge.json", data=b"".join(challenge_json(unit, Control())))
    for done, story in enumerate(stories, start=1):
        control.step(done, len(stories) + 1)
        yield from _of_story(unit, challenge, story, readers)


def _of_story(
    unit: UnitOfWork, challenge: Challenge, story: Story, readers: dict[ReviewerId, Reviewer]
) -> Iterator[Part]:
    files = named_files(unit, story)
    addresses = {file.sha: quote(f"../{name}") for name, file in files.items()}
    name = fit_name(f"{story.number:04} {story.title[:_LONGEST]}")
    yield _text(f"stories/{name}.md", story_file(unit, challenge, story, addresses))
    readings = unit.readings.find(story_id=story.id)
    if readings:
        yield _text(f"readings/{story.number:04}.md", readings_page(challenge, story, readings, readers))
    for path, file in files.items():
        yield Part(name=path, data=unit.blobs.get(file.sha))


def named_files(unit: UnitOfWork, story: Story) -> Mapping[str, Attachment]:
    """The story's files by their paths in the archive: no two are the same, whatever they are called."""
    kept = sorted(unit.attachments.find(story_id=story.id), key=lambda file: (file.role, file.name, file.sha))
    return {
        f"files/{story.number:04}/{place:02}-{fit_name(file.name) or file.role}": file
        for place, file in enumerate(kept, start=1)
    }


def story_file(unit: UnitOfWork, challenge: Challenge, story: Story, addresses: Mapping[str, str]) -> str:
    """The story as a text that can be added to another challenge, details first.

    `addresses` are where its pictures are, by their SHA-256.
    """
    uses = ("read", "print", "web", "stage")
    local = story.received_at.astimezone(zone_of(challenge.zone))
    details = {
        "title": story.title,
        "author": story.author,
        "email": story.email,
        "theme": story.theme,
        "language": story.language,
        "consent": [use for use in uses if getattr(story, f"consent_{use}")],
        "name_use": str(story.name_use),
        "received": local.isoformat(sep=" ", timespec="seconds"),
    }
    head = yaml.safe_dump(
        {key: value for key, value in details.items() if value},
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    text = unit.texts.get(story.text_sha) if story.text_sha else ""
    body = _SHOWN.sub(lambda found: addresses.get(found[1], found[0]), text)
    return f"---\n{head}---\n\n{body.strip()}\n"


def _text(name: str, text: str) -> Part:
    return Part(name=name, data=text.encode("utf-8", "replace"))
