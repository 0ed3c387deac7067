"""Where each reviewer left off, and how large the letters are, kept with the window's settings."""

from PySide6.QtCore import QSettings

from learningstories.services.reading_session import ReadingSession
from learningstories.ui.reading_text import SIZES
from learningstories.ui.tokens import READING_PX

_SIZE = "reading/size"


class ReadingPlace:
    """One story and a place in it for each reviewer of each challenge."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def keep(self, session: ReadingSession, number: int, scroll: float) -> None:
        """Remember the story that is open and how far down it is."""
        self._settings.setValue(_key(session), f"{number} {scroll:.4f}")

    def number(self, session: ReadingSession) -> int | None:
        """The story that was open last."""
        kept = self._kept(session)
        return int(kept[0]) if kept else None

    def scroll(self, session: ReadingSession) -> float:
        """How far down it was, 0 to 1."""
        kept = self._kept(session)
        return min(max(kept[1], 0.0), 1.0) if kept else 0.0

    def px(self) -> int:
        """The size of the letters."""
        kept = str(self._settings.value(_SIZE) or "")
        return int(kept) if kept.isdecimal() and int(kept) in SIZES else READING_PX

    def change_px(self, step: int) -> int:
        """One size larger (1) or smaller (-1), or the usual one (0); returns the new one."""
        at = SIZES.index(self.px()) + step if step else SIZES.index(READING_PX)
        px = SIZES[min(max(at, 0), len(SIZES) - 1)]
        self._settings.setValue(_SIZE, str(px))
        return px

    def _kept(self, session: ReadingSession) -> tuple[float, float] | None:
        words = str(self._settings.value(_key(session)) or "").split()
        try:
            return float(words[0]), float(words[1])
        except (IndexError, ValueError):
            return None


def _key(session: ReadingSession) -> str:
    return f"reading/{session.challenge.id}/{session.reviewer.id}"
