"""What a person prefers takes effect at once, in every window, and is there again the next time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from learningstories import i18n
from learningstories.resources import resource_root
from learningstories.ui import preferences_sheet
from learningstories.ui.app import Windows
from learningstories.ui.measures import set_compact, set_text_size
from learningstories.ui.preferences import Preferences
from learningstories.ui.preferences_sheet import PreferencesSheet
from learningstories.ui.theme import ThemeChoice
from learningstories.ui.usual_folder import output_folder, usual_folder
from learningstories.ui.widgets.sheet import Sheet

WORDS = {"ar": {"&File": "ملف", "Stories": "القصص", "Preferences": "التفضيلات", "Close": "إغلاق"}}


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our resources, with a catalogue of a few words."""
    folder = tmp_path_factory.mktemp("resources")
    for part in Path(str(resource_root())).iterdir():
        if part.name != "i18n":
            (folder / part.name).symlink_to(part, target_is_directory=part.is_dir())
    for code, words in WORDS.items():
        catalogue = Catalog(locale=code)
        for word, told in words.items():
            catalogue.add(word, told)
        place = folder / "i18n" / code / "LC_MESSAGES"
        place.mkdir(parents=True)
        with (place / "learningstories.mo").open("wb") as stream:
            write_mo(stream, catalogue)
    return folder


@pytest.fixture(autouse=True)
def few_words(catalogues, monkeypatch) -> None:
    monkeypatch.setattr(i18n, "resource_root", lambda: catalogues)


@pytest.fixture
def windows(windows, settings, theme) -> Iterator[Windows]:
    settings.setValue("window/page", "stories")
    yield windows
    windows.preferring.preferences.language.choose("en")  # Qt's own words and the direction, too
    QLocale.setDefault(QLocale.system())
    set_text_size(100)
    set_compact(compact=False)
    theme.dress_anew()


@pytest.fixture
def file(challenge, add_story) -> Path:
    add_story(challenge.workspace, title="The lift")
    challenge.close()
    return challenge.path


def preferences_of(window) -> PreferencesSheet | None:
    return next((each for each in window.findChildren(PreferencesSheet) if each.isVisible()), None)


def opened(qtbot, windows, file):
    """The window on the file with its list, and the preferences over it."""
    window = windows.open(file)
    qtbot.waitUntil(lambda: window.shell.pages.name() == "stories")
    page = window.shell.pages.currentWidget()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    window.shell.registry["preferences"].trigger()
    return window, preferences_of(window.shell)


def made_anew(qtbot, windows, file, old):
    qtbot.waitUntil(lambda: windows.windows.get(file.resolve()) not in (None, old))
    return windows.windows[file.resolve()]


def pick(field: QComboBox, value: object) -> None:
    field.setFocus()
    field.setCurrentIndex(field.findData(value))


def test_another_language_is_spoken_at_once_on_the_same_page(qtbot, qapp, windows, file, settings):
    old, sheet = opened(qtbot, windows, file)
    assert sheet.language.currentText() == "English"
    pick(sheet.language, "ar")
    window = made_anew(qtbot, windows, file, old)
    assert window.shell.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert window.shell.menuBar().actions()[0].text() == "ملف"
    assert window.shell.sidebar.item("stories").entry.words == "القصص"
    qtbot.waitUntil(lambda: window.shell.pages.name() == "stories")
    assert not old.shell.isVisible()
    sheet = preferences_of(window.shell)
    assert sheet.title.text() == "التفضيلات"
    assert sheet.focusWidget() is sheet.language
    # Qt's own words, and numbers as our own sentences have them.
    assert qapp.translate("QPlatformTheme", "Cancel") != "Cancel"
    assert QLocale().toString(7) == "7"
    assert settings.value("language") == "ar"
    pick(sheet.language, "en")
    again = made_anew(qtbot, windows, file, window)
    assert again.shell.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_window_in_which_something_is_being_done_is_not_taken_away(qtbot, windows, file):
    window, sheet = opened(qtbot, windows, file)
    sheet.accept()
    typing = Sheet(window.shell, "Something")
    typing.open()
    windows.preferring.preferences.choose_language("ar")
    assert windows.windows[file.resolve()] is window
    typing.accept()
    made_anew(qtbot, windows, file, window)


def test_text_and_rows_have_the_size_that_is_wanted(qtbot, windows, file, settings, qapp, theme):
    old, sheet = opened(qtbot, windows, file)
    pick(sheet.text_size, 200)
    window = made_anew(qtbot, windows, file, old)
    sheet = preferences_of(window.shell)
    assert sheet.foot_note.font().pixelSize() == 26
    pick(sheet.text_size, 100)
    old, window = window, made_anew(qtbot, windows, file, window)
    pick(preferences_of(window.shell).rows, True)
    window = made_anew(qtbot, windows, file, window)
    page = window.shell.pages.currentWidget()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.table.rowHeight(0) == 32
    assert Preferences(qapp, settings).is_compact


def test_the_appearance_is_the_same_in_the_menu(qtbot, windows, file):
    window, sheet = opened(qtbot, windows, file)
    pick(sheet.appearance, ThemeChoice.DARK)
    assert windows.theme.is_dark
    assert window.shell.registry["theme-dark"].isChecked()
    sheet.accept()
    window.shell.registry["theme-light"].trigger()
    window.shell.registry["preferences"].trigger()
    assert preferences_of(window.shell).appearance.currentData() == ThemeChoice.LIGHT


def test_a_name_that_is_given_signs_what_is_done(qtbot, windows, file, add_story):
    window, sheet = opened(qtbot, windows, file)
    field: QLineEdit = sheet.name
    assert field.placeholderText() == "Ada"
    field.setFocus()
    qtbot.keyClicks(field, " Grace  Hopper ")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    add_story(window.desk.workspace, title="Chalk")
    assert [line.who for line in window.desk.workspace.history()][:2] == ["Grace Hopper", "Ada"]


def test_folders_are_shown(qtbot, windows, file, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(preferences_sheet, "data_folder", lambda: tmp_path / "kept")
    monkeypatch.setattr(preferences_sheet, "open_folder", lambda folder: bool(shown.append(folder)))
    _window, sheet = opened(qtbot, windows, file)
    sheet.folders[0].click()
    assert shown == [tmp_path / "kept"]
    assert shown[0].is_dir()
    assert str(shown[0]) in sheet.foot_note.text()


def test_the_first_window_follows_too(qtbot, windows):
    windows.start_if_empty()
    old = windows.start
    qtbot.mouseClick(old.preferences, Qt.MouseButton.LeftButton)
    pick(preferences_of(old).language, "ar")
    qtbot.waitUntil(lambda: windows.start is not None and windows.start is not old)
    assert preferences_of(windows.start).title.text() == "التفضيلات"


def test_folders_are_offered_first_once_they_are_chosen_and_a_lost_one_is_told(
    qtbot, windows, file, settings, tmp_path, monkeypatch
):
    window, sheet = opened(qtbot, windows, file)
    mine = tmp_path / "Mine"
    mine.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(mine))
    for choice in (sheet.challenges, sheet.outputs):
        qtbot.mouseClick(choice.choose, Qt.MouseButton.LeftButton)
        assert choice.told.text() == str(mine)
    assert usual_folder(settings) == mine
    settings.setValue("showcase/folder", str(tmp_path))
    assert output_folder(settings, "showcase/folder", file.parent) == mine
    mine.rmdir()
    assert usual_folder(settings) != mine
    assert output_folder(settings, "showcase/folder", file.parent) == tmp_path
    sheet.accept()
    window.shell.registry["preferences"].trigger()
    sheet = preferences_of(window.shell)
    assert "is not there now" in sheet.outputs.told.text()
    qtbot.mouseClick(sheet.outputs.clear, Qt.MouseButton.LeftButton)
    assert sheet.outputs.told.text().startswith("Beside the challenge")
