"""Composition root: the only place that joins layers. Everything heavy is loaded when it is first used."""

import os
import sys
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from learningstories.i18n import SOURCE, terminal_language, use_language
from learningstories.publish.lazy_press import LazyPress
from learningstories.services.starting import DEEDS, means_a_server
from learningstories.services.toolbox import Documents, Toolbox

if TYPE_CHECKING:
    from datetime import datetime

    from learningstories.domain.challenge import Challenge
    from learningstories.domain.showcase import Paper
    from learningstories.services.backups import Backups
    from learningstories.services.call_content import CallContent, CallReport
    from learningstories.services.deliveries import CellText, Delivery, Part
    from learningstories.services.drafts import Draft, DraftFile
    from learningstories.services.opening import OpenChallenge
    from learningstories.services.pack_contents import PackContents
    from learningstories.services.pack_port import MakePage, Packs
    from learningstories.services.progress import Control
    from learningstories.services.rescue import RescueReport
    from learningstories.services.server_port import Servers
    from learningstories.services.site_content import SiteContent

SAMPLE, JSON = "--sample", "--json"
_TEXTS_KEPT = 512  # as HTML, while packs are made


def main(words: Sequence[str] | None = None) -> int:
    """Open the window, or do the command that `words` (sys.argv's unless given) name; gives the status."""
    documents, press = LazyDocuments(), LazyPress()
    try:
        return do(sys.argv[1:] if words is None else words, toolbox(documents, press))
    finally:
        documents.close()
        press.close()


def do(words: Sequence[str], tools: Toolbox) -> int:
    """The same with `tools` that go on to work afterwards."""
    if _wants_window(words):
        return _window(words, tools)
    _speak(words)
    # Here, so that the window does not wait for words it has no use for.
    from learningstories.cli import app as cli  # noqa: PLC0415

    return cli.run(words, tools)


def toolbox(documents: Documents, press: LazyPress | None = None) -> Toolbox:
    """What window and command line work with; without a `press` of their own no process is kept ready."""
    who = user_name()
    press = press or LazyPress(keeps=False)
    return Toolbox(
        clock=now,
        who=who,
        make=lambda path, challenge: _make(path, challenge, who),
        open=lambda path: _open(path, who),
        open_to_read=lambda path: _open_to_read(path, who),
        documents=documents,
        make_book=press.make_book,
        make_document=press.make_document,
        call=LazyCall(press),
        make_site=_make_site,
        page_image=press.page_image,
        join_pages=press.join_pages,
        sample=lambda control: _sample(toolbox(documents), control),
        screenshots=lambda path, folder: _screenshots(path, folder, toolbox(documents)),
        packs=_packs,
        make_page=_page_maker(documents),
        make_booklet=lambda contents, paper, control: _make_booklet(contents, paper, documents, control),
        answers_folder=_answers_folder,
        backups=_backups,
        rescue=_rescue,
        servers=_servers,
    )


def now() -> "datetime":
    """The present moment."""
    from datetime import UTC, datetime  # noqa: PLC0415 - not for the first paint

    return datetime.now(UTC)


def user_name() -> str:
    """Who is at the keyboard, as history signs it; empty where the system does not say."""
    named = (os.environ.get(variable) for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"))
    found = next(filter(None, named), "")
    if found:
        return found
    import getpass  # noqa: PLC0415 - asks no further than these, where one of them is set

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


class LazyDocuments:
    """Starts the process that reads documents when the first one is to be read."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._documents: Documents | None = None

    def take_in(self, path: Path, companions: Collection[Path] = ()) -> "Delivery":
        """What the file holds; raises `StoryUnreadable`."""
        return self._started().take_in(path, companions)

    def take_in_part(self, part: "Part", companions: "Collection[Part]" = ()) -> "Delivery":
        """What a file within a file holds; raises `StoryUnreadable`."""
        return self._started().take_in_part(part, companions)

    def read_cells(self, texts: Sequence[str]) -> "Sequence[CellText]":
        """The texts of a form's cells as stories' texts; raises `StoryUnreadable`."""
        return self._started().read_cells(texts)

    def read_text(self, text: str, source: str = "") -> "Draft":
        """What a text that was pasted or typed says; raises `StoryUnreadable`."""
        return self._started().read_text(text, source)

    def keep_unread(self, origin: "Path | Part") -> "Draft":
        """A story without text for a file that cannot be read; raises `StoryUnreadable`."""
        return self._started().keep_unread(origin)

    def read_file(self, origin: "Path | Part") -> "DraftFile":
        """A file that comes along with a story; raises `StoryUnreadable`."""
        return self._started().read_file(origin)

    def to_html(self, markdown: str) -> str:
        """Sanitised HTML of a story's text."""
        return self._started().to_html(markdown)

    def close(self) -> None:
        """End the process, if it was started."""
        with self._turn:
            if self._documents is not None:
                self._documents.close()
            self._documents = None

    def _started(self) -> Documents:
        from learningstories.documents.documents import Documents as Readers  # noqa: PLC0415

        with self._turn:
            if self._documents is None:
                self._documents = Readers()
            return self._documents


class LazyCall:
    """Makes the call for stories; what it takes is loaded when it is first wanted."""

    def __init__(self, press: LazyPress) -> None:
        self._press = press

    def pdf(self, content: "CallContent", target: Path, control: "Control") -> "CallReport":
        """Write one page to `target`, whole or not at all."""
        from learningstories.publish.call_pdf import make_call_pdf  # noqa: PLC0415

        return make_call_pdf(content, target, control, self._press.workers())

    def page(self, content: "CallContent") -> bytes:
        """A web page in one file."""
        from learningstories.publish.call_page import call_page  # noqa: PLC0415

        return call_page(content)

    def text(self, content: "CallContent") -> str:
        """Plain text."""
        from learningstories.publish.call_text import call_text  # noqa: PLC0415

        return call_text(content)


def _make(path: Path, challenge: "Challenge", who: str) -> "OpenChallenge":
    from learningstories.storage.opening import make_challenge  # noqa: PLC0415

    return make_challenge(path, challenge, now, who)


def _open(path: Path, who: str) -> "OpenChallenge":
    from learningstories.storage.opening import open_challenge  # noqa: PLC0415

    opened = open_challenge(path, now, who, _before_update)
    opened.workspace.before_many = lambda: _before_many(path)
    return opened


def _backups() -> "Backups":
    from learningstories.storage.backups import BackupShelf  # noqa: PLC0415

    return BackupShelf(_data_folder() / "Backups", now)


def _rescue(damaged: Path, target: Path, control: "Control") -> "RescueReport":
    from learningstories.storage.rescuing import rescue  # noqa: PLC0415

    return rescue(damaged, target, now(), control)


def _servers() -> "Servers":
    from learningstories.storage.servers import ServerChallenges  # noqa: PLC0415

    return ServerChallenges(now)


def _before_many(path: Path) -> None:
    from learningstories.services.backups import back_up_before_many  # noqa: PLC0415

    back_up_before_many(_backups(), path)


def _before_update(path: Path) -> None:
    """Without a backup, a challenge of an older release is not brought up to date."""
    from learningstories.services.backups import Why  # noqa: PLC0415 - hardly ever needed
    from learningstories.services.progress import Control  # noqa: PLC0415

    _backups().make(path, Why.BEFORE_UPDATE, Control())


def _open_to_read(path: Path, who: str) -> "OpenChallenge":
    from learningstories.storage.opening import open_to_read  # noqa: PLC0415

    return open_to_read(path, now, who)


def _make_site(content: "SiteContent") -> "Iterable[tuple[str, bytes]]":
    from learningstories.publish.site import make_site  # noqa: PLC0415

    return make_site(content)


def _screenshots(file: Path, folder: Path, tools: Toolbox) -> Sequence[Path]:
    from learningstories.ui.tour import screenshots  # noqa: PLC0415

    return screenshots(file, folder, tools)


def _packs() -> "Packs":
    from learningstories.packs.packs import PackFiles  # noqa: PLC0415

    return PackFiles()


def _page_maker(documents: Documents) -> "MakePage":
    """Makes the pages of packs; a text that stands in many of them is turned into HTML once."""
    to_html = lru_cache(_TEXTS_KEPT)(documents.to_html)

    def make(contents: "PackContents", phrase: str) -> bytes:
        from learningstories.packs.page import make_page  # noqa: PLC0415

        return make_page(contents, to_html, phrase)

    return make


def _make_booklet(
    contents: "PackContents", paper: "Paper", documents: Documents, control: "Control"
) -> bytes:
    from learningstories.publish.booklet import make_booklet  # noqa: PLC0415

    return make_booklet(contents, paper, documents.to_html, control)


def _answers_folder() -> Path:
    return _data_folder() / "Packs"


def _data_folder() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("Learning Stories", appauthor=False)


def _wants_window(words: Sequence[str]) -> bool:
    """No words, the sample, a deed of the window, an address, or one file that is there and no command."""
    if list(words) in ([], [SAMPLE]) or (len(words) == 1 and (words[0] in DEEDS or means_a_server(words[0]))):
        return True
    if len(words) != 1 or words[0].startswith("-") or not Path(words[0]).exists():
        return False
    from learningstories.services.opened_kind import ENDING, PACK_ENDING, RETURN_ENDING  # noqa: PLC0415

    if words[0].lower().endswith((ENDING, PACK_ENDING, RETURN_ENDING)):
        return True
    _speak(words)
    from learningstories.cli import app as cli  # noqa: PLC0415

    return words[0] not in cli.names()


def _speak(words: Sequence[str]) -> None:
    """Use the language of the terminal; what programs read is never translated."""
    use_language(SOURCE if JSON in words else terminal_language(os.environ))


def _window(words: Sequence[str], tools: Toolbox) -> int:
    from learningstories.ui.responsiveness import begin_without_looks, import_without_reading  # noqa: PLC0415

    begin_without_looks()
    import_without_reading()
    from learningstories.ui.running import run  # noqa: PLC0415

    if list(words) == [SAMPLE]:
        from learningstories.services.progress import Control  # noqa: PLC0415

        words = [str(tools.sample(Control()))]
    return run(words, tools)


def _sample(tools: Toolbox, control: "Control") -> Path:
    """The sample challenge in the person's own folder, made when it is not there yet."""
    from learningstories.domain.errors import FileExists  # noqa: PLC0415
    from learningstories.services.sample import make_sample, sample_file  # noqa: PLC0415

    folder = _data_folder() / "Sample"
    try:
        return make_sample(tools, folder, control).file
    except FileExists:
        return sample_file(folder)
