"""What a person may choose for the whole app; everything takes effect at once, and nothing must be chosen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from learningstories.domain.errors import ExpectedError
from learningstories.i18n import _, languages
from learningstories.services.backup_words import space_words
from learningstories.services.backups import MEGABYTE
from learningstories.services.toolbox import Toolbox
from learningstories.services.wording import own_language_words, size_words
from learningstories.ui.application import data_folder, log_folder
from learningstories.ui.folder_choices import FolderChoice
from learningstories.ui.folder_opener import open_folder
from learningstories.ui.language import AS_SYSTEM
from learningstories.ui.measures import TEXT_SIZES, scaled
from learningstories.ui.preferences import Preferences
from learningstories.ui.telling import advice_on
from learningstories.ui.theme import ThemeChoice
from learningstories.ui.tokens import Role
from learningstories.ui.usual_folder import CHALLENGES, OUTPUTS
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.card import Card
from learningstories.ui.widgets.fields import choice_field, text_field
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.sheet import MEDIUM, Sheet

_CONTROL_WIDTH = 260
_LONGEST_NAME = 80
_SPACES = (200, 500, 1000, 2000, 5000, 10_000, 50_000)  # megabytes


class PreferencesSheet(Sheet):
    """`touched` names the field that the keyboard is at when it is opened."""

    def __init__(self, preferences: Preferences, toolbox: Toolbox, over: QWidget, touched: str = "") -> None:
        told = _("All of it takes effect at once and is kept on this computer, not in a challenge.")
        super().__init__(over, _("Preferences"), told, MEDIUM)
        self._preferences, self._touched = preferences, touched
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(14)
        self._add_look()
        self._add_name(toolbox.who)
        self._backups = toolbox.backups()
        self._add_backups()
        self._add_folders()
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.body.addWidget(area)
        self.add_button(Button(_("Close"), Kind.MAIN), main=True).clicked.connect(self.accept)

    def open(self) -> None:
        """Show it, with the keyboard where it was."""
        super().open()
        field = self.findChild(QWidget, self._touched) if self._touched else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def touched(self) -> str:
        """The name of the field that the keyboard is at."""
        fields = (self.appearance, self.language, self.text_size, self.rows, self.name)
        return next((field.objectName() for field in fields if field is self.focusWidget()), "")

    def accept(self) -> None:
        """Keep a name that is still being typed, too."""
        self._keep_name()
        super().accept()

    def may_leave(self) -> bool:
        """Always; what was chosen is in force already."""
        self._keep_name()
        return True

    # --- the groups ------------------------------------------------------------------------------------

    def _add_look(self) -> None:
        card, chosen = Card(_("How it looks")), self._preferences
        self.appearance = _choice("appearance", _appearances(), chosen.theme.choice, chosen.choose_theme)
        self.language = _choice("language", _languages(), chosen.language.choice, chosen.choose_language)
        self.text_size = _choice("text-size", _sizes(), chosen.text_size, chosen.choose_text_size)
        rows: list[tuple[str, object]] = [(_("With room"), False), (_("Close together"), True)]
        self.rows = _choice(
            "rows", rows, chosen.is_compact, lambda compact: chosen.choose_compact(compact=compact)
        )
        for words, hint, field in (
            (_("Appearance"), "", self.appearance),
            (_("Language"), _("Books, packs and calls are in the challenge's own."), self.language),
            (_("Size of text"), _("Stories have a size of their own where they are read."), self.text_size),
            (_("Rows of lists"), "", self.rows),
        ):
            card.body.addWidget(_Row(words, hint, field))
        self._column.addWidget(card)

    def _add_name(self, usual: str) -> None:
        card = Card(_("You"))
        self.name = text_field(usual, self._preferences.name, _LONGEST_NAME)
        self.name.setObjectName("name")
        self.name.editingFinished.connect(self._keep_name)
        told = _("A challenge's history tells it to whoever opens the file.")
        card.body.addWidget(_Row(_("Your name"), told, self.name))
        self._column.addWidget(card)

    def _add_backups(self) -> None:
        card, shelf = Card(_("Backups")), self._backups
        told = _("They are made by themselves, away from the challenges, and take up {size} now.")
        self.space = _choice("backup-space", _spaces(shelf.most()), shelf.most(), self._allow)
        hint = told.format(size=size_words(shelf.taken()))
        card.body.addWidget(_Row(_("Room for the backups of all challenges"), hint, self.space))
        button = Button(_("Show the folder"), icon="folder-open")
        button.setAccessibleName(f"{card.accessibleName()}: {button.text()}")
        button.clicked.connect(lambda: self._show(shelf.folder))
        card.body.addWidget(_Row(_("Where they are"), str(shelf.folder), button))
        self._column.addWidget(card)

    def _add_folders(self) -> None:
        card = Card(_("Where things are kept"))
        settings = self._preferences.settings
        self.challenges = FolderChoice(settings, CHALLENGES, _("New challenges"), _("In your documents"))
        told = _("Beside the challenge, or where it was saved last")
        self.outputs = FolderChoice(settings, OUTPUTS, _("Books, packs and whatever else is saved"), told)
        for choice in (self.challenges, self.outputs):
            card.body.addWidget(choice)
        self.folders = []
        for words, folder in (
            (_("The sample, and your answers to packs"), data_folder()),
            (_("Notes on what went wrong"), log_folder()),
        ):
            button = Button(_("Show the folder"), icon="folder-open")
            button.setAccessibleName(f"{words}: {button.text()}")
            button.clicked.connect(lambda _on=False, folder=folder: self._show(folder))
            self.folders.append(button)
            card.body.addWidget(_Row(words, str(folder), button))
        told = _("Challenges are where you saved them, each in one file.")
        told += " " + _("Choosing a folder moves nothing: it is only offered first when something is saved.")
        card.body.addWidget(Label(told, Text.SMALL, Role.MUTED, wrap=True))
        self._column.addWidget(card)

    # --- what happens ----------------------------------------------------------------------------------

    def _keep_name(self) -> None:
        if self.name.text() != self._preferences.name:
            self._preferences.choose_name(self.name.text())

    def _allow(self, most: int) -> None:
        try:
            self._backups.allow(most)
        except ExpectedError as error:
            self.foot_note.setText(advice_on(error))

    def _show(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            shown = open_folder(folder)
        except OSError:
            shown = False
        self.foot_note.setText(
            "" if shown else _("This folder cannot be shown here: {folder}").format(folder=folder)
        )


class _Row(QWidget):
    """What is chosen at the beginning, and the field for it at the end."""

    def __init__(self, words: str, hint: str, field: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        told = QVBoxLayout()
        told.setSpacing(2)
        label = Label(words, wrap=True)
        label.setBuddy(field)
        told.addWidget(label)
        if hint:
            told.addWidget(Label(hint, Text.SMALL, Role.MUTED, wrap=True))
        row.addLayout(told, 1)
        if isinstance(field, QComboBox | QLineEdit):
            field.setFixedWidth(scaled(_CONTROL_WIDTH))
            field.setAccessibleName(words)
            field.setAccessibleDescription(hint)
        row.addWidget(field)


def _choice(
    name: str, options: list[tuple[str, object]], chosen: object, choose: Callable[[Any], object]
) -> QComboBox:
    field = choice_field(options, chosen)
    field.setObjectName(name)
    field.currentIndexChanged.connect(lambda _place: choose(field.currentData()))
    return field


def _appearances() -> list[tuple[str, object]]:
    return [
        (_("As the system"), ThemeChoice.SYSTEM),
        (_("Light"), ThemeChoice.LIGHT),
        (_("Dark"), ThemeChoice.DARK),
    ]


def _languages() -> list[tuple[str, object]]:
    """Each by its own name, so that it is found by whoever does not know the language shown now."""
    return [(_("As the system"), AS_SYSTEM), *((own_language_words(code), code) for code in languages())]


def _spaces(chosen: int) -> list[tuple[str, object]]:
    """How many bytes backups may take up, with what was chosen otherwise."""
    offered = sorted({*(megabytes * MEGABYTE for megabytes in _SPACES), chosen})
    return [(space_words(most), most) for most in offered]


def _sizes() -> list[tuple[str, object]]:
    return [(_("{percent} %").format(percent=percent), percent) for percent in TEXT_SIZES]
