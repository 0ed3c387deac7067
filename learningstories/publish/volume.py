"""Gathers the whole book as the data that the template reads."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from learningstories.publish.boxes import boxes, lost_letters
from learningstories.publish.facts import Fact, FactKind
from learningstories.publish.fonts import BOX, SANS, SERIF, Faces, faces_for
from learningstories.publish.lettering import (
    WITH_CAPITALS,
    first_language,
    one_line,
    reads_from_right,
    script_of,
)
from learningstories.publish.nodes import Node, line_node, words
from learningstories.publish.tree import StoryTree
from learningstories.services.book_content import BookContent, BookStory

_MANY_STORIES = 200

if TYPE_CHECKING:
    from learningstories.publish.pictures import Printable, PrintRoom


@dataclass(frozen=True, slots=True)
class Volume:
    """The book as data; `stories` and `frame` (all else) are JSON."""

    frame: str
    stories: tuple[str, ...]
    numbers: tuple[int, ...]
    faces: Faces

    def data(self) -> bytes:
        """All of it in one JSON object."""
        return self._joined(self.stories)

    def data_of_one(self, index: int) -> bytes:
        """The same with one story only."""
        return self._joined(self.stories[index : index + 1])

    def _joined(self, stories: tuple[str, ...]) -> bytes:
        return f'{self.frame[:-1]}, "stories": [{", ".join(stories)}]}}'.encode()


class Binder:
    """Makes a `Volume` of a content; pictures and fonts that are needed go to `folder`.

    `more` is what a template needs besides what all books have.
    """

    def __init__(
        self, content: BookContent, labels: dict[str, str], folder: Path, more: Node | None = None
    ) -> None:
        self.content = content
        self.labels = labels
        self.folder = folder
        self._more = more or {}
        self.facts: list[Fact] = []
        self._print_room = _print_room(content, folder)

    def bind(self, progress: Callable[[int], None]) -> Volume:
        """Convert each story; `progress` hears how many are done. Raises `GlyphMissing`."""
        stories: list[Node] = []
        for done, story in enumerate(self.content.stories, start=1):
            stories.append(self._story(story))
            progress(done)
        frame = self._frame() | self._more
        used = {BOX}.union(*words(frame), *words(stories))
        faces = faces_for("".join(used), self.folder / "fonts")
        self.facts += lost_letters(frame, faces.missing, None)
        for data, story in zip(stories, self.content.stories, strict=True):
            self.facts += lost_letters(data, faces.missing, story.number)
        boxed = boxes(faces.missing)
        orders = {"serif": faces.order(SERIF), "sans": faces.order(SANS)}
        return Volume(
            json.dumps(frame | orders, ensure_ascii=False).translate(boxed),
            tuple(json.dumps(story, ensure_ascii=False).translate(boxed) for story in stories),
            tuple(story.number for story in self.content.stories),
            faces,
        )

    def _frame(self) -> Node:
        content = self.content
        language, region = first_language(content.language)
        numbers = {story.number for story in content.stories}
        rows = [
            {
                "time": one_line(row.time),
                "title": self._line(row.title),
                "author": self._line(row.author),
                "minutes": f"{row.minutes:g}",
                "number": row.number if row.number in numbers else None,
            }
            for row in content.running_order
        ]
        call = StoryTree(content.call_html, language=language, picture=lambda *_: None, drop_caps=False)
        return {
            "title": self._line(content.title.strip() or self.labels["untitled"]),
            "subtitle": [self._line(line) for line in content.subtitle],
            "colophon": self._line(content.colophon),
            "organisation": self._line(content.organisation),
            "event": self._line(content.event),
            "call": call.blocks,
            "language": language,
            "region": region,
            "rtl": reads_from_right(language),
            "paper": str(content.paper),
            "look": str(content.look),
            "dated": [content.dated.year, content.dated.month, content.dated.day],
            "labels": {key: one_line(text) for key, text in self.labels.items()},
            "running_order": rows,
            "cover": self._cover(),
            "imprint": [self._line(line) for line in content.imprint],
            "readers": [self._line(name) for name in content.readers],
            "large": content.large,
            "bleed": content.bleed,
            "fours": content.fours,
            "cased": script_of(self.labels["promises"][:1]) in WITH_CAPITALS,
        }

    def _cover(self) -> Node | None:
        """The picture on the cover; one that cannot be used is told, and a drawn cover takes its place."""
        cover = self.content.cover
        if cover is None:
            return None
        made = self._picture(cover.sha)
        if made is None:
            self.facts.append(Fact(FactKind.COVER_UNUSABLE))
            return None
        if not cover.alt.strip():
            self.facts.append(Fact(FactKind.COVER_UNDESCRIBED))
        alt = one_line(cover.alt).strip() or self.labels["picture"]
        return {"kind": "picture", "file": made.file_name, "alt": alt}

    def _picture(self, sha: str) -> "Printable | None":
        return self._print_room.picture(sha) if self._print_room else None

    def _line(self, text: str, language: str = "") -> Node:
        """One line of plain text with its own language."""
        return line_node(text, language or first_language(self.content.language)[0])

    def _story(self, story: BookStory) -> Node:
        language, region = first_language(story.language)
        alts = {picture.sha: one_line(picture.alt).strip() for picture in story.pictures}

        def picture(sha: str, alt: str) -> Node | None:
            described = alt or alts.get(sha, "")
            made = self._picture(sha) if sha in alts else None
            if not made:
                self.facts.append(Fact(FactKind.PICTURE_UNUSABLE, story.number, described))
                return None
            if not described:
                self.facts.append(Fact(FactKind.PICTURE_UNDESCRIBED, story.number))
            return {
                "kind": "picture",
                "file": made.file_name,
                "alt": described or self.labels["picture"],
                "width": made.width,
                "height": made.height,
            }

        tree = StoryTree(story.html, language=language, picture=picture, drop_caps=not self.content.large)
        return {
            "number": story.number,
            "title": self._line(story.title.strip() or self.labels["untitled"], language),
            "author": self._line(story.author, language),
            "theme": self._line(story.theme),
            "language": language,
            "region": region,
            "rtl": reads_from_right(language),
            "blocks": tree.blocks,
            "notes": tree.notes,
            "promises": [
                {"text": self._line(promise.text, language), "name": self._line(promise.name, language)}
                for promise in story.promises
            ],
            "questions": [self._line(question) for question in story.questions],
        }


def _print_room(content: BookContent, folder: Path) -> "PrintRoom | None":
    """Where the book's pictures are made printable; None where it has none."""
    kept = [picture for story in content.stories for picture in story.pictures]
    if content.cover is not None:
        kept.append(content.cover)
    if not kept:
        return None
    from learningstories.publish.pictures import (  # noqa: PLC0415 - brings Pillow along
        LONGEST_SIDE,
        SIDE_OF_MANY,
        PrintRoom,
    )

    longest = LONGEST_SIDE if len(content.stories) <= _MANY_STORIES else SIDE_OF_MANY
    return PrintRoom({picture.sha: picture.path for picture in kept}, folder, longest)
