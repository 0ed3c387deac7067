from email.message import EmailMessage
from io import BytesIO

import pytest
from docx import Document
from PySide6.QtCore import Qt

from learningstories.ui.add_model import FROM, STORY

MESSAGE = """Dear organisers,

here is how I learned to bake. I burned the first nine loaves before I asked my neighbour, who laughed
and showed me that the oven was twice as hot as it said. Since then I ask before I begin anything at all.
"""


def word_file(title, text):
    document = Document()
    document.add_heading(title, 0)
    document.add_paragraph(text)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def mail(tmp_path):
    """Writes a mail with Word files: `mail(text, name=text of it, …)`."""

    def write(text, **attached):
        message = EmailMessage()
        message["From"] = "Amina Yusuf <amina@example.org>"
        message["Subject"] = "How I learned to bake"
        message["Date"] = "Tue, 19 Mar 2013 10:00:00 +0000"
        message.set_content(text)
        for name, story in attached.items():
            message.add_attachment(
                word_file(name, story),
                maintype="application",
                subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
                filename=f"{name}.docx",
            )
        (tmp_path / "mail.eml").write_bytes(message.as_bytes())
        return tmp_path / "mail.eml"

    return write


def column(sheet, place):
    return [sheet.model.index(row, place).data() for row in range(sheet.model.rowCount())]


def ways(sheet):
    variant = sheet.detail.fields.variant
    return [variant.itemText(place) for place in range(variant.count())]


def choose(qtbot, sheet, words):
    variant = sheet.detail.fields.variant
    variant.setFocus()
    while variant.currentText() != words:
        before = variant.currentIndex()
        key = Qt.Key.Key_Down if ways(sheet).index(words) > before else Qt.Key.Key_Up
        qtbot.keyClick(variant, key)


def test_another_part_of_a_mail_is_taken_in_place(qtbot, add_sheet, offer, mail):
    story = "The lift never came, so I climbed the stairs, floor by floor, and asked at every landing."
    offer(add_sheet, mail(MESSAGE, Lift=story))
    assert add_sheet.model.rowCount() == 1
    assert sorted(ways(add_sheet)) == ["The attachment Lift.docx", "The message"]
    choose(qtbot, add_sheet, "The message")
    assert "neighbour" in add_sheet.model.at(0).draft.markdown
    choose(qtbot, add_sheet, "The attachment Lift.docx")
    assert "landing" in add_sheet.model.at(0).draft.markdown
    assert column(add_sheet, STORY) == ["Lift"]
    assert column(add_sheet, FROM) == ["mail.eml, attachment Lift.docx"]
    qtbot.waitUntil(lambda: "landing" in add_sheet.detail.text.text.toPlainText())


def test_what_was_corrected_stays_when_another_part_is_taken(qtbot, add_sheet, offer, mail):
    offer(add_sheet, mail(MESSAGE, Lift="The lift never came, so I climbed the stairs, floor by floor."))
    choose(qtbot, add_sheet, "The message")
    add_sheet.detail.fields.consents["consent_read"].click()
    choose(qtbot, add_sheet, "The attachment Lift.docx")
    assert add_sheet.model.at(0).draft.consent_read


def test_each_attachment_becomes_a_story_of_its_own(qtbot, add_sheet, offer, mail, workspace):
    attached = {
        "Lift": "The lift never came, so I climbed the stairs, floor by floor, and asked at every landing.",
        "Chalk": "I wrote on the board until it was white, and then nobody could read what was meant.",
    }
    offer(add_sheet, mail(MESSAGE, **attached))
    if add_sheet.model.rowCount() == 1:
        assert "2 attachments" in add_sheet.detail.fields.apart.words()
        qtbot.mouseClick(add_sheet.detail.fields.apart, Qt.MouseButton.LeftButton)
    assert column(add_sheet, STORY) == ["Lift", "Chalk"]
    assert column(add_sheet, FROM) == ["mail.eml/Lift.docx", "mail.eml/Chalk.docx"]
    assert not add_sheet.detail.fields.apart.isVisible()
    qtbot.waitUntil(add_sheet.add.isEnabled)
    add_sheet.add.click()
    qtbot.waitUntil(lambda: workspace.undo_label() == "Add 2 stories")


def test_a_file_with_one_way_to_read_it_offers_no_other(add_sheet, offer, tmp_path):
    (tmp_path / "chalk.md").write_text("# Chalk\n\nWords.", "utf-8")
    offer(add_sheet, tmp_path / "chalk.md")
    assert not add_sheet.detail.fields.variant.isVisible()
