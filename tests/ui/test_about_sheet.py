"""Help > About opens the list of all that the app is made of."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from learningstories.ui import about_sheet
from learningstories.ui.about_sheet import AboutSheet
from learningstories.ui.parts_sheet import PartsSheet


@pytest.mark.parametrize("is_there", [True, False])
def test_the_list_of_parts_opens_where_there_is_one(qtbot, tmp_path, monkeypatch, is_there):
    listed = tmp_path / "THIRD-PARTY.md"
    if is_there:
        listed.write_text("| psycopg | 3.3 | LGPL-3.0-only |", encoding="utf-8")
    monkeypatch.setattr(about_sheet, "list_of_parts", lambda: listed)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    about = AboutSheet(window)
    about.open()
    assert about.parts.isVisible() == is_there
    if is_there:
        qtbot.mouseClick(about.parts, Qt.MouseButton.LeftButton)
        (shown,) = window.findChildren(PartsSheet)
        assert "LGPL-3.0-only" in shown.text.toPlainText()
        assert shown.isVisible()
