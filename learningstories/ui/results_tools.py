"""What belongs to a view of the results, at the end of the row of tabs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from learningstories.ui.widgets.buttons import Button

_SPACE = 8


class ResultsTools(QWidget):
    """Buttons lose their words, though not their names, before a tab is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: dict[Button, str] = {}
        self._shown: Sequence[QWidget] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACE)

    def add(self, tools: Sequence[QWidget]) -> None:
        """Take up a view's tools; they are hidden until they are shown."""
        for tool in tools:
            self._row.addWidget(tool)
            tool.hide()

    def show_tools(self, tools: Sequence[QWidget]) -> None:
        """Show these, and no others."""
        for tool in (*self._shown, *tools):
            tool.setVisible(tool in tools)
        self._shown = tools

    def fit(self, room: int) -> None:
        """Show the words if there is so much room for them."""
        buttons = [tool for tool in self._shown if isinstance(tool, Button)]
        self._say(buttons, whole=True)
        wide = sum(tool.sizeHint().width() + _SPACE for tool in self._shown)
        if wide > room:
            self._say(buttons, whole=False)

    def _say(self, buttons: Sequence[Button], *, whole: bool) -> None:
        for button in buttons:
            words = self._words.setdefault(button, button.words())
            if not whole:
                button.set_name(words)
            if button.words() != (words if whole else ""):
                button.set_text(words if whole else "")
