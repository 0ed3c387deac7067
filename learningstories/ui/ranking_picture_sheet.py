"""The whole ranking as one picture, to be looked at, copied and saved."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learningstories.i18n import _
from learningstories.ui.desk import Desk
from learningstories.ui.picture_card import PictureCard
from learningstories.ui.ranking_picture import RankingPicture
from learningstories.ui.widgets.buttons import Button, Kind
from learningstories.ui.widgets.sheet import WIDE, Sheet

if TYPE_CHECKING:  # the window is there before NumPy is
    from learningstories.services.results import Results


class RankingPictureSheet(Sheet):
    """Enter or a double click on a story closes it and leads to the story."""

    def __init__(self, desk: Desk, over: QWidget, results: "Results") -> None:
        picture = RankingPicture(results)
        super().__init__(over, _("The ranking as a picture"), picture.summary, WIDE)
        self.number: int | None = None
        self.card = PictureCard(desk, picture, "ranking", folder=desk.challenge.path.parent)
        self.card.story_wanted.connect(self._lead)
        self.body.addWidget(self.card, 1)
        self.close_button = self.add_button(Button(_("Close"), Kind.MAIN), main=True)
        self.close_button.clicked.connect(self.accept)

    def _lead(self, number: int) -> None:
        """Leave with a story to go to."""
        self.number = number
        self.accept()
