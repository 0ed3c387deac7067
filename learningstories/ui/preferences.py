"""What a person prefers wherever they are in the app; each is remembered and takes effect at once."""

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication

from learningstories.ui.language import LANGUAGE, Language
from learningstories.ui.measures import TEXT_SIZES, USUAL_SIZE, set_compact, set_text_size
from learningstories.ui.theme import THEME, Theme, ThemeChoice

# Ctrl+, which macOS uses for them, changes the challenge: that is wanted far more often.
PREFERENCES_KEYS = "Ctrl+Shift+,"
_TEXT_SIZE, _ROWS, _NAME = "text-size", "rows", "name"
_COMPACT = "compact"


class Preferences(QObject):
    """`outdated` tells that windows must be made anew, `renamed` how the person is called from now on.

    An empty `name` is the one that the system knows.
    """

    outdated = Signal()
    renamed = Signal(str)

    def __init__(self, application: QApplication, settings: QSettings) -> None:
        super().__init__()
        self.settings = settings
        self.text_size = _size(settings)
        self.is_compact = settings.value(_ROWS) == _COMPACT
        self.name = str(settings.value(_NAME) or "")
        self._measure()
        self.language = Language(application, str(settings.value(LANGUAGE) or ""))
        self.theme = Theme(application, _chosen_theme(settings))

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Light, dark, or as the system."""
        self.settings.setValue(THEME, str(choice))
        self.theme.choose(choice)

    def choose_language(self, code: str) -> None:
        """One of `i18n.languages()`, or "" for the system's."""
        self.settings.setValue(LANGUAGE, code)
        if self.language.choose(code):
            self._tell_outdated()

    def choose_text_size(self, percent: int) -> None:
        """One of `TEXT_SIZES`."""
        if percent != self.text_size:
            self.settings.setValue(_TEXT_SIZE, percent)
            self.text_size = percent
            self._tell_outdated()

    def choose_compact(self, *, compact: bool) -> None:
        """Low rows in tables, or rows with room."""
        if compact != self.is_compact:
            self.settings.setValue(_ROWS, _COMPACT if compact else "")
            self.is_compact = compact
            self._tell_outdated()

    def choose_name(self, name: str) -> None:
        """How the person is called in histories; "" for the name that the system knows."""
        self.name = " ".join(name.split())
        self.settings.setValue(_NAME, self.name)
        self.renamed.emit(self.name)

    def _tell_outdated(self) -> None:
        self._measure()
        self.theme.dress_anew()
        self.outdated.emit()

    def _measure(self) -> None:
        set_text_size(self.text_size)
        set_compact(compact=self.is_compact)


def _size(settings: QSettings) -> int:
    kept = str(settings.value(_TEXT_SIZE) or "")
    return int(kept) if kept in map(str, TEXT_SIZES) else USUAL_SIZE


def _chosen_theme(settings: QSettings) -> ThemeChoice:
    stored = str(settings.value(THEME) or ThemeChoice.SYSTEM)
    return ThemeChoice(stored) if stored in set(ThemeChoice) else ThemeChoice.SYSTEM
