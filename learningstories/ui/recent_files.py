"""Which challenges were open before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings

from learningstories.i18n import _, plural
from learningstories.services.story_query import ChallengeLine

MOST_RECENT = 6
_KEY = "recent"
_A_DAY = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentFile:
    """A challenge that was open before; `detail`: "48 stories · closes in 4 days", `when`: "yesterday"."""

    path: Path
    title: str
    detail: str = ""
    when: str = ""


class RecentFiles:
    """Kept in `settings`, newest first; files that are gone are left out."""

    def __init__(self, settings: QSettings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock

    def note(self, path: Path, shown: ChallengeLine) -> None:
        """Put a file first."""
        parts = (
            str(path),
            " ".join(shown.title.split()),
            str(shown.stories),
            shown.closes_at.isoformat(),
            shown.zone,
            self._clock().isoformat(),
        )
        line = "\t".join(parts)
        others = [each for each in self._lines() if each.split("\t")[0] != str(path)]
        self._settings.setValue(_KEY, [line, *others][:MOST_RECENT])

    def files(self) -> list[RecentFile]:
        """The files that are still there."""
        found = [self._read(line) for line in self._lines()]
        return [file for file in found if file is not None and file.path.exists()]

    def _lines(self) -> list[str]:
        stored = self._settings.value(_KEY) or []
        return [stored] if isinstance(stored, str) else [str(line) for line in stored]

    def _read(self, line: str) -> RecentFile | None:
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

        left = closes_at - self._clock()
        closing = closing_words(closes_at, left, zone, inside=True)
        told = plural("{n} story", "{n} stories", count).format(n=f"{count:,}")
        detail = f"{told} · {closing}"
        return RecentFile(path=Path(path), title=title, detail=detail, when=self._when(at))

    def _when(self, at: datetime) -> str:
        days = (self._clock().astimezone().date() - at.astimezone().date()).days
        if days <= 0:
            return _("today")
        if days == _A_DAY:
            return _("yesterday")
        return plural("{n} day ago", "{n} days ago", days).format(n=days)
