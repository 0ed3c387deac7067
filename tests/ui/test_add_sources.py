import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextDocument
from PySide6.QtWidgets import QFileDialog

from learningstories.ui.add_model import FROM, STORY
from learningstories.ui.add_sheet import AddSheet
from learningstories.ui.clipboard import pasted
from learningstories.ui.file_kinds import name_filters


@pytest.fixture
def copied():
    """Puts something on the clipboard: `copied(text=…, html=…, image=…, files=…)`."""

    def copy(text="", html="", image=None, files=()):
        data = QMimeData()
        if text:
            data.setText(text)
        if html:
            data.setHtml(html)
        if image is not None:
            data.setImageData(image)
        if files:
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
        QGuiApplication.clipboard().setMimeData(data)
        return data

    return copy


def paste(qtbot, desk, window):
    sheet = AddSheet.paste(desk, window)
    qtbot.waitUntil(lambda: not sheet.work.is_busy())
    return sheet


def picture():
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    return image


def cell(sheet, column, row=0):
    return sheet.model.index(row, column).data()


def test_pasted_files_are_read(qtbot, desk, window, copied, tmp_path):
    (tmp_path / "chalk.md").write_text("# Chalk\n\nWords.", "utf-8")
    copied(files=[tmp_path / "chalk.md"], text="chalk.md")
    sheet = paste(qtbot, desk, window)
    assert (cell(sheet, STORY), cell(sheet, FROM)) == ("Chalk", "chalk.md")


def test_pasted_text_keeps_its_form(qtbot, desk, window, copied):
    copied(text="The lift I climbed.", html="<h1>The lift</h1><p>I <b>climbed</b>.</p>")
    sheet = paste(qtbot, desk, window)
    assert cell(sheet, STORY) == "The lift"
    assert "**climbed**" in sheet.model.at(0).draft.markdown
    assert cell(sheet, FROM) == "pasted"


def test_a_pasted_picture_becomes_a_story_whose_text_is_to_come(qtbot, desk, window, copied):
    copied(image=picture(), html='<img src="https://example.org/x.png">')
    sheet = paste(qtbot, desk, window)
    draft = sheet.model.at(0).draft
    assert draft is not None
    assert draft.words == 0


def test_marked_text_is_taken_as_text_whatever_colours_an_editor_gave_it(copied):
    text = "---\ntitle: The lift\n---\n\nWords."
    assert pasted(copied(text=text, html=f"<pre><span>{text}</span></pre>")).text == text


def test_an_empty_clipboard_is_said_to_be_empty(qtbot, desk, window, copied):
    copied()
    sheet = paste(qtbot, desk, window)
    assert "no text, no picture and no file" in sheet.foot_note.text()
    assert sheet.stack.currentWidget() is sheet.empty


def test_a_folder_is_chosen_and_read(qtbot, add_sheet, tmp_path, monkeypatch):
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "chalk.md").write_text("# Chalk\n\nWords.", "utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    qtbot.mouseClick(add_sheet.empty.buttons["folder"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: add_sheet.model.rowCount() == 1)
    assert cell(add_sheet, STORY) == "Chalk"
    assert "1 found in 1 file" in add_sheet.subtitle.text()


def test_files_are_chosen_by_the_keyboard(qtbot, add_sheet, tmp_path, monkeypatch):
    (tmp_path / "chalk.md").write_text("# Chalk\n\nWords.", "utf-8")
    asked = []

    def answer(_over, _title, _folder, filters, **_options):
        asked.append(filters)
        return [str(tmp_path / "chalk.md")], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)
    qtbot.keyClick(add_sheet, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: add_sheet.model.rowCount() == 1)
    assert "*.docx" in asked[0]
    assert asked[0].endswith("All files (*)")


def test_every_kind_of_story_can_be_chosen():
    everything = name_filters()[0]
    for ending in ("docx", "odt", "rtf", "txt", "md", "html", "mhtml", "pdf", "eml", "msg", "mbox", "csv"):
        assert f"*.{ending} " in everything
    for ending in ("tsv", "xlsx", "ods", "zip", "png", "mp3", "mp4"):
        assert f"*.{ending} *.{ending.upper()}" in everything


def test_all_ways_stay_at_hand_once_there_are_rows(add_sheet, offer, tmp_path):
    assert not add_sheet.more.isVisible()
    (tmp_path / "chalk.md").write_text("# Chalk\n\nWords.", "utf-8")
    offer(add_sheet, tmp_path / "chalk.md")
    words = [action.text() for action in add_sheet.more.menu().actions()]
    assert words == ["Choose files…", "Choose a folder…", "Paste", "Write one here…", "Watch a folder…"]


def test_rich_text_of_another_program_is_read_as_it_looks(qtbot, desk, window, copied):
    document = QTextDocument()
    document.setHtml("<h2>Bread</h2><ul><li>flour</li><li>water</li></ul>")
    copied(text=document.toPlainText(), html=document.toHtml())
    sheet = paste(qtbot, desk, window)
    assert cell(sheet, STORY) == "Bread"
    assert "flour" in sheet.model.at(0).draft.markdown
