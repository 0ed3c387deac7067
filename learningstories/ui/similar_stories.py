"""A line for each story that the chosen one is like; pressing it shows both side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from learningstories.i18n import _
from learningstories.services.progress import Control
from learningstories.services.story_details import StoryDetails
from learningstories.ui.desk import Desk
from learningstories.ui.one_line import in_one_line
from learningstories.ui.tasks import Newest
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.layouts import clear_layout

if TYPE_CHECKING:
    from learningstories.services.likeness import Likeness

MOST = 3


class SimilarStories(QWidget):
    """Hidden while there is none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: StoryDetails | None = None
        self._asked: Newest[list[Likeness]] = Newest(desk.tasks, self._show)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_story(self, found: StoryDetails) -> None:
        """Look for stories that are like this one."""
        from learningstories.services.similar import similar_to  # noqa: PLC0415 - not for the first paint

        if self._shown is None or self._shown.story.number != found.story.number:
            self._show([])
        self._shown = found
        workspace, number = self._desk.workspace, found.story.number

        def look(_control: Control) -> list["Likeness"]:
            return similar_to(workspace, number)

        self._asked.ask(look)

    def _show(self, found: Sequence["Likeness"]) -> None:
        clear_layout(self._column)
        for likeness in found[:MOST]:
            button = Button(_words(likeness), icon="git-compare", small=True).from_left()
            button.clicked.connect(lambda _on=False, each=likeness: self._compare(each))
            self._column.addWidget(button)
        self.setVisible(bool(found))

    def _compare(self, likeness: "Likeness") -> None:
        from learningstories.ui.alike_sheet import AlikeSheet, AlikeText  # noqa: PLC0415 - when it is opened

        if self._shown is None:
            return
        story = self._shown.story
        other = AlikeText(
            title=likeness.title, markdown=likeness.markdown, told=_told(likeness.number, likeness.author)
        )
        this = AlikeText(
            title=story.title, markdown=self._shown.markdown, told=_told(story.number, story.author)
        )
        AlikeSheet(self._desk, self, other, this).open()


def _words(likeness: "Likeness") -> str:
    told = _("Similar to #{number} “{title}”: {percent} %")
    if likeness.percent == 100:  # noqa: PLR2004 - all of it
        told = _("All of it is in #{number} “{title}”")
    return told.format(number=likeness.number, title=likeness.title, percent=likeness.percent)


def _told(number: int | None, author: str) -> str:
    return in_one_line((f"#{number}", author or _("no name")))
