from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUrl
from PySide6.QtGui import QImage, QTextDocument

from learningstories.ui.story_text import StoryText

SHA = "a" * 64
IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def png(qapp):
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


@pytest.fixture
def text(qtbot, theme, png):
    made = StoryText({SHA: png}.get)
    qtbot.addWidget(made)
    made.resize(600, 400)
    return made


def test_our_own_pictures_are_shown(text):
    assert text.loadResource(IMAGE, QUrl(f"media:{SHA}")).width() == 300


@pytest.mark.parametrize(
    "place",
    ["file:///etc/passwd", "http://example.org/x.png", "//server/share/x.png", "x.png", "media:" + "b" * 64],
)
def test_nothing_else_is_loaded(text, place, tmp_path, png):
    (tmp_path / "x.png").write_bytes(png)
    for address in (place, f"file://{tmp_path}/x.png"):
        assert text.loadResource(IMAGE, QUrl(address)).width() == 1
    assert not text.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl(place)).size()


def test_a_text_with_foreign_pictures_renders_without_them(text):
    text.show_html(f'<p>Before <img src="file://{Path(__file__)}"> after</p>')
    assert "Before" in text.toPlainText()


def test_the_letters_can_be_larger(text):
    text.show_html("<p>Word</p>")
    text.set_px(26)
    assert text.font().pixelSize() == 26
    assert text.toPlainText() == "Word"


def test_a_scroll_bar_that_comes_or_goes_starts_no_text_within_the_other(qtbot, theme, png):
    drawn = []
    text = StoryText(lambda sha: drawn.append(sha) or png)
    qtbot.addWidget(text)
    text.resize(600, 400)
    text.show()
    picture = f'<p><img src="media:{SHA}"></p>'
    text.show_html(picture)
    text.show_html(picture + "<p>Many words</p>" * 80)
    assert text.verticalScrollBar().isVisible()
    assert len(drawn) == 2
    text.clear()  # the bar goes while the document is being emptied
    assert text.toPlainText() == ""
    assert len(drawn) == 2
    text.show_html(picture)
    text.resize(400, 400)
    assert len(drawn) == 4  # for another width it is drawn anew
    text.show_nothing()
    assert text.toPlainText() == ""
