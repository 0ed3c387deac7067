"""Reads story files and makes pages of them, each in a process of its own."""

import contextlib
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePath
from types import TracebackType
from typing import Self

from learningstories.documents.child import Child, ChildLost
from learningstories.documents.companions import wanted_companions
from learningstories.documents.detect_media import media_type_of
from learningstories.documents.files import (
    MOST_TEXT,
    is_recording,
    keep_story_file,
    read_story_file,
    shown_name,
)
from learningstories.documents.mbox_opener import open_large_mailbox
from learningstories.documents.page_cache import PageCache
from learningstories.documents.recording import EXCERPT
from learningstories.documents.refusal import Refusal
from learningstories.documents.unread import unread_draft
from learningstories.documents.wire import Message, unpack_delivery, unpack_problems
from learningstories.domain.arrival import Claim, ReceivedBy
from learningstories.domain.errors import StoryUnreadable
from learningstories.services.deliveries import CellText, Delivery, Part
from learningstories.services.drafts import Draft, DraftFile, picture_file
from learningstories.services.kept import Aside, Content, Kept, bytes_of, part_of, size_of
from learningstories.services.markup import plain_text_to_html

READ_SECONDS = 20.0
HTML_SECONDS = 5.0
_HEAD = 4_096
_MOST_ASIDE = 256 * 1024 * 1024
_TEXT_ENDINGS = (".md", ".markdown", ".mdown", ".txt", ".text")
_WITH_COMPANIONS = (*_TEXT_ENDINGS, ".html", ".htm", ".xhtml")


class Documents:
    """Reads story files and typed texts, and makes HTML; safe to use from any thread.

    Its two processes start with the first use, so that a page is shown while files are read.
    """

    def __init__(self, *, read_seconds: float = READ_SECONDS, html_seconds: float = HTML_SECONDS) -> None:
        self._reading = Child(read_seconds)
        self._showing = Child(html_seconds)
        self._pages = PageCache()
        self._aside = Aside()

    def take_in(self, path: Path, companions: Collection[Path] = ()) -> Delivery:
        """What the file holds; raises `StoryUnreadable`.

        A picture that a text names is taken from `companions`, by its base name, and from nowhere else.
        """
        name = shown_name(path.name)
        file = read_story_file(path, self._spare())
        if file.is_recording:
            return self._recording(name, file.content, file.written_at)
        if file.is_large_mailbox and isinstance(file.content, Kept):
            return _large_mailbox(name, file.content)
        data = bytes_of(file.content)
        beside = self._companions(companions, data) if name.lower().endswith(_WITH_COMPANIONS) else {}
        return self._delivery("file", name, data, beside, file.written_at)

    def take_in_part(self, part: Part, companions: Collection[Part] = ()) -> Delivery:
        """What a file within a file holds, as `take_in`; raises `StoryUnreadable`."""
        name, data = shown_name(part.name), bytes_of(part.data)
        if part.refused:
            raise StoryUnreadable(name, part.refused)
        if not data.strip():
            raise StoryUnreadable(name, "empty")
        if is_recording(name, data):
            return _with_claims(self._recording(name, part.data, part.written_at), part.claims)
        by_name = {PurePath(beside.name).name: beside.data for beside in companions}
        wanted = wanted_companions(by_name, data) if name.lower().endswith(_WITH_COMPANIONS) else ()
        beside = {each: bytes_of(by_name[each]) for each in wanted}
        return _with_claims(self._delivery("file", name, data, beside, part.written_at), part.claims)

    def keep_unread(self, origin: Path | Part) -> Draft:
        """A story without text for a file that cannot be read, with its bytes; raises `StoryUnreadable`."""
        name = shown_name(origin.name)
        if isinstance(origin, Part):
            if origin.refused:
                raise StoryUnreadable(name, origin.refused)
            return unread_draft(name, origin.data, origin.written_at)
        file = keep_story_file(origin, self._spare())
        return unread_draft(name, file.content, file.written_at)

    def read_file(self, origin: Path | Part) -> DraftFile:
        """A file that comes along with a story: a recording with its length, a picture safe to show.

        Raises `StoryUnreadable` only where it is not there or too large.
        """
        kept = self.keep_unread(origin)
        content = b"" if kept.original is None else kept.original
        media_type = media_type_of(part_of(content, 0, _HEAD), kept.source)
        if media_type:
            with contextlib.suppress(StoryUnreadable):
                if not media_type.startswith("image/"):
                    return self._recording(kept.source, content, None).draft.files[0]
                shown = self._delivery("file", kept.source, bytes_of(content), {}, None).draft
                return picture_file(shown.pictures[0])
        media_type = media_type or kept.original_media_type
        return DraftFile(name=kept.source, media_type=media_type, role="file", data=content)

    def read_text(self, text: str, source: str = "") -> Draft:
        """What a text says that was pasted or typed; raises `StoryUnreadable`."""
        name = shown_name(source) if source else ""
        if not text.strip():
            raise StoryUnreadable(name, "empty")
        if len(text) > MOST_TEXT:
            raise StoryUnreadable(name, "too_big")
        return self._delivery("typed", name, text.encode("utf-8", "replace"), {}, None).draft

    def read_cells(self, texts: Sequence[str]) -> Sequence[CellText]:
        """The texts of a form's cells as stories' texts; raises `StoryUnreadable`.

        Of two that are asked for at once the process that shows pages reads one.
        """
        job = {"job": "cells", "texts": list(texts)}
        answer: Message = {}
        if self._reading.is_busy:
            with contextlib.suppress(ChildLost):  # it has less time, and may have to start first
                answer, _ = self._showing.ask(job)
        try:
            answer = answer or self._reading.ask(job)[0]
        except ChildLost as lost:
            raise StoryUnreadable("", lost.cause) from lost
        if "cells" not in answer:
            raise StoryUnreadable("", str(answer.get("refused", "broken")))
        return [
            CellText(**{**cell, "problems": unpack_problems(cell["problems"])}) for cell in answer["cells"]
        ]

    def to_html(self, markdown: str) -> str:
        """Sanitised HTML of a story's text; as plain paragraphs where the marks take too long."""
        key = hashlib.sha256(markdown.encode("utf-8", "replace")).digest()
        page = self._pages.get(key)
        if page is None:
            page = self._make_html(markdown)
            self._pages.put(key, page)
        return page

    def close(self) -> None:
        """Stop the processes, in the middle of a job too."""
        self._reading.close()
        self._showing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _make_html(self, markdown: str) -> str:
        try:
            answer, _ = self._showing.ask({"job": "html"}, [markdown.encode("utf-8", "replace")])
        except ChildLost:
            return plain_text_to_html(markdown)
        html = answer.get("html")
        return html if isinstance(html, str) else plain_text_to_html(markdown)

    def _delivery(
        self, job: str, name: str, data: bytes, beside: Mapping[str, bytes], written_at: datetime | None
    ) -> Delivery:
        message: Message = {"job": job, "name": name, "companions": list(beside), "simply": False}
        blobs = [data, *beside.values()]
        try:
            answer, parts = self._reading.ask(message, blobs)
        except ChildLost as lost:
            if job == "file" and not name.lower().endswith(_TEXT_ENDINGS):
                raise StoryUnreadable(name, lost.cause) from lost
            answer, parts = self._again_simply(message, blobs)
        whole = self._spare().put(data) if job == "file" else None
        return self._unpacked(name, answer, parts, whole, written_at)

    def _recording(self, name: str, content: Content, written_at: datetime | None) -> Delivery:
        """A recording may be long: the process is given only its start and its end."""
        size = size_of(content)
        head, tail = part_of(content, 0, EXCERPT), part_of(content, max(EXCERPT, size - EXCERPT), EXCERPT)
        try:
            answer, parts = self._reading.ask({"job": "recording", "name": name, "size": size}, [head, tail])
        except ChildLost as lost:
            raise StoryUnreadable(name, lost.cause) from lost
        return self._unpacked(name, answer, parts, content, written_at)

    def _unpacked(
        self,
        name: str,
        answer: Message,
        blobs: Sequence[bytes],
        whole: Content | None,
        written_at: datetime | None,
    ) -> Delivery:
        if "delivery" not in answer:
            raise StoryUnreadable(name, str(answer.get("refused", "broken")))
        delivery = unpack_delivery(answer["delivery"], blobs, whole, self._spare().put)
        return _with_file_time(delivery, written_at) if written_at else delivery

    def _companions(self, paths: Collection[Path], data: bytes) -> dict[str, bytes]:
        """Those of the files offered together that the text may name; unreadable ones are left out."""
        by_name = {path.name: path for path in paths}
        found = {}
        for name in wanted_companions(by_name, data):
            with contextlib.suppress(StoryUnreadable):
                found[name] = bytes_of(read_story_file(by_name[name], self._spare()).content)
        return found

    def _spare(self) -> Aside:
        """Where bytes are set aside; a full one is left to those who still want something of it."""
        if self._aside.size > _MOST_ASIDE:
            self._aside = Aside()
        return self._aside

    def _again_simply(self, message: Message, blobs: Sequence[bytes]) -> tuple[Message, list[bytes]]:
        """Text whose marks are too much can always be read without them."""
        try:
            return self._reading.ask({**message, "simply": True}, blobs)
        except ChildLost as lost:
            raise StoryUnreadable(message["name"], lost.cause) from lost


def _large_mailbox(name: str, kept: Kept) -> Delivery:
    try:
        return open_large_mailbox(name, kept)
    except Refusal as refusal:
        raise StoryUnreadable(name, "too_big" if refusal.cause == "no_text" else refusal.cause) from refusal


def _with_file_time(delivery: Delivery, written_at: datetime) -> Delivery:
    """The same, with the time of the file as one more claim of when each story came."""
    return _with_claims(delivery, (Claim(by=ReceivedBy.FILE_TIME, at=written_at),))


def _with_claims(delivery: Delivery, claims: Sequence[Claim]) -> Delivery:
    def timed(draft: Draft) -> Draft:
        others = tuple(timed(other) for other in draft.alternatives)
        return replace(draft, claims=(*draft.claims, *claims), alternatives=others)

    return replace(delivery, drafts=tuple(timed(draft) for draft in delivery.drafts))
