"""Which language the windows speak: the person's own as the system tells it, or one that was chosen."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from learningstories.i18n import RIGHT_TO_LEFT, spoken_of, use_language

LANGUAGE = "language"  # the setting that keeps what the person asked for
AS_SYSTEM = ""
_WITH_OUR_DIGITS = {"ar": "ar_AE"}  # Qt's other Arabic locales have digits of their own


class Language(QObject):
    """Puts the words of the app and of Qt, dates, numbers and the direction of layouts into one language.

    What is on the screen already keeps its words until it is made anew.
    """

    def __init__(self, application: QApplication, choice: str = AS_SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._translator: QTranslator | None = None
        self.choice = choice
        self.spoken = ""
        self._speak()

    def choose(self, choice: str) -> bool:
        """Follow the system with `AS_SYSTEM`, or speak one of `i18n.languages()`; whether that is another."""
        self.choice = choice
        return self._speak()

    def _speak(self) -> bool:
        wanted = [self.choice] if self.choice else QLocale.system().uiLanguages()
        spoken = spoken_of(wanted)
        if spoken == self.spoken:
            return False
        self.spoken = spoken
        use_language(spoken)
        QLocale.setDefault(_locale(spoken))
        self._translate_qt(spoken)
        rtl = spoken in RIGHT_TO_LEFT
        direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        self._application.setLayoutDirection(direction)
        return True

    def _translate_qt(self, spoken: str) -> None:
        """The words of Qt's own menus and dialogs."""
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        found = translator.load(f"qtbase_{spoken}", folder)
        self._translator = translator if found else None
        if found:
            self._application.installTranslator(translator)


def _locale(spoken: str) -> QLocale:
    """The system's own where it is of this language, so that an Austrian's dates are an Austrian's."""
    name = _WITH_OUR_DIGITS.get(spoken)
    system = QLocale.system()
    if name is None and system.name().partition("_")[0] == spoken:
        return system
    return QLocale(name or spoken)
