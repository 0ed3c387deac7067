"""Which challenges and packs were open before."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSettings

from learningstories.i18n import _, numeral, plural
from learningstories.ui.one_line import in_one_line

if TYPE_CHECKING:
    from datetime import datetime

    from learningstories.services.reading_session import ReadingSession
    from learningstories.services.server_address import ServerAddress
    from learningstories.services.story_query import ChallengeLine

MOST_RECENT = 6
_KEY = "recent"
_A_DAY = 1
_PACK, _PACK_ICON = "pack", "book-open-check"


class RecentFile(NamedTuple):  # a dataclass takes too long to make before the first paint
    """What was open before; `detail`: "48 stories · closes in 4 days", `when`: "yesterday".

    `icon` tells a pack from a challenge, and so does `is_pack`; `path` is an address where it is on a server.
    """

    path: "Path | ServerAddress"
    title: str
    detail: str = ""
    when: str = ""
    icon: str = "book-open"

    @property
    def is_pack(self) -> bool:
        """Whether it is a pack."""
        return self.icon == _PACK_ICON


class RecentFiles:
    """Kept in `settings`, newest first; files that are gone are left out."""

    def __init__(self, settings: QSettings, clock: "Callable[[], datetime]") -> None:
        self._settings = settings
        self._clock = clock

    def note(self, path: "Path | ServerAddress", shown: "ChallengeLine") -> None:
        """Put a challenge first."""
        self._note(path, shown.title, str(shown.stories), shown.closes_at.isoformat(), shown.zone)

    def note_pack(self, path: Path, session: "ReadingSession") -> None:
        """Put a pack first, with how far its reviewer is."""
        until = session.return_by.isoformat() if session.return_by else ""
        progress = str(session.done), str(len(session.stories))
        self._note(path, session.challenge.title, session.reviewer.name, *progress, until, _PACK)

    def drop(self, path: "Path | ServerAddress") -> None:
        """Take a file off the list."""
        self._settings.setValue(_KEY, [each for each in self._lines() if each.split("\t")[0] != str(path)])

    def _note(self, path: "Path | ServerAddress", *told: str) -> None:
        parts = (str(path), *(" ".join(each.split()) for each in told), self._clock().isoformat())
        line = "\t".join(parts)
        others = [each for each in self._lines() if each.split("\t")[0] != str(path)]
        self._settings.setValue(_KEY, [line, *others][:MOST_RECENT])

    def files(self) -> list[RecentFile]:
        """The files that are still there."""
        from learningstories.ui.places import is_there  # noqa: PLC0415 - not for the first paint

        found = [self._read(line) for line in self._lines()]
        return [file for file in found if file is not None and is_there(file.path)]

    def _lines(self) -> list[str]:
        stored = self._settings.value(_KEY) or []
        return [stored] if isinstance(stored, str) else [str(line) for line in stored]

    def _read(self, line: str) -> RecentFile | None:
        if line.split("\t")[-2:-1] == [_PACK]:
            return self._read_pack(line)
        from datetime import datetime  # noqa: PLC0415 - not for the first paint

        try:
            path, title, stories, closes, zone, opened = line.split("\t")
            count, closes_at, at = (
                int(stories),
                datetime.fromisoformat(closes),
                datetime.fromisoformat(opened),
            )
        except ValueError:
            return None
        from learningstories.services.wording import closing_words  # noqa: PLC0415 - not for the first paint
        from learningstories.ui.places import place_of  # noqa: PLC0415 - the same

        left = closes_at - self._clock()
        closing = closing_words(closes_at, left, zone, inside=True)
        told = plural("{n} story", "{n} stories", count).format(n=numeral(count))
        detail = f"{told} · {closing}"
        place = place_of(path)
        if place is None:
            return None
        when, icon = self._when(at), "book-open" if isinstance(place, Path) else "users"
        return RecentFile(path=place, title=title, detail=detail, when=when, icon=icon)

    def _read_pack(self, line: str) -> RecentFile | None:
        from datetime import datetime  # noqa: PLC0415 - not for the first paint

        try:
            path, title, reader, done, total, until, _pack, opened = line.split("\t")
            return_by = datetime.fromisoformat(until) if until else None
            at = datetime.fromisoformat(opened)
        except ValueError:
            return None
        from learningstories.services.wording import return_by_words  # noqa: PLC0415 - not for the first paint

        progress = _("{done} of {total} read").format(done=done, total=total)
        parts = (reader, progress, return_by_words(return_by))
        return RecentFile(
            path=Path(path),
            title=_("Review pack: {title}").format(title=title),
            detail=in_one_line(part for part in parts if part),
            when=self._when(at),
            icon=_PACK_ICON,
        )

    def _when(self, at: "datetime") -> str:
        days = (self._clock().astimezone().date() - at.astimezone().date()).days
        if days <= 0:
            return _("today")
        if days == _A_DAY:
            return _("yesterday")
        return plural("{n} day ago", "{n} days ago", days).format(n=days)
